"""Turns what a verb gives into an answer: a page of HTML, JSON, CSV, or a page that says why not.

Text of documents passes through escaping templates alone. CSV follows one rule against formulas: a
text that begins with = + - @ or a control sign gets an apostrophe before it; numbers are untouched.
"""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse, RedirectResponse, Response

from papertrace.desk import names, sentences
from papertrace.desk.state import desk_of
from papertrace.desk.words import language_of, speaking
from papertrace.errors import (
    CaseBusy,
    NotSeen,
    PapertraceError,
    StaleDecision,
    UnknownDocument,
    UnknownFact,
    UsageError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.requests import Request

Row = dict[str, Any]
STATUS: Final[tuple[tuple[type[PapertraceError], int], ...]] = (
    (UnknownDocument, 404),
    (UnknownFact, 404),
    (NotSeen, 422),
    (StaleDecision, 409),
    (CaseBusy, 503),
    (UsageError, 400),
    (PapertraceError, 500),
)
"""Kind of error -> status of the answer; the first that fits."""
_RISKY: Final = re.compile(r"[=+\-@\t\r\n\x00]")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_FIELDS: Final = 500
"""Fields that a form may have."""


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("papertrace.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["query"] = asked
    made.filters["figure"] = grouped
    made.filters["spelled"] = spelled
    made.filters.update(names.FILTERS)
    made.filters.update(sentences.FILTERS)
    made.globals.update(names.FUNCTIONS)
    made.globals.update(sentences.FUNCTIONS)
    return made


def asked(told: Mapping[str, object]) -> str:
    """Write what is asked for as the end of an address; '' where it is nothing."""
    words = urlencode({name: value for name, value in told.items() if value})
    return f"?{words}" if words else ""


def grouped(text: str) -> str:
    """Write a number with thousands set apart; anything else as it is."""
    if not _NUMBER.fullmatch(text):
        return text
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}{dot}{rest}" if len(whole.lstrip("+-")) > 4 else text  # noqa: PLR2004  (years stay)


def spelled(text: str, currency: str | None) -> str:
    """Write a large sum the Chinese and the English way, exactly; '' where that helps nobody."""
    if not currency or not _NUMBER.fullmatch(text) or abs(Decimal(text)) < 10_000:  # noqa: PLR2004  (一万)
        return ""
    wan, million = Decimal(text) / 10_000, Decimal(text) / 1_000_000
    return f"{grouped(f'{wan.normalize():f}')} 万 = {grouped(f'{million.normalize():f}')} million"


def html(request: Request, name: str, code: int = 200, /, **told: object) -> HTMLResponse:
    """Give a page of HTML out of a template."""
    desk = desk_of(request)
    language = language_of(request.headers.get("accept-language", ""))
    common = {
        "path": request.url.path,
        "person": desk.key.label,
        "visit": desk.visit,
        "may": desk.may,
        "language": language,
        "_": speaking(language),
    }
    return HTMLResponse(_templates().get_template(name).render(**common, **told), code)


def refused(request: Request, error: PapertraceError) -> HTMLResponse:
    """Give the page that says what cannot be done, and what to do."""
    return html(request, "refused.html", status_of(error), error=error)


def status_of(error: PapertraceError) -> int:
    """Give the status that an error is answered with."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def went(address: str) -> RedirectResponse:
    """Send the browser on after a write, so that going back repeats nothing."""
    return RedirectResponse(address, 303)


def as_json(told: object) -> Response:
    """Give a value as JSON."""
    text = json.dumps(told, ensure_ascii=False, indent=1, default=str)
    return Response(text.encode("utf-8", "backslashreplace"), media_type="application/json")


def as_csv(rows: Iterable[Mapping[str, Any]], name: str) -> Response:
    """Give rows as CSV; what is nested becomes columns named a.b, and lists JSON."""
    flat = [_flat(row) for row in rows]
    columns = list(dict.fromkeys(name for row in flat for name in row))
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow([_cell(c) for c in columns])
    writer.writerows([_cell(row.get(c, "")) for c in columns] for row in flat)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    body = b"\xef\xbb\xbf" + held.getvalue().encode("utf-8", "backslashreplace")
    return Response(body, headers=headers, media_type="text/csv; charset=utf-8")


def _flat(row: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{before}{name}.")
        elif isinstance(value, list | tuple):
            found[before + name] = json.dumps(value, ensure_ascii=False, default=str)
        else:
            found[before + name] = "" if value is None else value
    return found


def _cell(value: object) -> object:
    if isinstance(value, str) and _RISKY.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


async def form_of(request: Request) -> dict[str, str]:
    """Read a form; a name given twice has its last value. UsageError where it is none."""
    return dict(await _pairs(request))


async def lists_of(request: Request) -> dict[str, list[str]]:
    """Read a form whose names may be given more than once. UsageError where it is none."""
    found: dict[str, list[str]] = {}
    for name, value in await _pairs(request):
        found.setdefault(name, []).append(value)
    return found


async def _pairs(request: Request) -> list[tuple[str, str]]:
    length, body = int(request.headers["content-length"]), bytearray()
    async for part in request.stream():
        body += part
        if len(body) > length:
            break
    try:
        pairs = parse_qsl(
            body.decode(), keep_blank_values=True, max_num_fields=_FIELDS, errors="strict"
        )
    except ValueError as error:
        msg = "This is no form of the desk."
        raise UsageError(msg) from error
    return pairs
