"""Tests a papertrace evidence bundle with nothing but Python's standard library.

    python3 verify.py [--key FINGERPRINT] [--newest N] [--strict] [--open OPENING FILE] [FOLDER]

It reads every byte of the folder (by default its own), and fails (1; 2: it cannot be read) on what
is missing, changed or added, on bad signatures and time-stamps, days that contradict each other,
facts other than their ids, quotes outside their boxes, claims without facts. `--key` is the
publisher's fingerprint, had from elsewhere: without it you know only that the bundle is whole and
who says so. `--newest N` fails on an edition before N, `--strict` where time-stamps were not tested
(that takes openssl) or there are none. `--open` tests that a file is an original of the bundle.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import hmac
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

NAMESPACE, BLANK = b"papertrace-bundle", "\u2588"
MANIFEST, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
Lines = list[str]
SIGNATURE, TOP = TAGS + ".sig", {"bagit.txt", "bag-info.txt", MANIFEST, "README.md", "verify.py"}
P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, ROOT = -121665 * pow(121666, P - 2, P) % P, pow(2, (P - 1) // 4, P)


def sha256(path: Path) -> str:
    """Give a file's SHA-256, as hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def compare(root: Path, what: str, there: set[str]) -> list[str]:
    """Find files that are missing, added, or not what a manifest says."""
    rows = [line.split("  ", 1) for line in (root / what).read_text("utf-8").split("\n") if line]
    manifest = {path: digest for digest, path in rows}
    wrong = [f"{p}: listed in {what} and missing" for p in sorted(set(manifest) - there)]
    wrong += [f"{p}: not listed in {what}" for p in sorted(there - set(manifest))]
    both = sorted(there & set(manifest))
    return wrong + [
        f"{p}: changed since it was made" for p in both if sha256(root / p) != manifest[p]
    ]


def recover(packed: bytes) -> tuple[int, int]:
    """Unpack a point of the curve of Ed25519 (RFC 8032), the signature of `ssh-keygen -Y sign`."""
    sign, y = divmod(int.from_bytes(packed, "little"), 1 << 255)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x * ROOT % P if (x * x - square) % P else x
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("no point of the curve")
    return P - x if x & 1 != sign else x, y


def add(p: tuple[int, int], q: tuple[int, int]) -> tuple[int, int]:
    """Add two points."""
    t = D * p[0] * q[0] * p[1] * q[1] % P
    x, y = p[0] * q[1] + p[1] * q[0], p[1] * q[1] + p[0] * q[0]
    return x * pow(1 + t, -1, P) % P, y * pow(1 - t, -1, P) % P


def times(number: int, point: tuple[int, int]) -> tuple[int, int]:
    """Multiply a point."""
    rest = times(number >> 1, add(point, point)) if number else (0, 1)
    return add(rest, point) if number & 1 else rest


def parts_of(blob: bytes) -> list[bytes]:
    """Cut a run of SSH strings: four bytes of length, then so many bytes."""
    end = 4 + int.from_bytes(blob[:4], "big")
    if len(blob) < end:
        raise ValueError("the signature is cut short")
    return [blob[4:end], *(parts_of(blob[end:]) if blob[end:] else [])]


def signer(armoured: str, data: bytes) -> str:
    """Give the fingerprint of the key that signed `data`; ValueError where none did."""
    first, *lines, last = armoured.removesuffix("\n").split("\n")  # any flipped bit shows
    blob = base64.b64decode("".join(lines), validate=True)
    ends = [f"-----{w} SSH SIGNATURE-----" for w in ("BEGIN", "END")]
    whole = [first, last] == ends and base64.b64encode(blob).decode() == "".join(lines)
    if not whole or blob[:10] != b"SSHSIG\0\0\0\1":
        raise ValueError("no SSH signature of version 1")
    key, namespace, reserved, method, packed = parts_of(blob[10:])
    (kind, public), (kind_too, signature) = parts_of(key), parts_of(packed)
    if namespace != NAMESPACE or method != b"sha512" or {kind, kind_too} != {b"ssh-ed25519"}:
        raise ValueError("signed for another purpose or by another kind of key")
    parts = (namespace, reserved, method, hashlib.sha512(data).digest())
    message = b"SSHSIG" + b"".join(len(p).to_bytes(4, "big") + p for p in parts)
    s, told = int.from_bytes(signature[32:], "little"), signature[:32] + public + message
    h = int.from_bytes(hashlib.sha512(told).digest(), "little") % ORDER
    if len(public) != 32 or len(signature) != 64 or s >= ORDER:
        raise ValueError("no signature of Ed25519")
    if times(s, recover(bytes([88] + [102] * 31))) != add(
        recover(signature[:32]), times(h, recover(public))
    ):
        raise ValueError("the signature does not hold")
    return "SHA256:" + base64.b64encode(hashlib.sha256(key).digest()).decode().rstrip("=")


