"""The pages of docs/claims: fixed headings, examples that run, the true hedge table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from analyse.invented import accepted
from check.stories import evidence, report
from papertrace.check.hedges import table
from papertrace.check.kinds import KINDS
from support import ROOT

if TYPE_CHECKING:
    from papertrace.model import AcceptedFact, CheckReport

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
        found[name] = accepted(kind, f"{name}.pdf", 1, **dict(t.split("=", 1) for t in told))
    return found


def run(code: str, heading: str) -> CheckReport:
    text = section(code, heading)
    facts = facts_in(fenced(text, "facts"))
    toml = fenced(text, "toml")
    for name, fact in facts.items():
        toml = toml.replace(f"{{{name}}}", fact.id)
    return report(fenced(text, "markdown"), toml, evidence(*facts.values()))


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
