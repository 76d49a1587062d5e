"""Open commitments of public editions for an expert, or use a new secret from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papertrace.casefile import veils
from papertrace.cli import output
from papertrace.cli.common import CLEAN, as_json, open_case, signer
from papertrace.errors import UsageError
from papertrace.workflow import disclosing

if TYPE_CHECKING:
    import argparse


def disclose(args: argparse.Namespace) -> int:
    """Print what opens documents' commitments."""
    if args.renew == bool(args.documents) or args.renew + args.withhold + args.show > 1:
        msg = "Name documents, or ask for a new secret."
        raise UsageError(
            msg,
            remedy="papertrace disclose DOCUMENT... [--withhold | --show]; or --renew alone",
        )
    with open_case(args) as case:
        if args.renew:
            veils.renew(case, signer(case, args.by))
        elif args.withhold or args.show:
            by = signer(case, args.by)
            for digest in [case.find(name).digest for name in args.documents]:
                veils.withhold(case, digest, by, shown=args.show)
        rows = disclosing.openings(case, args.documents)
    if as_json(args):
        output.rows(rows)
        return CLEAN
    if args.renew:
        output.say("From now on public editions are made with a new secret; old ones still open.")
    for row in rows:
        output.say(f"{output.name(row['name'])}: commitment {row['commitment']}")
        output.say(f"    python3 verify.py --open {row['opening']} FILE")
    return CLEAN
