"""The witness store: nothing but a signed number leaves it."""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import json
import secrets
import threading
import zlib
from typing import TYPE_CHECKING

import pytest

from papertrace import model, witness
from papertrace.casefile import Case, Keyring
from papertrace.casefile.keys import signed_by
from papertrace.errors import UsageError, WitnessLocked
from papertrace.workflow import testifying
from support import papertrace, run_papertrace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = "five random words that nobody guesses"
TODAY = dt.date(2025, 3, 17)
CASE = "c0" * 32


@pytest.fixture
def book() -> witness.Book:
    """Four defectors, two of whom know from each other, and a missionary."""
    made = witness.Book()
    for label, role, group in (
        ("A", "defector", ""),
        ("B", "defector", "cousins"),
        ("C", "defector", "cousins"),
        ("D", "defector", ""),
        ("E", "missionary", ""),
    ):
        made = witness.add_source(made, witness.Source(label, role, group))
        made = witness.add_interview(made, witness.Interview(label, "2024-06", ("quotas",), "said"))
    return made


def test_only_independent_sources_count(book: witness.Book) -> None:
    assert witness.independent(book, "quotas") == 4
    assert witness.independent(book, "quotas", "defector") == 3
    assert witness.independent(book, "quotas", "resident") == 0
    assert witness.independent(book, "fences") == 0
    fewer = witness.remove_source(book, "E")
    assert witness.independent(fewer, "quotas") == 3
    assert not [i for i in fewer.interviews if i.source == "E"]


def test_one_source_under_several_spellings_counts_once() -> None:
    """A store of an older version may hold them; a new one refuses them."""
    spelt = ("River 1", "river 1", "River  1", "Ｒiver 1", "River 1 ")
    spoke = tuple(witness.Interview(n, "2024-06", ("quotas",)) for n in spelt)
    made = witness.Book(tuple(witness.Source(n, "defector") for n in spelt), spoke)
    assert witness.independent(made, "quotas") == 1
    groups = ("family", "Family", "family ", "FAMILY")
    some = tuple(witness.Source(f"S{n}", "defector", g) for n, g in enumerate(groups))
    told = tuple(witness.Interview(s.label, "2024-06", ("quotas",)) for s in some)
    assert witness.independent(witness.Book(some, told), "quotas") == 1


def test_an_interview_finds_its_source_in_any_spelling(book: witness.Book) -> None:
    made = witness.add_interview(book, witness.Interview(" a", "2024-07", ("fences",)))
    assert made.interviews[-1].source == "A"
    assert witness.remove_source(made, "ａ").sources[0].label == "B"
    new = witness.add_source(book, witness.Source("F", "Missionaries", "COUSINS"))
    assert (new.sources[-1].role, new.sources[-1].group) == ("missionary", "cousins")


def test_a_role_that_leads_to_a_source_is_not_exported(tmp_path: Path) -> None:
    made = witness.Book(
        (witness.Source("A", "nurse"),), (witness.Interview("A", "2024-06", ("quotas",)),)
    )
    key = Keyring(tmp_path / "keys").make("reporter")
    with pytest.raises(UsageError, match="role"):
        witness.exported(made, "quotas", "nurse", key, TODAY, case=CASE)
    assert b"nurse" not in witness.exported(made, "quotas", "", key, TODAY, case=CASE)


def test_the_file_opens_with_its_passphrase_alone(tmp_path: Path, book: witness.Book) -> None:
    path = tmp_path / "w.age"
    witness.create(path, WORDS)
    witness.change(path, WORDS, lambda _: book)
    assert witness.load(path, WORDS) == book
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(WitnessLocked):
        witness.load(path, WORDS + "x")
    broken = bytearray(path.read_bytes())
    broken[-1] ^= 1
    path.write_bytes(broken)
    with pytest.raises(WitnessLocked):
        witness.load(path, WORDS)


def test_the_size_of_the_file_does_not_tell_how_much_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "w.age"
    witness.create(path, WORDS)
    empty = path.stat().st_size
    source = witness.Source("A", "resident")
    witness.change(path, WORDS, lambda b: witness.add_source(b, source))
    assert path.stat().st_size == empty


@pytest.mark.parametrize("inside", ["w.age", "drafts/w.age"])
def test_a_store_inside_a_case_is_refused(tmp_path: Path, inside: str) -> None:
    case = tmp_path / "case"
    papertrace("new", str(case))
    with pytest.raises(UsageError, match="inside a case"):
        witness.create(case / inside, WORDS)
    link = tmp_path / "link"
    link.symlink_to(case)
    with pytest.raises(UsageError, match="inside a case"):
        witness.create(link / inside, WORDS)


