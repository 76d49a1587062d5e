"""No value without accepted facts in its lineage; and the slips of a Chinese story."""

from __future__ import annotations

import pytest

from analyse.invented import accepted, fact
from check.stories import evidence, result

BOATS = accepted(
    "project_budget", "b.pdf", 3, body="站", year="2024", project="船艇", phase="approved",
    amount="22300000",
)  # fmt: skip
WAITING = fact("project_budget", "b.pdf", 4, year="2024", phase="approved", amount="22300000")
KNOWN = evidence(BOATS, statuses={WAITING.id: "proposed"})


@pytest.mark.parametrize("kind", ["amount", "count"])
@pytest.mark.parametrize(
    "sql",
    [
        "select 22300000",
        "select 22300000 as value",
        "select 22300000 as value, [] as facts",
        f"select 22300000 as value, ['{BOATS.id}'] as facts",
        f"select 22300000 as value, ['{WAITING.id}'] as facts",
        "select 22300000 as value, list(fact_id) as facts from project_budget",
        "select sum(amount) * 0 + 22300000 as value, list(fact_id) as facts from project_budget",
        "select max(22300000) as value, list(fact_id) as facts from project_budget",
        "with t as (select 22300000 as v) select v as value, [] as facts from t",
    ],
)
def test_a_value_without_an_accepted_fact_behind_it_is_refused(kind: str, sql: str) -> None:
    told = result(
        "It budgeted [22.3 million yuan](claim:x).", f'kind = "{kind}"\nsql = "{sql}"', KNOWN
    )
    assert told.outcome == "failed"


@pytest.mark.parametrize("fact_id", [WAITING.id, "0" * 64])
def test_a_fact_that_nobody_accepted_proves_nothing(fact_id: str) -> None:
    told = result(
        "It budgeted [22.3 million yuan](claim:x).",
        f'kind = "amount"\nfacts = ["{fact_id}"]',
        KNOWN,
    )
    assert told.outcome == "unproven"


@pytest.mark.parametrize(
    ("words", "slip"),
    [
        ("2230万元", None),
        ("0.223亿元", None),
        ("2230亿元", "wan-yi"),
        ("2230元", "wan-yi"),
        ("0.223万元", "wan-yi"),
        ("22.3亿元", "wan-million"),
        ("22.3万元", "wan-million"),
        ("223万元", "decimal-point"),
        ("2320万元", "digits-swapped"),
        ("2231万元", "digit"),
        ("2230万美元", "currency"),
    ],
)
def test_the_slip_of_chinese_words_is_named(words: str, slip: str | None) -> None:
    told = result(
        f"该站2024年船艇预算[{words}](claim:x)。",
        f'kind = "amount"\nfacts = ["{BOATS.id}"]',
        KNOWN,
    )
    assert (told.outcome == "passed", told.slip or None) == (slip is None, slip)
