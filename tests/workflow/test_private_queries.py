"""Which queries are not kept: names and numbers of private persons, however they are put."""

from __future__ import annotations

import pytest

from papertrace.errors import UsageError
from papertrace.text.personal_lexicon import is_name
from papertrace.workflow.private_queries import refuse_persons

LISTED = "李白"
"""A poet of the eighth century: the word list of the language holds him as a name."""


@pytest.mark.parametrize(
    "query",
    [
        LISTED,
        f"{LISTED} OR 江海",
        f"{LISTED} 合同",
        f"body:{LISTED}",
        f"合同 NOT {LISTED}",
        f'"{LISTED}"',
        "Wang Shili",
        "220102199003071234",
        "合同 220102199003071234",
        "13800000000",
    ],
)
def test_what_looks_for_a_person_is_not_kept(query: str) -> None:
    with pytest.raises(UsageError, match="of persons"):
        refuse_persons([query])


@pytest.mark.parametrize(
    "query",
    [
        "合同", "公安局 预算", "江海", "图们", "龙井", "江海造船有限公司", "YS-2031-001", "2650000",
        "26,500,000元", "body:砚水示例站", "Border Patrol", "year:2031 AND 巡逻船", "高山", "方向",
        "amount:100000..2000000",
    ],
)  # fmt: skip
def test_terms_bodies_places_and_numbers_are_kept(query: str) -> None:
    refuse_persons([query])


def test_the_list_knows_a_name_from_a_word() -> None:
    assert is_name(LISTED)
    assert not is_name("合同")
    assert not is_name("巡逻船艇队")
