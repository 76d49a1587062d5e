"""What can be typed to see results: totals, differences, diff, compare, facilities, funding."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from papertrace.analyse.denominators import UNITS
from papertrace.analyse.figures import DIMENSIONS, LEVELS
from papertrace.analyse.held import FORMS_OF_STAGE

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    Verb = Callable[[str, str], argparse.ArgumentParser]

_STAGES = tuple(FORMS_OF_STAGE)
_PER = tuple(kind for kind in UNITS if kind != "price_index")


def results(verb: Verb) -> None:
    """Add the verbs."""
    one = verb("totals", "add up one stage by year, body, place, supplier or category")
    one.add_argument("--stage", required=True, choices=_STAGES)
    one.add_argument("--by", required=True, choices=DIMENSIONS)
    one.add_argument("--level", default="", choices=LEVELS, help="of a place or a category")
    one.add_argument("--body", default="", help="only this body")
    one.add_argument("--year", default="", help="only this year")
    one.add_argument("--per", default="", choices=_PER, help="by denominators.csv of the case")
    one.add_argument("--prices-of", default="", metavar="YEAR", help="deflate, by denominators.csv")
    _seen(one)
    one = verb("differences", "each purchase's sums by stage, and how they differ")
    _seen(one)
    one = verb("diff", "what changed between two years of one body's targets or budgets")
    one.add_argument("body")
    one.add_argument("years", nargs=2, type=int, metavar="YEAR")
    one.add_argument("--kind", default="", choices=("targets", "budget"), help="default: both")
    one.add_argument("--unchanged", action="store_true", help="list rows that did not change, too")
    _seen(one)
    one = verb("compare", "two bodies or places (six-digit codes) at one stage in one year")
    one.add_argument("one")
    one.add_argument("other")
    one.add_argument("--stage", required=True, choices=_STAGES)
    one.add_argument("--year", required=True)
    one.add_argument("--per", default="", choices=_PER, help="by denominators.csv of the case")
    _seen(one)
    one = verb("copies", "documents that may be copies of one, or how two of them differ")
    one.add_argument("documents", nargs="*", metavar="DOCUMENT", help="two, to compare them")
    one = verb("facilities", "each facility's states by date, with their evidence")
    _seen(one)
    one = verb("funding", "which budget a person judged to have paid for which purchase")
    _seen(one)


def _seen(one: argparse.ArgumentParser) -> None:
    one.add_argument("--all", action="store_true", help="proposed facts too, clearly labelled")
    one.add_argument("--chart", type=Path, default=None, metavar="FILE.svg|.png")
