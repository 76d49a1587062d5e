"""Amounts: sums of like facts against the story's words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyse.invented import accepted, accepted_by, fact
from check.stories import evidence, listed, result
from papertrace.check import codes
from papertrace.model import Rules

BOATS = accepted(
    "project_budget", "b24.pdf", 3, body="站", year="2024", project="船艇", phase="approved",
    amount="22300000",
)  # fmt: skip
CAMERAS = accepted(
    "project_budget", "b24.pdf", 3, body="站", year="2024", project="监控", phase="approved",
    amount="7400000",
)  # fmt: skip
SPENT = accepted(
    "project_budget", "a24.pdf", 2, body="站", year="2024", project="船艇", phase="executed",
    amount="21900000",
)  # fmt: skip
BEFORE = accepted(
    "project_budget", "b23.pdf", 3, body="站", year="2023", project="船艇", phase="approved",
    amount="18100000",
)  # fmt: skip
AWARD = accepted("award", "n.html", 1, supplier="甲公司", amount="26500000")
YEARLY = accepted("award", "n2.html", 1, supplier="乙公司", amount="1580000", per="year")
TARGET = accepted(
    "performance_target", "b25.pdf", 9, year="2025", indicator="处置人数", operator=">=",
    value="10", unit="人", weight="10",
)  # fmt: skip
BARE = accepted("performance_target", "b25.pdf", 9, year="2025", indicator="人数", value="10")
RATE = accepted(
    "performance_target", "b25.pdf", 9, year="2025", indicator="办结率", operator=">=",
    value="95", unit="percent", weight="10",
)  # fmt: skip
KNOWN = evidence(BOATS, CAMERAS, SPENT, BEFORE, AWARD, YEARLY, TARGET, BARE, RATE)


def amount(*facts: object, more: str = "") -> str:
    return f'kind = "amount"\nfacts = {listed(*facts)}\n{more}'  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("story", "table"),
    [
        ("[22.3 million yuan](claim:x) for boats", amount(BOATS)),
        ("[22 million](claim:x)", amount(BOATS)),
        ("[22,300,000 yuan](claim:x)", amount(BOATS)),
        ("[2230万元](claim:x)", amount(BOATS)),
        ("[22.3](claim:x) million yuan", amount(BOATS)),
        ("¥[22.3m](claim:x)", amount(BOATS)),
        ("[22.3 **million**](claim:x) yuan", amount(BOATS)),
        ("[0.223亿元](claim:x)", amount(BOATS)),
        ("[almost 30 million yuan](claim:x)", amount(BOATS, CAMERAS)),
        ("almost [30 million yuan](claim:x)", amount(BOATS, CAMERAS)),
        ("It budgeted [22.3 million yuan](claim:x).", amount(BOATS)),
        ("It planned: [22.3 million yuan](claim:x).", amount(BOATS, more='stage = "budgeted"')),
        ("It spent [21.9 million yuan](claim:x).", amount(SPENT)),
        ("A [26.5-million-yuan](claim:x) contract was awarded.", amount(AWARD)),
        ("The award is [¥26.5m](claim:x).", amount(AWARD)),
        ("It pays [1.58 million yuan](claim:x) a year.", amount(YEARLY, more='stage = "awarded"')),
        ("The goal is [at least 10 people](claim:x).", amount(TARGET)),
        ("The goal is [10 people](claim:x).", amount(TARGET)),
        ("[10](claim:x) are the goal", amount(BARE)),
        ("a goal worth [10 points](claim:x)", amount(TARGET, more='field = "weight"')),
        ("a required rate of [at least 95%](claim:x)", amount(RATE)),
    ],
)  # fmt: skip
def test_what_holds_passes(story: str, table: str) -> None:
    found = result(story, table, KNOWN)
    assert found.outcome == "passed", found.message
    assert found.facts
    assert found.result is not None


@pytest.mark.parametrize(
    ("story", "table", "slip"),
    [
        ("[23.2 million yuan](claim:x)", amount(BOATS), "digits-swapped"),
        ("[2230亿元](claim:x)", amount(BOATS), "wan-yi"),
        ("[22.3 billion yuan](claim:x)", amount(BOATS), "million-billion"),
        ("[22.3 million dollars](claim:x)", amount(BOATS), "currency"),
        ("[22.3 million](claim:x) dollars", amount(BOATS), "currency"),
        ("$[22.3 million](claim:x)", amount(BOATS), "currency"),
        ("[22](claim:x).9 million yuan", amount(BOATS), "digit"),
        ("[22.3%](claim:x)", amount(BOATS), "unit"),
        ("It spent [22.3 million yuan](claim:x).", amount(BOATS), "stage"),
        ("[22.3 million yuan](claim:x) went to boats.", amount(BOATS), "stage"),
        ("It was paid [26.5 million yuan](claim:x).", amount(AWARD), "stage"),
        ("A contract for [26.5 million yuan](claim:x).", amount(AWARD), "stage"),
        ("It got [22.3 million yuan](claim:x).", amount(BOATS, more='stage = "executed"'), "stage"),
        ("The station completed [at least 95%](claim:x) of cases.", amount(RATE), "stage"),
        ("[95%](claim:x) of cases were completed.", amount(RATE), "stage"),
        ("It earned [10 points](claim:x).", amount(TARGET, more='field = "weight"'), "stage"),
        ("It had [as much as 5 billion yuan](claim:x).", amount(BOATS), ""),
        ("It wasted [22.3 million yuan](claim:x).", amount(BOATS), "stage"),
        ("It bought boats for [22.3 million yuan](claim:x).", amount(BOATS), "stage"),
        ("It had [22.3 million yuan](claim:x) a day.", amount(BOATS), "per"),
        ("It had [22.3 million yuan](claim:x) per boat.", amount(BOATS), "per"),
        ("It gave [22.3 million yuan](claim:x) to each boat maker.", amount(BOATS), "per"),
        ("In 2023 it had [22.3 million yuan](claim:x).", amount(BOATS), "year"),
        ("It had [22.3 million yuan](claim:x).", amount(BOATS, more="year = 2023"), "year"),
        ("It had [18.1 million yuan](claim:x).", amount(BOATS), "year"),
        ("The award is [1.58 million yuan](claim:x).", amount(YEARLY), "per"),
        ("It had [22.3 million](claim:x).", amount(BOATS, more='per = "year"'), "per"),
        ("The goal is [at most 10 people](claim:x).", amount(TARGET), "bound"),
        ("The goal is [at least 10](claim:x).", amount(BARE), "bound"),
        ("Each is to have [10 people](claim:x).", amount(TARGET), "per"),
        ("a goal of [10](claim:x) occasions", amount(TARGET), "occasions"),
        ("a required rate of [95 percentage points](claim:x)", amount(RATE), "percentage-points"),
    ],
)
def test_what_does_not_hold_fails_with_its_slip(story: str, table: str, slip: str) -> None:
    found = result(story, table, KNOWN)
    assert (found.outcome, found.slip) == ("failed", slip), found.message
    assert found.message.endswith(".")
    assert found.remedy


@pytest.mark.parametrize(
    ("table", "word"),
    [
        (amount(BOATS, SPENT), "stages"),
        (amount(BOATS, BEFORE), "years"),
        (amount(BOATS, AWARD), "kinds"),
        (amount(AWARD, YEARLY), "per"),
        (amount(TARGET, RATE), "units"),
        (amount(BOATS, more='field = "rate"'), "no number"),
        ('kind = "amount"', "facts or sql"),
        (amount(BOATS, more='sql = "select 1"'), "facts or sql"),
    ],
)
def test_what_must_not_be_added_is_refused_in_a_sentence(table: str, word: str) -> None:
    found = result("[22.3 million yuan](claim:x)", table, KNOWN)
    assert found.outcome == "failed"
    assert word in found.message


@pytest.mark.parametrize(
    ("story", "word"),
    [
        ("[much money](claim:x)", "no figure"),
        ("[10 of 20 million yuan](claim:x)", "2 figures"),
        ("[in 2024](claim:x)", "no figure"),
        ("9[22.3 million yuan](claim:x)", "no figure"),
        ("seventy-[two](claim:x)", "no figure"),
        ("[22.3 million](claim:x)0 yuan", "no figure"),
        ("`9`[22.3 million yuan](claim:x)", "no figure"),
        ("[`9` 22.3 million yuan](claim:x)", "Code"),
    ],
)
def test_words_without_one_figure_fail(story: str, word: str) -> None:
    found = result(story, amount(BOATS), KNOWN)
    assert found.outcome == "failed"
    assert word in found.message


@pytest.mark.parametrize("status", ["proposed", "rejected", "stale"])
def test_a_fact_that_is_not_accepted_leaves_the_claim_unproven(status: str) -> None:
    known = evidence(statuses={BOATS.id: status})
    found = result("[22.3 million yuan](claim:x)", amount(BOATS), known)
    assert found.outcome == "unproven"
    assert "not accepted" in found.message
    assert status in found.message
    assert f"papertrace decide {BOATS.id[:12]} accept" in found.remedy


def test_an_unknown_or_ambiguous_id_leaves_it_unproven() -> None:
    missing = result("[1](claim:x)", 'kind = "amount"\nfacts = ["0000000000"]', KNOWN)
    assert missing.outcome == "unproven"
    twins = evidence(statuses={"abcdefgh1": "proposed", "abcdefgh2": "proposed"})
    many = result("[1](claim:x)", 'kind = "amount"\nfacts = ["abcdefgh"]', twins)
    assert many.outcome == "unproven"
    assert "2 facts" in many.message


def test_eight_characters_of_an_id_are_enough() -> None:
    table = f'kind = "amount"\nfacts = ["{BOATS.id[:8]}"]'
    assert result("[22.3 million](claim:x)", table, KNOWN).outcome == "passed"


def test_one_reviewer_is_a_warning_where_the_case_asks_for_two() -> None:
    one = accepted_by(["k1"], fact("award", "n.html", amount="500"), "n.html")
    strict = result("[500](claim:x)", amount(one), evidence(one))
    assert [w.code for w in strict.warnings] == [codes.SECOND_PERSON]
    assert strict.outcome == "passed"
    loose = result("[500](claim:x)", amount(one), evidence(one, rules=Rules(second_person=False)))
    assert loose.warnings == ()


def test_a_bound_that_is_left_out_is_a_warning() -> None:
    found = result("The goal is [10 people](claim:x).", amount(TARGET), KNOWN)
    assert [w.code for w in found.warnings] == [codes.BOUND_LEFT_OUT]


def test_a_value_far_above_at_least_is_a_warning() -> None:
    found = result("at least [10 million yuan](claim:x)", amount(BOATS), KNOWN)
    assert found.outcome == "passed"
    assert [w.code for w in found.warnings] == [codes.FAR_ABOVE]


def test_sql_gives_the_value_its_unit_and_its_facts() -> None:
    sql = (
        "select sum(amount) as value, list(fact_id) as facts from project_budget"
        " where year = 2024 and phase = 'approved'"
    )
    table = f'kind = "amount"\nsql = "{sql}"'
    found = result("almost [30 million yuan](claim:x)", table, KNOWN)
    assert found.outcome == "passed", found.message
    assert set(found.facts) == {BOATS.id, CAMERAS.id}
    wrong = result("almost [30 million dollars](claim:x)", table, KNOWN)
    assert wrong.slip == "currency"


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        ("select 22300000 as value, list(fact_id) as facts from project_budget", "from no fact"),
        ("select sum(amount) * 100 as value, list(fact_id) as facts from award", "ratio only"),
        ("select sum(amount) as value, list(fact_id) as facts from project_budget", "stages"),
        ("select sum(amount) as value, list(fact_id) as facts from read_csv('x')", "function"),
        ("drop table award", "SELECT"),
    ],
)
def test_sql_that_proves_nothing_fails(sql: str, word: str) -> None:
    found = result("[22.3 million yuan](claim:x)", f'kind = "amount"\nsql = "{sql}"', KNOWN)
    assert found.outcome == "failed"
    assert word in found.message


@pytest.mark.parametrize("noun", ["million US dollars", "million people", "percent", "days"])
def test_a_harmless_condition_does_not_take_the_unit_away(noun: str) -> None:
    sql = (
        "select sum(amount) as value, list(fact_id) as facts from project_budget"
        " where amount < 100000000 and phase = 'executed'"
    )
    told = result(f"[21.9 {noun}](claim:x)", f'kind = "amount"\nsql = "{sql}"', KNOWN)
    assert told.outcome == "failed"
    assert told.slip in ("unit", "currency")
    good = result("[21.9 million yuan](claim:x)", f'kind = "amount"\nsql = "{sql}"', KNOWN)
    assert good.outcome == "passed", good.message


def test_a_count_is_no_money() -> None:
    sql = "select count(*) as value, list(fact_id) as facts from project_budget where year = 2024"
    table = f'kind = "amount"\nsql = "{sql}"'
    assert result("[3 yuan](claim:x)", table, KNOWN).slip == "unit"


@pytest.mark.parametrize("words", ["exactly 95%", "precisely 95 percent"])
def test_exactly_is_a_bound_of_its_own(words: str) -> None:
    told = result(f"a goal of [{words}](claim:x)", amount(RATE), KNOWN)
    assert (told.outcome, told.slip) == ("failed", "bound")


def test_another_noun_than_the_document_counts_fails() -> None:
    told = result("a goal of at least [10 boats](claim:x)", amount(TARGET), KNOWN)
    assert (told.outcome, told.slip) == ("failed", "unit")
    told = result("a goal of at least [10 horses](claim:x)", amount(TARGET), KNOWN)
    assert (told.outcome, told.slip) == ("failed", "unit")


def test_a_noun_that_cannot_be_compared_is_a_warning() -> None:
    told = result("[22.3 million](claim:x) horses", amount(BOATS), KNOWN)
    assert [w.code for w in told.warnings] == [codes.NOUN_UNKNOWN]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**10), st.data())
def test_a_claim_never_passes_with_one_digit_altered(yuan: int, data: st.DataObject) -> None:
    one = accepted("contract", "c.pdf", amount=str(yuan))
    printed = str(yuan)
    at = data.draw(st.integers(0, len(printed) - 1))
    digit = data.draw(st.sampled_from([d for d in "0123456789" if d != printed[at]]))
    altered = printed[:at] + digit + printed[at + 1 :]
    known = evidence(one)
    assert result(f"[{yuan:,} yuan](claim:x)", amount(one), known).outcome == "passed"
    assert result(f"[{altered} yuan](claim:x)", amount(one), known).outcome == "failed"
    million = f"{Decimal(altered).scaleb(-6):f}"
    assert result(f"[{million} million yuan](claim:x)", amount(one), known).outcome == "failed"
