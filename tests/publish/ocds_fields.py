"""What OCDS 1.1 allows, from its documentation: the fields of each object, and their types.

Written for these tests from the reference of the standard; where the standard's own schema is at
hand, `test_ocds` runs the community's validator as well.
"""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT, NUMBER, DATE, PARTY, VALUE, PERIOD = "text", "number", "date", "Reference", "Value", "Period"
MANY = "*"
OBJECTS: dict[str, dict[str, str]] = {
    "Release": {"ocid": TEXT, "id": TEXT, "date": DATE, "tag": "codes", "initiationType": TEXT,
                "language": TEXT, "parties": "Party*", "buyer": PARTY, "planning": "Planning",
                "tender": "Tender", "awards": "Award*", "contracts": "Contract*"},
    "Party": {"id": TEXT, "name": TEXT, "roles": "codes"},
    "Reference": {"id": TEXT, "name": TEXT},
    "Planning": {"rationale": TEXT, "budget": "Budget", "documents": "Document*",
                 "milestones": "Milestone*"},
    "Budget": {"id": TEXT, "description": TEXT, "amount": VALUE, "project": TEXT},
    "Value": {"amount": NUMBER, "currency": TEXT},
    "Period": {"startDate": DATE, "endDate": DATE, "durationInDays": NUMBER},
    "Tender": {"id": TEXT, "title": TEXT, "description": TEXT, "status": TEXT, "value": VALUE,
               "procuringEntity": PARTY, "items": "Item*", "procurementMethod": TEXT,
               "procurementMethodDetails": TEXT, "tenderPeriod": PERIOD, "contractPeriod": PERIOD,
               "documents": "Document*", "amendments": "Amendment*", "lots": "Lot*",
               "statusDetails": TEXT},
    "Lot": {"id": TEXT, "title": TEXT, "status": TEXT, "value": VALUE},
    "Award": {"id": TEXT, "title": TEXT, "status": TEXT, "date": DATE, "value": VALUE,
              "suppliers": "Reference*", "items": "Item*", "documents": "Document*",
              "relatedLots": "codes"},
    "Contract": {"id": TEXT, "awardID": TEXT, "title": TEXT, "status": TEXT, "period": PERIOD,
                 "value": VALUE, "items": "Item*", "dateSigned": DATE, "documents": "Document*",
                 "implementation": "Implementation"},
    "Implementation": {"milestones": "Milestone*", "documents": "Document*"},
    "Milestone": {"id": TEXT, "title": TEXT, "type": TEXT, "description": TEXT, "dueDate": DATE,
                  "dateMet": DATE, "status": TEXT},
    "Amendment": {"id": TEXT, "date": DATE, "rationale": TEXT, "description": TEXT},
    "Item": {"id": TEXT, "description": TEXT, "quantity": NUMBER, "unit": "Unit",
             "relatedLot": TEXT},
    "Unit": {"name": TEXT, "value": VALUE},
    "Document": {"id": TEXT, "documentType": TEXT, "title": TEXT, "url": TEXT, "format": TEXT,
                 "language": TEXT, "datePublished": DATE},
}  # fmt: skip
REQUIRED = {
    "Release": {"ocid", "id", "date", "tag", "initiationType"},
    "Party": {"id", "name"},
    "Reference": {"id", "name"},
    "Tender": {"id"},
    "Award": {"id"},
    "Contract": {"id", "awardID"},
    "Milestone": {"id"},
    "Item": {"id"},
    "Lot": {"id"},
    "Document": {"id"},
}
CODES = {
    "Release.tag": {"planning", "tender", "tenderAmendment", "tenderUpdate", "tenderCancellation",
                    "award", "awardUpdate", "contract", "implementation"},
    "Release.initiationType": {"tender"},
    "Party.roles": {"buyer", "procuringEntity", "supplier", "tenderer"},
    "Tender.status": {"planned", "active", "cancelled", "unsuccessful", "complete"},
    "Tender.procurementMethod": {"open", "selective", "limited", "direct"},
    "Lot.status": {"planned", "active", "cancelled", "unsuccessful", "complete"},
    "Award.status": {"pending", "active", "cancelled", "unsuccessful"},
    "Contract.status": {"pending", "active", "cancelled", "terminated"},
    "Milestone.status": {"scheduled", "met", "notMet", "partiallyMet"},
    "Milestone.type": {"preProcurement", "approval", "engagement", "assessment", "delivery",
                       "reporting", "financing"},
    "Value.currency": {"CNY", "USD", "EUR", "HKD"},
}  # fmt: skip
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def flaws(kind: str, told: Any, at: str) -> Iterator[str]:  # noqa: ANN401  (any JSON)
    """Say what the standard does not allow in an object and in all that is in it."""
    if not isinstance(told, dict):
        yield f"{at} is no object"
        return
    yield from (f"{at} lacks {n}" for n in REQUIRED.get(kind, set()) - set(told))
    for name, value in told.items():
        wanted, here = OBJECTS[kind].get(name), f"{at}/{name}"
        if name == "papertrace":
            continue
        if wanted is None:
            yield f"{here} is no field of {kind}"
        elif value in ("", None, [], {}):
            yield f"{here} is empty"
        elif wanted in OBJECTS:
            yield from flaws(wanted, value, here)
        elif wanted.endswith(MANY):
            for number, one in enumerate(value):
                yield from flaws(wanted[:-1], one, f"{here}/{number}")
            if len({one.get("id") for one in value}) != len(value):
                yield f"{here} has an id twice"
        else:
            yield from _plain(wanted, value, CODES.get(f"{kind}.{name}"), here)


def _plain(wanted: str, value: Any, codes: set[str] | None, at: str) -> Iterator[str]:  # noqa: ANN401  (any JSON)
    if not _right(wanted, value):
        yield f"{at} is no {wanted}: {value!r}"
    elif codes is not None and not set([value] if isinstance(value, str) else value) <= codes:
        yield f"{at} is none of its codes: {value!r}"


def _right(wanted: str, value: object) -> bool:
    if wanted == NUMBER:
        return isinstance(value, Decimal | int)
    if wanted == "codes":
        return isinstance(value, list) and all(isinstance(v, str) for v in value)
    if not isinstance(value, str):
        return False
    return wanted == TEXT or bool(_MOMENT.fullmatch(value) and datetime.fromisoformat(value))
