"""The constructor that fills slots directly: the same values, the same refusals."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from papertrace.model import Box, Word
from papertrace.model.swift import swift


@swift
@dataclass(frozen=True, slots=True)
class _Told:
    first: int
    second: str = "-"
    length: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.second))


def test_it_takes_what_the_generated_constructor_takes() -> None:
    told = _Told(1)
    assert (told.first, told.second, told.length) == (1, "-", 1)
    assert _Told(second="abc", first=1) == replace(told, second="abc")
    assert Word("x", Box(1, 2, 3, 4), 0, 1).confidence is None
    assert [f.name for f in fields(Box)] == ["x0", "top", "x1", "bottom"]


def test_what_is_made_stays_frozen_and_what_is_missing_is_refused() -> None:
    with pytest.raises(FrozenInstanceError):
        _Told(1).first = 2  # type: ignore[misc]  # that is the point
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'bottom'"):
        Box(1, 2, 3)  # type: ignore[call-arg]  # that is the point
    with pytest.raises(TypeError, match="unexpected keyword"):
        _Told(1, third=3)  # type: ignore[call-arg]  # that is the point


def test_a_class_with_other_fields_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Listed:
        held: list[int] = field(default_factory=list)

    with pytest.raises(TypeError, match="made in another way"):
        swift(Listed)
