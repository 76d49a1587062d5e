"""English news: asides behind the verb, offices named at length, replies that say nothing."""

from __future__ import annotations

import pytest

from notice_samples import rows, text

HEAD = "Along the river\nSEOUL, 12 May 2025\n"
Said = tuple[str | None, str, str | None]


def _said(told: str) -> list[Said]:
    return [
        (r.get("speaker_org"), r["speech_act"], r.get("proposition"))
        for r in rows(text(HEAD + told), "attributed_statement")
    ]


def _private(told: str) -> list[tuple[str | None, str, str | None]]:
    return [
        (r.get("speakers"), r["speaker_role"], r.get("country"))
        for r in rows(text(HEAD + told), "attributed_statement")
        if "speaker_org" not in r
    ]


@pytest.mark.parametrize(
    "aside",
    [
        "on Tuesday, citing aerial photographs",
        ", citing aerial photographs",
        "on Tuesday, adding that more would follow soon",
        "in March, when asked about the works",
        "Friday after a report that about 80 people were held",
        "Wednesday, despite earlier denials",
    ],
)
def test_what_is_said_before_the_verb_is_not_what_stands_beside_it(aside: str) -> None:
    built = "The county has built at least 14 new holding sites since 2022"
    told = f"{built}, the Baiyu Rights Group said {aside}."
    first = _said(told.replace(" ,", ","))[0]
    assert first == ("Baiyu Rights Group", "assert", built)


@pytest.mark.parametrize(
    ("counted", "unit"),
    [
        ("14 new holding sites", "holding sites"),
        ("230 suspected cases", "cases"),
        ("26 more watchtowers", "watchtowers"),
        ("9 newly built barracks", "barracks"),
        ("31 border fences", "border fences"),
        ("400 people", "people"),
        ("90 North Korean defectors", "defectors"),
        ("90 South Koreans", "south koreans"),
    ],
)
def test_what_is_counted_is_no_adjective(counted: str, unit: str) -> None:
    found = text(f"{HEAD}The Baiyu Rights Group said it had found {counted} by the river.")
    assert [r["unit"] for r in rows(found, "third_party_figure")] == [unit]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            "“We do not comment on single cases,” the U.K. Border Office said in an email.",
            [("U.K. Border Office", "decline", None)],
        ),
        (
            "The Baiyu Border Bureau said it would not comment.",
            [("Baiyu Border Bureau", "decline", None)],
        ),
        (
            "The Baiyu Border Bureau said it had no further comment on the matter.",
            [("Baiyu Border Bureau", "decline", None)],
        ),
        (
            "The Baiyu Border Bureau said it did not comment on leaks but had opened a case.",
            [
                (
                    "Baiyu Border Bureau",
                    "assert",
                    "it did not comment on leaks but had opened a case",
                )
            ],
        ),
        (
            "“There is no such thing as a camp here,” the Baiyu Border Bureau said.",
            [("Baiyu Border Bureau", "deny", "There is no such thing as a camp here")],
        ),
        (
            "The United Nations refugee agency said it was looking into it.",
            [("United Nations refugee agency", "assert", "it was looking into it")],
        ),
        (
            "The company, Jade Stone Works, did not respond to questions.",
            [("Jade Stone Works", "no_response", None)],
        ),
        (
            "The Baiyu Border Bureau dismissed the study as “pure slander,” saying it had no base.",
            [("Baiyu Border Bureau", "deny", "it had no base")],
        ),
        (
            "“Works are over,” said Lee Example, a regional government spokesman, on Monday.",
            [("regional government", "assert", "Works are over")],
        ),
    ],
)
def test_offices_are_named_whole_and_a_reply_may_say_nothing(told: str, said: list[Said]) -> None:
    assert _said(told) == said


def test_a_share_of_them_is_a_share_of_nothing_named() -> None:
    (figure,) = rows(
        text(f"{HEAD}The Baiyu Rights Group said about one in four of them children were held."),
        "third_party_figure",
    )
    assert (figure["value"], figure.get("denominator")) == ("25", None)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            "Lee Example, a 50-year-old missionary who fled to Laos in May 2022, said so.",
            [(None, "missionary", None)],
        ),
        (
            "A defector and activist who was held in China in 2019 said so.",
            [(None, "defector", None)],
        ),
        ("A broker who had crossed from North Korea said so.", [(None, "resident", None)]),
        ("A defector who now lives in South Korea said so.", [(None, "defector", "South Korea")]),
        (
            "A missionary and two traders said so.",
            [(None, "missionary", None), ("2", "resident", None)],
        ),
        ("Three residents said so.", [("3", "resident", None)]),
        ("“It is over,” said Example, a South Korean pastor.", [(None, "missionary", None)]),
        (
            "“It is over,” said Lee Example, senior border researcher.",
            [(None, "researcher", None)],
        ),
    ],
)
def test_of_a_private_speaker_no_route_is_kept_and_one_person_speaks_once(
    told: str, said: list[tuple[str | None, str, str | None]]
) -> None:
    assert _private(told) == said


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            (
                "SEOUL, Oct. 11 (Shore Press) -- The county sent back around 60 defectors, "
                "a local rights group claimed."
            ),
            [("local rights group", "assert", "The county sent back around 60 defectors")],
        ),
        (
            (
                "Up to 60 people have “vanished” after being sent home from China, "
                "a Seoul-based rights group said."
            ),
            [
                (
                    "Seoul-based rights group",
                    "assert",
                    "Up to 60 people have “vanished” after being sent home from China",
                )
            ],
        ),
        (
            "The Baiyu Border Service, South Korea's watch agency, said it knew nothing.",
            [("Baiyu Border Service", "assert", "it knew nothing")],
        ),
        (
            "The Baiyu Border Bureau said Monday that 43 people came.",
            [("Baiyu Border Bureau", "assert", "43 people came")],
        ),
    ],
)
def test_a_clause_before_its_speaker_is_whole_and_its_places_are_none(
    told: str, said: list[Said]
) -> None:
    assert _said(told) == said


INTRODUCED = "Foreign Ministry spokesman Koo Example said the law was kept. "


@pytest.mark.parametrize(
    "again",
    [
        "“It appears to be true that many defectors were sent home,” Example told a news briefing.",
        "It appears to be true that many defectors were sent home, Mr. Example said.",
        "Example stressed that it appears to be true that many defectors were sent home.",
    ],
)
def test_a_spokesman_called_by_surname_speaks_for_his_office(again: str) -> None:
    found = _said(INTRODUCED + again)
    assert [(s[0], s[1]) for s in found] == [("Foreign Ministry", "assert")] * 2
    assert (found[1][2] or "").endswith("ppears to be true that many defectors were sent home")


def test_a_surname_nobody_introduced_or_two_offices_share_is_nobodys() -> None:
    assert len(_said(INTRODUCED + "The site was closed and all were sent home, Sample said.")) == 1
    other = "Unification Ministry spokesman Lee Example said it knew. "
    told = _said(INTRODUCED + other + "The site was closed and all were sent home, Example said.")
    assert [s[0] for s in told] == ["Foreign Ministry", "Unification Ministry"]


def test_what_a_thing_was_said_after_is_no_figure_of_the_speaker() -> None:
    told = (
        "Many appear to have been sent home, the Border Ministry said after a report of 80 cases."
    )
    assert rows(text(HEAD + told), "third_party_figure") == []
