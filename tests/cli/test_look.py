"""`papertrace look` draws what was read over every kind of page."""

from __future__ import annotations

import io
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from honest_samples import DOCX_TRICKS, PDF_TRICKS, layered, office
from papertrace.casefile import Case, Keyring
from papertrace.errors import UsageError
from papertrace.model import Box, Page, Word
from papertrace.read import overlay, sandbox
from papertrace.read.draw_pdf import typed
from papertrace.workflow.adding import add
from papertrace.workflow.building import build
from papertrace.workflow.looking import look
from support import ROOT, papertrace, run_papertrace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAMPLES = ROOT / "src" / "papertrace" / "samples" / "border" / "documents"
RED = overlay._WARNING


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """Build a case with one document of each kind."""
    folder = tmp_path_factory.mktemp("documents")
    shutil.copy(SAMPLES / "boats_4_award.html", folder / "a.html")
    shutil.copy(SAMPLES / "boats_5_contract.pdf", folder / "b.pdf")
    (folder / "c.csv").write_text("项目,金额\n设备,26.5\n", encoding="utf-8")
    (folder / "lies.pdf").write_bytes(layered(PDF_TRICKS["black box over it"][1]))
    (folder / "lies.docx").write_bytes(office(DOCX_TRICKS["vanish"][1]))
    key = Keyring(tmp_path_factory.mktemp("keys")).make("tester")
    with Case.create(tmp_path_factory.mktemp("cases") / "case", "t", key) as made:
        list(add(made, [folder], key))
        list(build(made, jobs=1, limits=sandbox.Limits()))
        yield made


def drawn(case: Case, name: str, *shows: str) -> Image.Image:
    _, picture = look(case, name, 1, shows)
    with Image.open(io.BytesIO(picture)) as image:
        return image.convert("RGB")


def has(image: Image.Image, colour: tuple[int, int, int]) -> bool:
    return any(c == colour for _, c in image.getcolors(1 << 24) or [])


@pytest.mark.parametrize("name", ["a.html", "b.pdf", "c.csv", "lies.docx"])
def test_every_kind_of_page_is_drawn(case: Case, name: str) -> None:
    image, bare = drawn(case, name, *overlay.SHOWS), drawn(case, name, "warnings")
    assert image.size == bare.size
    assert image.width >= 600
    assert image.tobytes() != bare.tobytes()


@pytest.mark.parametrize(("name", "code"), [("lies.pdf", "PT346"), ("lies.docx", "PT314")])
def test_warnings_stand_where_they_belong(case: Case, name: str, code: str) -> None:
    page, _ = look(case, name, 1, ["warnings"])
    assert code in {p.code for p in page.problems}
    assert has(drawn(case, name, "warnings"), RED)
    assert not has(drawn(case, name, "words"), RED)


@pytest.mark.parametrize(
    ("name", "page", "shows"),
    [("a.html", 9, ("words",)), ("no.pdf", 1, ("words",)), ("a.html", 1, ("beauty",))],
)
def test_what_is_not_there_is_not_drawn(
    case: Case, name: str, page: int, shows: tuple[str, ...]
) -> None:
    with pytest.raises(UsageError):
        look(case, name, page, shows)


def test_the_command_writes_a_file_and_says_where(case: Case, tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    words = ("look", "lies.pdf", "1", "--case", str(case.root))
    told = json.loads(papertrace(*words, "--out", str(out), "--json"))
    assert told["path"] == str(out)
    assert told["page"] == 1
    assert "PT346" in {p["code"] for p in told["problems"]}
    assert out.read_bytes().startswith(b"\x89PNG")
    done = run_papertrace(*words, "--out", str(tmp_path / "nowhere" / "x.png"))
    assert done.returncode == 2
    assert "--out" in done.stderr


def test_words_are_typed_in_their_boxes() -> None:
    word = Word("预算\U00020000", Box(40, 40, 100, 60), 0, 3)
    page = Page(1, 200, 100, 0, word.text, (word,), (), "drawn")
    data = typed(page)
    assert data.startswith(b"%PDF")
    assert "预算□".encode("utf-16-be").hex().encode() in data
    plain = overlay.look(overlay.argument(b"", page, ["words"]))
    with Image.open(io.BytesIO(plain)) as image:
        assert image.convert("RGB").getpixel((80, 100)) != (255, 255, 255)  # the frame's left edge
