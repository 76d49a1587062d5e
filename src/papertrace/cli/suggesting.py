"""Ask the model that case.toml names about documents where the rules left little."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from papertrace.cli import output
from papertrace.cli.common import CLEAN, as_json, open_case, signer
from papertrace.workflow import suggesting

if TYPE_CHECKING:
    import argparse


def suggest(args: argparse.Namespace) -> int:
    """Ask, check and keep what proves itself as proposed facts."""
    with open_case(args) as case:
        backend = suggesting.backend_of(case)
        done = list(suggesting.suggest(case, backend, signer(case, args.by)))
    kept = sum(len(call.facts) for call in done)
    if as_json(args):
        output.rows(
            {
                "document": call.name,
                "page": call.page,
                "facts": [f.id for f in call.facts],
                "refused": list(call.refused),
                "failure": call.failure,
            }
            for call in done
        )
        return CLEAN
    why = Counter(reason for call in done for reason in call.refused)
    output.say(f"asked about {len(done)} pages; {kept} facts proposed, {why.total()} refused")
    for reason, count in why.most_common():
        output.say(f"    {count} refused: {reason}")
    for call in done:
        if call.failure:
            output.warn(f"{output.name(call.name)}, page {call.page}: {call.failure}")
    return CLEAN
