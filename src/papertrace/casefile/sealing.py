"""Signatures in the envelope of OpenSSH (`ssh-keygen -Y`), so that others' tools can test them."""

from __future__ import annotations

import base64
import hashlib
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papertrace.casefile.keys import SigningKey

_KIND = b"ssh-ed25519"
_METHOD = b"sha512"
_WIDTH = 70


def seal(key: SigningKey, data: bytes, namespace: str) -> str:
    """Sign bytes for one purpose (`namespace`): the text of a `.sig` file."""
    told = hashlib.sha512(data).digest()
    head = (namespace.encode(), b"", _METHOD)
    signature = key.sign(b"SSHSIG" + b"".join(map(_string, (*head, told))))
    packed = _string(_KIND) + _string(signature)
    blob = b"SSHSIG" + (1).to_bytes(4, "big")
    blob += b"".join(map(_string, (_public(key.public), *head, packed)))
    lines = "\n".join(textwrap.wrap(base64.b64encode(blob).decode(), _WIDTH))
    return f"-----BEGIN SSH SIGNATURE-----\n{lines}\n-----END SSH SIGNATURE-----\n"


def fingerprint(public: str) -> str:
    """Give a public key's (hex) fingerprint as `ssh-keygen -l` prints it."""
    digest = hashlib.sha256(_public(public)).digest()
    return "SHA256:" + base64.b64encode(digest).decode().rstrip("=")


def _public(public: str) -> bytes:
    return _string(_KIND) + _string(bytes.fromhex(public))


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data
