"""What a story rests on: someone who writes to the case's files cannot change what is published."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tqdm import tqdm

from casefile import samples
from papertrace import read
from papertrace.casefile import Case, Keyring, bodies, packing
from papertrace.casefile.log import START, canonical, commitment_of, hash_of
from papertrace.cli import main
from papertrace.model import Field

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from papertrace.model import Document, Fact

AWARD = "boats_4_award.html"
PRICE = "18764000"
FORGED = "99764000"
NOTHING = """# Nothing

[No such goals appear in the forms published for 2025](claim:none).
"""
NOTHING_CLAIM = """[none]
kind = "absence"
terms = ["遣返", "处置"]
where = { body = "白榆湾出入境边防检查站", years = [2025], form = "perf_target", \
project = "移民管理与遣返保障经费" }
"""


@pytest.fixture
def root(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the sample case, and its two keys at hand."""
    shutil.copytree(demo / "demo-keys", tmp_path / "home" / "keys")
    monkeypatch.setenv("PAPERTRACE_HOME", str(tmp_path / "home"))
    return shutil.copytree(demo, tmp_path / "case")


class Desk:
    """The command line, on one case."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Take the case."""
        self.root, self.capsys = root, capsys

    def run(self, *words: str) -> tuple[int, str]:
        """Run a command; give its exit code and all it printed."""
        self.capsys.readouterr()
        code = main([*words, "--case", str(self.root)])
        told = self.capsys.readouterr()
        return code, told.out + told.err

    def facts(self, *words: str) -> list[dict[str, Any]]:
        """Give the rows of `facts`."""
        return [json.loads(line) for line in self.run("facts", "--json", *words)[1].splitlines()]

    def publish(self) -> tuple[int, str]:
        """Publish; a refusal must leave nothing behind."""
        out = self.root.with_name("out")
        code, told = self.run("publish", str(out))
        assert out.exists() == (code == 0)
        return code, told


@pytest.fixture
def desk(root: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    return Desk(root, capsys)


def edit_facts(root: Path, is_one: Callable[[Any], bool], change: Callable[[Any], object]) -> None:
    """Rewrite derived facts, checksums and all, as someone who knows the code would."""
    with closing(sqlite3.connect(root / "derived" / "derived.db")) as db, db:
        count = 0
        for row in db.execute("SELECT * FROM fact").fetchall():
            told = json.loads(row[7])
            if is_one(told):
                change(told)
                fresh = (*row[:7], canonical(told))
                db.execute(
                    "UPDATE fact SET json = ?, crc = ? WHERE digest = ? AND position = ?",
                    (fresh[7], packing._crc(*fresh), *row[:2]),
                )
                count += 1
        assert count


def edit_pages(root: Path, was: str, now: str) -> None:
    """Rewrite what stands on derived pages."""
    old, new = canonical(was)[1:-1], canonical(now)[1:-1]
    with closing(sqlite3.connect(root / "derived" / "derived.db")) as db, db:
        count = 0
        for digest, number, body in db.execute("SELECT * FROM page").fetchall():
            text = zlib.decompress(body).decode()
            if old in text:
                fresh = zlib.compress(text.replace(old, new).encode(), 6)
                db.execute(
                    "UPDATE page SET body = ? WHERE digest = ? AND number = ?",
                    (fresh, digest, number),
                )
                count += 1
        assert count


def edit_log(root: Path, change: Callable[[Any], bool]) -> None:
    """Rewrite decisions and compute every hash anew, without any key."""
    with Case.open(root) as case:
        rows = list(case.log.rows())
        samples.meddle(case, "DELETE FROM payload", "DELETE FROM entry")
        with closing(sqlite3.connect(root / "log.db")) as db, db:
            before, count = START, 0
            for row in rows:
                assert row.salt is not None
                told = json.loads(row.body or "")
                count += row.kind == "decision" and change(told)
                body = canonical(told)
                told_by = commitment_of(row.salt, body)
                one = replace(row, body=body, commitment=told_by, prev=before)
                before = hash_of(one)
                db.execute(
                    "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (one.seq, one.at, one.actor, one.kind, one.commitment, one.prev, before,
                     one.signature),
                )  # fmt: skip
                db.execute("INSERT INTO payload VALUES (?, ?, ?)", (one.seq, one.salt, body))
            assert count