@pytest.mark.parametrize(
    "source",
    [
        witness.Source("", "defector"),
        witness.Source("X", ""),
        witness.Source("A", "x"),
        witness.Source("X", "nurse"),
        witness.Source("X", "示例"),
        *(witness.Source(label, "defector") for label in ("a", " A ", "Ａ")),
    ],
)
def test_sources_without_a_label_and_a_broad_role_of_their_own_are_refused(
    book: witness.Book, source: witness.Source
) -> None:
    with pytest.raises(UsageError):
        witness.add_source(book, source)


def test_the_export_holds_a_number_and_a_month_and_is_signed(
    tmp_path: Path, book: witness.Book
) -> None:
    key = Keyring(tmp_path / "keys").make("reporter")
    told = json.loads(witness.exported(book, "quotas", "defector", key, TODAY, case=CASE))
    assert {k: v for k, v in told.items() if k not in ("signature", "by")} == {
        "case": CASE,
        "claim": "quotas",
        "k": 3,
        "role": "defector",
        "month": "2025-03",
    }
    made = model.Testimony("quotas", 3, "defector", "2025-03", key.id)
    message = model.testimony_message(CASE, made)
    assert signed_by(key.public, told["signature"], message)
    with pytest.raises(UsageError):
        witness.exported(book, "fences", "", key, TODAY, case=CASE)
    for no_case in ("", "c0c0", "C0" * 32):
        with pytest.raises(UsageError, match="signed for one case"):
            witness.exported(book, "quotas", "", key, TODAY, case=no_case)


def test_a_case_takes_only_testimonies_signed_by_its_people(
    tmp_path: Path, book: witness.Book
) -> None:
    keys = Keyring(tmp_path / "keys")
    mine, stranger = keys.make("reporter"), keys.make("stranger")
    with Case.create(tmp_path / "case", "A case", mine) as case:
        folder = tmp_path / "case" / "drafts" / "testimony"
        folder.mkdir(parents=True)
        good = witness.exported(book, "quotas", "", mine, TODAY, case=case.id)
        (folder / "a.json").write_bytes(good)
        forged = witness.exported(book, "quotas", "", stranger, TODAY, case=case.id)
        (folder / "b.json").write_bytes(forged)
        (folder / "c.json").write_bytes(good.replace(b'"k": 4', b'"k": 40'))
        (folder / "d.json").write_bytes(b"{}")
        (folder / "e.json").write_bytes(b"[]")
        found, problems = testifying.testimonies(case)
    assert [(t.claim, t.k, t.month) for t in found] == [("quotas", 4, "2025-03")]
    assert [p.code for p in problems] == ["PT640"] * 4


def test_a_testimony_counts_in_the_case_it_was_signed_for_and_in_no_other(
    tmp_path: Path, book: witness.Book
) -> None:
    mine = Keyring(tmp_path / "keys").make("reporter")
    with Case.create(tmp_path / "one", "A", mine) as one:
        told = witness.exported(book, "quotas", "", mine, TODAY, case=one.id)
    with Case.create(tmp_path / "two", "A", mine) as two:
        folder = two.root / "drafts" / "testimony"
        folder.mkdir(parents=True)
        (folder / "a.json").write_bytes(told)
        found, problems = testifying.testimonies(two)
        assert not found
        assert "another case" in problems[0].message
        (folder / "a.json").write_bytes(told.replace(one.id.encode(), two.id.encode()))
        assert not testifying.testimonies(two)[0]
        old = {k: v for k, v in json.loads(told).items() if k != "case"}
        (folder / "a.json").write_text(json.dumps(old), encoding="utf-8")
        found, problems = testifying.testimonies(two)
        assert not found
        assert "an older export" in problems[0].message


def spellings(secret: str) -> Iterator[bytes]:
    """Give the ways in which a secret could stand in a file."""
    for plain in (secret.encode(), secret.encode("utf-16-le"), secret.encode("utf-16-be")):
        yield from (plain, plain.hex().encode(), plain.hex().upper().encode())
        for shift in range(3):
            coded = base64.b64encode(b"x" * shift + plain)
            yield coded[4 if shift else 0 : -4]


def contents(folder: Path) -> Iterator[bytes]:
    """Give every file of a folder, with what is compressed in it unpacked."""
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        data = path.read_bytes()
        yield path.name.encode() + b"\n" + data
        for sign, window in ((b"\x78", zlib.MAX_WBITS), (b"\x1f\x8b", zlib.MAX_WBITS | 16)):
            at = data.find(sign)
            while at >= 0:
                with contextlib.suppress(zlib.error):
                    yield zlib.decompressobj(window).decompress(data[at:], 1 << 20)
                at = data.find(sign, at + 1)


