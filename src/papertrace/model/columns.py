"""The columns of the accepted-fact tables: one view a kind, each there even when empty.

Kinds and fields are those of the fact vocabulary. A field not listed here still gets a column of
text as soon as a fact has it, so nothing is lost.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Literal

Type = Literal["money", "number", "year", "text"]

COMMON = ("fact_id", "document", "digest", "page")
"""Columns of every view: text, text, text, integer (page of the first anchor)."""

_AWARD = (
    "lot supplier amount:money hedge rate:number unit_price:money currency date role tax per covers"
)
_TARGET = (
    "body year:year project level1 level2 indicator operator value:number unit weight:number"
    " weight_max:number per direction qualitative_text"
)
_LINE = (
    "body year:year table code name amount:money basic:money project:money phase fund currency"
    " reporting_scope"
)
_SPEC: dict[str, str] = {
    "procurement_plan": "buyer name need amount:money month currency",
    "notice": "form project_no project_name buyer agent published",
    "tender": "lot budget:money ceiling:money deadline method period consortium currency tax",
    "lot": "lot name status",
    "amendment": "item before after delta:money first_published date",
    "award": _AWARD,
    "candidate": f"{_AWARD} rank:number",
    "contract": (
        "contract_no project_no buyer supplier amount:money hedge signed period currency tax per"
    ),
    "contract_end": "contract_no buyer supplier ended",
    "item": "name brand model qty:number unit unit_price:money amount:money lot currency",
    "agency_fee": "amount:money payer currency",
    "termination": "lot reason_class",
    "acceptance": "contract_no date opinion",
    "budget_total": "body year:year phase side scope amount:money currency reporting_scope",
    "budget_line": _LINE,
    "economic_line": _LINE,
    "income_line": "body year:year table code name source fund amount:money phase currency",
    "balance_line": "body year:year table side scope item fund amount:money phase currency",
    "three_public": "body item year:year phase amount:money currency",
    "project_budget": "body year:year project phase amount:money sources currency",
    "yoy": (
        "body year:year item amount:money delta:money pct:number base_year:year base_phase reason"
        " currency"
    ),
    "running_costs": "body year:year amount:money currency",
    "procurement_budget": "body year:year project category item amount:money currency",
    "procurement_budget_total": "body year:year category amount:money currency",
    "none_statement": "body year:year item",
    "performance_target": _TARGET,
    "performance_result": f"{_TARGET} actual:number score:number deviation_reason",
    "budget_execution": "body year:year project rate:number score:number",
    "total_score": "body year:year project score:number",
    "facility": (
        "name kind area:number land_area:number state date start finish place cost:money capacity"
        " builder contractor document_no number:number currency"
    ),
    "staffing": "body year:year authorised:number actual:number posts",
    "job_post": (
        "body post number:number duties place languages education pay:money per apply_from"
        " apply_until published currency"
    ),
    "asset_count": "body year:year item count:number unit",
    "attributed_statement": (
        "speaker_org speaker_role source speech_act proposition date venue caveat"
    ),
    "third_party_figure": (
        "speaker_org speaker_role source item value:number unit hedge denominator period direction"
        " method date"
    ),
    "unanswered_question": "speaker_org date channel cut_off",
    "doc_meta": "title publisher published index_no document_no",
}


def _parse(text: str) -> dict[str, Type]:
    columns: dict[str, Type] = {}
    for word in text.split():
        name, _, told = word.partition(":")
        columns[name] = (
            "money"
            if told == "money"
            else "number"
            if told == "number"
            else "year"
            if told == "year"
            else "text"
        )
    return columns


KINDS: dict[str, dict[str, Type]] = {kind: _parse(text) for kind, text in _SPEC.items()}
"""Kind -> field -> type."""

VIEWS: dict[str, dict[str, str]] = {
    "document": {
        "digest": "VARCHAR",
        "name": "VARCHAR",
        "media_type": "VARCHAR",
        "outcome": "VARCHAR",
        "form": "VARCHAR",
        "title": "VARCHAR",
        "publisher": "VARCHAR",
        "year": "INTEGER",
        "pages": "INTEGER",
        "captured_at": "VARCHAR",
        "origin": "VARCHAR",
    },
    "entity": {
        "entity_id": "VARCHAR",
        "kind": "VARCHAR",
        "name": "VARCHAR",
        "place": "VARCHAR",
        "names": "VARCHAR[]",
        "codes": "VARCHAR[]",
        "facts": "VARCHAR[]",
    },
    "purchase": {
        "purchase_id": "VARCHAR",
        "number": "VARCHAR",
        "name": "VARCHAR",
        "buyer": "VARCHAR",
        "attempts": "VARCHAR[]",
    },
    "purchase_stage": {
        "purchase_id": "VARCHAR",
        "stage": "VARCHAR",
        "date": "VARCHAR",
        "fact_id": "VARCHAR",
    },
}
"""Views beside those of facts -> column -> its SQL type: documents, and what facts are about."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}\Z")


def is_name(text: str) -> bool:
    """Say whether a kind or field may name a view or column."""
    return bool(_NAME.match(text))


def cell(told: Type, text: str) -> str | None:
    """Give the value as its column takes it; None where the text is none of that type.

    The text itself always stands in the column `<field>_text` beside.
    """
    if told == "text":
        return text
    if told == "year":
        return text if re.fullmatch(r"\d{4}", text) else None
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return f"{value:f}" if value.is_finite() else None


def places(text: str) -> int:
    """Count the decimal places of a plain decimal string."""
    return len(text.partition(".")[2])
