"""A bundle with time-stamps, tampered with in every way: each is found and named, by two verifiers.

The verifier that lies in the bundle and `papertrace verify --bundle` must agree on each.
"""

from __future__ import annotations

import base64
import json
import os
import random
import shutil
import subprocess
import sys
import tarfile
from typing import TYPE_CHECKING, Any

import pytest

import two_awards
from local_authority import authority, needs_openssl
from papertrace.casefile import Case, Keyring, sealed, seals, stamps
from papertrace.casefile.sealing import fingerprint
from papertrace.casefile.sealing import seal as signature_of
from papertrace.cli import main
from papertrace.publish.bundle_verifier import sha256, verify
from papertrace.workflow.bundle_checks import check
from papertrace.workflow.publishing import publish, publish_expert

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from local_authority import Authority
    from papertrace.casefile import SigningKey

pytestmark = needs_openssl
WHERE = "https://tsa.example.org/tsr"
LISTED, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
Told = dict[str, Any]
AGREED = 10
"""One flip in so many is put before both verifiers."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, SigningKey, Authority]:
    """Publish a sealed and stamped case in both editions; give folder, key and authority."""
    root = tmp_path_factory.mktemp("sealed")
    key = Keyring(root / "keys").make("desk")
    clock = authority(root / "clock")
    two_awards.make(root / "case", root / "in", key).close()
    (root / "case" / "root.pem").write_bytes(clock.root.read_bytes())
    config = root / "case" / "case.toml"
    more = f'\n[[seal.authority]]\naddress = "{WHERE}"\nroots = "root.pem"\n'
    config.write_text(config.read_text("utf-8") + more, "utf-8")
    with Case.open(root / "case") as case:
        seal = seals.make(case, key)
        question, nonce = stamps.question_of(seal.message)
        seals.keep(case, seal, WHERE, clock.stamp(question), key, nonce)
        draft = root / "case" / "drafts" / "story.md"
        publish(case, draft, root / "public", "bundle", key, jobs=1)
        secret, public = sealed.fresh()
        publish_expert(case, draft, root / "expert.age", key, [public], jobs=1)
    with (
        sealed.decrypted(root / "expert.age", [secret]) as stream,
        tarfile.open(fileobj=stream, mode="r|") as packed,
    ):
        packed.extractall(root / "expert", filter="data")
    return root, key, clock


@pytest.fixture
def bundle(made: tuple[Path, SigningKey, Authority], tmp_path: Path) -> Path:
    """Give a copy of the public edition."""
    shutil.copytree(made[0] / "public", tmp_path / "bundle")
    return tmp_path / "bundle"


@pytest.fixture
def expert(made: tuple[Path, SigningKey, Authority], tmp_path: Path) -> Path:
    """Give a copy of the opened expert edition."""
    shutil.copytree(made[0] / "expert", tmp_path / "expert")
    return tmp_path / "expert"


def alone(root: Path, key: str = "") -> list[str]:
    """Give what the bundle's own verifier names."""
    try:
        return verify(root, key)[0]
    except (OSError, ValueError, KeyError, TypeError) as error:
        return [f"cannot be read: {error!r}"]


def wrong(root: Path, key: str = "") -> list[str]:
    """Verify by both; they must agree. Gives what the bundle's own verifier names."""
    lines = alone(root, key)
    broken = [i for i in check(root, key) if i.state == "broken"]
    assert bool(broken) == bool(lines), (lines, broken)
    return lines


def told(root: Path, change: Callable[[Told], object], name: str = "bundle") -> None:
    """Change what a JSON of the bundle says."""
    place = root / "data" / f"{name}.json"
    value = json.loads(place.read_text("utf-8"))
    change(value)
    place.write_text(json.dumps(value, ensure_ascii=False), "utf-8")


def forged(root: Path, key: SigningKey) -> None:
    """Write the manifests anew and sign them, as the publisher could."""
    payload = sorted(p for p in root.glob("data/**/*") if p.is_file())
    top = sorted(p for p in root.iterdir() if p.is_file() and not p.name.startswith(TAGS))
    for name, some in ((LISTED, payload), (TAGS, top)):
        rows = [f"{sha256(p)}  {p.relative_to(root).as_posix()}\n" for p in some]
        (root / name).write_text("".join(rows), "utf-8")
    signed = signature_of(key, (root / TAGS).read_bytes(), "papertrace-bundle")
    (root / f"{TAGS}.sig").write_text(signed, "ascii")


def test_it_is_sound_and_its_stamp_is_tested(
    bundle: Path, expert: Path, made: tuple[Path, SigningKey, Authority]
) -> None:
    print_ = fingerprint(made[1].public)
    assert wrong(bundle, print_) == wrong(expert, print_) == []
    states = {(i.name, i.state) for i in check(bundle, print_)}
    assert ("data/seals/1-1.tsr", "sound") in states
    (seal,) = json.loads((bundle / "data/bundle.json").read_text("utf-8"))["seals"]
    assert [len(seal["stamps"]), len(seal["under"])] == [1, 1]


