"""Tests a papertrace evidence bundle with nothing but Python's standard library.

    python3 verify.py [--key FINGERPRINT] [FOLDER]

Run it in the bundle's folder, or name that. It reads every byte, fails on anything that is missing,
changed or added, on a bad or absent signature, on a fact that is not what its id says, on a quote
that does not stand in its box, and on a claim without its facts. `--key` is the publisher's
fingerprint, which you must have from somewhere else: without it, the bundle shows only that it is
whole and who says so. Exit code 0: sound. 1: not sound. 2: it could not be read.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

NAMESPACE = b"papertrace-bundle"
MANIFEST, TAGS = "manifest-sha256.txt", "tagmanifest-sha256.txt"
SIGNATURE = TAGS + ".sig"
TOP = {"bagit.txt", "bag-info.txt", MANIFEST, "README.md", "verify.py"}
NOTE = "papertrace-publication.json"  # the writer's own list of files; nothing rests on it
BLANK = "\u2588"
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file, as hex."""
    told = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            told.update(piece)
    return told.hexdigest()


def listed(text: str) -> dict[str, str]:
    """Read a manifest: path to digest."""
    rows = [line.split("  ", 1) for line in text.splitlines() if line.strip()]
    return {path: digest for digest, path in rows}


def compare(root: Path, manifest: dict[str, str], there: set[str], what: str) -> list[str]:
    """Find files that are missing, added, or not what a manifest says."""
    wrong = [f"{p}: listed in {what} and missing" for p in sorted(set(manifest) - there)]
    wrong += [f"{p}: not listed in {what}" for p in sorted(there - set(manifest))]
    for path in sorted(there & set(manifest)):
        if digest_of(root / path) != manifest[path]:
            wrong.append(f"{path}: changed since the bundle was made")
    return wrong


def files_of(root: Path) -> set[str]:
    """List every file of the bundle; a link is no file."""
    found = set()
    for path in root.rglob("*"):
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            raise ValueError(f"{path}: a bundle holds files and folders alone")
        if path.is_file():
            found.add(path.relative_to(root).as_posix())
    return found


# -- the signature: Ed25519 (RFC 8032) in the envelope of `ssh-keygen -Y sign`


