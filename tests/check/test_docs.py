"""The pages of docs/claims: fixed headings, examples that run, the true hedge table."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest

from analyse.invented import accepted, digest_of, holding, page
from check.stories import evidence, report
from papertrace import model
from papertrace.check.hedges import table
from papertrace.check.kinds import KINDS
from support import ROOT

if TYPE_CHECKING:
    from papertrace.model import AcceptedFact, CheckReport, Evidence, Holding, Step

PAGES = ROOT / "docs" / "claims"
HEADINGS = ["What it claims", "Keys", "Passes", "Fails", "What it never does"]
CODES = [kind.CODE for kind in KINDS]


def section(code: str, heading: str) -> str:
    text = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    return text.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]


def fenced(text: str, language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", text, re.DOTALL)
    return found.group(1) if found else ""


def facts_in(text: str) -> dict[str, AcceptedFact]:
    found = {}
    for line in text.splitlines():
        name, _, rest = line.partition(": ")
        kind, *told = rest.split()
        fields = dict(t.split("=", 1) for t in told)
        found[name] = accepted(kind, fields.pop("document", f"{name}.pdf"), 1, **fields)
    return found


def told(text: str) -> dict[str, dict[str, str]]:
    """Read lines of `name: kind field=value ...`; a _ in a value of words stands for a blank."""
    found = {}
    for line in text.splitlines():
        name, _, rest = line.partition(": ")
        kind, *fields = rest.split()
        found[name] = {"kind": kind, **dict(f.split("=", 1) for f in fields)}
    return found


def held(text: str) -> tuple[Holding, ...]:
    """Read lines of `document publisher year: text of its one page`."""
    found = []
    for line in text.splitlines():
        head, _, words = line.partition(": ")
        name, publisher, year = head.split()
        found.append(holding(name, year, [page(1, words)], publisher=publisher))
    return tuple(found)


def vouched(text: str, known: Evidence) -> Evidence:
    """Add translations, testimonies and replies to the evidence."""
    rows = told(text)
    words = {n: {k: v.replace("_", " ") for k, v in r.items()} for n, r in rows.items()}
    return replace(
        known,
        translations=tuple(
            model.Translation(n * 12, digest_of(r["document"]), int(r["page"]), r["quote"], 0, "en",
                        r["words"], "a" * 16, "", "b" * 16 if "second" in r else "")
            for n, r in words.items() if r["kind"] == "translation"
        ),
        judgements=tuple(
            model.Judgement(n, r["subject"], r["verdict"], "", "seen", "a" * 16, "")
            for n, r in words.items() if r["kind"] == "judgement"
        ),
        testimonies=tuple(
            model.Testimony(r["claim"], int(r["k"]), r["role"], r["month"], "a" * 16)
            for r in words.values() if r["kind"] == "testimony"
        ),
        replies=tuple(
            model.ReplyStep(n, cast("Step", r["step"]), r["party"], (), r.get("channel", ""),
                      r.get("on", ""), r.get("deadline", ""), r.get("text", ""))
            for n, r in words.items() if r["kind"] == "reply"
        ),
    )  # fmt: skip


def run(code: str, heading: str) -> CheckReport:
    text = section(code, heading)
    facts = facts_in(fenced(text, "facts"))
    toml = fenced(text, "toml")
    for name, fact in facts.items():
        toml = toml.replace(f"{{{name}}}", fact.id)
    toml = re.sub(r"\{(\w)\}", lambda m: m[1] * 12, toml)
    known = evidence(*facts.values(), holdings=held(fenced(text, "pages")))
    return report(fenced(text, "markdown"), toml, vouched(fenced(text, "vouched"), known))


@pytest.mark.parametrize("code", CODES)
def test_every_kind_has_a_page_with_the_fixed_headings(code: str) -> None:
    text = (PAGES / f"{code}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {code}\n")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS


@pytest.mark.parametrize("code", [c for c in CODES if c != "absence"])
def test_the_example_passes_without_a_finding(code: str) -> None:
    found = run(code, "Passes")
    assert found.results
    assert [r.message for r in found.results if r.outcome != "passed"] == []
    assert found.clean, found.findings


@pytest.mark.parametrize("code", CODES)
def test_the_counter_example_fails(code: str) -> None:
    found = run(code, "Fails")
    assert found.results
    assert [r.claim.span.text for r in found.results if r.outcome != "failed"] == []
    assert not [p for p in found.draft.problems if p.severity == "error"]


@pytest.mark.parametrize("kind", KINDS, ids=CODES)
def test_every_key_is_on_its_page(kind: object) -> None:
    code, options = kind.CODE, kind.OPTIONS  # type: ignore[attr-defined]  # a module of kinds
    keys = section(code, "Keys")
    assert [k for k in options if f"`{k}`" not in keys] == []


def test_the_hedge_table_is_the_one_in_force() -> None:
    text = (PAGES / "README.md").read_text(encoding="utf-8")
    missing = [row for row in table() if f"| {row[0]} | {row[1]} |" not in text]
    assert missing == []
