"""Score what is read out of invented notices in layouts of other sites, fact by fact.

A sample is `page`, `soup` or `text` and a remark; below it stand lines: `# ` a title, `| a | b |` a
row of a table (`*3 a` spans columns, `^2 a` rows), all else a paragraph. Then the rows expected,
`--> kind {fields}`; a field may be a list of accepted readings, `""` among them where it may be
left out. A sample names every fact of the kinds it names. Run as a program it prints the scores:

    python tests/extract/unseen_scores.py first second
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from extract.notice_pages import soup
from notice_samples import table
from papertrace.extract import extract
from papertrace.read import read
from papertrace.text.fold import folded_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from papertrace.model import Extraction

HERE = Path(__file__).parent / "unseen"
MONEY = frozenset({"amount", "budget", "ceiling", "unit_price", "delta"})
NUMBERS = MONEY | {"rate", "rank"}
SURE = 0.9
NEVER_MORE = ("award", "contract", "contract_end", "amendment", "termination")
"""Kinds of which a sample holds no other facts than those it names."""
FIELDS = {
    "notice": {"form", "project_no", "project_name", "buyer", "agent", "published"},
    "tender": {"lot", "budget", "ceiling", "deadline"},
    "award": {"lot", "supplier", "amount", "rate", "unit_price", "hedge", "tax", "covers"},
    "agency_fee": {"lot", "amount"},
    "candidate": {"lot", "rank", "supplier", "amount", "rate"},
    "contract": {
        "contract_no", "project_no", "buyer", "supplier", "amount", "unit_price", "hedge",
        "tax", "covers", "signed",
    },
    "amendment": {"item", "before", "after", "delta"},
    "termination": {"lot", "reason_class"},
    "contract_end": {"contract_no", "buyer", "supplier", "ended"},
    "procurement_plan": {"name", "amount"},
    "acceptance": {"contract_no", "date", "opinion"},
    "item": {"name", "brand", "model", "qty", "unit", "unit_price", "lot"},
}  # fmt: skip

Row = dict[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class Sample:
    """An invented notice with the facts it states."""

    name: str
    carrier: str
    body: str
    facts: dict[str, list[Row]]

    def found(self) -> Extraction:
        """Read the notice as a case would and extract from it."""
        if self.carrier == "text":
            return extract(read(self.body.encode(), "notice.txt"))
        write = soup if self.carrier == "soup" else str
        told = "".join(_blocks(self.body.split("\n"), write))
        return extract(read(f"<html><body>{told}</body></html>".encode(), "notice.html"))


def samples(batch: str) -> Iterator[Sample]:
    """Give the samples of a batch."""
    told = (HERE / f"{batch}.txt").read_text(encoding="utf-8")
    for number, sample in enumerate(told.rstrip("\n").split("\n====\n"), start=1):
        head, _, rest = sample.partition("\n")
        carrier, _, remark = head.partition(" ")
        body, *rows = rest.split("\n--> ")
        facts: dict[str, list[Row]] = {}
        for row in rows:
            kind, _, fields = row.partition(" ")
            facts.setdefault(kind, []).append(json.loads(fields))
        yield Sample(f"{batch}-{number} {remark}", carrier, body, facts)


def _blocks(lines: list[str], write: Callable[[str], str]) -> Iterator[str]:
    rows: list[str] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append(line.strip("|"))
            continue
        if rows:
            yield table(*rows)
            rows = []
        if line.startswith("# "):
            yield f"<h2>{line[2:]}</h2>"
        elif line:
            yield f"<p>{write(line)}</p>"


@dataclass(slots=True)
class Tally:
    """Counts of fields, of wrong sums, and of facts by how sure they were."""

    fields: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    sure: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Bucket of confidence -> how many facts, and how many of them wholly right."""
    misses: list[str] = field(default_factory=list)

    def f1(self, kind: str) -> float:
        """Give the F1 over the fields of a kind."""
        c = self.fields[kind]
        return 2 * c["tp"] / (2 * c["tp"] + c["fp"] + c["fn"]) if c["tp"] else 0.0

    def macro(self) -> float:
        """Give the mean F1 over the kinds that have facts."""
        told = [k for k, c in self.fields.items() if c["tp"] + c["fn"]]
        return sum(self.f1(k) for k in told) / len(told)

    def total(self, name: str) -> int:
        """Give a count over all kinds."""
        return sum(c[name] for c in self.fields.values())


def score(batch: Iterable[Sample]) -> Tally:
    """Extract from samples and compare with what they state."""
    tally = Tally()
    for sample in batch:
        found = sample.found()
        for kind in dict.fromkeys((*sample.facts, *NEVER_MORE)):
            ours = [
                (
                    {n: v.value for n, v in f.fields.items() if n in FIELDS[kind] and v.value},
                    f.confidence,
                )
                for f in found.facts
                if f.kind == kind
            ]
            compare(tally, sample.name, kind, ours, sample.facts.get(kind, []))
    return tally


