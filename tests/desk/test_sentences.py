"""Every reason, support, question and refusal that the desk can tell has its Chinese.

They are found in the sources: whatever literal of these rooms reads like English words, and is no
docstring, pattern or message of an error. One that a person never reads is named in `UNSEEN`.
"""

from __future__ import annotations

import ast
import re
import time
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import papertrace
from papertrace import errors
from papertrace.desk.holes import HOLE, filled, parted
from papertrace.desk.sentences import chinese, said
from papertrace.desk.words import CHINESE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk_visitor import Visitor

SOURCES = Path(papertrace.__file__).parent
TELLING = (
    *sorted((SOURCES / "extract").rglob("*.py")),
    *sorted((SOURCES / "resolve").rglob("*.py")),
    *(SOURCES / "analyse" / f"{n}.py" for n in ("funding_pairs", "held", "likeness", "lineages")),
    *(SOURCES / "analyse" / f"{n}.py" for n in ("figures", "purchased")),
    *(SOURCES / "workflow" / f"{n}.py" for n in ("asking", "grouping", "lapsed")),
)
"""Where reasons, supports, questions and hedges come from."""
NO_REASONS = (
    "suggest.py",
    "suggest_places.py",
    "told_figures.py",
    "told_shares.py",
    "flat_types.py",
)
"""What models suggest is shown in the terminal alone; the others hold words of documents."""
UNSEEN = frozenset({
    "handed over", "in use", "under construction",  # words of documents
    "indicator beside", "agent {}", "name {}", "latin {}", "trade {}", "place {} {}",
    "{}'s {}", "{} in {}",  # keys and names
    "Project number {} and buyer", "Project number {} and agent", "{} are the same.",  # halves
    "does not hold",  # looked for, not told
})  # fmt: skip
"""Literals that nobody is shown by themselves."""
ENGLISH = re.compile(r"[A-Za-z']{2,}[,;:]? [a-z(\[{]|[A-Za-z']{2,} = ")
HAN = re.compile("[一-鿿]")


def words_of(node: ast.AST) -> str | None:
    """Give a literal as one text with {} for what differs, None for any other node."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (v.value if isinstance(v, ast.Constant) else "{}" for v in node.values)
        return "".join(str(part) for part in parts)
    return None


def is_no_reason(node: ast.AST) -> bool:
    """Say whether what stands below a node is a docstring, a pattern, a type or an error's."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
        return name in ("Problem", "compile", "cast", "split")
    if isinstance(node, ast.Assign):
        return any(getattr(t, "id", "") in ("msg", "message", "remedy") for t in node.targets)
    return isinstance(node, ast.Raise)


def told(node: ast.AST) -> Iterator[str]:
    """Give the English that stands in a source."""
    if is_no_reason(node):
        return
    text = words_of(node)
    if text is not None:
        if (
            ENGLISH.search(text)
            and not HAN.search(text)
            and not re.search(r"\\|\(\?|\w\[|\w_\w", text)
        ):
            yield text
        return
    for field, child in ast.iter_fields(node):
        if field in ("annotation", "returns"):
            continue
        for one in child if isinstance(child, list) else [child]:
            if isinstance(one, ast.AST):
                yield from told(one)


def every() -> dict[str, str]:
    """Give all of it, with the module it stands in."""
    found: dict[str, str] = {}
    for path in (p for p in TELLING if p.name not in NO_REASONS):
        name = path.relative_to(SOURCES).as_posix()
        found |= dict.fromkeys(told(ast.parse(path.read_text(encoding="utf-8"))), name)
    return found


def test_every_reason_has_its_chinese() -> None:
    missing = [f"{where}: {t}" for t, where in every().items() if not has_chinese(t)]
    assert missing == [], "add a line to desk/sentences.tsv for each"


def has_chinese(text: str) -> bool:
    """Say whether a literal, with its holes filled, is told in Chinese."""
    plain = text.strip("; ").replace("{}", "7")
    return text in UNSEEN or bool(HAN.search(CHINESE.get(plain, "") or chinese(plain)))


SERVING = (
    *sorted((SOURCES / "desk").rglob("*.py")),
    *(
        SOURCES / "workflow" / f"{name}.py"
        for name in (
            "adding", "analysing", "answering", "asking", "chips", "claiming",
            "deciding", "drafting", "finding", "grouping", "importing", "judging", "picturing",
            "private_queries",
            "queries", "redrawing", "reviewing", "spot_units", "totalling", "typed_sums",
            "undoing", "viewing",
        )
    ),
)  # fmt: skip
"""What answers whoever sits at the desk."""


