"""Draw what a case holds on a map and along time, as SVG that runs no script and asks for nothing.

Values in, markup out: whoever shows it says what is accepted and what is only proposed. Nobody is
located: the finest spot is the seat of the county that a document names.
"""

from __future__ import annotations

from papertrace.drawing.maps import BOUNDARIES, Spot, drawn_map
from papertrace.drawing.precision import located, may_be_placed
from papertrace.drawing.timelines import Event, drawn_timeline

__all__ = [
    "BOUNDARIES",
    "Event",
    "Spot",
    "drawn_map",
    "drawn_timeline",
    "located",
    "may_be_placed",
]
