"""A Data Package: the facts behind a story as CSV and Parquet, each with the spot that proves it.

Budget tables carry the column types of the Fiscal Data Package; performance targets are a resource
of their own, since no such type fits them. What the standard has no word for stands under keys
that begin with `papertrace:`.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from papertrace.publish.gate import cleared, refuse_exposed
from papertrace.publish.package_tables import tables
from papertrace.publish.sheets import GUARD, as_csv, as_parquet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Publication
    from papertrace.publish.sheets import Column, Table

NAME = "package"
TITLE = "A Data Package: CSV and Parquet tables of the facts, each with its page and boxes"
SIGNED = ""

_READ_ME = """# {title}

The facts behind a story, as accepted by people and tested against the story on {at}.

- `datapackage.json` describes every table: columns, types, keys, digests.
- `data/<kind>.csv` holds the facts of one kind, a row each, with document, page and boxes.
- `data/fields.csv` and `data/anchors.csv` hold every fact whole, with the quotes that prove it.
- `data/claims.csv` says what the story states and which facts each statement stands on.
- Beside each CSV stands the same table as Parquet (`frictionless validate` reads those with
  `pip install frictionless[parquet]`).

Cells of text: {guard}.
Private persons' names and numbers are blanked.
"""


def files(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Give (path, bytes) of every file, datapackage.json first.

    Raises DraftNotChecked, NotAccepted, PublishError or SourceExposed before the first file.
    """
    known = cleared(publication)
    made = tables(publication, known)
    sheets = [(f"data/{t.name}.csv", as_csv(t)) for t in made]
    columns = [(f"data/{t.name}.parquet", as_parquet(t)) for t in made]
    readme = _READ_ME.format(title=publication.title, at=publication.at[:10], guard=GUARD)
    texts = [(path, data.decode()) for path, data in sheets]
    refuse_exposed([*texts, ("README.md", readme)], (), known.secrets, known.names)
    resources = [_sheet(t, *f) for t, f in zip(made, sheets, strict=True)]
    resources += [_file(f"{t.name}-parquet", *f) for t, f in zip(made, columns, strict=True)]
    yield "datapackage.json", _written(_descriptor(publication, resources))
    yield "README.md", readme.encode()
    yield from sheets
    yield from columns


def _descriptor(publication: Publication, resources: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "name": "papertrace-facts",
        "title": publication.title,
        "created": publication.at,
        "papertrace:version": publication.version,
        "papertrace:guard": GUARD,
        "papertrace:people": 2 if publication.second_person else 1,
        "resources": resources,
    }


def _sheet(table: Table, path: str, data: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(c) for c in table.columns],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.name == "anchors":
        schema["foreignKeys"] = [
            {
                "fields": ["fact_id", "field"],
                "reference": {"resource": "fields", "fields": ["fact_id", "field"]},
            }
        ]
    elif any(c.name == "document_sha256" for c in table.columns):
        schema["foreignKeys"] = [
            {
                "fields": ["document_sha256"],
                "reference": {"resource": "documents", "fields": ["sha256"]},
            }
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        **_bytes(path, data),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": True},
        "schema": schema,
    }


def _file(name: str, path: str, data: bytes) -> dict[str, Any]:
    mediatype = "application/vnd.apache.parquet"
    return {
        "profile": "data-resource",
        "name": name,
        **_bytes(path, data),
        "format": "parquet",
        "mediatype": mediatype,
    }


def _bytes(path: str, data: bytes) -> dict[str, Any]:
    digest = hashlib.sha256(data).hexdigest()
    return {"path": path, "bytes": len(data), "hash": f"sha256:{digest}"}


def _field(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"name": column.name, "type": column.kind}
    if column.told:
        told["description"] = column.told
    if column.fiscal:
        told["columnType"] = column.fiscal
    if column.kind == "boolean":
        told |= {"trueValues": ["true"], "falseValues": ["false"]}
    return told


def _written(told: dict[str, Any]) -> bytes:
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
