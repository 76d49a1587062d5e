"""Secrets that stand on a page in ink are in no published picture: looked for by recognition."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest

from byte_search import found, layers, under
from papertrace.casefile import Case
from papertrace.model import PageImage
from papertrace.publish import EXPORTERS
from papertrace.read import read, render, sandbox
from papertrace.workflow.adding import add
from papertrace.workflow.building import build
from papertrace.workflow.deciding import decide
from papertrace.workflow.publishing import publish
from pdf_samples import SamplePage, pdf

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import SigningKey

pytestmark = pytest.mark.long
COVERED = "ZQXKEPT"
"""Stands under a black bar that somebody drew over it."""
SECRETS = ("单示例", "钟示例", "俞示例", "5550101", COVERED)
LINES = (
    "白榆湾巡逻艇采购项目中标公告",
    "一、项目编号：BYW-2024-017",
    "二、项目名称：白榆湾巡逻艇采购项目",
    "三、中标信息",
    "供应商名称：霁川示例船舶有限公司",
    "中标金额：26543217元",
    "四、评审专家名单：钟示例、俞示例",
    "五、联系人：单示例  电话：0000-5550101",
)
PICTURE = re.compile(rb"data:image/png;base64,([A-Za-z0-9+/=]+)")


def paper() -> bytes:
    """Give the notice as a PDF whose text is live, one line of it under a bar."""
    page = SamplePage()
    for number, line in enumerate(LINES):
        page.text(60, 60 + 40 * number, line, 16)
    page.text(60, 420, COVERED, 16)
    page.drawing.append("0 0 0 rg 50 395 200 40 re f")
    return pdf([page])


def seen(picture: bytes) -> str:
    """Recognise what a picture shows."""
    told = read(picture, "page.png", pictures=True)
    return "".join("".join(page.text.split()) for page in told.pages)


def pictures(folder: Path) -> set[bytes]:
    """Give every PNG that was published, in files and inside pages and archives."""
    every: set[bytes] = set()
    for _, data in under(folder):
        for layer in layers(data):
            if layer.startswith(b"\x89PNG"):
                every.add(layer)
            every.update(base64.b64decode(m) for m in PICTURE.findall(layer))
    return every


def test_no_secret_in_ink_is_published_in_pixels(tmp_path: Path, key: SigningKey) -> None:
    (tmp_path / "notice.pdf").write_bytes(paper())
    out = tmp_path / "out"
    with Case.create(tmp_path / "case", "t", key) as case:
        list(add(case, [tmp_path / "notice.pdf"], key))
        list(build(case, jobs=1, limits=sandbox.Limits()))
        (award,) = case.derived.facts("award")
        decide(case, [award.id], "accept", {}, key)
        drafts = case.root / "drafts"
        story = "# Boats\n\nThe winning bid was [26,543,217 yuan](claim:boats).\n"
        (drafts / "story.md").write_text(story, "utf-8")
        claims = f'[boats]\nkind = "amount"\nfacts = ["{award.id}"]\n'
        (drafts / "claims.toml").write_text(claims, "utf-8")
        for form in EXPORTERS:
            if form != "claimreview":  # no picture is in it
                publish(case, drafts / "story.md", out / form, form, key, jobs=1)
    shown = pictures(out)
    assert shown
    told = [seen(picture) for picture in shown]
    assert all("26543217" in text for text in told), told
    assert [(s, t) for s in SECRETS for t in told if s in t] == []
    assert found(under(out), SECRETS) == set()
    whole = render(paper(), "d", 1, 2.0, ())
    assert isinstance(whole, PageImage)
    bare = seen(whole.data)
    assert {s for s in SECRETS if s in bare} == set(SECRETS) - {COVERED}
