"""Print how well invented target forms are read, per layout and carrier.

From `tests`: `python -m extract.targets.measure 901 902 903`, with `--scan` for scans alone.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field

from extract.targets.carriers import CARRIERS, DIGITAL
from extract.targets.layouts import LAYOUTS, made
from extract.targets.scoring import Count, scored
from papertrace.extract import extract
from papertrace.read import read

ROWS = ("performance_target", "performance_result")


@dataclass(slots=True)
class Reading:
    """What came of one paper."""

    count: Count = field(default_factory=Count)
    borrowed: list[str] = field(default_factory=list)
    """Rows that hold the value or weight of another row of the same paper."""


def reading(layout: str, carrier: str, seed: int) -> Reading:
    """Write one paper, read it, and score every kind of fact that it states."""
    paper = made(layout, seed)
    write, name = CARRIERS[carrier]
    found = extract(read(write(paper.paper), name, pictures=carrier == "scan"))
    facts = [(f.kind, {n: v.value for n, v in f.fields.items()}) for f in found.facts]
    out = Reading()
    for kind in sorted({*paper.wanted, *(k for k, _ in facts if k in ROWS)}):
        told = [values for k, values in facts if k == kind]
        wanted = paper.wanted.get(kind, [])
        out.count.add(scored(told, wanted))
        out.borrowed += _borrowed(told, wanted) if kind in ROWS else []
    return out


def _borrowed(told: list[dict[str, str]], wanted: list[dict[str, str | list[str]]]) -> list[str]:
    """Name rows whose value or weight is not their own but stands in a row beside them."""
    own = {str(w["indicator"]): (n, w) for n, w in enumerate(wanted)}
    out = []
    for row in told:
        number, right = own.get(row.get("indicator", ""), (-1, None))
        near = [w for n, w in enumerate(wanted) if right is not None and abs(n - number) == 1]
        for name in ("value", "weight", "score"):
            mine, gold = row.get(name), right.get(name) if right else None
            if (
                right is not None
                and mine
                and mine != gold
                and any(w.get(name) == mine for w in near)
            ):
                out.append(f"{row['indicator']} has the {name} of its neighbour: {mine}")
    return out


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", type=int, nargs="+")
    parser.add_argument("--scan", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    carriers = ("scan",) if args.scan else DIGITAL
    total, papers = {c: Count() for c in carriers}, 0
    out = sys.stdout.write
    out(f"{'':18}" + "".join(f"{c:>9}" for c in carriers) + "\n")
    for layout in LAYOUTS:
        cells = []
        for carrier in carriers:
            whole = Count()
            for seed in args.seeds:
                one = reading(layout, carrier, seed)
                whole.add(one.count)
                papers += 1
                for miss in [*one.borrowed, *one.count.misses][: args.misses]:
                    out(f"  {layout} {carrier} {seed}: {miss[:200]}\n")
            total[carrier].add(whole)
            cells.append(f"{whole.f1:9.4f}")
        out(f"{layout:18}" + "".join(cells) + "\n")
    out(f"{'all':18}" + "".join(f"{total[c].f1:9.4f}" for c in carriers) + "\n")
    out(f"{papers} papers\n")


if __name__ == "__main__":
    main()