def test_it_passes_where_there_is_only_the_standard_library_and_says_what_it_did_not_test(
    bundle: Path, tmp_path: Path
) -> None:
    run = [sys.executable, "-I", "-S", str(bundle / "verify.py")]
    nothing = {**os.environ, "PATH": str(tmp_path)}
    done = subprocess.run(run, capture_output=True, text=True, check=False, env=nothing)
    assert done.returncode == 0, done.stdout
    assert "signature of data/seals/1-1.tsr not tested, for want of openssl" in done.stdout
    strict = subprocess.run([*run, "--strict"], capture_output=True, check=False, env=nothing)
    assert strict.returncode == 1


def test_the_numbers_of_editions_go_on_wherever_they_are_written(
    made: tuple[Path, SigningKey, Authority],
) -> None:
    """An older bundle passed on in place of the newest has a lower number."""
    (told,), (later,) = (
        [json.loads((made[0] / name / "data/bundle.json").read_text("utf-8"))]
        for name in ("public", "expert")
    )
    assert (told["number"], told["previous"], later["number"]) == (1, "", 2)
    assert later["previous"] == sha256(made[0] / "public" / TAGS)
    assert not (made[0] / "public" / "papertrace-publication.json").exists()


def _seal(v: Told) -> Told:
    seal: Told = v["seals"][0]
    return seal


def _other_stamp(root: Path) -> None:
    (root / "data/seals/1-1.tsr").write_bytes(b"junk")


def _turned(root: Path) -> None:
    """Turn a byte near the end of the answer, in its signature."""
    place = root / "data/seals/1-1.tsr"
    data = bytearray(place.read_bytes())
    data[-5] ^= 1
    place.write_bytes(data)


STRIPPED: dict[str, tuple[Callable[[Path], object], str]] = {
    "the stamp's file is gone": (
        lambda r: (r / "data/seals/1-1.tsr").unlink(), "announced or there alone"),
    "the certificates are gone": (
        lambda r: (r / "data/seals/1-1.pem").unlink(), "announced or there alone"),
    "the stamp is announced no more": (
        lambda r: told(r, lambda v: _seal(v).update(stamps=[])), "announced or there alone"),
    "the seal is announced no more": (
        lambda r: told(r, lambda v: v.update(seals=[])), "announced or there alone"),
    "what says of seals is gone": (lambda r: told(r, lambda v: v.pop("seals")), "cannot be read"),
    "the stamp is junk": (_other_stamp, "not over these bytes"),
    "the stamp's signature is turned": (_turned, "no authority signed it so"),
    "the salt is another one": (
        lambda r: told(r, lambda v: _seal(v).update(salt="ab" * 32)), "not over these bytes"),
    "the root is another one": (
        lambda r: told(r, lambda v: _seal(v).update(root="ab" * 32)), "does not lie under"),
    "the entry under it is another one": (
        lambda r: told(r, lambda v: _seal(v)["under"][0].update(leaf="2 capture 00")),
        "does not lie under"),
    "the path is cut": (
        lambda r: told(r, lambda v: _seal(v)["under"][0]["path"].pop()), "does not lie under"),
    "the commitment is another one": (
        lambda r: told(r, lambda v: v["documents"][0].update(commitment="ab" * 32)),
        "its document is not listed"),
    "the seal's day is later than its stamp": (
        lambda r: told(r, lambda v: _seal(v).update(day="2999-01-01")), "cannot be"),
    "the edition is older than its stamp": (
        lambda r: told(r, lambda v: v.update(at="2001-01-01")), "cannot be"),
    "a capture is later than its stamp": (
        lambda r: told(r, lambda v: v["documents"][0].update(captured="2998-01-01")), "cannot be"),
    "a fact is of another document": (
        lambda r: told(r, lambda v: v["facts"][0].update(document="ab" * 32)), "those of its id"),
}  # fmt: skip


@pytest.mark.parametrize("what", STRIPPED)
def test_what_even_the_publisher_strips_or_forges_is_named(
    bundle: Path, made: tuple[Path, SigningKey, Authority], what: str
) -> None:
    change, said = STRIPPED[what]
    change(bundle)
    forged(bundle, made[1])
    assert any(said in line for line in wrong(bundle)), wrong(bundle)


