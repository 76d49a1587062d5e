"""Dates and years in a story's words."""

from __future__ import annotations

import pytest

from papertrace.check.date_words import find_dates, years_said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("on March 5, 2024,", "March 5, 2024"),
        ("on 5 March 2024", "5 March 2024"),
        ("in March 2024", "March 2024"),
        ("since June 2022", "June 2022"),
        ("in March the", "March"),
        ("in 2023.", "2023"),
        ("2024-03-05", "2024-03-05"),
        ("2024年3月5日", "2024年3月5日"),
        ("2024年度", "2024年度"),
        ("2022–2024", "2022–2024"),
        ("in the 1990s", "1990s"),
        ("mid-2023", "mid-2023"),
        ("at 5:30 p.m.", "5:30 p.m."),
    ],
)
def test_a_date_is_found(text: str, told: str) -> None:
    assert [d.text for d in find_dates(text)] == [told]


@pytest.mark.parametrize(
    "text", ["2024 people", "2,024", "$2024", "may be", "March on", "2000 yuan", "13月", "20241"]
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert find_dates(text) == ()


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("the 2023 and 2022 budgets", (2022, 2023), (2024,)),
        ("since June 2022", (2022, 2030), (2021,)),
        ("between 2022 and August 2024", (2022, 2023, 2024), (2021, 2025)),
        ("from 2022 to 2024", (2023,), (2021, 2025)),
        ("before 2019", (2018,), (2019,)),
        ("until 2019", (2019,), (2020,)),
        ("in 2023-24", (2023, 2024), (2022,)),
        ("in the 1990s", (1990, 1999), (2000,)),
    ],
)
def test_the_years_a_text_is_about(
    text: str, inside: tuple[int, ...], outside: tuple[int, ...]
) -> None:
    said = years_said(text)
    assert all(said.hold(y) for y in inside)
    assert not any(said.hold(y) for y in outside)


def test_no_year_says_nothing() -> None:
    assert not years_said("in March")


def test_years_are_told_for_reading() -> None:
    assert years_said("since 2022").told() == "2022-…"
    assert years_said("2022–2024").told() == "2022-2024"
