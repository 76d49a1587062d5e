"""Tests a papertrace evidence bundle with nothing but Python's standard library.

    python3 verify.py [--key FINGERPRINT] [--open OPENING ORIGINAL] [FOLDER]

Run it in the bundle's folder, or name that. It reads every byte, fails on anything that is missing,
changed or added, on a bad or absent signature or time-stamp, on a fact that is not what its id
says, on a quote that does not stand in its box, and on a claim without its facts. `--key` is the
publisher's fingerprint, which you must have from somewhere else: without it, the bundle shows only
that it is whole and who says so. `--open` tests that a file you were given is an original of it.
Exit code 0: sound. 1: not sound. 2: it could not be read.
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
import sys
from pathlib import Path
from typing import Any

NAMESPACE = b"papertrace-bundle"
MANIFEST, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
SIGNATURE = TAGS + ".sig"
TOP = {"bagit.txt", "bag-info.txt", MANIFEST, "README.md", "verify.py"}
NOTE = "papertrace-publication.json"  # the writer's own list of files; nothing rests on it
OPENINGS = "data/openings.json"
BLANK = "\u2588"
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def sha256(path: Path) -> str:
    """Give a file's SHA-256, as hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def compare(root: Path, what: str, there: set[str]) -> list[str]:
    """Find files that are missing, added, or not what a manifest says."""
    rows = [line.split("  ", 1) for line in (root / what).read_text("utf-8").split("\n") if line]
    manifest = {path: digest for digest, path in rows}
    wrong = [f"{p}: listed in {what} and missing" for p in sorted(set(manifest) - there)]
    wrong += [f"{p}: not listed in {what}" for p in sorted(there - set(manifest))]
    both = [p for p in sorted(there & set(manifest)) if sha256(root / p) != manifest[p]]
    return wrong + [f"{p}: changed since the bundle was made" for p in both]


def files_of(root: Path) -> set[str]:
    """List every file of the bundle; a link is no file."""
    every = [p for p in root.rglob("*") if p.is_symlink() or not p.is_dir()]
    if odd := [p for p in every if p.is_symlink() or not p.is_file()]:
        raise ValueError(f"{odd[0]}: a bundle holds files and folders alone")
    return {p.relative_to(root).as_posix() for p in every}


# -- the signature: Ed25519 (RFC 8032) in the envelope of `ssh-keygen -Y sign`


