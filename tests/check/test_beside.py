"""Whom "it" means, what speaks of a sentence from beside it, and what a vouching holds on to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from check.stories import report
from check.test_grammar import BUDGET, KNOWN, TOTAL, toml
from papertrace.model import Judgement

if TYPE_CHECKING:
    from papertrace.model import Evidence

CLEAR = "Hekou station lies on a river."


def unread(story: str) -> bool:
    found = report(story, toml(story), KNOWN)
    assert [r.outcome for r in found.results] == ["passed"]
    return [r.state for r in found.readings] == ["unread"]


@pytest.mark.parametrize(
    "before",
    [
        "There is a station at Mengla.", "In Mengla stands a station.", "# Mengla\n\n",
        f"{CLEAR} The boats belong to Mengla.", f"{CLEAR} Its neighbour, Mengla, is poor.",
        "Hekou station is poor; Mengla station is rich.", "There is the Kremlin.",
        "Hekou station lies near Mengla.", "There is an army.", "This is about the FBI.",
        "Hekou station's rival is rich.", "They are the Mafia.", "# Huawei bribes\n\n",
        f"{CLEAR} Winters are cold.",
    ],
)  # fmt: skip
def test_it_means_nobody_for_sure_where_another_may_be_meant(before: str) -> None:
    assert unread(f"{before} It budgeted {BUDGET}.")


@pytest.mark.parametrize(
    "before",
    [
        CLEAR, f"{CLEAR} It is small.", "# Boats and fences\n\n", "# Hekou station\n\n",
        f"# Where Winter Comes Early\n\n{CLEAR}", "Hekou station lies in Yunnan.", "",
    ],
)  # fmt: skip
def test_it_means_the_subject_before_it_where_nobody_else_is_named(before: str) -> None:
    assert not unread(f"{before} It budgeted {BUDGET}.")


@pytest.mark.parametrize(
    "story",
    [
        "{} This is a lie.", "{} So did Mengla.", "{} Mengla station did, too.",
        "{} That is wrong.",
        "{} It then spent it on a palace.", "{} Each officer got it.", "It is a lie. {}",
        "# What is untrue\n\n{}", "Told by the police:\n\n- {}", "{}\n\nThe money was a gift.",
        "The following is a rumour. {}", "{}\n- a day",
    ],
)  # fmt: skip
def test_what_speaks_of_a_sentence_from_beside_it_sends_it_to_a_person(story: str) -> None:
    told = f"Hekou station budgeted {BUDGET}"
    assert unread(story.format(told if "\n- a" in story else f"{told}."))


def test_what_stands_beside_a_sentence_and_speaks_of_something_else_does_not() -> None:
    told = f"Hekou station budgeted {BUDGET}."
    assert not unread(f"# Plans for the river\n\nWinters are cold. {told} The river freezes early.")


def test_a_vouching_ends_with_whatever_it_was_given_for() -> None:
    story = f"{CLEAR} It also spends well. Meanwhile it set aside {BUDGET}, people say. Rain fell."
    table = toml(story)

    def state(text: str, judged: tuple[Judgement, ...], known: Evidence = KNOWN) -> str:
        held = replace(known, judgements=judged)
        return report(text, table, held).readings[0].state

    (reading,) = report(story, table, KNOWN).readings
    one = Judgement("j", reading.sentence, "vouched", reading.key, "read", "k1", "")
    both = (one, replace(one, id="j2", by="k2"))
    assert state(story, both) == "vouched"
    for other in (
        story.replace("Hekou station lies", "Mengla station lies"),
        f"# A lie\n\n{story}",
        story.replace("Rain fell", "Snow fell"),
        story.replace("also spends", "never spends"),
    ):
        assert state(other, both) == "unread"
    fields = {**TOTAL.fields}
    fields["amount"] = replace(fields["amount"], value="45486001")
    corrected = replace(TOTAL, decision=replace(TOTAL.decision, fields=fields))
    facts = tuple(corrected if f.id == TOTAL.id else f for f in KNOWN.facts)
    assert state(story, both, replace(KNOWN, facts=facts)) == "unread"
    taken = replace(one, id="j3", verdict="open")
    assert state(story, (*both, taken)) == "unread"
    assert state(story, (*both, taken, *both)) == "vouched"