def is_the_price(fact: Any) -> bool:  # noqa: ANN401  (JSON)
    amount = fact["fields"].get("amount", {})
    return bool(fact["kind"] == "contract" and amount.get("value") == PRICE)


def forge(fact: Any) -> bool:  # noqa: ANN401  (JSON)
    """Give the contract another price."""
    if not is_the_price(fact):
        return False
    fact["fields"]["amount"]["value"] = FORGED
    return True


def test_the_case_as_it_is_passes_everywhere(desk: Desk) -> None:
    assert desk.run("check", "drafts/story.md")[0] == 0
    assert desk.publish()[0] == 0
    code, told = desk.run("verify", "--reread", "--json")
    assert code == 0
    again = [r for r in map(json.loads, told.splitlines()) if r["message"].startswith("Read again")]
    assert len(again) == 34
    assert {r["state"] for r in again} == {"sound"}


def test_decisions_that_nobody_signed_carry_no_story(desk: Desk) -> None:
    edit_log(desk.root, forge)
    edit_facts(desk.root, is_the_price, forge)
    story = desk.root / "drafts" / "story.md"
    text = story.read_text(encoding="utf-8")
    story.write_text(text.replace("18,764,000 yuan", "99,764,000 yuan"), encoding="utf-8")
    for code, told in (desk.run("check", str(story)), desk.publish()):
        assert code == 1
        assert "PT103: Entry" in told
        assert "is not signed by the person it names" in told


def test_a_page_changed_in_the_case_is_not_published(desk: Desk) -> None:
    edit_pages(desk.root, "1,876.4000000", "9,976.4000000")
    for code, told in (desk.publish(), desk.run("check", "drafts/story.md")):
        assert code == 1
        assert f"PT103: What is stored of {AWARD} is not what stands in it: page 1" in told
        assert "Delete the folder `derived` and run `papertrace build`." in told
    code, told = desk.run("verify", "--reread")
    assert code == 1
    assert f"broken: derived {AWARD}: What is stored" in told
    shutil.rmtree(desk.root / "derived")
    assert desk.run("build")[0] == 0
    assert desk.publish()[0] == 0


def test_a_place_moved_in_the_case_is_not_published(desk: Desk) -> None:
    """Boxes have no part in a fact's id, and a drawing is checked by selector."""

    def move(fact: Any) -> None:  # noqa: ANN401  (JSON)
        for anchor in fact["anchors"]:
            anchor["boxes"] = [[1, 1, 2, 2]]

    edit_facts(desk.root, lambda f: f["kind"] == "award", move)
    code, told = desk.publish()
    assert code == 1
    assert f"What is stored of {AWARD}" in told


def test_a_document_moved_out_of_an_absence_is_noticed(desk: Desk) -> None:
    with Case.open(desk.root) as case:
        whole = case.derived.whole(case.find("budget_2024.xlsx").digest)
        assert whole is not None
        case.derived.put(replace(whole, publisher="another body"))
    code, told = desk.run("verify", "--reread")
    assert code == 1
    assert "broken: derived budget_2024.xlsx" in told
    assert desk.publish()[0] == 1


def test_emptied_pages_do_not_make_an_absence(desk: Desk) -> None:
    draft = desk.root / "drafts" / "nothing.md"
    draft.write_text(NOTHING, encoding="utf-8")
    draft.with_name("nothing.claims.toml").write_text(NOTHING_CLAIM, encoding="utf-8")
    assert desk.run("judge", "budget_2025.pdf", "complete", "--by", "reporter")[0] == 0
    code, told = desk.run("check", str(draft))
    assert code == 1
    assert "It stands there" in told
    edit_pages(desk.root, "遣返", "保障")
    edit_pages(desk.root, "处置", "处理")
    code, told = desk.run("check", str(draft))
    assert code == 1
    assert "PT103: What is stored of budget_2025.pdf is not what stands in it" in told