def test_planted_secrets_are_in_no_file_of_a_case_and_in_no_output(tmp_path: Path) -> None:
    home, case, store = tmp_path / "home", tmp_path / "case", tmp_path / "apart" / "w.age"
    store.parent.mkdir()
    password = tmp_path / "apart" / "words"
    password.write_text(WORDS, encoding="utf-8")
    planted = [f"geheim{secrets.token_hex(6)}" for _ in range(200)]
    papertrace("new", str(case), home=home)
    witness.create(store, WORDS)
    filled = witness.Book(
        tuple(witness.Source(planted[n], "defector", planted[n + 1]) for n in range(0, 100, 2)),
        tuple(
            witness.Interview(planted[n], "2024-06", ("quotas",), f"{planted[100 + n]} said it")
            for n in range(0, 100, 2)
        ),
    )
    witness.change(store, WORDS, lambda _: filled)
    out = run_papertrace(
        "witness", "export", str(store), "quotas", "--role", "defector",
        "--passphrase-file", str(password), "--out", str(case / "drafts" / "testimony"),
        "--case", str(case), home=home,
    )  # fmt: skip
    assert out.returncode == 0, out.stderr
    refused = run_papertrace(
        "witness", "export", str(store), "nothing", "--passphrase-file", str(password),
        "--out", str(case / "drafts" / "testimony"), "--case", str(case), home=home,
    )  # fmt: skip
    assert refused.returncode == 2
    shown = papertrace("verify", "--case", str(case), home=home)
    said = (out.stdout + out.stderr + refused.stdout + refused.stderr + shown).encode()
    haystack = b"\0".join([said, *contents(case), store.read_bytes()])
    assert len(list((case / "drafts" / "testimony").iterdir())) == 1
    found = [s for s in planted for spelt in spellings(s) if spelt and spelt in haystack]
    assert found == []
    exported = next((case / "drafts" / "testimony").iterdir())
    stamp = dt.datetime.fromtimestamp(exported.stat().st_mtime, dt.UTC)
    assert (stamp.day, stamp.hour, stamp.minute) == (1, 0, 0)
    log = [e.kind for e in Case.open(case).entries()]
    assert not [k for k in log if "witness" in k or "testimony" in k]


def test_a_store_reached_by_a_link_or_open_to_others_is_refused(tmp_path: Path) -> None:
    path, link = tmp_path / "w.age", tmp_path / "notes.age"
    witness.create(path, WORDS)
    link.symlink_to(path)
    source = witness.Source("A", "resident")
    with pytest.raises(UsageError, match="link"):
        witness.change(link, WORDS, lambda book: witness.add_source(book, source))
    assert link.is_symlink()
    path.chmod(0o644)
    with pytest.raises(UsageError, match="Others on this machine") as refused:
        witness.load(path, WORDS)
    assert "chmod 600" in refused.value.advice
    with pytest.raises(UsageError, match="no folder"):
        witness.create(tmp_path / "nowhere" / "w.age", WORDS)


def test_changes_at_the_same_time_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "w.age"
    witness.create(path, WORDS)
    (tmp_path / ".w.age.0123abcd").write_bytes(b"left by a stop")

    def add(label: str) -> None:
        source = witness.Source(label, "resident")
        witness.change(path, WORDS, lambda book: witness.add_source(book, source))

    threads = [threading.Thread(target=add, args=(label,)) for label in "ABC"]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert {s.label for s in witness.load(path, WORDS).sources} == set("ABC")
    assert [p.name for p in tmp_path.iterdir()] == ["w.age"]


def test_an_interview_of_a_month_to_come_is_refused(book: witness.Book) -> None:
    with pytest.raises(UsageError, match="still to come"):
        witness.add_interview(book, witness.Interview("A", "2999-12", ("quotas",)))


def test_testimonies_to_come_or_at_odds_count_for_nothing(
    tmp_path: Path, book: witness.Book
) -> None:
    mine = Keyring(tmp_path / "keys").make("reporter")
    fewer = witness.remove_source(book, "E")
    with Case.create(tmp_path / "case", "A case", mine) as case:
        folder = tmp_path / "case" / "drafts" / "testimony"
        folder.mkdir(parents=True)
        here = case.id
        good = witness.exported(book, "quotas", "", mine, TODAY, case=here)
        (folder / "a.json").write_bytes(good)
        later = witness.exported(fewer, "quotas", "", mine, dt.date(2999, 1, 1), case=here)
        (folder / "b.json").write_bytes(later)
        found, problems = testifying.testimonies(case)
        assert [(t.k, t.month) for t in found] == [(4, "2025-03")]
        assert [p.code for p in problems] == ["PT640"]
        torn = witness.exported(fewer, "quotas", "", mine, TODAY, case=here)
        (folder / "b.json").write_bytes(torn)
        found, problems = testifying.testimonies(case)
        assert not found
        assert "two numbers" in problems[0].message