def identity(fact: dict[str, Any]) -> str:
    """Compute a fact's id from document, kind, values, quotes and places."""
    told = list[Any]()
    for n, f in sorted(fact["fields"].items()):
        own = [a for a in fact["anchors"] if a["field"] == n and not a["role"]]
        at = sorted((["".join(a["quote"].split()), a["page"], a["ordinal"]] for a in own), key=str)
        told.append([n, f["value"], at])
    whole = [fact["document"], fact["kind"], told]
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def facts_wrong(told: dict[str, Any], pages: dict[Any, Any]) -> list[str]:
    """Find facts that are not what they say."""
    wrong, papers = [], {d["commitment"] for d in told["documents"]}
    for fact in told["facts"]:
        name = f"fact {fact['id'][:12]}"
        anchors = [a | {"quote": "".join(a["quote"].split())} for a in fact["anchors"]]
        other, people = identity(fact) != fact["id"], len({d["by"] for d in fact["decisions"]})
        wrong += [f"{name}: its values, quotes or places are not those of its id"] * other
        wrong += [f"{name}: accepted by fewer than {told['people']}"] * (people < told["people"])
        wrong += [f"{name}: its document is not listed"] * (fact["document"] not in papers)
        for field, value in fact["fields"].items():
            quotes = [a["quote"] for a in anchors if a["field"] == field and not a["role"]]
            held = any("".join(value["written"].split()) in q for q in quotes)
            wrong += [f"{name}: no quote holds {field} as written"] * (not held)
        for a in anchors:
            key, boxes, inside = (fact["document"], a["page"]), a["boxes"], ""
            wrong += [f"{name}: page {a['page']} is not in the bundle"] * (key not in pages)
            for text, x0, top, x1, bottom in pages.get(key, {"words": []})["words"]:
                if any(x0 < b[2] and b[0] < x1 and top < b[3] and b[1] < bottom for b in boxes):
                    inside += "".join(text.split())
            if BLANK not in a["quote"] and a["quote"] not in inside:
                wrong.append(f"{name}: the quote of {a['field']} does not stand in its box")
    return wrong


def claims_wrong(claims: list[Any], facts: set[str], story: str) -> list[str]:
    """Find claims that did not pass, lack a fact, or are not in the story; and links to none."""
    linked = re.findall(r"\[([^\]]*)\]\(claim:([^)]+)\)", story)
    known = {(c["words"], c["id"]) for c in claims}
    wrong = [
        f"claim {i}: linked, and the bundle has none" for w, i in linked if (w, i) not in known
    ]
    for claim in claims:
        name = f"claim {claim['id']}"
        unsaid = (claim["words"], claim["id"]) not in linked
        wrong += [f"{name}: the story does not say {claim['words']!r}"] * unsaid
        wrong += [f"{name}: {claim['outcome']}"] * (claim["outcome"] != "passed")
        wrong += [f"{name}: fact {f[:12]} is missing" for f in claim["facts"] if f not in facts]
    return wrong