def test_a_fact_under_a_borrowed_id_is_neither_decided_nor_sound(desk: Desk) -> None:
    one = desk.facts("--status", "proposed", "--kind", "budget_line")[0]

    def enlarge(fact: Any) -> None:  # noqa: ANN401  (JSON)
        fact["fields"]["amount"]["value"] = FORGED

    edit_facts(desk.root, lambda f: f["id"] == one["id"], enlarge)
    code, told = desk.run("decide", one["id"], "accept", "--by", "reporter")
    assert code == 1
    assert f"PT103: What is stored of fact {one['id'][:12]}" in told
    code, told = desk.run("decide", one["id"], "correct", "name=x", "--by", "reporter")
    assert code != 0
    code, told = desk.run("verify")
    assert code == 1
    assert f"Fact {one['id'][:12]} of document" in told


def sign_otherwise(root: Path, fact: Fact, amount: str) -> None:
    """Let both people sign a decision that holds other values than its id says."""
    other = replace(fact, fields={**fact.fields, "amount": Field(amount, amount, "CNY")})
    with Case.open(root) as case:
        held = case.ledger().held
        right = bodies.decision_body(bodies.Choice(fact, "accepted"), "script", held)
        body = {**right, "fields": {k: _plain(f) for k, f in other.fields.items()}}
        for name in ("reporter", "editor"):
            case.append("decision", body, Keyring(root / "demo-keys").get(name))


def _plain(field: Field) -> dict[str, object]:
    return {name: getattr(field, name) for name in ("value", "written", "currency", "inherited")}


def test_a_signed_decision_counts_for_its_own_values_alone(desk: Desk) -> None:
    """As if both had been shown a forged fact before forged facts were refused."""
    with Case.open(desk.root) as case:
        accepted = {r["id"] for r in desk.facts("--status", "accepted")}
        fact = next(f for f in case.derived.facts("budget_line") if f.id not in accepted)
    sign_otherwise(desk.root, fact, FORGED)
    edit_facts(
        desk.root,
        lambda f: f["id"] == fact.id,
        lambda f: f["fields"].update(amount=_plain(Field(FORGED, FORGED, "CNY"))),
    )
    code, told = desk.run("sql", "select fact_id from budget_line")
    assert code == 0
    assert fact.id not in told
    rows = [r for r in desk.facts() if r["id"] == fact.id]
    assert [r["status"] for r in rows] == ["proposed", "stale"]
    assert [p["code"] for p in rows[0]["problems"]] == ["PT511", "PT511"]


def test_a_stale_decision_is_listed_beside_a_fact_of_its_id(desk: Desk) -> None:
    one = desk.facts("--status", "accepted", "--kind", "contract")[0]
    before = json.loads(desk.run("status", "--json")[1])
    with Case.open(desk.root) as case:
        fact = case.derived.fact(one["id"])
        assert fact is not None
    sign_otherwise(desk.root, fact, FORGED)
    rows = [r for r in desk.facts() if r["id"] == one["id"]]
    assert [(r["status"], r["fields"]["amount"]["value"]) for r in rows] == [
        ("proposed", PRICE),
        ("stale", FORGED),
    ]
    assert len(rows[1]["reasons"]) == 2
    assert [r["id"] for r in desk.facts("--status", "stale")] == [one["id"]]
    now = json.loads(desk.run("status", "--json")[1])
    assert now["review"]["stale"] == 1
    assert now["problems"] == {**before["problems"], "PT511": 2}
    code, told = desk.run("check", "drafts/story.md")
    assert code == 1
    assert "is stale" in told


def test_reviewers_who_disagree_are_heard(desk: Desk) -> None:
    one = desk.facts("--status", "accepted", "--kind", "contract")[0]
    assert "conflict" not in one
    assert desk.run("decide", one["id"], "correct", "amount=1", "--by", "editor")[0] == 0
    (row,) = desk.facts("--status", "disputed")
    assert (row["id"], row["status"], row["conflict"]) == (one["id"], "proposed", True)
    assert [p["code"] for p in row["problems"]] == ["PT510"]
    assert json.loads(desk.run("status", "--json")[1])["problems"]["PT510"] == 1
    code, told = desk.run("check", "drafts/story.md")
    assert code == 1
    assert "is disputed: the reviewers who looked at it disagree" in told
    assert "nobody has accepted it" not in told


