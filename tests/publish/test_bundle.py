"""A bundle is tested by a stranger's Python alone; every kind of tampering is found and named."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from papertrace.casefile.keys import Keyring
from papertrace.casefile.sealing import fingerprint, seal
from papertrace.publish.bundle import SIGNED, files
from papertrace.publish.bundle_verifier import sha256, verify
from publish.conftest import BUDGET, BUDGET_TEXT, NOTICE, NOTICE_TEXT, page_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from papertrace.casefile import SigningKey
    from papertrace.model import Publication

LINES = 300
NO_SIGNATURE = "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n"
Told = dict[str, list[dict[str, Any]]]
FLIPS = 60


@pytest.fixture
def key(tmp_path: Path) -> SigningKey:
    """Make the publisher's key."""
    return Keyring(tmp_path / "keys").make("desk")


@pytest.fixture
def bundle(publication: Publication, tmp_path: Path, key: SigningKey) -> Path:
    """Write a signed bundle."""
    pages = {(NOTICE, 1): page_of(NOTICE_TEXT), (BUDGET, 1): page_of(BUDGET_TEXT)}
    report = publication.report
    once = report.draft.text.replace("[26.5 million](claim:boats)", "as much")
    draft = replace(report.draft, text=once)
    told = replace(publication, pages=pages, report=replace(report, draft=draft))
    return written(told, tmp_path / "bundle", key)


def written(publication: Publication, root: Path, key: SigningKey) -> Path:
    for name, data in files(publication):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    sign(root, key)
    return root


def sign(root: Path, key: SigningKey) -> None:
    sealed = seal(key, (root / SIGNED).read_bytes(), "papertrace-bundle")
    (root / f"{SIGNED}.sig").write_text(sealed, encoding="ascii")


def relisted(root: Path) -> None:
    """Write the manifests anew, as a forger would who has no key."""
    payload = sorted(p for p in root.glob("data/**/*") if p.is_file())
    top = sorted(p for p in root.iterdir() if p.is_file() and not p.name.startswith(SIGNED))
    for name, some in (("manifest-sha256.txt", payload), (SIGNED, top)):
        rows = [f"{sha256(p)}  {p.relative_to(root).as_posix()}\n" for p in some]
        (root / name).write_text("".join(rows), encoding="utf-8")


def told(root: Path, change: Callable[[Told], object]) -> None:
    """Change what bundle.json says."""
    place = root / "data" / "bundle.json"
    value = json.loads(place.read_text(encoding="utf-8"))
    change(value)
    place.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def test_a_stranger_verifies_it_with_python_alone(bundle: Path, key: SigningKey) -> None:
    run = [sys.executable, "-I", "-S", str(bundle / "verify.py")]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split(";")[0]) == (0, "whole")
    assert "SIGNER NOT COMPARED" in done.stdout
    print_ = fingerprint(key.public)
    assert print_ in done.stdout
    known = subprocess.run([*run, "--key", print_], capture_output=True, text=True, check=False)
    assert (known.returncode, known.stdout.split(";")[0]) == (0, "sound")
    strict = subprocess.run([*run, "--strict"], capture_output=True, text=True, check=False)
    assert "no --key to compare with" in strict.stdout
    other = subprocess.run([*run, "--key", "SHA256:x"], capture_output=True, text=True, check=False)
    assert other.returncode == 1
    assert "not by SHA256:x" in other.stdout
    assert (bundle / "verify.py").read_text(encoding="utf-8").count("\n") <= LINES
    told = "'The boats on the river': public edition, number 1, of 2025-03-02; its digest"
    assert f"{told} {sha256(bundle / SIGNED)}, of that before: None" in done.stdout
    assert "TIME-STAMPS NOT TESTED: there are none" in done.stdout
    for more in (["--strict"], ["--newest", "2"]):
        assert subprocess.run([*run, *more], capture_output=True, check=False).returncode == 1


