"""Facts back out of a Data Package, so that nothing need be taken on faith.

It reads `fields` and `anchors` alone; that the facts' ids come out the same shows that values,
quotes and places are whole. Blanked names change an id, and are told apart by that.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from papertrace.errors import BundleInvalid
from papertrace.model import Anchor, Box, Field, make_fact
from papertrace.publish.sheets import from_csv

if TYPE_CHECKING:
    from collections.abc import Mapping

    from papertrace.model import Fact
    from papertrace.publish.sheets import Kind

_Row = dict[str, str | None]


def facts_of(package: Mapping[str, bytes]) -> dict[str, Fact]:
    """Read the facts of a package (its files by path): by the id it states, in its order.

    BundleInvalid where a table is missing or an anchor no longer holds what its field says.
    """
    try:
        kinds = _kinds(json.loads(package["datapackage.json"]))
        fields = from_csv(package["data/fields.csv"], kinds["fields"])
        anchors = from_csv(package["data/anchors.csv"], kinds["anchors"])
    except (KeyError, ValueError) as error:
        msg = f"The package lacks {error}."
        raise BundleInvalid(
            msg, remedy="Take the package anew from where it was published."
        ) from error
    rows: dict[str, list[_Row]] = {}
    for row in fields:
        rows.setdefault(str(row["fact_id"]), []).append(row)
    proof: dict[str, list[Anchor]] = {}
    for row in anchors:
        proof.setdefault(str(row["fact_id"]), []).append(_anchor(row))
    return {name: _fact(name, told, proof.get(name, [])) for name, told in rows.items()}


def _kinds(
    descriptor: Mapping[str, list[dict[str, dict[str, list[dict[str, Kind]]]]]],
) -> dict[str, dict[str, Kind]]:
    return {
        str(r["name"]): {str(f["name"]): f["type"] for f in r["schema"]["fields"]}
        for r in descriptor["resources"]
        if "schema" in r
    }


def _fact(name: str, rows: list[_Row], anchors: list[Anchor]) -> Fact:
    fields = {
        str(r["field"]): Field(
            r["value"] or "", r["written"] or "", r["currency"], inherited=r["inherited"] == "true"
        )
        for r in rows
    }
    first = rows[0]
    try:
        return make_fact(
            first["document_sha256"] or "",
            first["kind"] or "",
            fields,
            anchors,
            form=first["form"] or "",
            confidence=1.0,
        )
    except ValueError as error:
        msg = f"Fact {name[:12]} of the package is not whole: {error}."
        raise BundleInvalid(
            msg, remedy="Take the package anew from where it was published."
        ) from error


def _anchor(row: _Row) -> Anchor:
    role = row["role"] or ""
    return Anchor(
        field=row["field"] or "",
        page=int(row["page"] or 0),
        boxes=tuple(Box(*corners) for corners in json.loads(row["boxes"] or "[]")),
        selector=row["selector"],
        quote=row["quote"] or "",
        ordinal=int(row["ordinal"] or 0),
        prefix=row["prefix"] or "",
        suffix=row["suffix"] or "",
        text_sha256=row["text_sha256"] or "",
        role="unit" if role == "unit" else "mention" if role == "mention" else "",
    )
