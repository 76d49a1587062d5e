"""A quotation stands in marks, and is never cut out of a word, a number or a denial."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyse.invented import holding, page
from check.stories import evidence, result
from papertrace.check.quoting import stands
from papertrace.model import ReplyStep

PAGE = (
    "全年查获偷渡人员300人,其中遣返外籍人员12人次。我们没有遣返任何人。\n"
    "The law is not the best. 投资100\n23万元。\nBoats were bought in\nBaiyu Bay, it said."
)
TABLE = 'kind = "quote"\ndocument = "b.pdf"'


@pytest.mark.parametrize(
    ("story", "passes"),
    [
        ("It says “[全年查获偷渡人员300人](claim:x)”.", True),
        ("It says [全年查获偷渡人员300人](claim:x).", False),
        ("It says “[Boats were bought in Baiyu Bay](claim:x)”.", True),
        ("It says “[Boats were bought in Bai](claim:x)”.", False),
        ("It says “[偷渡人员3](claim:x)”.", False),
        ("It says “[全年查获偷渡人员30](claim:x)”.", False),
        ("It says “[全年查获偷渡人员300](claim:x)”.", False),
        ("It says “[遣返外籍人员12人](claim:x)”.", False),
        ("It says “[300人](claim:x)”.", False),
        ("It says “[投资10023万元](claim:x)”.", False),
        ("It says “[遣返任何人](claim:x)”.", False),
        ("It says “[The law is](claim:x)”.", False),
        ("It cost [100](claim:x) dollars.", False),
    ],
)
def test_a_quotation_is_whole(story: str, passes: bool) -> None:  # noqa: FBT001  (a table's column)
    known = evidence(holdings=[holding("b.pdf", "2024", [page(1, PAGE)])])
    assert (result(story, TABLE, known).outcome == "passed") is passes


def test_a_whole_short_line_may_be_quoted() -> None:
    assert not stands("仅12人", "标题\n仅12人\n完")
    assert stands("仅12人", "标题里的仅12人和别的")


ASKED = ReplyStep("a" * 64, "attempt", "站", channel="fax", on="2024-01-01", deadline="2024-02-01")
ANSWER = replace(ASKED, step="answer", on="2024-01-05", text="We did not kill anyone. We paid 300.")


@pytest.mark.parametrize(
    ("story", "steps", "passes"),
    [
        ("It [did not respond](claim:x) to a request.", (ASKED,), True),
        ("It [refused to answer](claim:x).", (ASKED,), False),
        ("It [declined to comment](claim:x).", (ASKED,), False),
        ("It [did not fail to respond](claim:x).", (ASKED,), False),
        ("It [did not answer our 12 calls on May 5, 2019](claim:x).", (ASKED,), False),
        ("It said “[We did not kill anyone](claim:x)”.", (ASKED, ANSWER), True),
        ("It said “[We did](claim:x)”.", (ASKED, ANSWER), False),
        ("It admitted: “[kill anyone](claim:x)”.", (ASKED, ANSWER), False),
        ("It paid “[300](claim:x)” million.", (ASKED, ANSWER), False),
        ("It paid [300](claim:x) million.", (ASKED, ANSWER), False),
    ],
)
def test_a_reply_is_told_whole(
    story: str,
    steps: tuple[ReplyStep, ...],
    passes: bool,  # noqa: FBT001  (a table's column)
) -> None:
    known = replace(evidence(), replies=steps)
    told = result(story, 'kind = "reply"\nparty = "站"', known)
    assert (told.outcome == "passed") is passes
