"""Look at who and what facts are about (entities, purchases, proposals), and at rates of error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.cli import output
from papertrace.cli.common import CLEAN, as_json, open_case
from papertrace.workflow import resolving, trying

if TYPE_CHECKING:
    import argparse


def entities(args: argparse.Namespace) -> int:
    """List organisations, places, facilities and projects."""
    with open_case(args) as case:
        every = resolving.entity_rows(case, args.kind or "")
    if as_json(args):
        output.rows(every)
        return CLEAN
    for row in every:
        told = f"{row['kind']:12} {row['name']}  {len(row['facts'])} facts"
        other = [n for n in row["names"] if n != row["name"]]
        output.say(told + (f"  also {', '.join(other)}" if other else ""))
    return CLEAN


def purchases(args: argparse.Namespace) -> int:
    """List purchases, each with its stages."""
    with open_case(args) as case:
        every = resolving.purchase_rows(case)
    if as_json(args):
        output.rows(every)
        return CLEAN
    for row in every:
        output.say(f"{row['number'] or '(no number)'}  {row['name']}  {row['buyer']}")
        for stage in row["stages"]:
            sums = ", ".join(f"{a['field']} {a['value']}" for a in stage["amounts"])
            output.say(f"    {stage['stage']:11} {stage['date']:10} {sums}".rstrip())
    return CLEAN


def proposals(args: argparse.Namespace) -> int:
    """List the pairs that wait for a person."""
    with open_case(args) as case:
        every = resolving.proposal_rows(case)
    if as_json(args):
        output.rows(every)
        return CLEAN
    for row in every:
        if row["kind"] == "problem":
            output.say(f"{row['code']}: {row['message']} {row['remedy']}")
        else:
            output.say(f"{row['score']:.2f}  {' '.join(row['reasons'])}\n      {row['command']}")
    return CLEAN


def rates(args: argparse.Namespace) -> int:
    """Show how often people agree and err, by field: never by person."""
    with open_case(args) as case:
        told = trying.rates_row(case)
    if as_json(args):
        output.value(told)
        return CLEAN
    for name, words in (
        ("agreement", "two people agreed"),
        ("corrections", "the machine was corrected"),
        ("misses", "a known-wrong fact was not noticed"),
    ):
        output.say(f"{words}:" + ("" if told[name] else " nothing to compare yet"))
        for row in told[name]:
            share, low, high = (f"{100 * row[n]:.1f}" for n in ("share", "low", "high"))
            output.say(
                f"    {row['field']:32} {row['count']} of {row['of']}, {share} %, {low}-{high}"
            )
    return CLEAN