def stamp_wrong(root: Path, told: bytes, answer: str, roots: str) -> tuple[str, str, str]:
    """Say of a time-stamp (RFC 3161) what is wrong, why it was not tested, and its day."""
    openssl, data = shutil.which("openssl"), (root / answer).read_bytes()
    behind = data.partition(told)[2]  # a serial number, then the time
    time = re.match(rb"\x18.(\d{4})(\d\d)(\d\d)\d{6}", behind[2 + sum(behind[1:2]) :], re.DOTALL)
    if data.count(told) != 1 or not time:
        return f"{answer}: not over these bytes", "", ""
    day = b"-".join(time.groups()).decode()
    if not openssl or not roots:
        return "", f"signature of {answer} not tested, for want of openssl or roots", day
    words = f"ts -verify -no_check_time -digest {told.hex()} -in".split()
    run = [openssl, *words, str(root / answer), "-CAfile", str(root / roots)]
    done = subprocess.run(run, capture_output=True, check=False)
    return f"{answer}: no authority signed it so" if done.returncode else "", "", day


def seals_wrong(root: Path, told: dict[str, Any], payload: set[str]) -> tuple[Lines, Lines]:
    """Find seals without their stamps, documents not under them, wrong days; give the untested."""
    stamps = [one for seal in told["seals"] for one in seal["stamps"]]
    names = {one[name] for one in stamps for name in ("answer", "roots") if one[name]}
    there = {p for p in payload if p.startswith("data/seals/")}
    if lost := sorted(names ^ there):
        return [f"{p}: a time-stamp's file, announced or there alone" for p in lost], []
    wrong, untested, stamped = list[str](), [] if stamps else ["there are none"], list[list[str]]()
    for seal in told["seals"]:
        digest = hashlib.sha256(bytes.fromhex(seal["salt"] + seal["root"])).digest()
        found = [stamp_wrong(root, digest, s["answer"], s["roots"]) for s in seal["stamps"]]
        wrong += [why for why, _, _ in found if why]
        untested += [why for _, why, _ in found if why]
        stamped.append([day for _, _, day in found])
        for one in seal["under"]:
            node = hashlib.sha256(b"\0" + one["leaf"].encode()).digest()
            for left, right in one["path"]:  # one of the two is empty: where this node stands
                pair = (bytes.fromhex(left) or node) + (bytes.fromhex(right) or node)
                node = hashlib.sha256(b"\1" + pair).digest()
            if node.hex() != seal["root"]:
                wrong.append(f"document {one['document'][:12]} does not lie under its seal")
    return wrong + days_wrong(told, stamped), untested


def days_wrong(told: dict[str, Any], stamped: list[list[str]]) -> list[str]:
    """Find what is later than what rests on it; `stamped`: the days of each seal's time-stamps."""
    captured, at = {d["commitment"]: d["captured"] for d in told["documents"]}, told["at"]
    rows = [(f"document {paper[:12]}", [day, at]) for paper, day in captured.items()]
    for f in told["facts"]:
        first = captured.get(f["document"], "")
        rows += [(f"fact {f['id'][:12]}", [first, d["date"], at]) for d in f["decisions"]]
    for seal, days in zip(told["seals"], stamped, strict=False):
        first = max([captured.get(one["document"], "") for one in seal["under"]], default="")
        rows += [("a seal", [first, seal["day"], day, at]) for day in [*days, ""]]
    known = [(name, [day for day in days if day]) for name, days in rows]
    return [f"{n}: {', then '.join(d)} cannot be" for n, d in known if d != sorted(d)]


def committed(salt: str, told: str) -> str:
    """Give a keyed commitment; that to an original is to its SHA-256 (hex) under its opening."""
    return hmac.new(bytes.fromhex(salt), told.encode(), hashlib.sha256).hexdigest()


def openings_wrong(root: Path, told: dict[str, Any], openings: dict[str, Any]) -> list[str]:
    """Find originals (expert edition) that are not what their document is committed to."""
    leaves, wrong = {o["document"]: o["leaf"] for s in told["seals"] for o in s["under"]}, []
    for paper in (d["commitment"] for d in told["documents"]):
        name, one = f"document {paper[:12]}", openings[paper]
        shut = committed(one["opening"], one["sha256"]) != paper
        wrong += [f"{name}: nothing opens its commitment"] * shut
        original = root / "data/originals" / one["sha256"]
        if not original.is_file() or sha256(original) != one["sha256"]:
            wrong.append(f"{name}: its original is missing or another one")
        entry = committed(one["salt"], one["entry"]) if one["sha256"] in one["entry"] else ""
        if leaves.get(paper, entry).split()[-1:] != entry.split():
            wrong.append(f"{name}: what was sealed was another one")
    return wrong


