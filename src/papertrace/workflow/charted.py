"""What a case holds by place and by date, as rows: for the map, the timeline, and their tables.

Facts that nobody rejected are taken; each row says whether anybody accepted it, and with `accepted`
only those are given. What may not be placed is counted and left out (`papertrace.drawing`).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from papertrace.drawing import Event, Spot, drawn_map, drawn_timeline, located, may_be_placed
from papertrace.text.places import divisions
from papertrace.workflow.analysing import ground
from papertrace.workflow.listing import reviewed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from papertrace.casefile import Case
    from papertrace.model import AcceptedFact
    from papertrace.workflow.analysing import Ground

Row = dict[str, Any]
SUBJECTS: Final[Mapping[str, tuple[str, ...]]] = {
    "purchases": ("procurement_plan", "notice", "tender", "award", "contract", "acceptance"),
    "facilities": ("facility",),
    "budgets": ("budget_total", "three_public", "project_budget", "procurement_budget_total"),
    "posts": ("job_post", "staffing"),
    "equipment": ("asset_count",),
}
"""What can be placed -> kinds of facts."""
_SUBJECT: Final = {kind: subject for subject, kinds in SUBJECTS.items() for kind in kinds}
_DATED: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "procurement_plan": (("plans", "month"),),
    "notice": (("notices", "published"),),
    "tender": (("deadlines", "deadline"),),
    "award": (("awards", "date"),),
    "contract": (("contracts", "signed"),),
    "contract_end": (("contracts", "ended"),),
    "acceptance": (("acceptances", "date"),),
    "facility": (("facilities", "date"), ("facilities", "start"), ("facilities", "finish")),
    "job_post": (("jobs", "published"),),
    "attributed_statement": (("statements", "date"),),
    "doc_meta": (("documents", "published"),),
}
"""Kind -> lanes, each with the field that dates it."""
LANES: Final = (
    "documents", "plans", "notices", "deadlines", "awards", "contracts", "acceptances",
    "facilities", "jobs", "statements",
)  # fmt: skip
"""Lanes of the timeline, from top to bottom."""
_NAMES: Final = ("name", "project", "supplier", "post", "body", "buyer", "project_name", "title")
_DOCUMENTED: Final = frozenset({"award", "job_post"})
"""Kinds that take their document's date where they have none."""


def _taken(case: Case, *, accepted: bool) -> tuple[Ground, frozenset[str]]:
    """Give what stands, and the ids of what people accepted."""
    on = ground(case, every=not accepted)
    return on, frozenset(f.id for f in reviewed(case).accepted)


def _called(fact: AcceptedFact) -> str:
    return next((fact.fields[n].value for n in _NAMES if n in fact.fields), "")


def _code(fact: AcceptedFact, on: Ground) -> str:
    """Give the division of a fact: the place it prints, else that of its body or buyer."""
    if "place" in fact.fields:
        return located(fact.fields["place"].value)
    if fact.kind == "facility":
        return on.traits.place(on.traits.name_of(_called(fact)))
    body = next((fact.fields[n].value for n in ("body", "buyer") if n in fact.fields), "")
    return on.traits.place(on.traits.name_of(body or on.traits.buyer(fact.digest)))


@dataclass(slots=True)
class _Here:
    """What stands at one place of one subject."""

    documents: dict[str, str] = field(default_factory=dict)
    facts: list[str] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)
    accepted: int = 0

    def row(self, code: str, subject: str) -> Row:
        """Give it as a row; the rank says how fine the place is."""
        named = divisions().get(code)
        rank = "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"
        return {
            "code": code,
            "place": named.name if named else code,
            "rank": rank,
            "subject": subject,
            "documents": len(self.documents),
            "facts": len(self.facts),
            "accepted": self.accepted,
            "names": sorted(self.names),
            "first": self.facts[0],
            "document": next(iter(self.documents)),
            "fact_ids": self.facts,
        }


def place_rows(case: Case, subject: str = "", *, accepted: bool = False) -> tuple[list[Row], Row]:
    """Give a row a division and subject, and what was left out: by rule, or for want of a place."""
    on, stands = _taken(case, accepted=accepted)
    return _placed(on, on.facts, stands, subject)


