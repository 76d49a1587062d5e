"""What a confidence is worth: of the facts given so much, how many are wholly right.

    python tests/gate/calibration.py

prints the table over the labelled notices (where the real documents are at hand) and over the
invented notices of other sites. The tables of the first runs, which are the honest ones, stand in
docs/extraction.md.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from extract.paper_scores import score
from extract.unseen_scores import FIELDS, HERE, Tally, compare, samples
from papertrace.extract import extract
from papertrace.read import read
from support import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extract.unseen_scores import Row

KINDS = ("notice", "tender", "award", "candidate", "contract", "amendment", "termination")


def of_gold() -> Tally:
    """Tally the facts of the labelled notices; an empty tally where they are not at hand."""
    tally = Tally()
    if not DATA.is_dir():
        return tally
    gold: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in _rows("gold"):
        also = row.get("also_ok") or {}
        fields = {n: [v, *also[n]] if n in also else v for n, v in row["fields"].items() if v}
        gold[row["doc"], row["kind"]].append(fields)
    for document in _rows("docs"):
        doc, complete = document["doc"], document["complete"]
        if not complete or document.get("copy_of"):
            continue
        found = extract(read((DATA / doc).read_bytes(), Path(doc).name)).facts
        for kind in (k for k in KINDS if k in complete):
            ours = [
                (
                    {n: v.value for n, v in f.fields.items() if n in FIELDS[kind] and v.value},
                    f.confidence,
                )
                for f in found
                if f.kind == kind
            ]
            compare(tally, doc, kind, ours, gold[doc, kind])
    return tally


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (DATA / f"notices.{name}.jsonl").open(encoding="utf-8") as told:
        yield from (json.loads(line) for line in told if line.strip())


def of_invented() -> Tally:
    """Tally the facts of every batch of invented notices and papers."""
    batches = sorted(path.stem for path in HERE.glob("*.txt"))
    return score(sample for batch in batches for sample in samples(batch))


def table(*tallies: Tally) -> Iterator[str]:
    """Give the lines of the table: a bucket of confidence, how many are right, and of how many."""
    every: dict[str, Counter[str]] = defaultdict(Counter)
    for tally in tallies:
        for bucket, counted in tally.sure.items():
            every[bucket].update(counted)
    yield "| confidence | facts | wholly right |"
    yield "|---|---|---|"
    for bucket, counted in sorted(every.items()):
        yield f"| {bucket} | {counted['facts']} | {counted['right'] / counted['facts']:.3f} |"


def main() -> None:
    """Print the tables."""
    gold, invented = of_gold(), of_invented()
    for name, told in (
        ("labelled", (gold,)),
        ("invented", (invented,)),
        ("both", (gold, invented)),
    ):
        sys.stdout.write("\n".join([name, *table(*told), "", ""]))


if __name__ == "__main__":
    main()
