"""Seals, their stamps and receipts: what holds, what is found out, what is told as untested."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import json
import random
import sqlite3
import subprocess
from typing import TYPE_CHECKING

import pytest

from local_authority import authority, needs_openssl
from local_web import Answer, site
from papertrace.casefile import Case, Keyring, expunging, seals, stamps
from papertrace.casefile.seal_checks import read_receipt
from papertrace.casefile.tree import Tree
from papertrace.casefile.verify import verify
from papertrace.cli import main
from papertrace.cli.common import own_key
from papertrace.errors import UsageError
from papertrace.workflow import stamping

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from local_authority import Authority
    from local_web import Site
    from papertrace.casefile import SigningKey


@pytest.fixture
def key(tmp_path: Path) -> SigningKey:
    return Keyring(tmp_path / "keys").make("ana")


@pytest.fixture
def case(tmp_path: Path, key: SigningKey) -> Iterator[Case]:
    with Case.create(tmp_path / "case", "t", key) as made:
        for n in range(5):
            made.preserve(io.BytesIO(b"%d" % n), f"{n}.txt", "file", lambda _: "text/plain", key)
        yield made


@pytest.fixture(scope="module")
def clocks(tmp_path_factory: pytest.TempPathFactory) -> list[Authority]:
    folder = tmp_path_factory.mktemp("clocks")
    return [authority(folder / name) for name in ("one", "two")]


def named(case: Case, web: Site, *rows: tuple[str, Authority | None]) -> Case:
    """Name authorities in case.toml, and open the case anew."""
    path = case.root / "case.toml"
    more = f'\n[collect]\nallow = ["127.0.0.1:{web.port}"]\ndelay = 0\n'
    for n, (where, clock) in enumerate(rows):
        more += f'[[seal.authority]]\naddress = "{web.at(where)}"\n'
        if clock:
            (case.root / f"root{n}.pem").write_bytes(clock.root.read_bytes())
            more += f'roots = "root{n}.pem"\n'
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    return Case.open(case.root)


def states(case: Case, *receipts: str) -> list[tuple[str, str]]:
    items = [i for i in verify(case, receipts=receipts) if i.what == "seal"]
    return [(i.state, i.message) for i in items]


def test_a_tree_tells_every_leaf_and_their_order() -> None:
    def root(*leaves: bytes) -> bytes:
        tree = Tree()
        for leaf in leaves[:-1]:
            tree.add(leaf)
        return tree.root_with(leaves[-1])

    a, b, c = (hashlib.sha256(b"\0" + x).digest() for x in (b"a", b"b", b"c"))
    assert root(b"a") == a
    two = hashlib.sha256(b"\1" + a + b).digest()
    assert root(b"a", b"b") == two
    assert root(b"a", b"b", b"c") == hashlib.sha256(b"\1" + two + c).digest()
    every = {root(*x) for x in ((b"a", b"b"), (b"b", b"a"), (b"a", b"b", b"b"), (b"ab",))}
    assert len(every) == 4


def test_what_is_sealed_is_made_anew_and_what_came_since_is_told(
    case: Case, key: SigningKey
) -> None:
    made = seals.make(case, key)
    assert made.originals == 5
    assert seals.make(case, key).id == made.id
    assert [state for state, _ in states(case)] == ["sound", "could-not-be-checked"]
    case.preserve(io.BytesIO(b"new"), "n.txt", "file", lambda _: "text/plain", key)
    assert "1 files came after" in states(case)[-1][1]
    assert seals.make(case, key).originals == 6
    assert len({one.message for one in seals.seals(case)}) == 2


def test_two_cases_with_the_same_files_have_nothing_stamped_in_common(
    tmp_path: Path, key: SigningKey, case: Case
) -> None:
    with Case.create(tmp_path / "other", "t", key) as other:
        for n in range(5):
            other.preserve(io.BytesIO(b"%d" % n), f"{n}.txt", "file", lambda _: "text/plain", key)
        assert seals.make(case, key).message != seals.make(other, key).message


def test_a_seal_stands_when_a_document_is_expunged(case: Case, key: SigningKey) -> None:
    seals.make(case, key)
    gone = case.documents()[2]
    expunging.expunge(case, expunging.doom_of(case, gone), "a reason", key)
    assert not case.original_path(gone.digest).exists()
    assert [state for state, _ in states(case)] == ["sound", "could-not-be-checked"]


@needs_openssl
def test_the_command_line_seals_and_verifies_against_a_receipt(
    case: Case,
    clocks: list[Authority],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root, receipt = str(case.root), str(tmp_path / "r.json")
    with site({"/one": clocks[0].page()}) as web:
        named(case, web, ("/one", clocks[0])).close()
        case.introduce(own_key(None).key(), Keyring(tmp_path / "keys").get("ana"))
        assert main(["seal", "--case", root, "--offline"]) == 0
        assert "pending" in capsys.readouterr().err
        assert main(["seal", "--case", root, "--receipt", receipt, "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert (told["originals"], told["pending"]) == (5, [])
        assert told["stamps"][0]["at"]
    assert main(["verify", "--case", root, "--receipt", receipt]) == 0
    assert main(["verify", "--case", root, "--receipt", str(case.root / "case.toml")]) == 2


@needs_openssl
def test_several_authorities_stamp_and_the_others_stay_in_the_queue(
    case: Case, key: SigningKey, clocks: list[Authority]
) -> None:
    one, two = clocks
    with site({"/one": one.page(), "/two": two.page(), "/off": Answer(b"", 503)}) as web:
        rows = (("/one", one), ("/two", None), ("/off", two))
        with named(case, web, *rows) as opened:
            made = seals.make(opened, key)
            done = list(stamping.stamp(opened, key))
            assert [bool(a.at) for a in done] == [True, True, False]
            assert "not tested" in done[1].said
            assert [address for _, address in seals.pending(opened)] == [web.at("/off")]
            web.pages["/off"] = two.page()
            assert [bool(a.at) for a in stamping.stamp(opened, key)] == [True]
            assert seals.pending(opened) == []
            told = [state for state, _ in states(opened)]
            assert told == ["sound", "sound", "could-not-be-checked", "sound"]
            assert sum("/one" in path for path in web.paths()) == 1
            assert len(list(seals.stamped(opened.entries(seals.STAMP)))) == 3
            assert made.message not in json.dumps(web.asked).encode()


@needs_openssl
def test_an_answer_over_something_else_or_by_somebody_else_is_no_stamp(
    case: Case, key: SigningKey, clocks: list[Authority]
) -> None:
    one, two = clocks
    other = one.stamp(stamps.question_of(b"something else")[0])
    answers = {"/junk": Answer(b"junk"), "/other": Answer(other), "/fake": two.page()}
    with site(answers) as web:
        rows = [(path, one) for path in answers]
        with named(case, web, *rows) as opened:
            seals.make(opened, key)
            done = list(stamping.stamp(opened, key))
            assert [a.at for a in done] == ["", "", ""]
            assert len(seals.pending(opened)) == 3


@needs_openssl
def test_questions_are_carried_away_and_answers_back(
    case: Case, key: SigningKey, clocks: list[Authority], tmp_path: Path
) -> None:
    made = seals.make(case, key)
    question, message = stamping.questions(case, tmp_path)
    assert message.read_bytes() == made.message
    answer = tmp_path / "a.tsr"
    answer.write_bytes(clocks[0].stamp(question.read_bytes()))
    seal, told = stamping.take(case, answer, "by hand", key)
    assert seal.id == made.id
    assert told.at
    words = ("-data", str(message), "-in", str(answer), "-CAfile", str(clocks[0].root))
    done = subprocess.run(["openssl", "ts", "-verify", *words], capture_output=True, check=False)
    assert b"Verification: OK" in done.stdout + done.stderr
    answer.write_bytes(b"junk")
    with pytest.raises(UsageError):
        stamping.take(case, answer, "by hand", key)


@needs_openssl
def test_a_receipt_shows_a_log_that_was_cut_and_one_that_was_written_anew(
    case: Case, key: SigningKey, clocks: list[Authority], tmp_path: Path
) -> None:
    with site({"/one": clocks[0].page()}) as web, named(case, web, ("/one", clocks[0])) as opened:
        made = seals.make(opened, key)
        list(stamping.stamp(opened, key))
        stamping.write_receipt(opened, made, tmp_path / "r.json")
        receipt = read_receipt(tmp_path / "r.json")
        assert {state for state, _ in states(opened, receipt)} == {"sound"}
    last = made.upto - 1
    _cut(case.root / "log.db", last)
    with Case.open(case.root) as cut:
        assert [i.state for i in verify(cut) if i.what == "seal"] == []
        assert [s for s, _ in states(cut, receipt)].count("broken") == 2
    with Case.create(tmp_path / "new", "t", key) as anew:
        for n in range(5):
            anew.preserve(io.BytesIO(b"%d" % n), f"{n}.txt", "file", lambda _: "text/plain", key)
        assert states(anew, receipt) == [
            ("broken", "It is the receipt of another case, or its log is.")
        ]


def _cut(path: Path, last: int) -> None:
    """Cut off the log behind an entry, guards and all, as somebody with the file can."""
    connection = sqlite3.connect(path)
    guards = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    triggers = connection.execute(guards).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("DELETE FROM payload WHERE seq > ?", (last,))
    connection.execute("DELETE FROM entry WHERE seq > ?", (last,))
    for _, sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()


@needs_openssl
def test_every_changed_byte_of_a_receipt_is_found(
    case: Case, key: SigningKey, clocks: list[Authority]
) -> None:
    with site({"/one": clocks[0].page()}) as web, named(case, web, ("/one", clocks[0])) as opened:
        made = seals.make(opened, key)
        list(stamping.stamp(opened, key))
        told = json.loads(seals.receipt(opened, made))
        for name in ("case", "seal", "head", "root", "salt", "upto", "originals"):
            value = told[name]
            wrong = value + 1 if isinstance(value, int) else ("0" * 63) + "1"
            found = states(opened, json.dumps({**told, name: wrong}))
            assert "broken" in [state for state, _ in found], name
        answer = told["stamps"][0]["answer"]
        for at in range(0, len(answer) - 8, 31):
            flipped = answer[:at] + ("A" if answer[at] != "A" else "B") + answer[at + 1 :]
            row = {**told["stamps"][0], "answer": flipped}
            found = states(opened, json.dumps({**told, "stamps": [row]}))
            assert "broken" in [state for state, _ in found], at


@needs_openssl
def test_damaged_certificates_are_no_crash_either(clocks: list[Authority]) -> None:
    message = b"x" * 64
    answer = clocks[0].stamp(stamps.question_of(message)[0])
    lines = clocks[0].root.read_text("ascii").splitlines()
    der = bytearray(base64.b64decode("".join(lines[1:-1])))
    for at in range(0, len(der), 5):
        der[at] ^= 0x80
        text = base64.b64encode(bytes(der)).decode()
        pem = f"{lines[0]}\n{text}\n{lines[-1]}\n"
        with contextlib.suppress(stamps.BadStamp):
            stamps.proved(answer, message, stamps.certificates(pem))
        der[at] ^= 0x80


@needs_openssl
def test_damaged_answers_are_no_stamps_and_never_a_crash(clocks: list[Authority]) -> None:
    message = bytes(64)
    question, nonce = stamps.question_of(message)
    answer = clocks[0].stamp(question)
    roots = stamps.certificates(clocks[0].root.read_text())
    assert stamps.proved(answer, message, roots, nonce).trusted
    chance = random.Random(7)  # noqa: S311  (any damage will do)
    refused = 0
    for _ in range(300):
        bent = bytearray(answer)
        bent[chance.randrange(len(bent))] ^= 1 << chance.randrange(8)
        for trusted in (roots, []):
            try:
                stamps.proved(bytes(bent[: chance.choice((None, 200))]), message, trusted)
            except stamps.BadStamp:
                refused += 1
    assert refused > 400


def test_what_is_missing_is_named_with_the_facts_and_claims_on_it(
    case: Case, key: SigningKey
) -> None:
    held = case.documents()[0]
    fact = "9f3c2ab417" + "0" * 54
    (case.root / "drafts" / "claims.toml").write_text(
        '[boats]\nkind = "amount"\nfacts = ["9f3c2ab417"]\n[total]\nsql = "select 1"\n', "utf-8"
    )
    body = {
        "fact_id": fact,
        "digest": held.digest,
        "kind": "award",
        "verdict": "accepted",
        "fields": {},
        "anchors": [],
        "seen_sha256": "",
        "channel": "script",
        "reason": "",
        "form": "award@1",
    }
    case.append("decision", body, key)
    path = case.original_path(held.digest)
    path.chmod(0o600)
    path.unlink()
    (item,) = [i for i in verify(case) if i.what == "archive" and i.state == "broken"]
    assert "Facts: 9f3c2ab417." in item.message
    assert "Claims: claims.toml:boats." in item.message
    assert "1 claims by SQL were not traced." in item.message