def messages(tree: ast.AST) -> Iterator[str]:
    """Give what refusals say, and what they say is to be done."""
    for node in ast.walk(tree):
        mine = (
            [node.value]
            if isinstance(node, ast.keyword) and node.arg == "remedy"
            else [node.value]
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "msg"
            else []
        )
        for one in mine:
            text = words_of(one)
            if text and ENGLISH.search(text):
                yield text


def test_every_refusal_at_the_desk_has_its_chinese() -> None:
    every = {
        text: path.name
        for path in SERVING
        for text in messages(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert len(every) > 100
    missing = [f"{where}: {t}" for t, where in every.items() if not chinese(t.replace("{}", "7"))]
    assert missing == [], "add a line to desk/sentences.tsv for each"


def test_what_every_error_says_to_do_has_its_chinese() -> None:
    remedies = {e.remedy for e in vars(errors).values() if hasattr(e, "remedy")}
    assert [r for r in remedies if r and not chinese(r)] == []


def test_a_refusal_is_told_in_chinese_with_its_code(desk: Visitor) -> None:
    headers = desk.own() | {"Accept-Language": "zh-CN"}
    page = desk.ask("GET", "/timeline?lane=moon", headers).text
    assert "PT001</b> 无法照此要求执行。 &#39;moon&#39; 不在可选之列。" in page
    assert "可选：文件、采购意向" in page
    gone = desk.ask("GET", "/documents/ffffffffffff/1", headers).text
    assert "PT003</b> 本案没有此名称或编号的文件。" in gone
    assert "列出全部文件" in gone
    assert "There is no document" in desk.get("/documents/ffffffffffff/1").text


def test_names_of_the_program_stand_in_sentences_as_words() -> None:
    assert said("Type what the page shows for project_no.", "en") == (
        "Type what the page shows for project number."
    )
    assert (
        said("Type what the page shows for project_no.", "zh-Hans") == "请键入页面上的“项目编号”。"
    )
    kept = "`papertrace facts --kind doc_meta` and budget_line.html, not_a_name"
    assert said(kept, "en") == kept


def test_what_a_document_prints_costs_no_time() -> None:
    begun = time.perf_counter()
    for text in ("sum: " * 200, "a = b, or c " * 90, "x; " * 350, "One. " * 200):
        assert not chinese(text)
    assert time.perf_counter() - begun < 5


def test_a_reason_without_chinese_is_found() -> None:
    source = '''
"""A docstring that tells nothing."""
def f(x: str) -> str:
    if x:
        msg = "an error that tells nothing"
        raise UsageError(msg)
    sure.limit(0.5, f"the {x} stands on its head")
    return builder.fact(0.5, ["nobody ever saw it"])
'''
    found = list(told(ast.parse(source)))
    assert found == ["the {} stands on its head", "nobody ever saw it"]
    assert not any(has_chinese(t) for t in found)


def test_no_exception_of_this_test_is_left_over() -> None:
    assert every().keys() >= UNSEEN


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("income equals expenditure", "收入等于支出"),
        ("does not hold: 201 = sum of its 3 rows (code)", "不成立：201 = 其下 3 行之和"),
        ("2010301: the printed change = this year - last", "2010301：所印变化 = 本年 − 上年"),
        ("砚水 was renamed to 新砚水 in 2031.", "砚水 于 2031 年更名为 新砚水。"),
        ("a label names it; read as one row", "有标签标明；读作一行"),
        ("3 documents held, 2 of them read whole; expected and not held: 砚水", "持有 3 份文件"),
        ("There is: award, tender_budget, jobs.", "可选：中标、采购预算、招聘。"),
        ("nobody wrote this sentence", ""),
        ("a label names it; nobody wrote this sentence", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_sentence_is_found_by_what_stands_still_in_it(english: str, words: str) -> None:
    assert chinese(english).startswith(words)
    assert bool(chinese(english)) == bool(words)


def test_the_table_holds_each_sentence_once_with_all_its_places() -> None:
    text = (files("papertrace.desk") / "sentences.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    assert all(len(row) == 2 and all(row) and HAN.search(row[1]) for row in rows)
    assert len({english for english, _ in rows}) == len(rows)
    for english, words in rows:
        holes, places = len(HOLE.findall(english)), re.findall(r"\{(\d?)\}", words)
        numbered = [str(n + 1) for n in range(holes)]
        assert sorted(places) in ([""] * holes, numbered), english
        assert not re.search(r"\}\{", english), "nothing tells where the first of them ends"
        assert "{" not in HOLE.sub("", english), english


@pytest.mark.parametrize(
    ("english", "words"),
    [
        ("judged by reporter on 2031-01-01 (why)", "由 reporter 于 2031-01-01 判断（why）"),
        ("judged by reporter on 2031-01-01", "由 reporter 于 2031-01-01 判断"),
        ("judged by A on B on 2031-01-01 (on paper)", "由 A on B 于 2031-01-01 判断（on paper）"),
        ("judged by A on 2031-01-01 (said on 2031-01-02 (late))", ""),
        ("甲 2: notices of one stage (award) state different sums: 1, 2.",
         "甲 2：同一阶段（中标）的公告金额不同：1, 2。"),
        ("甲: a award notice states no sum.", "甲：中标公告"),
        ("Same body; Smith and Sons and Jones.", ""),
        ("Same body; Smith and Jones.", "单位相同；Smith 与 Jones。"),
        ("Sheet 预算 spans 3 and 4 rows spans 5 rows and 6 columns.", ""),
        ("Sheet 预算 spans 5 rows and 6 columns.", "工作表 预算 有 5 行、6 列。"),
        ("The document says 5 (about), the rest (暂定); the sentence leaves it out.", ""),
        ("A in B was renamed to C in 2031.", "A in B 于 2031 年更名为 C。"),
        ("Page 2, 表 1, 续: the rows add up to 3, the total is printed as 4.",
         "第 2 页，表 1, 续：各行之和为 3，所印合计为 4。"),
        ("No claim covers the figure 'the date of 5'.", "数字 'the date of 5' 没有依据。"),
    ],
)  # fmt: skip
def test_a_sentence_is_cut_in_one_way_or_stays_as_it_is(english: str, words: str) -> None:
    assert chinese(english).startswith(words)
    assert bool(chinese(english)) == bool(words)


def test_every_line_of_the_table_finds_itself_when_its_holes_are_filled() -> None:
    filling = {"": "甲乙 b.pdf", "#": "3", "+": "award", "_": "award", "q": "'x y'"}
    text = (files("papertrace.desk") / "sentences.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and line[0] != "#"]
    other = {}
    for english, words in rows:
        _, sorts = parted(english)
        parts = [filling[sort] for sort in sorts]
        told = HOLE.sub(lambda m: filling[m[1]], english)
        expected = filled(words, sorts, parts, lambda _: "中标") if parts else words
        if chinese(told) != expected:
            other[told] = chinese(told)
    assert other == {}


@pytest.mark.parametrize(
    "english",
    [
        "There is an account `editor` already.",
        "There is no account `reviewer`.",
        "The original of contract is missing.",
        "There is no document basic expenditure.",
        "There is no document award for fact 7.",
        "award was renamed to contract in 2031.",
        "Same body; award and contract.",
        "One purchase: judged by editor on 2031-01-01 (award)",
        "award = sum of its 3 rows (7)",
        "contract: income equals expenditure",
        "Page 2, award: no unit is printed for its amounts.",
        "There is no key `award`.",
        "There is a draft called award.md already.",
        "award is damaged.",
    ],
)
def test_names_are_never_put_into_chinese(english: str) -> None:
    names = re.findall(r"award|contract|editor|reviewer|basic expenditure", english)
    assert names
    assert HAN.search(chinese(english))
    assert [n for n in names if n not in chinese(english)] == []


@pytest.mark.parametrize(
    "english",
    [
        "No fact of this case begin with 'abcdef'.",
        "3 facts of this case begin with 'abcdef'.",
        "award 12345678, amount: PT347 The picture of page 1 reads '265' where its text says '26'.",
        "award 123456, amount: PT347 The picture of page 1 shows nothing where its text says '2'.",
        "'nan' is no sum of money.",
        "A question has up to 500 characters.",
        "machine (e5 1.0; the table of terms): no proof",
        "mend the words, or cite the facts that they are from.",
    ],
)  # fmt: skip
def test_no_english_is_left_inside(english: str) -> None:
    told = re.sub(r"'[^']*'|PT\d+|e5|^state", "", chinese(english))
    assert HAN.search(told)
    assert not re.search("[A-Za-z]{2}", told), told