def test_openssh_takes_the_signature(bundle: Path, key: SigningKey) -> None:
    ssh = shutil.which("ssh-keygen")
    if ssh is None:
        pytest.skip("there is no ssh-keygen here")
    run = [ssh, "-Y", "check-novalidate", "-n", "papertrace-bundle", "-s", f"{bundle / SIGNED}.sig"]
    with (bundle / SIGNED).open("rb") as data:
        done = subprocess.run(run, stdin=data, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert fingerprint(key.public) in done.stdout


def test_every_flipped_bit_is_found(bundle: Path) -> None:
    seed = random.randrange(10**6)  # noqa: S311  (as below)
    chance = random.Random(seed)  # noqa: S311  (which bit, not a secret)
    every = sorted(p for p in bundle.rglob("*") if p.is_file())
    for _ in range(FLIPS):
        place = chance.choice(every)
        before = place.read_bytes()
        at = chance.randrange(len(before))
        place.write_bytes(
            before[:at] + bytes([before[at] ^ 1 << chance.randrange(8)]) + before[at + 1 :]
        )
        try:
            wrong = verify(bundle)[0]
        except (ValueError, KeyError):
            wrong = ["cannot be read"]
        assert wrong, f"seed {seed}: {place.name} byte {at}"
        place.write_bytes(before)
    assert verify(bundle)[0] == []


def _value(v: Told) -> None:
    fields = v["facts"][0]["fields"]
    fields["amount"]["value"] = "99000000"


def _boxes(v: Told) -> None:
    anchors = v["facts"][0]["anchors"]
    for a in anchors:
        a["boxes"] = [[0, 0, 1, 1]]


def _written(v: Told) -> None:
    fields = v["facts"][0]["fields"]
    fields["amount"]["written"] = "9900.00"


def _swapped(v: Told) -> None:
    one, other = v["facts"][0], v["facts"][1]
    one["anchors"], other["anchors"] = other["anchors"], one["anchors"]


def _older(v: dict[str, Any]) -> None:
    v["at"] = "2001-01-01"


TAMPERINGS: dict[str, tuple[Callable[[Told], object], str]] = {
    "a value": (_value, "not those of its id"),
    "a place": (_boxes, "does not stand in its box"),
    "the words as printed": (_written, "as written"),
    "two facts' anchors": (_swapped, "not those of its id"),
    "a reviewer": (
        lambda v: v["facts"][0].update(decisions=[{"by": "x", "date": ""}]),
        "fewer than 2",
    ),
    "a fact": (lambda v: v["facts"].pop(0), "is missing"),
    "a claim": (lambda v: v["claims"].pop(0), "the bundle has none"),
    "a claim's words": (lambda v: v["claims"][0].update(words="300 million"), "does not say"),
    "an outcome": (lambda v: v["claims"][0].update(outcome="failed"), "failed"),
    "a page": (lambda v: v["pages"].pop(0), "is not in the bundle"),
    "a document": (lambda v: v["documents"].clear(), "not listed"),
    "the day of the edition": (_older, "cannot be"),
    "the day of a capture": (
        lambda v: v["documents"][0].update(captured="2031-01-01"),
        "cannot be",
    ),
    "the day of a decision": (
        lambda v: v["facts"][0]["decisions"][0].update(date="1999-01-01"),
        "cannot be",
    ),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_what_a_publisher_with_the_key_forges_is_named(
    bundle: Path, key: SigningKey, what: str
) -> None:
    change, said = TAMPERINGS[what]
    told(bundle, change)
    relisted(bundle)
    sign(bundle, key)
    assert any(said in line for line in verify(bundle)[0])


def _added(root: Path) -> None:
    (root / "data" / "more.txt").write_text("x", encoding="utf-8")


def _above(root: Path) -> None:
    (root / "more.txt").write_text("x", encoding="utf-8")


def _anew(root: Path) -> None:
    told(root, _value)
    relisted(root)


FORGERIES: dict[str, tuple[Callable[[Path], object], str]] = {
    "the signature is gone": (lambda r: (r / f"{SIGNED}.sig").unlink(), "missing"),
    "the list is gone": (lambda r: (r / SIGNED).unlink(), "missing"),
    "the manifest is gone": (lambda r: (r / "manifest-sha256.txt").unlink(), "missing"),
    "the story is gone": (lambda r: (r / "data" / "story.md").unlink(), "missing"),
    "a file is added": (_added, "not listed"),
    "a file is added above": (_above, "not listed"),
    "an empty folder is added": (lambda r: (r / "data" / "more").mkdir(), "an empty folder"),
    "the writer's own note is added": (
        lambda r: (r / "papertrace-publication.json").write_text("{}"), "not listed"),
    "a picture is gone": (lambda r: next(r.glob("data/images/*")).unlink(), "missing"),
    "all is listed anew": (_anew, "does not hold"),
    "the signature is another's": (
        lambda r: (r / f"{SIGNED}.sig").write_text(NO_SIGNATURE),
        "no SSH signature",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FORGERIES)
def test_what_others_change_is_named(bundle: Path, what: str) -> None:
    change, said = FORGERIES[what]
    change(bundle)
    assert any(said in line for line in verify(bundle)[0])


def test_it_holds_no_original_no_key_and_no_private_name(
    bundle: Path, publication: Publication
) -> None:
    everything = b"".join(p.read_bytes() for p in bundle.rglob("*") if p.is_file())
    assert "钟示例".encode() in NOTICE_TEXT.encode()
    for secret in ("钟示例", "单示例", *{k for f in publication.facts for k in f.reviewers}):
        assert secret.encode() not in everything
        assert secret.encode("utf-16-le") not in everything


def test_a_signature_for_another_purpose_is_none(bundle: Path, key: SigningKey) -> None:
    data = (bundle / SIGNED).read_bytes()
    (bundle / f"{SIGNED}.sig").write_text(seal(key, data, "file"), encoding="ascii")
    assert any("another purpose" in line for line in verify(bundle)[0])
