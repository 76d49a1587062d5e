"""Measure search beside its peers, in one run: python benchmarks/search.py [--pages 200000].

Invented pages of some 800 characters; every lane indexes the same bare texts and is asked the same
stretches of them: 1, 2, 3, 4 and 8 characters, and digits. What is true is what a scan of all texts
in memory finds; a lane's misses and false hits are counted against it. A peer that is not installed
is said to be absent. Counted are processor seconds for building, wall milliseconds for asking.
"""

from __future__ import annotations

import argparse
import importlib
import platform
import random
import sqlite3
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papertrace.casefile.index import Index
from papertrace.search import bare_text, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_TEXT = (
    "采购人 供应商 预算金额 中标金额 边境管理支队 出入境边防检查站 无人机 巡逻艇 视频监控 "
    "单位：万元 绩效目标 项目支出 一般公共预算 2024年 2025年 合同公告 验收 人民币 公开招标 "
    "评审专家 联系电话 设备 服务 工程 数量 单价 合计 元 的 和 在 为 第一 "
    "（一） 、 。 ， 1,200.00 350000 98.5%"
)
_PAGES, _DOCUMENT, _ASKED, _TOP = 200_000, 10, 12, 20
Found = set[int]


def texts(count: int) -> list[str]:
    """Make bare texts: half of each words of such papers, half rare characters."""
    chance = random.Random(count)  # noqa: S311  (variety, not secrets)
    rare = [chr(0x4E00 + int(min(chance.paretovariate(0.6) * 20, 20_000))) for _ in range(200_000)]
    made = []
    for _ in range(count):
        at = chance.randrange(len(rare) - 400)
        words = chance.choices(_TEXT.split(), k=130)
        parts = (w + rare[at + 3 * n] + rare[at + 3 * n + 1] for n, w in enumerate(words))
        made.append(bare_text("".join(parts)))
    return made


def queries(pages: list[str]) -> dict[str, list[str]]:
    """Take stretches of pages, by class."""
    chance = random.Random(7)  # noqa: S311  (as above)

    def stretch(length: int) -> str:
        page = chance.choice(pages)
        at = chance.randrange(len(page) - length)
        return page[at : at + length]

    made = {f"{n} characters": [stretch(n) for _ in range(_ASKED)] for n in (1, 2, 3, 4, 8)}
    made["terms"] = ["边检", "无人机", "巡逻艇", "绩效目标", "出入境边防检查站"]
    made["digits"] = ["2024", "350000", "1,200.00", "98.5%", "2025年", "00"]
    return made


def scan(pages: list[str], _folder: Path) -> tuple[Callable[[str], Found], Callable[[str], int]]:
    """Look through all texts in memory."""

    def every(words: str) -> Found:
        return {n for n, text in enumerate(pages) if words in text}

    def first(words: str) -> int:
        found = 0
        for text in pages:
            found += words in text
            if found == _TOP:
                break
        return found

    return every, first


def ours(pages: list[str], folder: Path) -> tuple[Callable[[str], Found], Callable[[str], int]]:
    """Ask the index of a case."""
    index = Index(folder)
    marks = {str(n): "1" for n in range(0, len(pages), _DOCUMENT)}

    def of(digest: str) -> Iterable[tuple[int, str]]:
        at = int(digest)
        return list(enumerate(pages[at : at + _DOCUMENT]))

    list(index.update(marks, of))

    def every(words: str) -> Found:
        told = index.ask(marks, [words]) or [set()]
        return {int(digest) + number for digest, number in told[0]}

    def first(words: str) -> int:
        return len((index.ask(marks, [words], most=_TOP) or [set()])[0])

    return every, first


def trigram(pages: list[str], folder: Path) -> tuple[Callable[[str], Found], Callable[[str], int]]:
    """Ask SQLite's trigram index, and its scan for what is shorter."""
    base = sqlite3.connect(folder / "trigram.db")
    base.execute("CREATE VIRTUAL TABLE t USING fts5 (text, tokenize='trigram')")
    base.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", enumerate(pages, 1))
    base.commit()

    def rows(words: str, most: int) -> Found:
        if len(words) < 3:  # noqa: PLR2004  (a trigram)
            where, asked = "text LIKE ?", f"%{words.replace('%', chr(0))}%"
        else:
            where, asked = "t MATCH ?", '"' + words.replace('"', '""') + '"'
        sql = f"SELECT rowid FROM t WHERE {where} LIMIT ?"  # noqa: S608  (two constants)
        return {n - 1 for (n,) in base.execute(sql, (asked, most))}

    return lambda words: rows(words, -1), lambda words: len(rows(words, _TOP))