def test_a_stamp_by_somebody_else_or_over_something_else_is_named(
    bundle: Path, made: tuple[Path, SigningKey, Authority], tmp_path: Path
) -> None:
    seal = json.loads((bundle / "data/bundle.json").read_text("utf-8"))["seals"][0]
    message = bytes.fromhex(seal["salt"] + seal["root"])
    strange = authority(tmp_path / "strange")
    for answer, said in (
        (strange.stamp(stamps.question_of(message)[0]), "no authority signed it so"),
        (made[2].stamp(stamps.question_of(b"older")[0]), "not over these bytes"),
    ):
        (bundle / "data/seals/1-1.tsr").write_bytes(answer)
        forged(bundle, made[1])
        assert any(said in line for line in wrong(bundle))


def test_an_older_bundle_under_the_same_signature_is_not_this_one(
    bundle: Path, made: tuple[Path, SigningKey, Authority]
) -> None:
    """What was signed before stays signed; what is put in from it is not."""
    old = (made[0] / "public" / "data/bundle.json").read_bytes()
    told(bundle, lambda v: v.update(title="A newer edition"))
    forged(bundle, made[1])
    assert wrong(bundle) == []
    (bundle / "data/bundle.json").write_bytes(old)
    assert any("changed since" in line for line in wrong(bundle))


def _first(v: Told) -> Told:
    one: Told = next(iter(v.values()))
    return one


def _swap_original(root: Path) -> None:
    place = next((root / "data/originals").iterdir())
    place.write_bytes(place.read_bytes() + b" ")


EXPERT: dict[str, tuple[Callable[[Path], object], str]] = {
    "an original is gone": (
        lambda r: next((r / "data/originals").iterdir()).unlink(), "missing or another one"),
    "an original is another one": (_swap_original, "missing or another one"),
    "an opening is another one": (
        lambda r: told(r, lambda v: _first(v).update(opening="ab" * 32), "openings"),
        "nothing opens its commitment"),
    "the entry of the log is another one": (
        lambda r: told(r, lambda v: _first(v).update(entry="{}"), "openings"),
        "what was sealed was another one"),
    "the openings are gone": (lambda r: (r / "data/openings.json").unlink(), "cannot be read"),
    "an opening is gone": (lambda r: told(r, lambda v: v.clear(), "openings"), "cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("what", EXPERT)
def test_what_is_forged_in_the_expert_edition_is_named(
    expert: Path, made: tuple[Path, SigningKey, Authority], what: str
) -> None:
    change, said = EXPERT[what]
    change(expert)
    forged(expert, made[1])
    assert any(said in line for line in wrong(expert)), wrong(expert)


def flips(root: Path, times: int) -> int:
    """Flip single bits anywhere, one at a time; give how many were found, each by its file."""
    seed = int(os.environ.get("PAPERTRACE_SEED", str(random.SystemRandom().randrange(10**6))))
    print(f"seed {seed} (set PAPERTRACE_SEED to repeat)")  # noqa: T201  (to repeat a failure)
    chance = random.Random(seed)  # noqa: S311  (places, not secrets)
    every = sorted(p for p in root.rglob("*") if p.is_file())
    seen = 0
    for turn in range(times):
        place = chance.choice(every)
        before = place.read_bytes()
        at, bit = chance.randrange(len(before)), chance.randrange(8)
        place.write_bytes(before[:at] + bytes([before[at] ^ 1 << bit]) + before[at + 1 :])
        lines = wrong(root) if turn % AGREED == 0 else alone(root)
        named = any(place.name in line or "cannot be read" in line for line in lines)
        assert named, (place.name, at, bit, lines)
        seen += 1
        place.write_bytes(before)
    assert wrong(root) == []
    return seen


def test_a_flipped_bit_is_found_and_named(bundle: Path) -> None:
    assert flips(bundle, 20) == 20


@pytest.mark.long
def test_a_thousand_flipped_bits_are_found_and_named(bundle: Path) -> None:
    assert flips(bundle, 1000) == 1000


def test_what_is_stamped_tells_no_digest(
    bundle: Path, made: tuple[Path, SigningKey, Authority]
) -> None:
    told_there = b"".join(p.read_bytes() for p in (bundle / "data/seals").iterdir())
    originals = [p for p in (made[0] / "case/archive").glob("??/*") if len(p.name) == 64]
    assert len(originals) == 2
    for path in originals:
        assert path.name.encode() not in told_there
        assert bytes.fromhex(path.name) not in told_there
        assert base64.b64encode(bytes.fromhex(path.name)) not in told_there


def test_the_command_line_checks_a_bundle_and_exits_1_where_it_is_broken(
    bundle: Path, made: tuple[Path, SigningKey, Authority], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["verify", "--bundle", str(bundle), "--key", fingerprint(made[1].public)]
    assert main(words) == 0
    (bundle / "data/story.md").write_text("# Other words\n", "utf-8")
    assert main(words) == 1
    assert "broken: bundle data/story.md: changed since" in capsys.readouterr().out
