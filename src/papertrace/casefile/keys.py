"""People's private keys: Ed25519, one file a key, readable by their owner alone.

The folder lies outside every case. Nothing here knows a case or a person's name; a private key
never leaves its file but to sign.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from papertrace.casefile import disk
from papertrace.errors import NotPreserved, UnknownKey, UsageError
from papertrace.model import Key
from papertrace.settings import nearest

if TYPE_CHECKING:
    from pathlib import Path

_LABEL = re.compile(r"\w[\w.-]{0,63}")
_SUFFIX = ".key"
_ENTRY = b"papertrace log entry\n"


def key_id(public: str) -> str:
    """Give the id of a public key (hex): the first 16 hex digits of its sha256."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()[:16]


def entry_message(entry_hash: str) -> bytes:
    """Give the bytes that are signed for a log entry, which are no other thing's bytes."""
    return _ENTRY + entry_hash.encode()


def signed_by(public: str, signature: str, message: bytes) -> bool:
    """Say whether a signature (hex) over `message` was made with the key of `public` (hex)."""
    try:
        key, raw = bytes.fromhex(public), bytes.fromhex(signature)
        Ed25519PublicKey.from_public_bytes(key).verify(raw, message)
    except (InvalidSignature, ValueError):
        return False
    return raw.hex() == signature  # the one spelling that is ever written


class SigningKey:
    """A key that can sign."""

    __slots__ = ("_private", "id", "label", "public")

    def __init__(self, label: str, private: Ed25519PrivateKey) -> None:
        """Take the label under which it is kept, and the private key."""
        self._private = private
        self.label = label
        self.public = private.public_key().public_bytes_raw().hex()
        self.id = key_id(self.public)

    def __repr__(self) -> str:
        """Give label and id; never the key."""
        return f"SigningKey({self.label!r}, id={self.id!r})"

    def sign(self, message: bytes) -> bytes:
        """Give the 64 bytes of the Ed25519 signature."""
        return self._private.sign(message)

    def key(self) -> Key:
        """Give its public part, as a case keeps it."""
        return Key(self.id, self.label, self.public)


class Keyring:
    """The folder of one user's keys."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made with the first key."""
        self.folder = folder

    def make(self, label: str) -> SigningKey:
        """Make and keep a key; the first one made becomes the default.

        UsageError where the label is taken or cannot be a file name, NotPreserved where the key
        could not be written.
        """
        if not _LABEL.fullmatch(label):
            msg = f"{label[:80]!r} cannot be the name of a key."
            raise UsageError(
                msg,
                remedy="Use up to 64 letters, digits, dots, hyphens and underscores.",
            )
        private = Ed25519PrivateKey.generate()
        pem = private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        try:
            self._make_folder()
            disk.write_new(self._path(label), pem, 0o600)
            if not (self.folder / "default").exists():
                disk.write_over(self.folder / "default", label.encode(), 0o600)
        except FileExistsError:
            msg = f"There is a key `{label}` already."
            raise UsageError(msg, remedy="Give the new key another name.") from None
        except OSError as error:
            msg = f"The key `{label}` could not be written: {error.strerror}."
            raise NotPreserved(msg) from error
        return SigningKey(label, private)

    def get(self, label: str) -> SigningKey:
        """Give the key of this label; UnknownKey where there is none or it cannot be read."""
        known = self.labels()
        if label not in known:
            hint = nearest(label, known) + " " if known else ""
            msg = f"There is no key `{label}`."
            raise UnknownKey(msg, remedy=f"{hint}{UnknownKey.remedy}")
        try:
            private = serialization.load_pem_private_key(disk.read(self._path(label)), None)
        except (OSError, ValueError, TypeError) as error:
            msg = f"The key `{label}` cannot be read: {error}."
            raise UnknownKey(msg) from error
        if not isinstance(private, Ed25519PrivateKey):
            msg = f"The key `{label}` is not an Ed25519 key."
            raise UnknownKey(msg)
        return SigningKey(label, private)

    def labels(self) -> tuple[str, ...]:
        """Give the labels of all keys, sorted."""
        if not self.folder.is_dir():
            return ()
        names = (p.name for p in self.folder.iterdir() if p.is_file())
        return tuple(sorted(n.removesuffix(_SUFFIX) for n in names if n.endswith(_SUFFIX)))

    def default(self) -> SigningKey | None:
        """Give the key that the file `default` names; None where none was ever made."""
        named = self.folder / "default"
        if not named.exists():
            return None
        return self.get(disk.read(named).decode(errors="replace").strip())

    def _path(self, label: str) -> Path:
        return self.folder / f"{label}{_SUFFIX}"

    def _make_folder(self) -> None:
        missing = [p for p in (self.folder, *self.folder.parents) if not p.exists()]
        for path in reversed(missing):
            disk.make_folder(path, 0o700)
        disk.chmod(self.folder, 0o700)