def _placed(
    on: Ground, facts: Iterable[AcceptedFact], stands: frozenset[str], subject: str
) -> tuple[list[Row], Row]:
    here: dict[tuple[str, str], _Here] = defaultdict(_Here)
    left = {"by_rule": 0, "no_place": 0}
    for fact in facts:
        about = _SUBJECT.get(fact.kind, "")
        words = " ".join(f.value for f in fact.fields.values())
        if not may_be_placed(fact.kind, words):
            left["by_rule"] += subject in ("", about)
            continue
        if not about or subject not in ("", about):
            continue
        code = _code(fact, on)
        if not code:
            left["no_place"] += 1
            continue
        mine = here[code, about]
        mine.documents[fact.digest] = fact.document
        mine.facts.append(fact.id)
        mine.accepted += fact.id in stands
        if name := _called(fact):
            mine.names[name] = None
    return [mine.row(code, about) for (code, about), mine in sorted(here.items())], left


def spots_of(rows: list[Row]) -> list[Spot]:
    """Give one spot a division, over all its rows; each leads to its row in the table."""
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_code[row["code"]].append(row)
    return [
        Spot(
            code,
            some[0]["place"],
            sum(r["documents"] for r in some),
            f"#place-{code}",
            ", ".join(f"{r['subject']} {r['documents']}" for r in some),
            any(r["accepted"] for r in some),
        )
        for code, some in by_code.items()
    ]


def event_rows(case: Case, lane: str = "", *, accepted: bool = False) -> list[Row]:
    """Give a row an event, in the order of dates."""
    on, stands = _taken(case, accepted=accepted)
    return _dated(on, on.facts, stands, lane)


def _dated(
    on: Ground, facts: Iterable[AcceptedFact], stands: frozenset[str], lane: str
) -> list[Row]:
    rows = []
    for fact in facts:
        for own, name in _DATED.get(fact.kind, ()):
            date = fact.fields[name].value if name in fact.fields else ""
            if not date and fact.kind in _DOCUMENTED:
                date = on.traits.dates.get(fact.digest, "")
            if date and lane in ("", own):
                rows.append(_event(fact, own, name, date, stands))
    return sorted(rows, key=lambda r: (r["date"], LANES.index(r["lane"]), r["fact"]))


def _event(fact: AcceptedFact, lane: str, name: str, date: str, stands: frozenset[str]) -> Row:
    return {
        "date": date[:10],
        "lane": lane,
        "kind": fact.kind,
        "dated_by": name if name in fact.fields else "document",
        "what": _called(fact),
        "document": fact.document,
        "sha256": fact.digest,
        "fact": fact.id,
        "accepted": fact.id in stands,
    }


def events_of(rows: list[Row]) -> list[Event]:
    """Give the events of rows; each leads to its month in the table."""
    return [Event(r["date"], r["lane"], f"#m-{r['date'][:7]}", r["accepted"]) for r in rows]


def drawings(case: Case, facts: Iterable[AcceptedFact]) -> tuple[tuple[str, str], ...]:
    """Draw a story's own accepted facts for its site: a timeline and a map, where there is one.

    Each mark leads to the document in the site's list. No more is told than divisions, dates and
    how many documents: no name that a document prints.
    """
    on, own = ground(case), tuple(facts)
    stands = frozenset(f.id for f in own)
    rows, _ = _placed(on, own, stands, "")
    events = [
        Event(r["date"], r["lane"], f"#doc-{r['sha256'][:12]}") for r in _dated(on, own, stands, "")
    ]
    first = {r["code"]: r["document"] for r in reversed(rows)}
    spots = [replace(s, address=f"#doc-{first[s.code][:12]}") for s in spots_of(rows)]
    lanes = [(lane, lane.capitalize()) for lane in LANES]
    made = []
    if events:
        made.append(("Timeline", drawn_timeline(events, lanes, "What these documents date")))
    if spots:
        made.append(("Map", drawn_map(spots, "Places that these documents name")))
    return tuple(made)
