"""Claims of any kind made by a form: what it asks, what it writes, and what it refuses."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest

from desk_visitor import writing
from papertrace.casefile import Case
from papertrace.check.kinds import KINDS
from papertrace.errors import UsageError
from papertrace.workflow import claiming, replying

if TYPE_CHECKING:
    from pathlib import Path

    from desk_visitor import Answer, Visitor
    from papertrace.casefile import SigningKey

TEXT = (
    "# A station buys\n\nIt awarded 2.65 million yuan for equipment, and the 𠮷 office bought one"
    " thing. It bought one thing more. [Said](https://example.org/one)\n"
)


@pytest.fixture(autouse=True)
def draft(root: Path, desk: Visitor) -> str:
    """Accept the award, and give its id; the draft claims nothing yet."""
    (root / "drafts" / "story.md").write_text(TEXT, encoding="utf-8")
    (root / "drafts" / "claims.toml").write_text("", encoding="utf-8")
    rows = json.loads(desk.get("/facts.json?kind=award").text)
    fact = next(r["id"] for r in rows if "amount" in r["fields"])
    assert desk.post(f"/decide/{fact}", verdict="accept", typed__amount="2650000").status == 303
    return str(fact)


def sent(desk: Visitor, **form: str) -> Answer:
    """Send the form, as its page was shown."""
    shown = desk.get("/drafts/story.md").text
    version = shown.partition('name="version" value="')[2][:64]
    told = {k.replace("option_", "option."): v for k, v in form.items()}
    return desk.post("/drafts/story.md/claim", **{"version": version, **told})


def claims(root: Path) -> dict[str, dict[str, object]]:
    return tomllib.loads((root / "drafts" / "claims.toml").read_text(encoding="utf-8"))


def place(words: str) -> dict[str, str]:
    start = TEXT.index(words)
    return {"start": str(start), "end": str(start + len(words))}


def test_facts_that_prove_the_words_come_first_and_the_claim_passes(
    desk: Visitor, root: Path, draft: str
) -> None:
    at = place("2.65 million yuan")
    query = f"start={at['start']}&end={at['end']}&kind=amount"
    told = json.loads(desk.get(f"/drafts/story.md/claim.json?{query}").text)
    assert told["words"] == "2.65 million yuan"
    assert told["facts"][0] == draft
    shown = desk.get(f"/drafts/story.md/claim?{query}").text
    assert f'<option value="{draft[:16]}" selected>' in shown
    answer = sent(desk, kind="amount", option_facts=draft[:16], option_stage="awarded", **at)
    assert answer.headers["location"] == "/drafts/story.md?saved=yes#claim-amount-1"
    assert claims(root) == {
        "amount-1": {"kind": "amount", "facts": [draft[:16]], "stage": "awarded"}
    }
    text = (root / "drafts" / "story.md").read_text(encoding="utf-8")
    assert "[2.65 million yuan](claim:amount-1) for" in text
    report = json.loads(desk.get("/drafts/story.md.json").text)
    assert "passed" in json.dumps(report)
    assert sent(desk, kind="amount", option_facts=draft, **at).status == 400  # it is linked now


def test_several_facts_tables_and_lists_are_written_as_toml(
    desk: Visitor, root: Path, draft: str
) -> None:
    version = desk.get("/drafts/story.md").text.partition('name="version" value="')[2][:64]
    at = place("the 𠮷 office")
    pairs = [
        *at.items(), ("version", version), ("kind", "rank"), ("option.fact", draft[:16]),
        ("option.among", draft[:16]), ("option.among", "0" * 16), ("option.field", "amount"),
        ("option.where.years", "2030, 2031"), ("option.where.body", 'a "station"'),
    ]  # fmt: skip
    from urllib.parse import urlencode  # noqa: PLC0415  (here alone)

    body = urlencode(pairs).encode()
    answer = desk.ask("POST", "/drafts/story.md/claim", desk.own() | writing(body), body)
    assert answer.status == 303
    assert claims(root)["rank-1"] == {
        "kind": "rank",
        "fact": [draft[:16]],
        "among": [draft[:16], "0" * 16],
        "field": "amount",
        "where": {"years": [2030, 2031], "body": 'a "station"'},
    }


def test_words_can_be_given_without_script(desk: Visitor, root: Path) -> None:
    assert "3 times" not in desk.get("/drafts/story.md/claim?words=one+thing&kind=count").text
    assert "2 times" in desk.get("/drafts/story.md/claim?words=one+thing&kind=count").text
    shown = desk.get("/drafts/story.md/claim?words=one+thing&nth=2&kind=count").text
    start = TEXT.index("one thing more")
    assert f'name="start" value="{start}"' in shown
    answer = sent(desk, kind="count", words="one thing", nth="2", option_year="2031")
    assert answer.status == 303
    assert "[one thing](claim:count-1) more" in (root / "drafts" / "story.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"kind": "guess"}, "no claim kind"),
        ({"kind": "count", "option_year": "soon"}, "no whole number"),
        ({"kind": "count", "option_year": "31"}, "must be a year"),
        ({"kind": "amount", "name": "Not a name"}, "cannot be the name"),
        ({"kind": "amount", "version": "0" * 64}, "changed by somebody else"),
        ({"kind": "amount", "start": "", "end": ""}, "which words"),
        ({"kind": "amount", "start": "0", "end": "40"}, "words of one line"),
        ({"kind": "amount", "start": "0", "end": "99999999"}, "which words"),
    ],
)
def test_what_cannot_be_a_claim_is_refused_and_changes_nothing(
    desk: Visitor, root: Path, form: dict[str, str], why: str
) -> None:
    answer = sent(desk, **{**place("2.65 million yuan"), **form})
    assert (answer.status >= 400, why in answer.text) == (True, True)
    assert (root / "drafts" / "story.md").read_text(encoding="utf-8") == TEXT
    assert claims(root) == {}


@pytest.mark.parametrize("kind", [k.CODE for k in KINDS])
def test_every_kind_has_its_form(desk: Visitor, kind: str) -> None:
    at = place("2.65 million yuan")
    shown = desk.get(f"/drafts/story.md/claim?start={at['start']}&end={at['end']}&kind={kind}")
    assert shown.status == 200
    for entry in claiming.entries(kind):
        assert f'name="option.{entry.name}"' in shown.text


def test_links_are_left_alone(root: Path) -> None:
    at = TEXT.index("Said")
    with pytest.raises(UsageError, match="linked already"):
        claiming.spot(TEXT, at, at + 4)
    with Case.open(root) as case, pytest.raises(UsageError, match="not stand"):
        claiming.found((case.root / "drafts" / "story.md").read_text("utf-8"), "nowhere")


def test_replies_and_what_was_read_are_at_hand(
    desk: Visitor, root: Path, first: SigningKey
) -> None:
    assert "No party is noted" in desk.get("/drafts/story.md").text
    with Case.open(root) as case:
        replying.record(
            case, first, step="attempt", party="砚水示例设备有限公司", channel="letter",
            on="2026-01-05", deadline="2026-01-20",
        )  # fmt: skip
    shown = desk.get("/drafts/story.md").text
    assert "<li>砚水示例设备有限公司: <b>" in shown
    assert "2 documents, 2 pages" in shown


def test_saving_leads_to_the_claim_of_what_is_selected(desk: Visitor) -> None:
    version = desk.get("/drafts/story.md").text.partition('name="version" value="')[2][:64]
    at = place("2.65 million yuan")
    form = {"text": TEXT, "claims": "", "version": version, "then": "claim", **at}
    answer = desk.post("/drafts/story.md", **form)
    where = f"/drafts/story.md/claim?start={at['start']}&end={at['end']}"
    assert answer.headers["location"] == where
    assert desk.get(where).status == 200


def test_a_saved_draft_is_tested_again_with_originals_read_anew(desk: Visitor, draft: str) -> None:
    def state() -> dict[str, object]:
        told: dict[str, object] = json.loads(desk.get("/drafts/story.md/reread.json").text)
        return told

    assert state() == {"state": "none"}
    at = place("2.65 million yuan")
    assert sent(desk, kind="amount", option_facts=draft[:16], **at).status == 303
    rereads = desk.app.app.state.desk.rereads  # type: ignore[attr-defined]  # a Starlette
    rereads["story.md"].future.result(60)
    assert state() == {"state": "done", "passed": 1, "failed": 0, "unproven": 0}
    assert "1 passed, 0 failed" in desk.get("/drafts/story.md").text.partition('role="status"')[2]
    shown = desk.get("/drafts/story.md").text
    version = shown.partition('name="version" value="')[2][:64]
    form = {"text": "# T\n\n[x](claim:nothing)\n", "claims": "", "version": version}
    assert desk.post("/drafts/story.md", **form).status == 303
    assert state()["state"] in ("running", "failed", "done")
    rereads["story.md"].future.result(60)
    assert state() != {"state": "done", "passed": 1, "failed": 0, "unproven": 0}