def recover(packed: bytes) -> tuple[int, int]:
    """Unpack a point of the curve."""
    y = int.from_bytes(packed, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
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


def signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether an Ed25519 signature holds."""
    s = int.from_bytes(signature[32:], "little")
    if len(public) != 32 or len(signature) != 64 or s >= ORDER:
        return False
    key, r = recover(public), recover(signature[:32])
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    return times(s, recover(bytes([88] + [102] * 31))) == add(r, times(h, key))


def parts_of(blob: bytes) -> list[bytes]:
    """Cut a run of SSH strings: four bytes of length, then so many bytes."""
    end = 4 + int.from_bytes(blob[:4], "big")
    if len(blob) < end:
        raise ValueError("the signature is cut short")
    return [blob[4:end], *(parts_of(blob[end:]) if blob[end:] else [])]


def signer(armoured: str, data: bytes) -> str:
    """Give the fingerprint of the key that signed `data`; ValueError where none did."""
    first, *lines, last = armoured.removesuffix("\n").split("\n")  # any flipped bit shows
    text, ends = "".join(lines), [f"-----{w} SSH SIGNATURE-----" for w in ("BEGIN", "END")]
    blob = base64.b64decode(text, validate=True)
    whole = [first, last] == ends and base64.b64encode(blob).decode() == text
    if not whole or blob[:10] != b"SSHSIG\0\0\0\1":
        raise ValueError("no SSH signature of version 1")
    key, namespace, reserved, method, packed = parts_of(blob[10:])
    kind, public = parts_of(key)
    kind_too, signature = parts_of(packed)
    if namespace != NAMESPACE or method != b"sha512" or {kind, kind_too} != {b"ssh-ed25519"}:
        raise ValueError("signed for another purpose or by another kind of key")
    parts = (namespace, reserved, method, hashlib.sha512(data).digest())
    message = b"SSHSIG" + b"".join(len(p).to_bytes(4, "big") + p for p in parts)
    if not signed(public, signature, message):
        raise ValueError("the signature does not hold")
    return "SHA256:" + base64.b64encode(hashlib.sha256(key).digest()).decode().rstrip("=")


def bare(text: str) -> str:
    """Drop white space."""
    return "".join(text.split())


def identity(fact: dict[str, Any]) -> str:
    """Compute a fact's id from document, kind, values, quotes and places."""
    proof: dict[str, list[list[Any]]] = {name: [] for name in fact["fields"]}
    for a in fact["anchors"]:
        if not a["role"] and a["field"] in proof:
            proof[a["field"]].append([bare(a["quote"]), a["page"], a["ordinal"]])
    told = [[n, f["value"], sorted(proof[n], key=str)] for n, f in sorted(fact["fields"].items())]
    whole = [fact["document"], fact["kind"], told]
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def facts_wrong(told: dict[str, Any], pages: dict[Any, Any]) -> list[str]:
    """Find facts that are not what they say."""
    wrong, papers = [], {d["commitment"] for d in told["documents"]}
    for fact in told["facts"]:
        name, anchors = f"fact {fact['id'][:12]}", fact["anchors"]
        if identity(fact) != fact["id"]:
            wrong.append(f"{name}: its values, quotes or places are not those of its id")
        if len({d["by"] for d in fact["decisions"]}) < told["people"]:
            wrong.append(f"{name}: accepted by fewer than {told['people']}")
        if fact["document"] not in papers:
            wrong.append(f"{name}: its document is not listed")
        for field, value in fact["fields"].items():
            quotes = [bare(a["quote"]) for a in anchors if a["field"] == field and not a["role"]]
            if not any(bare(value["written"]) in q for q in quotes):
                wrong.append(f"{name}: no quote holds {field} as written")
        for a in anchors:
            page = pages.get((fact["document"], a["page"]))
            if page is None:
                wrong.append(f"{name}: page {a['page']} is not in the bundle")
                continue
            boxes, inside = a["boxes"], ""
            for text, x0, top, x1, bottom in page["words"]:
                if any(x0 < b[2] and b[0] < x1 and top < b[3] and b[1] < bottom for b in boxes):
                    inside += bare(text)
            if BLANK not in a["quote"] and bare(a["quote"]) not in inside:
                wrong.append(f"{name}: the quote of {a['field']} does not stand in its box")
    return wrong


def claims_wrong(claims: list[Any], facts: set[str], story: str) -> list[str]:
    """Find claims that did not pass, lack a fact, or are not in the story; and links to none."""
    linked = re.findall(r"\[([^\]]*)\]\(claim:([^)]+)\)", story)
    known = {(c["words"], c["id"]) for c in claims}
    told = "the story links to it and the bundle has none"
    wrong = [f"claim {i}: {told}" for w, i in linked if (w, i) not in known]
    for claim in claims:
        name = f"claim {claim['id']}"
        if (claim["words"], claim["id"]) not in linked:
            wrong.append(f"{name}: the story does not say {claim['words']!r}")
        if claim["outcome"] != "passed":
            wrong.append(f"{name}: {claim['outcome']}")
        wrong += [f"{name}: fact {f[:12]} is missing" for f in claim["facts"] if f not in facts]
    return wrong


def stamp_wrong(root: Path, sealed: bytes, stamp: dict[str, str]) -> str:
    """Say why a time-stamp (RFC 3161) is none of what was sealed, as far as it can be tested."""
    answer, roots, openssl = root / stamp["answer"], stamp["roots"], shutil.which("openssl")
    told = hashlib.sha256(sealed)
    if told.digest() not in answer.read_bytes():
        return f"{answer.name}: not over these bytes"
    if not openssl or not roots:
        print(f"note: signature of {answer.name} not tested, for want of openssl or certificates")
        return ""
    words = ["-digest", told.hexdigest(), "-in", str(answer), "-CAfile", str(root / roots)]
    run = [openssl, "ts", "-verify", *words, "-no_check_time"]
    done = subprocess.run(run, capture_output=True, check=False)
    return f"{answer.name}: no authority signed it so" if done.returncode else ""


def seals_wrong(root: Path, seals: list[Any], payload: set[str]) -> list[str]:
    """Find seals without their time-stamps, and documents that do not lie under them."""
    stamps = [one for seal in seals for one in seal["stamps"]]
    told = {one[name] for one in stamps for name in ("answer", "roots") if one[name]}
    there = {p for p in payload if p.startswith("data/seals/")}
    if told != there:
        return [f"{p}: a time-stamp's file, announced or there alone" for p in sorted(told ^ there)]
    wrong: list[str] = []
    for seal in seals:
        sealed = bytes.fromhex(seal["salt"] + seal["root"])
        wrong += filter(None, (stamp_wrong(root, sealed, one) for one in seal["stamps"]))
        for one in seal["under"]:
            node = hashlib.sha256(b"\0" + one["leaf"].encode()).digest()
            for left, right in one["path"]:  # one of the two is empty: where this node stands
                pair = (bytes.fromhex(left) or node) + (bytes.fromhex(right) or node)
                node = hashlib.sha256(b"\1" + pair).digest()
            if node != sealed[32:]:
                wrong.append(f"document {one['document'][:12]} does not lie under its seal")
    return wrong


def committed(salt: str, told: str) -> str:
    """Give a keyed commitment; that to an original is to its SHA-256 (hex) under its opening."""
    return hmac.new(bytes.fromhex(salt), told.encode(), hashlib.sha256).hexdigest()


def openings_wrong(root: Path, told: dict[str, Any], openings: dict[str, Any]) -> list[str]:
    """Find originals (expert edition) that are not what their document is committed to."""
    wrong = []
    leaves = {o["document"]: o["leaf"] for s in told["seals"] for o in s["under"]}
    for paper in (d["commitment"] for d in told["documents"]):
        name, one = f"document {paper[:12]}", openings[paper]
        if committed(one["opening"], one["sha256"]) != paper:
            wrong.append(f"{name}: nothing opens its commitment")
        original = root / "data/originals" / one["sha256"]
        if not original.is_file() or sha256(original) != one["sha256"]:
            wrong.append(f"{name}: its original is missing or another one")
        entry = committed(one["salt"], one["entry"]) if one["sha256"] in one["entry"] else ""
        if paper in leaves and leaves[paper].split()[-1] != entry:
            wrong.append(f"{name}: what was sealed was another one")
    return wrong


def verify(root: Path, key: str = "", given: list[Any] | None = None) -> tuple[list[str], str]:
    """Give (what is wrong, fingerprint of the signer); `given`: (opening, original) pairs."""
    there, tags, wrong, print_ = files_of(root), root / TAGS, [], ""
    if gone := {TAGS, SIGNATURE, MANIFEST, "data/bundle.json", "data/story.md"} - there:
        return [f"{name}: missing" for name in sorted(gone)], ""
    try:
        print_ = signer((root / SIGNATURE).read_text("ascii"), tags.read_bytes())
        if key and print_ != key:
            wrong.append(f"{SIGNATURE}: signed by {print_}, not by {key}")
    except (ValueError, IndexError) as error:
        wrong.append(f"{SIGNATURE}: {error}")
    payload = {p for p in there if p.startswith("data/")}
    top = there - payload - {TAGS, SIGNATURE, NOTE}
    wrong += [f"{p}: missing" for p in sorted(TOP - top)]
    wrong += compare(root, TAGS, top) + compare(root, MANIFEST, payload)
    told = json.loads((root / "data/bundle.json").read_text("utf-8"))
    pages = {(p["document"], p["page"]): p for p in told["pages"]}
    wrong += [f"{p['image']}: missing" for p in told["pages"] if p["image"] not in payload]
    wrong += facts_wrong(told, pages)
    story = (root / "data/story.md").read_text("utf-8")
    wrong += claims_wrong(told["claims"], {f["id"] for f in told["facts"]}, story)
    wrong += seals_wrong(root, told["seals"], payload)
    if told["edition"] == "expert":
        wrong += openings_wrong(root, told, json.loads((root / OPENINGS).read_text("utf-8")))
    papers = {d["commitment"] for d in told["documents"]}
    for opening, original in given or []:
        if committed(opening, sha256(Path(original))) not in papers:
            wrong.append(f"{original}: with this opening, it is no original of this bundle")
    return wrong, print_


def main(arguments: list[str]) -> int:
    """Verify the bundle named, or the one this file lies in."""
    asked = argparse.ArgumentParser(description="Test an evidence bundle.")
    asked.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    asked.add_argument("--key", default="", metavar="FINGERPRINT", help="the publisher's")
    asked.add_argument("--open", nargs=2, default=[], action="append", metavar=("OPENING", "FILE"))
    named = asked.parse_args(arguments)
    try:
        wrong, fingerprint = verify(named.folder, named.key, named.open)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"not sound: the bundle cannot be read: {error!r}")
        return 2
    for line in wrong:
        print(f"not sound: {line}")
    known = "the key you named" if named.key else "compare this with the publisher's fingerprint"
    print(f"{len(wrong)} wrong" if wrong else f"sound; signed by {fingerprint} ({known})")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
