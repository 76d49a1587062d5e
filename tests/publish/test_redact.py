"""Personal spans become boxes and blanks; nothing else does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from papertrace.model import overlap
from papertrace.publish import masked_text, masks
from papertrace.publish.redact import (
    masked_context,
    masked_name,
    masked_party,
    public_address,
    secrets_of,
)
from papertrace.text.personal_words import private_words
from publish.conftest import NOTICE_TEXT, page_of

if TYPE_CHECKING:
    from papertrace.model import Publication


def test_masks_cover_every_personal_word_and_no_other() -> None:
    page = page_of(NOTICE_TEXT)
    boxes = masks(page)
    covered = {w.text for w in page.words if any(overlap(w.box, b) > 0 for b in boxes)}
    assert covered == {"钟示例、俞示例", "联系人：单示例", "0000-5550101"}
    label = next(w for w in page.words if w.text.startswith("联系人"))
    assert all(overlap(label.box, b) < 0.5 * label.box.width * label.box.height for b in boxes)


def test_blanks_keep_the_length_and_the_white_space() -> None:
    text = "评审专家：钟示例、俞示例\n金额：2650.00万元"
    hidden = masked_text(text)
    assert len(hidden) == len(text)
    assert hidden == "评审专家：███、███\n金额：2650.00万元"


def test_a_secret_is_blanked_wherever_it_stands() -> None:
    assert masked_text("据钟示例介绍", ("钟示例",)) == "据███介绍"


def test_masks_cover_a_name_everywhere_and_what_other_pages_give_away() -> None:
    page = page_of("联系人：单示例\n单示例表示满意，戚\u200b示 例 也在\n戚氏示例商行")
    covered = {
        w.text for w in page.words if any(overlap(w.box, b) > 0 for b in masks(page, ("戚示例",)))
    }
    assert covered == {"联系人：单示例", "单示例表示满意，戚\u200b示", "例"}
    again = masks(page, (*private_words([page.text]), "戚示例"))
    assert len({b.top for b in again}) == 2


def test_masks_cover_names_that_running_text_gives_away() -> None:
    page = page_of("否认被告人 崔示例 在羁押期间 由 朴示例 担任\n霁川有限公司 高示例 0000-888")
    boxes = masks(page)
    covered = {w.text for w in page.words if any(overlap(w.box, b) > 0 for b in boxes)}
    assert covered == {"崔示例", "高示例", "0000-888"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("award 钟示例.html", "award ███.html"),
        ("2024/钟示例-合同.pdf", "2024/███-合同.pdf"),
        ("巡逻艇采购项目中标公告.html", "巡逻艇采购项目中标公告.html"),
        ("budget_2024.xlsx", "budget_2024.xlsx"),
        ("0123-4567890.txt", "████████████.txt"),
    ],
)
def test_file_names_lose_private_names_alone(name: str, shown: str) -> None:
    assert masked_name(name) == shown


def test_a_party_that_is_a_bare_name_is_blanked() -> None:
    assert masked_party("钟示例") == "███"
    assert masked_party("霁川示例船舶有限公司") == "霁川示例船舶有限公司"


def test_a_cut_context_loses_the_half_word_at_its_far_end() -> None:
    assert (
        masked_context("示例、俞示例\t总中标金额（元）\t", before=True)
        == "、███\t总中标金额（元）\t"
    )
    assert "钟示" not in masked_context("万元（人民币）联系方式见下，钟示", before=False)


def test_half_a_spaced_name_at_a_cut_is_blanked() -> None:
    secrets = ("孙丙示例",)
    before = masked_context("示 例 电话见下 中标金额（元）\t", secrets, before=True)
    behind = masked_context("万元（人民币）联系方式见下 孙 丙", secrets, before=False)
    assert "示" not in before
    assert "例" not in before
    assert "中标金额（元）" in before
    assert "孙" not in behind
    assert "万元（人民币）" in behind


def test_secrets_come_from_around_the_quotes(publication: Publication) -> None:
    assert "单示例" in secrets_of(publication)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("您的IP：203.0.113.77，欢迎", "您的IP：████████████，欢迎"),
        ("Your IP address is 203.0.113.77.", "Your IP address is ████████████."),
        ("IPv6: 2001:db8:0:1:2:3:4:5", "IPv6: ████████████████████"),
        ("3.1.2.4 投标人须知", "3.1.2.4 投标人须知"),
        ("设备IP65防护", "设备IP65防护"),
    ],
)
def test_an_address_that_a_page_echoes_is_blanked(text: str, shown: str) -> None:
    assert masked_text(text) == shown


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://me:pw@a.example.org/x?id=7", "https://a.example.org/x?id=7"),
        ("https://a.example.org/x;jsessionid=9F/y?id=7", "https://a.example.org/x/y?id=7"),
        ("https://a.example.org/x?id=7&token=9f&n=1", "https://a.example.org/x?id=7&n=1"),
        ("https://a.example.org/x?PHPSESSID=9f", "https://a.example.org/x"),
        ("https://a.example.org/x?side=7&broken=1", "https://a.example.org/x?side=7&broken=1"),
    ],
)
def test_an_address_names_its_visitor_no_more(address: str, shown: str) -> None:
    assert public_address(address) == shown