def compare(
    tally: Tally, name: str, kind: str, ours: list[tuple[dict[str, str], float]], gold: list[Row]
) -> None:
    """Compare facts of one kind with the rows expected, and count them into a tally."""
    pairs = sorted(
        (-sum(_same(n, o.get(n), v) for n, v in g.items()), i, j)
        for i, (o, _) in enumerate(ours)
        for j, g in enumerate(gold)
    )
    mine: dict[int, int] = {}
    for agree, i, j in pairs:
        if agree and i not in mine and j not in mine.values():
            mine[i] = j
    count = tally.fields[kind]
    for i, (row, confidence) in enumerate(ours):
        wanted = gold[mine[i]] if i in mine else None
        wrong = list(_faults(row, wanted))
        bucket = tally.sure[f"{int(confidence * 20) / 20:.2f}"]
        bucket["facts"] += 1
        bucket["right"] += not any(ours_has for _, ours_has in wrong)
        bucket["money"] += bool(row.keys() & MONEY)
        for n, extra in wrong:
            count["fp"] += extra
            count["fn"] += bool(wanted and n in wanted)
            if n in MONEY and extra:
                count["wrong money"] += 1
                count["wrong money, sure"] += confidence >= SURE
            tally.misses.append(
                f"{name}\t{kind}.{n}\t{row.get(n)!r} @{confidence}\twanted "
                + (repr(wanted.get(n)) if wanted else "no such row")
            )
        count["tp"] += sum(1 for n in row if wanted and _same(n, row[n], wanted.get(n)))
    for j, row_wanted in enumerate(gold):
        if j not in mine.values():
            count["fn"] += sum(not _same(n, None, v) for n, v in row_wanted.items())
            tally.misses.append(f"{name}\t{kind}\tmissing\t{row_wanted}")


def _faults(row: dict[str, str], wanted: Row | None) -> Iterator[tuple[str, bool]]:
    """Give the fields that are wrong, and whether the row holds them (else it lacks them)."""
    for n, ours in row.items():
        if wanted is None or not _same(n, ours, wanted.get(n)):
            yield n, True
    for n, v in (wanted or {}).items():
        if n not in row and not _same(n, None, v):
            yield n, False


def _same(name: str, ours: str | None, gold: str | list[str] | None) -> bool:
    if isinstance(gold, list):
        return any(_same(name, ours, g) for g in gold)
    if not ours or not gold:
        return not ours and gold == ""
    return _alike(name, ours, gold)


def _alike(name: str, ours: str, gold: str) -> bool:
    if name == "item":
        return _plain(ours) in _plain(gold) or _plain(gold) in _plain(ours)
    return _canonical(name, ours) == _canonical(name, gold)


def _canonical(name: str, value: str) -> object:
    """Give what two readings of a field have in common if they are one."""
    if name in NUMBERS:
        try:
            return Decimal(value)
        except InvalidOperation:
            return value
    if re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", value):
        return value[:16]
    if name == "supplier":
        return frozenset(_plain(value).split(";"))
    return _lot(value) if name == "lot" else _plain(value)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", folded_text(text)).casefold().strip("“”\"'。；;")


def _lot(text: str) -> str:
    told = re.sub(r"合同包|采购包|标段|标项|标包|分包|包组|品目|包号|[第包号():]", "", _plain(text))
    return told.lstrip("0") or told


def report(tally: Tally) -> Iterator[str]:
    """Give the scores as lines: by kind, in all, and by how sure the facts were."""
    for kind, c in sorted(tally.fields.items()):
        p = c["tp"] / ((c["tp"] + c["fp"]) or 1)
        r = c["tp"] / ((c["tp"] + c["fn"]) or 1)
        yield (
            f"{kind:18} P {p:.3f}  R {r:.3f}  F1 {tally.f1(kind):.3f}  fields {c['tp'] + c['fn']}"
            f"  wrong money {c['wrong money']} (sure {c['wrong money, sure']})"
        )
    tp, fp, fn = (tally.total(n) for n in ("tp", "fp", "fn"))
    yield f"ALL F1 {2 * tp / (2 * tp + fp + fn):.3f}  MACRO {tally.macro():.3f}"
    for bucket, c in sorted(tally.sure.items()):
        yield f"confidence {bucket}: {c['right'] / c['facts']:.3f} right of {c['facts']} facts"


def main() -> None:
    """Print the scores of the batches named, and with `-v` every miss."""
    names = [n for n in sys.argv[1:] if not n.startswith("-")] or ["first"]
    tally = score(s for n in names for s in samples(n))
    told = [*report(tally), *(tally.misses if "-v" in sys.argv else ())]
    sys.stdout.write("\n".join(told) + "\n")


if __name__ == "__main__":
    main()
