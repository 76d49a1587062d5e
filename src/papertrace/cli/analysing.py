"""Show results over accepted facts: totals, differences, comparisons, facilities, funding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.cli import output
from papertrace.cli.common import CLEAN, FINDINGS, as_json, open_case
from papertrace.errors import UsageError
from papertrace.workflow.analysing import PROPOSED, body_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from papertrace.analyse.chart import Chart

Row = dict[str, Any]


def totals(args: argparse.Namespace) -> int:
    """Add up one stage by one dimension."""
    from papertrace.workflow import charting, totalling  # noqa: PLC0415  (DuckDB is slow to load)

    with open_case(args) as case:
        made, on = totalling.totals(
            case,
            args.stage,
            args.by,
            level=args.level,
            body=args.body,
            year=args.year,
            every=args.all,
        )
        body = body_of(on, args.body) if args.body else ""
        if args.per or args.prices_of:
            _one_body(args)
        if args.prices_of:
            made = totalling.real(case, made, on, args.prices_of, body)
        if args.per:
            made = totalling.rated(case, made, on, args.per, body=body, year=args.year)
    row = totalling.tally_row(made, on)
    _chart(args, lambda: charting.of_totals(row))
    if as_json(args):
        output.value(row)
        return CLEAN
    _warn(row)
    for line in row["lines"]:
        output.say(f"{line['label']}  {output.money(line['value'])} {line['unit']}")
        output.say(f"    {line['formula']}; {len(line['facts'])} facts")
    if row["hedge"]:
        output.say(f"say: {row['hedge']}")
    output.say(f"rests on: {row['coverage']['sentence']}")
    _problems(row["left_out"])
    return CLEAN


def _one_body(args: argparse.Namespace) -> None:
    """Refuse a rate whose denominator would be of nobody, or of no year."""
    if args.by == "year" and not args.body:
        msg = "A series per head or in other years' prices is of one body."
        raise UsageError(msg, remedy="Name it: --body BODY.")
    if args.by != "year" and (args.prices_of or not args.year):
        msg = "A denominator is of one year."
        raise UsageError(msg, remedy="Use --by year, or --year YEAR with --per.")


def differences(args: argparse.Namespace) -> int:
    """Show the sums of each purchase by stage, and their differences."""
    from papertrace.workflow import charting, totalling  # noqa: PLC0415  (as above)

    with open_case(args) as case:
        rows, proposed = totalling.road_rows(case, every=args.all)
    warning = PROPOSED if proposed else ""
    _chart(args, lambda: charting.of_roads(rows, proposed=warning))
    if as_json(args):
        output.rows({**r, **({"warning": warning} if warning else {})} for r in rows)
        return CLEAN
    _warn({"warning": warning})
    for row in rows:
        output.say(f"{row['number'] or '(no number)'}  {row['name']}  {row['buyer']}")
        for one in row["sums"]:
            told = f"{one['stage']:13} {output.money(one['value'])}  {one['lot']} {one['supplier']}"
            output.say(f"    {told.rstrip()}  {_spots(one['evidence'])}")
        for step in row["differences"]:
            output.say(f"    {step['lot']} {step['formula']}".replace("     ", "    "))
        for note in row["notes"]:
            output.say(f"    note: {note}")
        _problems(row["problems"])
    return CLEAN


def diff(args: argparse.Namespace) -> int:
    """Show what changed between two years of one body; exit 1 where it must not be compared."""
    from papertrace.workflow import charting, comparing  # noqa: PLC0415  (as above)

    years = (min(args.years), max(args.years))
    with open_case(args) as case:
        row = comparing.diff_row(case, args.body, years, args.kind, every=args.all)
    _chart(args, lambda: charting.of_diff(row))
    code = FINDINGS if any(p["severity"] == "error" for p in row["problems"]) else CLEAN
    if as_json(args):
        output.value(row)
        return code
    _warn(row)
    for change in row["changes"]:
        if change["what"] != ["unchanged"] or args.unchanged:
            told = f"{change['before']} -> {change['after']}"
            output.say(f"{', '.join(change['what'])}: {change['in']}: {change['label']}  {told}")
            output.say(f"    {_spots([*change['old'], *change['new']])}")
    for one in row["stated"]:
        told = f"{one['item']}: printed {one['printed']}; documents {one['found'] or '-'}"
        output.say(f"{one['verdict']}: {told} ({one['reason']})")
    for asked in row["proposals"]:
        output.say(f"{asked['score']:.2f}  {' '.join(asked['reasons'])}\n      {asked['command']}")
    _problems(row["problems"])
    return code


def compare(args: argparse.Namespace) -> int:
    """Compare two bodies or places; exit 1 where they must not be compared."""
    from papertrace.workflow import charting, siding  # noqa: PLC0415  (as above)

    with open_case(args) as case:
        row = siding.compare_row(
            case, args.one, args.other, args.stage, args.year, per=args.per, every=args.all
        )
    _chart(args, lambda: charting.of_sides(row))
    code = CLEAN if row["sentence"] else FINDINGS
    if as_json(args):
        output.value(row)
        return code
    _warn(row)
    if row["sentence"]:
        output.say(row["sentence"])
    for rate in row.get("per", ()):
        output.say(f"{rate['name']}: {rate['formula']}")
    _problems(row["problems"])
    return code


def facilities(args: argparse.Namespace) -> int:
    """List facilities with their states, each with its evidence."""
    from papertrace.workflow import charting, registering  # noqa: PLC0415  (as above)

    with open_case(args) as case:
        rows = registering.facility_rows(case, every=args.all)
    _chart(args, lambda: charting.of_facilities(rows))
    if as_json(args):
        output.rows(rows)
        return CLEAN
    if rows:
        _warn(rows[0])
    for row in rows:
        output.say(f"{row['name']}  {', '.join(row['places'])}")
        for field, values in row["figures"].items():
            told = " / ".join(f"{v['value']} ({_spots(v['evidence'])})" for v in values)
            output.say(f"    {field}: {told}")
        for one in row["statuses"]:
            single = "  ONE SOURCE" if one["single_source"] else ""
            told = f"{one['date'] or '(no date)'}  {one['state']}{single}"
            output.say(f"    {told}  {_spots(one['evidence'])}")
        _problems(row["problems"])
    return CLEAN


def funding(args: argparse.Namespace) -> int:
    """Show which budget line a person judged to have paid for which purchase."""
    from papertrace.workflow import charting, registering  # noqa: PLC0415  (as above)

    with open_case(args) as case:
        row = registering.funding_row(case, every=args.all)
    _chart(args, lambda: charting.of_funding(row))
    if as_json(args):
        output.value(row)
        return CLEAN
    _warn(row)
    for link in row["links"]:
        purchase = link["purchase"]
        output.say(f"{purchase['number'] or purchase['name']}  {link['stage']} {link['value']}")
        output.say(f"    paid from {_spots([link['budget']])}; {link['why']}")
        output.say(f"    sums at {_spots(link['sums'])}")
    for part in row["parts"]:
        output.say(part["formula"])
    _problems(row["problems"])
    return CLEAN


def _chart(args: argparse.Namespace, drawn: Callable[[], Chart]) -> None:
    if args.chart is not None:
        from papertrace.workflow import charting  # noqa: PLC0415  (it loads the renderer)

        charting.write(args.chart, drawn())


def _warn(row: Row) -> None:
    if row.get("warning"):
        output.say(row["warning"])


def _spots(spots: Sequence[Row]) -> str:
    told = (f"{output.name(s['document'])} p. {s['page']} [{s['fact'][:10]}]" for s in spots)
    return ", ".join(dict.fromkeys(told))


def _problems(problems: Sequence[Row]) -> None:
    for one in problems:
        output.say(f"{one['code']}: {one['message']} {one['remedy']}".rstrip())