def recover(packed: bytes) -> tuple[int, int, int, int]:
    """Unpack a point of the curve, in extended coordinates."""
    y = int.from_bytes(packed, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x * ROOT % P if (x * x - square) % P else x
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("no point of the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def add(p: tuple[int, int, int, int], q: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Add two points."""
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number: int, point: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Multiply a point."""
    total = (0, 1, 1, 0)
    while number:
        total = add(total, point) if number & 1 else total
        point, number = add(point, point), number >> 1
    return total


def signed(public: bytes, signature: bytes, message: bytes) -> bool:
    """Say whether an Ed25519 signature holds."""
    if len(public) != 32 or len(signature) != 64:
        return False
    try:
        key, r = recover(public), recover(signature[:32])
    except ValueError:
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= ORDER:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % ORDER
    base_y = 4 * pow(5, P - 2, P) % P
    left, right = times(s, recover(base_y.to_bytes(32, "little"))), add(r, times(h, key))
    same = (left[0] * right[2] - right[0] * left[2]) % P == 0
    return same and (left[1] * right[2] - right[1] * left[2]) % P == 0


def parts_of(blob: bytes) -> list[bytes]:
    """Cut a run of SSH strings: four bytes of length, then so many bytes."""
    found = []
    while blob:
        size = int.from_bytes(blob[:4], "big")
        if len(blob) < 4 + size:
            raise ValueError("the signature is cut short")
        found.append(blob[4 : 4 + size])
        blob = blob[4 + size :]
    return found


def string(data: bytes) -> bytes:
    """Write an SSH string."""
    return len(data).to_bytes(4, "big") + data


def signer(armoured: str, data: bytes) -> str:
    """Give the fingerprint of the key that signed `data`; ValueError where none did."""
    lines = armoured.removesuffix("\n").split("\n")  # by line feeds alone: any flipped bit shows
    if lines[0] != "-----BEGIN SSH SIGNATURE-----" or lines[-1] != "-----END SSH SIGNATURE-----":
        raise ValueError("no SSH signature")
    blob = base64.b64decode("".join(lines[1:-1]), validate=True)
    if base64.b64encode(blob).decode() != "".join(lines[1:-1]):
        raise ValueError("no SSH signature as one is written")
    if blob[:10] != b"SSHSIG\0\0\0\1":
        raise ValueError("no SSH signature of version 1")
    key, namespace, reserved, method, packed = parts_of(blob[10:])
    kind, public = parts_of(key)
    kind_too, signature = parts_of(packed)
    if namespace != NAMESPACE or method != b"sha512" or {kind, kind_too} != {b"ssh-ed25519"}:
        raise ValueError("signed for another purpose or by another kind of key")
    told = hashlib.sha512(data).digest()
    message = b"SSHSIG" + b"".join(map(string, (namespace, reserved, method, told)))
    if not signed(public, signature, message):
        raise ValueError("the signature does not hold")
    return "SHA256:" + base64.b64encode(hashlib.sha256(key).digest()).decode().rstrip("=")


# -- what the bundle says: facts, quotes in their boxes, claims


def bare(text: str) -> str:
    """Drop white space."""
    return "".join(text.split())


def identity(fact: dict[str, Any]) -> str:
    """Compute a fact's id from document, kind, values, quotes and places."""
    proof: dict[str, list[list[Any]]] = {}
    for a in fact["anchors"]:
        if not a["role"]:
            proof.setdefault(a["field"], []).append([bare(a["quote"]), a["page"], a["ordinal"]])
    told = [
        [name, fact["fields"][name]["value"], sorted(proof.get(name, []), key=str)]
        for name in sorted(fact["fields"])
    ]
    whole = [fact["document"], fact["kind"], told]
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def touches(word: tuple[str, float, float, float, float], box: list[float]) -> bool:
    """Say whether a word [text, x0, top, x1, bottom] overlaps a box [x0, top, x1, bottom]."""
    _, x0, top, x1, bottom = word
    return x0 < box[2] and box[0] < x1 and top < box[3] and box[1] < bottom


def facts_wrong(facts: list[Any], pages: dict[Any, Any], people: int) -> list[str]:
    """Find facts that are not what they say."""
    wrong = []
    for fact in facts:
        name, anchors = f"fact {fact['id'][:12]}", fact["anchors"]
        said = [f["value"] for f in fact["fields"].values()] + [a["quote"] for a in anchors]
        masked = any(BLANK in text for text in said)
        if not masked and identity(fact) != fact["id"]:
            wrong.append(f"{name}: its values, quotes or places are not those of its id")
        if len({d["by"] for d in fact["decisions"]}) < people:
            wrong.append(f"{name}: accepted by fewer than {people}")
        for field, told in fact["fields"].items():
            quotes = [bare(a["quote"]) for a in anchors if a["field"] == field and not a["role"]]
            if not any(bare(told["written"]) in q for q in quotes):
                wrong.append(f"{name}: no quote holds {field} as written")
        for a in anchors:
            page = pages.get((fact["document"], a["page"]))
            if page is None:
                wrong.append(f"{name}: page {a['page']} is not in the bundle")
                continue
            inside = bare(
                "".join(w[0] for w in page["words"] if any(touches(w, b) for b in a["boxes"]))
            )
            if BLANK not in a["quote"] and bare(a["quote"]) not in inside:
                wrong.append(f"{name}: the quote of {a['field']} does not stand in its box")
    return wrong


def claims_wrong(claims: list[Any], facts: set[str], story: str) -> list[str]:
    """Find claims that did not pass, lack a fact, or are not in the story; and links to none."""
    wrong = []
    linked = re.findall(r"\[([^\]]*)\]\(claim:([^)]+)\)", story)
    known = {(c["words"], c["id"]) for c in claims}
    wrong += [
        f"claim {i}: the story links to it and the bundle has none"
        for w, i in linked
        if (w, i) not in known
    ]
    for claim in claims:
        if (claim["words"], claim["id"]) not in linked:
            wrong.append(f"claim {claim['id']}: the story does not say {claim['words']!r}")
        if claim["outcome"] != "passed":
            wrong.append(f"claim {claim['id']}: {claim['outcome']}")
        wrong += [
            f"claim {claim['id']}: fact {f[:12]} is missing"
            for f in claim["facts"]
            if f not in facts
        ]
    return wrong


def verify(root: Path, key: str = "") -> tuple[list[str], str]:
    """Give (what is wrong, fingerprint of the signer) of a bundle."""
    there = files_of(root)
    tags = root / TAGS
    for name in (TAGS, SIGNATURE, MANIFEST, "data/bundle.json"):
        if name not in there:
            return [f"{name}: missing"], ""
    wrong, print_ = [], ""
    try:
        print_ = signer((root / SIGNATURE).read_text("ascii"), tags.read_bytes())
        if key and print_ != key:
            wrong.append(f"{SIGNATURE}: signed by {print_}, not by {key}")
    except (ValueError, IndexError) as error:
        wrong.append(f"{SIGNATURE}: {error}")
    top = {p for p in there if not p.startswith("data/")} - {TAGS, SIGNATURE, NOTE}
    wrong += [f"{p}: missing" for p in sorted(TOP - top)]
    wrong += compare(root, listed(tags.read_text("utf-8")), top, TAGS)
    payload = {p for p in there if p.startswith("data/")}
    wrong += compare(root, listed((root / MANIFEST).read_text("utf-8")), payload, MANIFEST)
    told = json.loads((root / "data/bundle.json").read_text("utf-8"))
    pages = {(p["document"], p["page"]): p for p in told["pages"]}
    wrong += [f"{p['image']}: missing" for p in told["pages"] if p["image"] not in payload]
    wrong += facts_wrong(told["facts"], pages, told["people"])
    story = (root / "data/story.md").read_text("utf-8") if "data/story.md" in payload else ""
    wrong += claims_wrong(told["claims"], {f["id"] for f in told["facts"]}, story)
    papers = {d["sha256"] for d in told["documents"]}
    wrong += [
        f"fact {f['id'][:12]}: its document is not listed"
        for f in told["facts"]
        if f["document"] not in papers
    ]
    return wrong, print_


def main(arguments: list[str]) -> int:
    """Verify the bundle named, or the one this file lies in."""
    key = ""
    if arguments[:1] == ["--key"]:
        if len(arguments) < 2:
            print("name the fingerprint behind --key")
            return 2
        key, arguments = arguments[1], arguments[2:]
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        wrong, fingerprint = verify(root, key)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"not sound: the bundle cannot be read: {error!r}")
        return 2
    for line in wrong:
        print(f"not sound: {line}")
    known = "the key you named" if key else "compare this with the publisher's fingerprint"
    print(
        f"{len(wrong)} things are wrong" if wrong else f"sound; signed by {fingerprint} ({known})"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
