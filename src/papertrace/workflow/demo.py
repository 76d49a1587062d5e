"""The sample case: made, built, decided, checked and published as a desk would do it.

The documents are invented. What a desk decides by looking at pages stands in `decisions.toml`: each
fact is found by its document, kind and field values, so the sample also shows that a decision hangs
on what stands in a document and on nothing else.
"""

from __future__ import annotations

import shutil
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from papertrace.casefile import Case, Choice, Keyring
from papertrace.errors import BundleInvalid, CaseExists
from papertrace.workflow.adding import add
from papertrace.workflow.building import build
from papertrace.workflow.checking import check, read_draft
from papertrace.workflow.demo_people import asked, translated, vouched
from papertrace.workflow.listing import names, reviewed
from papertrace.workflow.means import means as worked_with
from papertrace.workflow.publishing import publish
from papertrace.workflow.testifying import FOLDER
from papertrace.workflow.vouching import release

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from papertrace.casefile import SigningKey
    from papertrace.model import CheckReport, Fact
    from papertrace.workflow.demo_people import Testify

KEYS = "demo-keys"
DRAFTS = ("story.md", "claims.toml", "wrong.md", "wrong.claims.toml")


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo made."""

    root: Path
    documents: int
    facts: int
    accepted: int
    report: CheckReport
    wrong: CheckReport
    site: Path


def sample() -> Path:
    """Give the folder of the sample case inside the package."""
    return Path(str(resources.files("papertrace"))) / "samples" / "border"


def _matches(fact: Fact, name: str, rule: Mapping[str, Any]) -> bool:
    return (
        name == rule["document"]
        and fact.kind == rule["kind"]
        and all(
            k in fact.fields and fact.fields[k].value == str(v)
            for k, v in rule.get("where", {}).items()
        )
    )


def chosen(case: Case, rules: list[dict[str, Any]]) -> dict[str, Fact]:
    """Find the one fact each rule means; BundleInvalid where it is none or several."""
    called, every = names(case), list(case.derived.facts())
    found = {}
    for rule in rules:
        some = [f for f in every if _matches(f, called.get(f.digest, ""), rule)]
        if len(some) != 1:
            msg = f"The sample's rule {rule['name']!r} means {len(some)} facts instead of one."
            raise BundleInvalid(msg, remedy="Look at samples/border/decisions.toml.")
        found[rule["name"]] = some[0]
    return found


def _decide(case: Case, facts: Mapping[str, Fact], people: tuple[SigningKey, ...]) -> int:
    """Let every person accept every chosen fact that is not theirs already."""
    done = {(d.fact_id, d.reviewer) for d in case.decisions()}
    count = 0
    for person in people:
        case.introduce(person, people[0])
        choices = [
            Choice(f, "accepted", reason="sample")
            for f in facts.values()
            if (f.id, person.id) not in done
        ]
        count += len(case.decide_many(choices, key=person, channel="script"))
    return count


def _judge(
    case: Case, rules: list[dict[str, Any]], facts: Mapping[str, Fact], by: SigningKey
) -> None:
    """Record the verdicts that are not there yet; a name in braces stands for its fact's id."""
    known = {(j.subject, j.verdict, j.other) for j in case.judgements()}
    ids = {f"{{{alias}}}": fact.id for alias, fact in facts.items()}
    for rule in rules:
        other = ids.get(rule.get("other", ""), rule.get("other", ""))
        for named in rule["subjects"]:
            subject, verdict = ids.get(named, named), rule["verdict"]
            if (subject, verdict, other) not in known:
                case.judge(subject, verdict, key=by, other=other, reason=rule["reason"])


def _drafts(case: Case, ids: Mapping[str, str]) -> None:
    """Lay the drafts into the case, with ids in place of the names of facts and translations."""
    for name in DRAFTS:
        target = case.root / "drafts" / name
        if target.exists():
            continue
        text = (sample() / "drafts" / name).read_text(encoding="utf-8")
        for alias, told in ids.items():
            text = text.replace(f'"{{{alias}}}"', f'"{told}"')
        target.write_text(text, encoding="utf-8")


def _open(root: Path, keys: Keyring) -> Case:
    if (root / "case.toml").exists() and (root / KEYS).is_dir():
        return Case.open(root)
    if root.exists() and any(root.iterdir()):
        msg = f"{root} holds something else."
        raise CaseExists(msg, remedy="papertrace demo DIR takes a new or empty folder.")
    reporter = keys.make("reporter")
    keys.make("editor")
    case = Case.create(root, "Border station budgets (sample)", reporter)
    shutil.copyfile(sample() / "case.toml", root / "case.toml")
    case.close()
    return Case.open(root)


