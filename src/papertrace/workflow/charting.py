"""Write a result's chart to a file: SVG as text, or PNG drawn in a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.analyse.chart import bars, svg, table
from papertrace.analyse.chart_pdf import pdf
from papertrace.errors import UsageError
from papertrace.read import render

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.analyse.chart import Chart

Row = dict[str, Any]
_MOST = 60
"""So many rows of a difference are drawn; the rest is counted."""


def write(path: Path, chart: Chart) -> None:
    """Write a chart; UsageError for another suffix than .svg and .png, or no place to write."""
    suffix = path.suffix.lower()
    if suffix not in (".svg", ".png"):
        msg = f"{path} is neither .svg nor .png."
        raise UsageError(msg, remedy="Name the chart FILE.svg or FILE.png.")
    made = svg(chart) if suffix == ".svg" else render(pdf(chart), "", 1, 2.0).data
    try:
        path.write_bytes(made)
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror}."
        raise UsageError(msg, remedy="Name another file with --chart.") from error


def of_totals(row: Row, title: str = "") -> Chart:
    """Draw a tally: a bar a line; its stage and dimension are its title where none is given."""
    lines = row["lines"]
    unit = lines[0]["unit"] if lines else ""
    title = title or f"{row['stage']} by {row['by']}".replace("_", " ")
    note = "; ".join(w for w in (row["hedge"], row.get("warning", "")) if w)
    return bars(title, unit, [(one["label"], one["value"], "") for one in lines], note)


def of_roads(rows: list[Row], *, proposed: str = "") -> Chart:
    """Draw the sums of purchases: a bar a stage under each other, never added."""
    told = [
        (f"{r['number'] or r['name']} {s['lot']}".strip(), s["value"], s["stage"])
        for r in rows
        for s in r["sums"]
    ]
    return bars("Purchases by stage", "CNY", told, proposed)


def of_sides(row: Row) -> Chart:
    """Draw both sides of a comparison."""
    sides = row["sides"]
    unit = sides[0]["unit"] if sides else ""
    told = [(s["name"], s["value"], "" if s["high"] else "at least") for s in sides]
    note = row.get("warning", "")
    return bars(f"{row['stage']} {row['year']}", unit, told, note)


def of_facilities(rows: list[Row]) -> Chart:
    """Draw the register: a line a state, by facility and date, single-sourced ones marked."""
    told = [
        (
            r["name"],
            s["date"] or "(no date)",
            s["state"],
            "one source" if s["single_source"] else "",
        )
        for r in rows
        for s in r["statuses"]
    ]
    note = rows[0].get("warning", "") if rows else ""
    return table("Facilities", ("facility", "date", "state", "evidence"), _few(told), note)


def of_funding(row: Row) -> Chart:
    """Draw which budget a person judged to have paid for which purchase, a line a link."""
    told = [
        (
            link["purchase"]["number"] or link["purchase"]["name"],
            f"{link['stage']} {link['value']}",
            link["budget"]["document"],
            f"p. {link['budget']['page']}",
        )
        for link in row["links"]
    ]
    head = ("purchase", "sum", "paid from", "page")
    return table("Funding", head, _few(told), row.get("warning", ""))


def _few(rows: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str]]:
    return rows[:_MOST]


def of_diff(row: Row) -> Chart:
    """Draw the rows that changed, as a table."""
    changed = [c for c in row["changes"] if c["what"] != ["unchanged"]]
    rows = [(c["label"], c["before"], c["after"], ", ".join(c["what"])) for c in changed[:_MOST]]
    years = [str(y) for y in row["years"]]
    left = f"{len(changed) - _MOST} more rows" if len(changed) > _MOST else ""
    note = "; ".join(w for w in (left, row.get("warning", "")) if w)
    head = ("row", years[0], years[1], "what")
    return table(f"{row['body']}: {' and '.join(years)}", head, rows, note)