def tantivy(pages: list[str], folder: Path) -> tuple[Callable[[str], Found], Callable[[str], int]]:
    """Ask Tantivy, a character a token."""
    made: Any = importlib.import_module("tantivy")
    schema = made.SchemaBuilder()
    schema.add_text_field("text", stored=False, tokenizer_name="raws")
    schema.add_integer_field("n", stored=True, indexed=True)
    index = made.Index(schema.build(), path=str(folder))
    index.register_tokenizer("raws", made.TextAnalyzerBuilder(made.Tokenizer.whitespace()).build())
    writer = index.writer(num_threads=1)
    for n, text in enumerate(pages):
        writer.add_document(made.Document(text=tokens(text), n=n))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def rows(words: str, most: int) -> Found:
        each = tokens(words).split(" ")
        query = (
            made.Query.phrase_query(index.schema, "text", each)
            if len(each) > 1
            else made.Query.term_query(index.schema, "text", each[0])
        )
        return {searcher.doc(at)["n"][0] for _, at in searcher.search(query, most).hits}

    return lambda words: rows(words, len(pages)), lambda words: len(rows(words, _TOP))


LANES = {"scan in memory": scan, "papertrace": ours, "FTS5 trigram": trigram, "tantivy": tantivy}


def quantiles(taken: list[float]) -> str:
    """Give the median and the 95th of a hundred, in milliseconds."""
    last = sorted(taken)[min(len(taken) - 1, int(0.95 * len(taken)))]
    return f"{statistics.median(taken) * 1e3:7.1f} / {last * 1e3:7.1f}"


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--pages", type=int, default=_PAGES)
    parser.add_argument("--lane", choices=LANES)
    asked = parser.parse_args()
    load = Path("/proc/loadavg").read_text(encoding="ascii").split()[0]
    print(f"machine: {platform.machine()}, {platform.system()}, python {platform.python_version()}")
    print(f"command: benchmarks/search.py --pages {asked.pages}; load before: {load}")
    pages = texts(asked.pages)
    words = [w for some in queries(pages).values() for w in some]
    truth = {w: scan(pages, Path())[0](w) for w in words}
    print(
        f"{len(pages)} pages, {sum(map(len, pages)) >> 20} million characters, {len(words)} queries"
    )
    for name, lane in LANES.items():
        if asked.lane in (None, name):
            report(name, lane, pages, truth)


def report(
    name: str,
    lane: Callable[[list[str], Path], tuple[Callable[[str], Found], Callable[[str], int]]],
    pages: list[str],
    truth: dict[str, Found],
) -> None:
    """Build one lane, ask it everything, and print its row."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        before = time.process_time()
        try:
            every, first = lane(pages, Path(folder))
        except ImportError:
            print(f"{name:15} absent")
            return
        built = time.process_time() - before
        size = sum(p.stat().st_size for p in Path(folder).rglob("*") if p.is_file()) >> 20
        alls, tops, missed, wrong = [], [], 0, 0
        for words, wanted in truth.items():
            start = time.perf_counter()
            found = every(words)
            alls.append(time.perf_counter() - start)
            start = time.perf_counter()
            first(words)
            tops.append(time.perf_counter() - start)
            missed, wrong = missed + len(wanted - found), wrong + len(found - wanted)
    speed = f"{len(pages) / built:8.0f}" if built > 0.1 else "    none"  # noqa: PLR2004  (a second's tenth)
    print(
        f"{name:15} build {speed} pages/s {size:5} MiB; all {quantiles(alls)} ms; first {_TOP}"
        f" {quantiles(tops)} ms (median / 95 %); missed {missed}, false {wrong}",
        flush=True,
    )


if __name__ == "__main__":
    main()
