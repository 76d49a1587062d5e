"""A check's report as lines and as rows: what a test run prints.

One line a claim with its place, what was expected and what was found; findings and warnings after
them; the counts on the last line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from papertrace.check.hedges import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import (
        CheckReport,
        ClaimResult,
        Coverage,
        DraftSpan,
        Problem,
        Reading,
        Waiver,
    )


def lines(report: CheckReport) -> Iterator[str]:
    """Give the report as plain text, line by line; the last line is always the three counts."""
    for result in report.results:
        yield from _result(result)
    for finding in report.findings:
        yield f"{_place(finding.span)}{finding.code} {finding.severity}: {finding.message}"
        if finding.remedy:
            yield f"    -> {finding.remedy}"
    errors = sum(f.severity == "error" for f in report.findings)
    others = len(report.findings) - errors - len(report.to_read)
    yield sentences(report)
    warnings = others + sum(len(r.warnings) for r in report.results)
    yield f"{_number(errors, 'finding')}, {_number(warnings, 'warning')}"
    passed, failed, unproven = report.counts
    yield f"{passed} passed, {failed} failed, {unproven} unproven"


def sentences(report: CheckReport) -> str:
    """Say how many sentences with claims were understood, and how many people must read."""
    states = [r.state for r in report.readings]
    names = len(report.to_read) - states.count("unread")
    more = f", {_number(names, 'name')} to confirm" if names else ""
    return (
        f"{_number(len(states), 'sentence')} with claims: {states.count('understood')} understood,"
        f" {states.count('vouched')} vouched for, {states.count('unread')} to read{more}"
    )


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _place(span: DraftSpan | None) -> str:
    return f"{span.path}:{span.line}:{span.column}: " if span else ""


def _result(result: ClaimResult) -> Iterator[str]:
    claim = result.claim
    head = f"{_place(claim.span)}{claim.kind} {claim.id} {result.outcome.upper()}"
    if result.outcome == "passed":
        yield f"{head}  {result.expected}  found {result.found}"
    else:
        parts = [head]
        if result.expected:
            parts.append(f"expected {result.expected}")
        if result.found:
            parts.append(f"found {result.found}")
        yield "  ".join(parts)
        slip = f" [{result.slip}]" if result.slip else ""
        yield f"    {result.message}{slip}"
        if result.remedy:
            yield f"    -> {result.remedy}"
    for warning in result.warnings:
        yield f"    warning {warning.code}: {warning.message}"


def to_rows(report: CheckReport) -> dict[str, Any]:
    """Give the report as JSON takes it: counts, results, findings, waivers and the hedge table."""
    passed, failed, unproven = report.counts
    return {
        "draft": report.draft.path,
        "sha256": report.draft.sha256,
        "clean": report.ready,
        "ready": report.ready,
        "to_read": len(report.to_read),
        "passed": passed,
        "failed": failed,
        "unproven": unproven,
        "results": [_row(r) for r in report.results],
        "findings": [_problem(f) for f in report.findings],
        "sentences": [_reading(r) for r in report.readings],
        "waived": [_waiver(w) for w in report.draft.waived],
        "hedges": [{"words": words, "rule": rule} for words, rule in table()],
    }


def _span(span: DraftSpan | None) -> dict[str, Any]:
    if span is None:
        return {"file": "", "line": None, "column": None, "words": ""}
    return {"file": span.path, "line": span.line, "column": span.column, "words": span.text}


def _row(result: ClaimResult) -> dict[str, Any]:
    return {
        "claim": result.claim.id,
        "kind": result.claim.kind,
        **_span(result.claim.span),
        "outcome": result.outcome,
        "expected": result.expected,
        "found": result.found,
        "message": result.message,
        "remedy": result.remedy,
        "slip": result.slip,
        "facts": list(result.facts),
        "formula": result.result.formula if result.result else "",
        "coverage": _coverage(result.coverage) if result.coverage else None,
        "warnings": [_problem(w) for w in result.warnings],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        **_span(problem.span),
        "message": problem.message,
        "remedy": problem.remedy,
        "facts": list(problem.fact_ids),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "sentence": reading.sentence,
        **{k: v for k, v in _span(reading.span).items() if k != "words"},
        "claims": list(reading.claims),
        "state": reading.state,
        "not_understood": list(reading.words),
        "why": list(reading.why),
        "vouched_by": list(reading.people),
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "terms": list(coverage.terms),
        "documents": list(coverage.documents),
        "pages": coverage.pages,
        "gaps": [
            {"publisher": g.publisher, "year": g.year, "form": g.form, "reason": g.reason}
            for g in coverage.gaps
        ],
        "sentence": coverage.sentence,
    }


def _waiver(waiver: Waiver) -> dict[str, Any]:
    return {"words": waiver.words, "reason": waiver.reason, "line": waiver.line}
