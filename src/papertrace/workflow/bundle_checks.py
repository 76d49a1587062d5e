"""Check an evidence bundle from papertrace's side: by its own copy of the verifier, and once more.

The verifier that lies in a bundle may have been changed with it; this one was not. Signature and
time-stamps are tested a second time by other libraries than the verifier's own arithmetic and
openssl, so that neither stands alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files as package_files
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from papertrace.casefile import Item, stamps
from papertrace.publish import bundle_verifier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WHAT = "bundle"


def check(root: Path, key: str = "") -> Iterator[Item]:
    """Say item by item whether a bundle is sound; `key` is the publisher's fingerprint."""
    try:
        wrong, signer, untested = bundle_verifier.verify(root, key)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        yield Item(_WHAT, root.name, "broken", f"It cannot be read: {error!r}.")
        return
    for line in wrong:
        name, _, why = line.partition(": ")
        yield Item(_WHAT, name, "broken", f"{why or line}.")
    yield from _again(root)
    own = (package_files("papertrace.publish") / "bundle_verifier.py").read_bytes()
    if (root / "verify.py").is_file() and (root / "verify.py").read_bytes() != own:
        message = "It is another one than this version's; this version's own copy was used."
        yield Item(_WHAT, "verify.py", "could-not-be-checked", message)
    if not wrong and not key:
        message = f"Signed by {signer}; without --key nothing says that this is the publisher."
        yield Item(_WHAT, "signature", "could-not-be-checked", message)
    elif not wrong:
        yield Item(_WHAT, root.name, "sound", f"Whole, and signed by {signer}: {_edition(root)}.")
    for line in untested:
        yield Item(_WHAT, "time-stamps", "could-not-be-checked", f"Not tested: {line}.")


def _edition(root: Path) -> str:
    """Say which edition of which story a sound bundle is."""
    told = json.loads((root / "data/bundle.json").read_text("utf-8"))
    return f"{told['title']!r}, {told['edition']} edition, number {told['number']}, of {told['at']}"


def _again(root: Path) -> Iterator[Item]:
    """Test signature and time-stamps by other means."""
    name = bundle_verifier.SIGNATURE
    try:
        _signed((root / name).read_text("ascii"), (root / bundle_verifier.TAGS).read_bytes())
        told = json.loads((root / "data/bundle.json").read_text("utf-8"))
    except (OSError, ValueError, IndexError, InvalidSignature):
        yield Item(_WHAT, name, "broken", "It is no signature of what the bundle lists.")
        return
    for seal in told["seals"]:
        for one in seal["stamps"]:
            yield _stamp(root, bytes.fromhex(seal["salt"] + seal["root"]), one)


def _signed(armoured: str, data: bytes) -> None:
    """Test an SSHSIG; ValueError, IndexError or InvalidSignature where it is none."""
    blob = base64.b64decode("".join(armoured.splitlines()[1:-1]), validate=True)
    key, namespace, reserved, method, packed = bundle_verifier.parts_of(blob[10:])
    told = (namespace, reserved, method, hashlib.sha512(data).digest())
    message = b"SSHSIG" + b"".join(len(p).to_bytes(4, "big") + p for p in told)
    public = Ed25519PublicKey.from_public_bytes(bundle_verifier.parts_of(key)[1])
    public.verify(bundle_verifier.parts_of(packed)[1], message)


def _stamp(root: Path, sealed: bytes, one: dict[str, Any]) -> Item:
    name = str(one["answer"])
    try:
        pem = (root / one["roots"]).read_text("utf-8") if one["roots"] else ""
        roots = stamps.certificates(pem) if pem else []
        made = stamps.proved((root / name).read_bytes(), sealed, roots)
    except (OSError, ValueError) as error:
        return Item(_WHAT, name, "broken", f"The time-stamp does not hold: {error}.")
    if not made.trusted:
        message = "No certificate was named by which to test its signature."
        return Item(_WHAT, name, "could-not-be-checked", message)
    return Item(_WHAT, name, "sound", f"What was sealed was there no later than {made.at}.")
