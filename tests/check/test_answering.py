"""Silence and answers are a party's own, and told in no other words than the ledger bears out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from analyse.invented import accepted
from check.stories import evidence, listed, report
from papertrace.model import Judgement, ReplyStep

if TYPE_CHECKING:
    from papertrace.model import CheckReport, Step

PARTY = "霁川边检总站"
TABLE = f'[x]\nkind = "reply"\nparty = "{PARTY}"\n'
BODIES = (
    f'[bodies]\n"Jichuan border police" = "{PARTY}"\n"The bureau" = "{PARTY}"\n'
    '"eastern station" = "东滩边检站"\n'
)


def step(
    kind: Step,
    *,
    channel: str = "",
    on: str = "",
    deadline: str = "",
    text: str = "",
    about: str = "",
    by: str = "a",
) -> ReplyStep:
    claims = ("x",) if kind == "allegation" else ()
    return ReplyStep(kind, kind, PARTY, claims, channel, on, deadline, text, about, by)


ASKED = (
    step("allegation"),
    step("attempt", channel="fax", on="2025-01-01", deadline="2025-01-09"),
)
ANSWER = "We deny that. The figure is wrong. Greetings from all of us."
ANSWERED = (*ASKED, step("answer", channel="fax", on="2025-01-05", text=ANSWER))
EXCUSED = (
    step("allegation"),
    step("not-asked", text="unsafe"),
    step("seconded", about="not-asked", by="b"),
)


def told(story: str, *steps: ReplyStep, table: str = TABLE) -> CheckReport:
    return report(story, table + BODIES, replace(evidence(), replies=steps))


def owed(found: CheckReport) -> set[str]:
    return {f.code for f in found.findings} & {"PT644", "PT645"}


def clean(found: CheckReport) -> bool:
    return all(r.outcome == "passed" for r in found.results) and not owed(found)


@pytest.mark.parametrize(
    ("story", "right"),
    [
        (f"{PARTY} [did not respond](claim:x) to our letters.", True),
        ("The bureau [did not respond](claim:x) to a request for comment.", True),
        ("By the time of publication, Jichuan border police [had not replied](claim:x).", True),
        ("Jichuan border police were asked. They [did not respond](claim:x).", True),
        (f"{PARTY}截至发稿[未作回应](claim:x)。", True),
        ("The Pope [did not respond](claim:x).", False),
        (f"The Kremlin [did not respond](claim:x) to {PARTY}.", False),
        ("The mayor spoke. She [did not respond](claim:x).", False),
        ("It answered, so it is false that the bureau [did not respond](claim:x).", False),
        ("The bureau hardly [did not respond](claim:x).", False),
        ("The bureau [did not respond](claim:x) because it is guilty.", False),
        ("The bureau's rivals [did not respond](claim:x).", False),
        ("The bureau of another province [did not respond](claim:x).", False),
        ("The eastern station is small. The station [did not respond](claim:x).", False),
        ("教皇[未回应](claim:x)。", False),
    ],
)
def test_a_silence_is_told_of_the_party_alone(story: str, right: bool) -> None:  # noqa: FBT001  (a column)
    assert clean(told(story, *ASKED)) is right


@pytest.mark.parametrize(
    ("story", "right"),
    [
        ("The bureau wrote: “[The figure is wrong](claim:x).”", True),
        ("“[The figure is wrong](claim:x),” the bureau said.", True),
        ("In a letter, Jichuan border police said that “[we deny that](claim:x)”.", True),
        (f"{PARTY}回应称：“[The figure is wrong](claim:x)。”", True),
        ("The bureau of another province wrote: “[The figure is wrong](claim:x).”", False),
        ("The bureau said the army said: “[The figure is wrong](claim:x).”", False),
        ("The bureau would not say: “[The figure is wrong](claim:x).”", False),
        ("The bureau confessed: “[The figure is wrong](claim:x).”", False),
        ("The bureau wrote: “[Greetings from all of us](claim:x).”", False),
        ("It kept silent. The bureau then wrote: “[The figure is wrong](claim:x).”", False),
    ],
)
def test_an_answer_is_told_as_the_partys_and_with_its_denial(story: str, right: bool) -> None:  # noqa: FBT001  (a column)
    assert clean(told(story, *ANSWERED)) is right


@pytest.mark.parametrize(
    "words",
    [
        "It kept silent.",
        "It stayed mum.",
        "It ignored us.",
        "Calls went unanswered.",
        "Requests were ignored.",
        "It was unavailable.",
        "It would not say.",
        "Our letters met a wall of silence.",
        "It could not be reached.",
        "It declined to comment.",
        "We contacted the police by fax.",
        "该站保持沉默。",
        "对方不予置评。",
        "记者致电该站。",
    ],
)
def test_an_excused_party_is_told_silent_in_no_words(words: str) -> None:
    found = told(f"{PARTY} stands here. {words}", *EXCUSED, table="")
    assert owed(found) == {"PT644"}
    assert all(f.span is not None for f in found.findings if f.code == "PT644")


@pytest.mark.parametrize(
    "words",
    [
        "The budget does not say how large the boats are.",
        "The ministry called for calm.",
        "A letter of intent was signed.",
        "The police refused to admit migrants.",
    ],
)
def test_other_sentences_are_no_silence(words: str) -> None:
    assert clean(told(f"{PARTY} stands here. {words}", *EXCUSED, table=""))


def test_a_fact_accuses_under_whatever_name_its_claim_has() -> None:
    fact = accepted("project_budget", body="站", year="2024", phase="approved", amount="22300000")
    noted = replace(step("allegation"), facts=(fact.id,))
    known = replace(evidence(fact), replies=(noted,))
    facts = f'kind = "amount"\nfacts = {listed(fact)}\n'
    sql = (
        'kind = "amount"\nsql = "select sum(amount) as value, list(fact_id) as facts'
        ' from project_budget"\n'
    )
    for table in (facts, sql):
        story = "[22.3 million yuan](claim:y) was budgeted."
        found = report(story, f"[y]\n{table}", known)
        assert "PT644" in {f.code for f in found.findings}


@pytest.mark.parametrize(
    "words",
    [
        "It kept its counsel.", "It let the deadline pass.", "It gave us the runaround.",
        "Its side of the story remains unknown.", "该站闭口不谈。", "对方挂断电话。",
    ],
)  # fmt: skip
def test_whatever_may_tell_of_an_excused_party_is_read_by_people(words: str) -> None:
    known = replace(evidence(), replies=EXCUSED)
    story = f"{PARTY} stands here. {words} Rain fell."
    found = report(story, "", known)
    assert [r.sentence.strip() for r in found.readings] == [f"{PARTY} stands here.", words]
    assert not found.ready
    people = tuple(
        Judgement(f"{i}{k}", r.sentence, "vouched", r.key, "read", k, "")
        for i, r in enumerate(found.readings)
        for k in ("k1", "k2")
    )
    assert report(story, "", replace(known, judgements=people)).ready
    asked = replace(evidence(), replies=ASKED)
    assert not report(story, "", asked).readings
