"""Print how well invented budgets and accounts are read, per kind of fact and carrier.

From `tests`: `python -m extract.budgets.measure 901 902 903`.
"""

from __future__ import annotations

import argparse
import sys

from extract.budgets.papers import made, second
from extract.targets.carriers import CARRIERS, DIGITAL
from extract.targets.scoring import Count, scored
from papertrace.extract import extract
from papertrace.read import read

MONEY = {"amount", "basic", "project", "delta"}


def reading(carrier: str, seed: int, *, later: bool = False) -> dict[str, Count]:
    """Write one paper, read it, and score every kind of fact that it states."""
    paper = second(seed) if later else made(seed)
    write, name = CARRIERS[carrier]
    found = extract(read(write(paper.paper), name))
    out: dict[str, Count] = {}
    for kind, wanted in paper.wanted.items():
        told = [{n: v.value for n, v in f.fields.items()} for f in found.facts if f.kind == kind]
        out[kind] = scored(told, wanted)
    return out


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", type=int, nargs="+")
    parser.add_argument("--second", action="store_true", help="the second batch of layouts")
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--carriers", nargs="+", default=DIGITAL)
    args = parser.parse_args()
    total: dict[tuple[str, str], Count] = {}
    out = sys.stdout.write
    for carrier in args.carriers:
        for seed in args.seeds:
            for kind, count in reading(carrier, seed, later=args.second).items():
                total.setdefault((kind, carrier), Count()).add(count)
                for miss in count.misses[: args.misses]:
                    out(f"  {carrier} {seed} {kind}: {miss[:240]}\n")
    kinds = sorted({k for k, _ in total})
    out(f"{'':26}" + "".join(f"{c:>9}" for c in args.carriers) + "\n")
    for kind in kinds:
        cells = [f"{total[kind, c].f1:9.4f}" for c in args.carriers]
        out(f"{kind:26}" + "".join(cells) + "\n")
    whole = {c: Count() for c in args.carriers}
    for (_, carrier), count in total.items():
        whole[carrier].add(count)
    out(f"{'all':26}" + "".join(f"{whole[c].f1:9.4f}" for c in args.carriers) + "\n")
    out(f"{len(args.seeds) * len(args.carriers)} papers\n")


if __name__ == "__main__":
    main()
