"""Collect the fields of a fact with the spots that prove them.

A form finds values as stretches of a page's text; a `Builder` turns them into one fact with an
anchor for every field. It never reads text, never normalises and never decides what is right.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.extract.told import printed
from papertrace.model import Field, make_fact
from papertrace.model.swift import swift
from papertrace.text.anchored import anchor_of
from papertrace.text.joints import dense

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.model import Anchor, Document, Fact, Page


@swift
@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a page's text; white space at its ends is not part of it."""

    page: Page
    start: int
    end: int

    @property
    def text(self) -> str:
        """Give what is read there, without white space at the ends."""
        return self.page.text[self.start : self.end].strip()

    @property
    def bare(self) -> str:
        """Give what is read there without white space, but between figures below each other."""
        return dense(self.text)

    @property
    def printed(self) -> str:
        """Give what is printed there, white space at the ends and all."""
        return printed(self.page).text[self.start : self.end]

    @property
    def place(self) -> tuple[int, int]:
        """Give page number and offset, to sort by."""
        return self.page.number, self.start

    def anchor(self, name: str) -> Anchor:
        """Give the anchor of this place for a Problem or a further spot of a field, as printed."""
        return anchor_of(printed(self.page), self.start, self.end, name)

    def part(self, start: int, end: int) -> Spot:
        """Give the stretch [start, end) of this one, counted from its own `start`."""
        return Spot(self.page, self.start + start, min(self.end, self.start + end))


@dataclass(slots=True)
class Builder:
    """One fact in the making: `add` its fields, then ask for the `fact`."""

    document: Document
    kind: str
    form: str
    """name@version"""
    fields: dict[str, Field] = field(default_factory=dict)
    anchors: list[Anchor] = field(default_factory=list)

    def add(
        self,
        name: str,
        value: str,
        spot: Spot,
        *,
        currency: str | None = None,
        inherited: bool = False,
    ) -> Builder:
        """Set a field to a value read at `spot`.

        ValueError where nothing is printed there, or the field is set already.
        """
        if name in self.fields:
            msg = f"{self.kind}.{name} is set already"
            raise ValueError(msg)
        anchor = anchor_of(printed(spot.page), spot.start, spot.end, name)
        self.fields[name] = Field(value, anchor.quote, currency, inherited)
        self.anchors.append(anchor)
        return self

    def unit(self, name: str, spot: Spot | None) -> Builder:
        """Note where the unit of a field stands, if it stands apart from the value."""
        if spot is not None and name in self.fields:
            self.anchors.append(anchor_of(printed(spot.page), spot.start, spot.end, name, "unit"))
        return self

    def mention(self, name: str, spot: Spot) -> Builder:
        """Note that the value of a field that is set stands at another spot, too."""
        if name in self.fields:
            again = anchor_of(printed(spot.page), spot.start, spot.end, name, "mention")
            if all((a.page, a.quote, a.ordinal) != _key(again) for a in self._of(name)):
                self.anchors.append(again)
        return self

    def _of(self, name: str) -> list[Anchor]:
        return [a for a in self.anchors if a.field == name and a.role != "unit"]

    def fact(self, confidence: float, reasons: Iterable[str] = ()) -> Fact:
        """Make the fact; ValueError where it has no field."""
        if not self.fields:
            msg = f"a {self.kind} without fields is no fact"
            raise ValueError(msg)
        return make_fact(
            self.document.digest,
            self.kind,
            self.fields,
            self.anchors,
            form=self.form,
            confidence=round(confidence, 2),
            reasons=reasons,
        )


def _key(anchor: Anchor) -> tuple[int, str, int]:
    return anchor.page, anchor.quote, anchor.ordinal