def verify(root: Path, key: str = "", given: list[Any] | None = None) -> tuple[Lines, str, Lines]:
    """Give (what is wrong, the signer's fingerprint, time-stamps that were not tested)."""
    every = [p for p in root.rglob("*") if p.is_symlink() or not p.is_dir()]
    if odd := [p for p in every if p.is_symlink() or not p.is_file()]:
        raise ValueError(f"{odd[0]}: a bundle holds files and folders alone")
    there, tags = {p.relative_to(root).as_posix() for p in every}, root / TAGS
    hollow = [p for p in root.rglob("*") if p.is_dir() and not any(p.iterdir())]
    wrong, print_ = [f"{p.relative_to(root)}: an empty folder" for p in hollow], ""
    if gone := {TAGS, SIGNATURE, MANIFEST, "data/bundle.json", "data/story.md"} - there:
        return [f"{name}: missing" for name in sorted(gone)], "", []
    try:
        print_ = signer((root / SIGNATURE).read_text("ascii"), tags.read_bytes())
        wrong += [f"{SIGNATURE}: signed by {print_}, not by {key}"] * (key not in ("", print_))
    except (ValueError, IndexError) as error:
        wrong.append(f"{SIGNATURE}: {error}")
    payload = {p for p in there if p.startswith("data/")}
    top = there - payload - {TAGS, SIGNATURE}
    wrong += [f"{p}: missing" for p in sorted(TOP - top)]
    wrong += compare(root, TAGS, top) + compare(root, MANIFEST, payload)
    told = json.loads((root / "data/bundle.json").read_text("utf-8"))
    pages = {(p["document"], p["page"]): p for p in told["pages"]}
    wrong += [f"{p['image']}: missing" for p in told["pages"] if p["image"] not in payload]
    wrong += facts_wrong(told, pages)
    story = (root / "data/story.md").read_text("utf-8")
    wrong += claims_wrong(told["claims"], {f["id"] for f in told["facts"]}, story)
    unsealed, untested = seals_wrong(root, told, payload)
    if told["edition"] == "expert":
        wrong += openings_wrong(root, told, json.loads((root / "data/openings.json").read_bytes()))
    papers = {d["commitment"] for d in told["documents"]}
    strange = [f for key, f in given or [] if committed(key, sha256(Path(f))) not in papers]
    wrong += [f"{f}: with this opening, it is no original of this bundle" for f in strange]
    return wrong + unsealed, print_, untested


def main() -> int:
    """Verify the bundle named, or the one this file lies in."""
    asked = argparse.ArgumentParser(description="Test an evidence bundle.")
    asked.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    asked.add_argument("--key", default="", metavar="FINGERPRINT", help="the publisher's")
    asked.add_argument("--newest", default=0, type=int, metavar="N", help="fail on older editions")
    asked.add_argument("--strict", action="store_true", help="fail on what was not tested")
    asked.add_argument("--open", nargs=2, default=[], action="append", metavar=("OPENING", "FILE"))
    named = asked.parse_args()
    try:
        wrong, fingerprint, untested = verify(named.folder, named.key, named.open)
        told = json.loads((named.folder / "data/bundle.json").read_text("utf-8"))
        number, own, before = told["number"], sha256(named.folder / TAGS), told["previous"]
        wrong += [f"edition {number} is before {named.newest}"] if number < named.newest else []
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        print(f"not sound: the bundle cannot be read: {error!r}")
        return 2
    wrong += untested + ["no --key to compare with"] * (not named.key) if named.strict else []
    print("".join(f"not sound: {line}\n" for line in wrong), end="")
    sound = "sound" if named.key else "whole; SIGNER NOT COMPARED (say --key)"
    print(f"{len(wrong)} wrong" if wrong else f"{sound}; signed by {fingerprint}")
    edition = f"{told['edition']} edition, number {number}, of {told['at']}"
    print(f"{told['title']!r}: {edition}; its digest {own}, of that before: {before or None}")
    print(f"TIME-STAMPS NOT TESTED: {'; '.join(untested)}" if untested else "time-stamps tested")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