def html_reads_otherwise(
    monkeypatch: pytest.MonkeyPatch, change: Callable[[Document], Document]
) -> None:
    """Let the reader of web pages read otherwise from now on, in this process's workers.

    A process with threads has its workers forked elsewhere, and progress bars have one.
    """
    if tqdm.monitor is not None:
        tqdm.monitor.exit()  # type: ignore[no-untyped-call]  # tqdm is not typed there
    monkeypatch.setattr(tqdm, "monitor", None)
    monkeypatch.setattr(tqdm, "monitor_interval", 0)
    html = next(r for r in read.READERS if r.NAME == "html")
    real = html.read
    monkeypatch.setattr(html, "VERSION", "99")
    monkeypatch.setattr(html, "read", lambda *told: change(real(*told)))


def test_a_story_whose_proof_a_new_reader_has_lost_is_unproven(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def elsewhere(document: Document) -> Document:
        pages = [
            replace(p, runs=tuple(replace(r, path=f"/x{r.path}") for r in p.runs))
            for p in document.pages
        ]
        return replace(document, pages=tuple(pages))

    html_reads_otherwise(monkeypatch, elsewhere)
    code, told = desk.publish()
    assert code == 1
    assert "was not built by this version" in told
    assert desk.run("build")[0] == 0
    code, told = desk.run("check", "drafts/story.md")
    assert code == 1
    assert "has lost its proof" in told
    assert f"{AWARD} p. 1" in told
    code, told = desk.publish()
    assert code == 1
    assert "PT701" in told


def test_a_mended_reader_is_no_forgery(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def more(document: Document) -> Document:
        pages = [replace(p, text=f"{p.text}\n注") for p in document.pages]
        return replace(document, pages=tuple(pages))

    html_reads_otherwise(monkeypatch, more)
    assert desk.run("build")[0] == 0
    assert desk.run("pages", AWARD, "--text")[1].endswith("注\n")
    assert desk.run("check", "drafts/story.md")[0] == 0
    assert desk.publish()[0] == 0


def tell(draft: Path, sentence: str) -> None:
    """Put a sentence into a story, where none that a person vouched for stands beside it."""
    place = "\n## Other borders\n"
    before, _, behind = draft.read_text(encoding="utf-8").partition(place)
    draft.write_text(f"{before}\n## Papers\n\n{sentence}\n{place}{behind}", encoding="utf-8")


def test_a_quotation_of_a_forged_page_is_not_published(desk: Desk) -> None:
    """No fact rests on such a page, so only reading it again tells."""
    name = "job_ad_2024.html"
    with Case.open(desk.root) as case:
        whole = case.derived.whole(case.find(name).digest)
        assert whole is not None
        page = whole.pages[0]
        forged = replace(page, text=page.text + "\nThey turned back all of them.")
        case.derived.put(replace(whole, pages=(forged, *whole.pages[1:])))
    draft = desk.root / "drafts" / "story.md"
    tell(draft, "The document says: “[They turned back all of them](claim:forged)”.")
    claims = draft.with_name("claims.toml")
    told = f'\n[forged]\nkind = "quote"\ndocument = "{name}"\n'
    claims.write_text(claims.read_text(encoding="utf-8") + told, encoding="utf-8")
    for code, answer in (desk.run("check", str(draft)), desk.publish()):
        assert code == 1
        assert f"PT103: What is stored of {name} is not what stands in it" in answer


def test_a_quoted_document_needs_a_judgement_of_its_origin(desk: Desk) -> None:
    draft = desk.root / "drafts" / "story.md"
    with Case.open(desk.root) as case:
        held = case.find("job_ad_2022.html")
        page = case.derived.page(held.digest, 1)
        assert page is not None
        words = page.text.split("\n")[0]
    tell(draft, f"The document says: “[{words}](claim:ad)”.")
    claims = draft.with_name("claims.toml")
    told = f'\n[ad]\nkind = "quote"\ndocument = "{held.name}"\n'
    claims.write_text(claims.read_text(encoding="utf-8") + told, encoding="utf-8")
    assert desk.run("judge", held.name, "unknown", "--by", "editor")[0] == 0
    for key, office in (("editor", "editor"), ("lawyer", "lawyer")):
        desk.run("release", str(draft), "--as", office, "--by", key)
    code, answer = desk.publish()
    assert code == 1
    assert f"{held.name}: judged to be of unknown origin" in answer