def _people(keys: Keyring) -> tuple[SigningKey, SigningKey]:
    return keys.get("reporter"), keys.get("editor")


@dataclass(frozen=True, slots=True)
class Means:
    """What the demo works with."""

    tell: Callable[[str], None]
    testify: Testify
    """Makes a witness store outside the case, exports its signed numbers, deletes it."""


def demo(root: Path, means: Means) -> Demo:
    """Make the sample case in `root`, or go on with the one there; publish it to `root`/site."""
    case, people = begun(root)
    with case:
        return _run(case, people, means)


def begun(root: Path) -> tuple[Case, tuple[SigningKey, SigningKey]]:
    """Make or open the sample case, with its reporter's and its editor's key.

    The case must come to stand before its keys: they lie beside it in `demo-keys`, and are worth
    nothing outside the sample.
    """
    staged = Keyring(root.with_name(f".{root.name}.keys"))
    fresh = not (root / KEYS).is_dir()
    case = _open(root, staged if fresh else Keyring(root / KEYS))
    if fresh:
        shutil.move(str(root.with_name(f".{root.name}.keys")), root / KEYS)
    return case, _people(Keyring(root / KEYS))


def settled(case: Case, people: tuple[SigningKey, SigningKey], means: Means) -> tuple[int, int]:
    """Do all that comes before the story's test; give the numbers of documents and facts."""
    rules = tomllib.loads((sample() / "decisions.toml").read_text(encoding="utf-8"))
    added = list(add(case, [sample() / "documents"], people[0]))
    means.tell(f"add      {len(added)} invented documents preserved, each under its sha256")
    limits, jobs = worked_with(case)
    list(build(case, jobs=jobs, limits=limits))
    facts = list(case.derived.facts())
    means.tell(f"build    read and extracted: {len(facts)} facts proposed, each with its place")
    _settle(case, rules, people)
    accepted = len(reviewed(case).accepted)
    means.tell(f"decide   {accepted} facts accepted by two people, signed into the log")
    means.testify(case.id, case.root / "drafts" / FOLDER, people[1], rules["source"])
    vouched(case, case.root / "drafts" / "story.md", rules["vouch"], people)
    means.tell(f"vouch    {_vouched(case)}")
    return len(added), len(facts)


def _run(case: Case, people: tuple[SigningKey, SigningKey], means: Means) -> Demo:
    documents, facts = settled(case, people, means)
    report = check(case, case.root / "drafts" / "story.md")
    means.tell("check    drafts/story.md: " + _line(report))
    _release(case, case.root / "drafts" / "story.md", people[1])
    wrong = check(case, case.root / "drafts" / "wrong.md")
    means.tell("check    drafts/wrong.md: " + _line(wrong) + "  (wrong on purpose)")
    site = case.root / "site"
    publish(case, case.root / "drafts" / "story.md", site, "site")
    means.tell(f"publish  {site / 'index.html'}")
    accepted = len(reviewed(case).accepted)
    return Demo(case.root, documents, facts, accepted, report, wrong, site)


def _settle(case: Case, rules: dict[str, Any], people: tuple[SigningKey, SigningKey]) -> None:
    """Let people decide, judge, translate and ask, and lay the drafts that rest on it."""
    picked, pointed = chosen(case, rules["accept"]), chosen(case, rules["point"])
    _judge(case, rules["judge"], picked, people[0])
    _decide(case, picked, people)
    ids = {alias: fact.id for alias, fact in {**picked, **pointed}.items()}
    _drafts(case, {**ids, **translated(case, rules["translate"], people)})
    asked(case, rules["reply"], people[1])


def _vouched(case: Case) -> str:
    ledger = case.ledger()
    told = len(list((case.root / "drafts" / FOLDER).glob("*.json")))
    return (
        f"{len(ledger.translations)} translations read by two, {told} sealed testimonies,"
        f" {len(ledger.replies)} steps of asking the accused"
    )


def _release(case: Case, draft: Path, editor: SigningKey) -> None:
    """Let the editor sign the draft's words, once."""
    words = read_draft(draft).sha256
    if not any(r.draft == words for r in case.ledger().releases):
        release(case, draft, "editor", editor)


def _line(report: CheckReport) -> str:
    passed, failed, unproven = report.counts
    return f"{passed} passed, {failed} failed, {unproven} unproven"
