"""A check's report for other programs: SARIF for editors, JUnit for build servers, HTML to read.

Each takes the report as it is and adds nothing; nothing is written to a file here.
"""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from papertrace.check.report import lines, sentences
from papertrace.model.codes import CODES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from papertrace.model import CheckReport, ClaimResult, DraftSpan, Problem

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning"}


def sarif(report: CheckReport) -> str:
    """Give SARIF 2.1.0: a result for each claim that did not pass, finding and warning."""
    results = [_failed(r) for r in report.results if r.outcome != "passed"]
    results += [
        {**_problem(f), **({"level": "error"} if f in report.to_read else {})}
        for f in report.findings
    ]
    results += [
        {**_problem(w), "locations": [_location(r.claim.span)]}
        for r in report.results
        for w in r.warnings
    ]
    rules = sorted({str(r["ruleId"]) for r in results})
    told = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "papertrace check",
                        "rules": [
                            {"id": r, "shortDescription": {"text": CODES.get(r, r)}} for r in rules
                        ],
                    }
                },
                "results": results,
                "properties": {"sentences": sentences(report)},
            }
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _location(span: DraftSpan) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": span.path},
            "region": {
                "startLine": max(span.line, 1),
                "startColumn": max(span.column, 1),
                "snippet": {"text": span.text},
            },
        }
    }


def _failed(result: ClaimResult) -> dict[str, Any]:
    return {
        "ruleId": f"{result.claim.kind}/{result.slip or result.outcome}",
        "level": "error",
        "message": {"text": f"{result.claim.id}: {result.message} {result.remedy}".strip()},
        "locations": [_location(result.claim.span)],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "ruleId": problem.code,
        "level": _LEVELS.get(problem.severity, "note"),
        "message": {"text": f"{problem.message} {problem.remedy}".strip()},
        "locations": [_location(problem.span)] if problem.span else [],
    }


def junit(report: CheckReport) -> str:
    """Give JUnit XML: a case a claim, and one for each finding that blocks publication.

    What waits for a person to read blocks it, too.
    """
    waiting = report.to_read
    blocking = [f for f in report.findings if f.severity == "error" or f in waiting]
    passed, failed, unproven = report.counts
    cases = "".join(_case(r) for r in report.results)
    cases += "".join(
        f"<testcase classname={quoteattr(report.draft.path)} name={quoteattr(f.message)}>"
        f"<failure type={quoteattr(f.code)}>{escape(f.remedy)}</failure></testcase>"
        for f in blocking
    )
    total = passed + failed + unproven + len(blocking)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuite name="papertrace check" tests="{total}" failures="{failed + len(blocking)}"'
        f' errors="{unproven}"><properties><property name="sentences"'
        f" value={quoteattr(sentences(report))}/></properties>{cases}</testsuite>\n"
    )


def _case(result: ClaimResult) -> str:
    span = result.claim.span
    head = (
        f"<testcase classname={quoteattr(f'{span.path}.{result.claim.kind}')}"
        f" name={quoteattr(result.claim.id)} file={quoteattr(span.path)}"
        f" line={quoteattr(str(span.line))}"
    )
    if result.outcome == "passed":
        return f"{head}/>"
    tag = "failure" if result.outcome == "failed" else "error"
    kind = quoteattr(result.slip or result.outcome)
    told = escape(f"{result.message} {result.remedy}".strip())
    return (
        f"{head}><{tag} type={kind} message={quoteattr(result.message)}>{told}</{tag}></testcase>"
    )


def page(report: CheckReport) -> str:
    """Give one HTML page without script: counts first, then a row a claim, then findings."""
    passed, failed, unproven = report.counts
    rows = "".join(
        f'<tr class="{r.outcome}"><td>{html.escape(r.claim.span.path)}:{r.claim.span.line}</td>'
        f"<td>{html.escape(r.claim.id)}</td><td>{r.claim.kind}</td><td>{r.outcome}</td>"
        f"<td>{html.escape(r.expected)}</td><td>{html.escape(r.found)}</td>"
        f"<td>{html.escape(f'{r.message} {r.remedy}'.strip())}</td></tr>"
        for r in report.results
    )
    found = "".join(
        f"<li>{html.escape(f'{f.code} {f.severity}: {f.message} {f.remedy}')}</li>"
        for f in report.findings
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Check of '
        f"{html.escape(report.draft.path)}</title><style>{_STYLE}</style>"
        f"<h1>{passed} passed, {failed} failed, {unproven} unproven</h1>"
        "<table><thead><tr><th>where</th><th>claim</th><th>kind</th><th>outcome</th>"
        "<th>the story says</th><th>the evidence says</th><th>why, and what to do</th></tr></thead>"
        f"<tbody>{rows}</tbody></table><h2>Findings</h2><ul>{found}</ul>"
        f"<h2>Sentences</h2><p>{html.escape(sentences(report))}</p></html>\n"
    )


_STYLE = (
    "body{font:16px/1.5 sans-serif;margin:2rem}table{border-collapse:collapse}"
    "td,th{border:1px solid #999;padding:.3rem .5rem;text-align:left;vertical-align:top}"
    ".failed td{background:#fbe3e4}.unproven td{background:#eee}"
)


def text(report: CheckReport) -> str:
    """Give the report as plain lines."""
    return "\n".join(lines(report)) + "\n"


FORMATS: Mapping[str, Callable[[CheckReport], str]] = {
    "text": text,
    "sarif": sarif,
    "junit": junit,
    "html": page,
}
"""Name -> what writes the report so."""
