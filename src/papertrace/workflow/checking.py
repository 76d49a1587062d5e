"""Gather the evidence of a case and test a draft against it.

The log is examined whole before anything rests on it. What was derived is not signed: a check
tests it where it is cheap to test (anchors, the text of cited pages, documents searched in vain),
publishing reads all of it again.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from papertrace.check import check as test
from papertrace.check import draft as parse
from papertrace.errors import DraftUnreadable
from papertrace.model import Evidence, Holding
from papertrace.review import CONFLICT
from papertrace.workflow.drafted import CLAIMS
from papertrace.workflow.judging import standing
from papertrace.workflow.listing import reviewed
from papertrace.workflow.means import means
from papertrace.workflow.nodding import with_unread
from papertrace.workflow.proving import cited, quoted, read_otherwise, searched, without_orphans
from papertrace.workflow.testifying import testimonies
from papertrace.workflow.word_drafts import markdown_of

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import Case, Derivation, Held
    from papertrace.model import AcceptedFact, CheckReport, Draft, Rules
    from papertrace.review import Review

_READS_PAGES = frozenset({"absence", "quote", "only", "statement"})
"""Kinds of claim that look at pages, or at facts nobody decided on yet."""
_PAGES = 64
"""So many pages are kept read while anchors are gone through."""


def read_draft(path: Path, told: str = "") -> Draft:
    """Read a draft (Markdown or DOCX) and its claims: `NAME.claims.toml`, else `claims.toml`.

    `told` is what places in it are named by, where that is not its path.
    """
    if path.suffix.lower() not in (".md", ".markdown", ".docx"):
        msg = f"{path.name} is neither a Markdown nor a DOCX file."
        raise DraftUnreadable(msg, remedy="Save the draft as .md or .docx")
    own = path.with_name(f"{path.stem}.{CLAIMS}")
    claims = own if own.exists() else path.with_name(CLAIMS)
    try:
        word = path.suffix.lower() == ".docx"
        text = (
            markdown_of(path.read_bytes(), path.name)
            if word
            else path.read_text(encoding="utf-8-sig")
        )
        toml = claims.read_text(encoding="utf-8-sig") if claims.exists() else ""
    except FileNotFoundError as error:
        msg = f"There is no draft at {path}."
        raise DraftUnreadable(
            msg, remedy="Name the Markdown or DOCX file of your story."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path} cannot be read as UTF-8 text ({error})."
        raise DraftUnreadable(msg, remedy="Save it as UTF-8.") from error
    return parse(told or str(path), text, toml)


def holding_of(case: Case, held: Held, made: Derivation | None, *, whole: bool = False) -> Holding:
    """Show one document as coverage sees it; with pages and facts where `whole`."""
    digest = held.digest
    return Holding(
        digest=digest,
        name=held.name,
        names=held.names,
        media_type=held.media_type,
        outcome=made.outcome if made else "waiting",
        reason=made.reason if made else "",
        reader=made.reader if made else "",
        form=made.form if made else "",
        parts=made.parts if made else (),
        title=made.title if made else "",
        publisher=made.publisher if made else "",
        year=made.year if made else "",
        pages=tuple(case.derived.pages(digest)) if whole and made else (),
        page_count=made.page_count if made else 0,
        facts=tuple(case.derived.facts(digest=digest)) if whole and made else (),
        problems=made.problems if made else (),
    )


def rules_of(case: Case) -> Rules:
    """Give what the case demands."""
    return case.rules


def evidence(case: Case, drafts: tuple[Draft, ...] = ()) -> Evidence:
    """Gather what a check may use; pages are loaded only where a draft claims an absence.

    CaseTampered where an entry of the log is not signed by whom it names.
    """
    case.sound_log()
    whole = any(
        c.kind in _READS_PAGES or (c.kind == "rank" and "where" in c.options)
        for d in drafts
        for c in d.claims
    )
    made = {d.digest: d for d in case.derived.summaries()}
    folded = reviewed(case)
    ledger = case.ledger()
    sealed, unsound = testimonies(case)
    rested = _rested(drafts, folded.accepted)
    return Evidence(
        facts=folded.accepted,
        holdings=tuple(
            _with_facts(case, holding_of(case, held, made.get(held.digest), whole=whole), rested)
            for held in case.documents()
        ),
        judgements=standing(case.judgements()),
        rules=rules_of(case),
        expected=case.expected,
        statuses=_statuses(folded),
        translations=tuple(ledger.translations),
        testimonies=sealed,
        replies=tuple(ledger.replies),
        releases=tuple(ledger.releases),
        persons=ledger.persons(),
        introduced=ledger.unconfirmed(),
        unsound=unsound,
    )


def _rested(drafts: tuple[Draft, ...], facts: tuple[AcceptedFact, ...]) -> set[str]:
    """Give the documents of the facts that drafts cite: what they name beside is looked at."""
    told = [v for d in drafts for c in d.claims for v in c.options.values() if isinstance(v, list)]
    ids = tuple({i.lower() for some in told for i in some if isinstance(i, str) and i.isalnum()})
    return {f.digest for f in facts if f.id.startswith(ids)}


def _with_facts(case: Case, holding: Holding, rested: set[str]) -> Holding:
    if holding.facts or holding.digest not in rested:
        return holding
    return replace(holding, facts=tuple(case.derived.facts(digest=holding.digest)))


def _statuses(folded: Review) -> dict[str, str]:
    """Give each fact's status as a writer should hear it: `disputed` where reviewers disagree."""
    stale = dict.fromkeys((d.fact_id for d in folded.stale), "stale")
    undecided = {i for i, status in folded.statuses.items() if status == "proposed"}
    disputed = {i for p in folded.problems if p.code == CONFLICT for i in p.fact_ids}
    return {
        **folded.statuses,
        **{i: told for i, told in stale.items() if i in undecided or i not in folded.statuses},
        **dict.fromkeys(disputed, "disputed"),
    }


def check(case: Case, path: Path, told: str = "") -> CheckReport:
    """Test one draft against the case; workers read documents again, as case.toml lets them.

    Read again are the documents that a passed absence searched, those that a claim quotes (nobody
    signed their pages), and those with a cited page that reads otherwise than when it was decided
    on. CaseTampered where that is not what is stored. `told` as in `read_draft`.
    """
    from papertrace.workflow.rereading import unchanged  # noqa: PLC0415  (it loads every reader)

    draft = read_draft(path, told)
    known = evidence(case, (draft,))
    page_of = lru_cache(maxsize=_PAGES)(case.derived.page)
    report = with_unread(case, without_orphans(test(draft, known), known.facts, page_of))
    doubted = read_otherwise(cited(report, known.facts), page_of) | searched(case, report)
    doubted |= {d for d, _ in quoted(report, known.holdings, known.translations)}
    if doubted:
        unchanged(case, doubted, *means(case))
    return report
