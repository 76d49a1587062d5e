"""A person's private key at rest: it opens with their password, and with nothing else.

There is no stored password and no mark of one: a password is right where the key opens with it.
What is derived with argon2id takes as long for a name that nobody has.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from papertrace.casefile import SigningKey
from papertrace.errors import NotInstalled

_KEY: Final = 32
_SALT: Final = 16
_NONCE: Final = 12
_PASSES: Final = 3
_MEMORY: Final = 1 << 16
"""KiB that a guess takes (RFC 9106, the second choice of its section 4)."""
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs."""

    passes: int = _PASSES
    memory: int = _MEMORY
    """KiB."""


def words(groups: int) -> str:
    """Make a secret that can be read out: groups of five letters and digits, 24 bits each."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(groups))


def _derived(secret: str, salt: bytes, cost: Cost) -> bytes:
    try:
        kdf = Argon2id(
            salt=salt, length=_KEY, iterations=cost.passes, lanes=1, memory_cost=cost.memory
        )
    except UnsupportedAlgorithm as error:
        msg = "The installed `cryptography` has no argon2id, which passwords need."
        raise NotInstalled(msg, remedy="pip install --upgrade cryptography") from error
    return kdf.derive(secret.encode())


def _about(name: str) -> bytes:
    return b"papertrace account\n" + name.encode()


def fresh() -> Ed25519PrivateKey:
    """Make a private key."""
    return Ed25519PrivateKey.generate()


def sealed(private: Ed25519PrivateKey, name: str, secret: str, cost: Cost) -> str:
    """Lock the key of an account with a secret; the text says what a guess costs."""
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    box = ChaCha20Poly1305(_derived(secret, salt, cost)).encrypt(
        nonce, private.private_bytes_raw(), _about(name)
    )
    return f"argon2id${cost.passes}${cost.memory}${(salt + nonce + box).hex()}"


def unsealed(text: str, name: str, secret: str) -> Ed25519PrivateKey | None:
    """Open the key of an account; None where the secret is another one."""
    _, passes, memory, held = text.split("$")
    raw = bytes.fromhex(held)
    salt, nonce, box = raw[:_SALT], raw[_SALT : _SALT + _NONCE], raw[_SALT + _NONCE :]
    derived = _derived(secret, salt, Cost(int(passes), int(memory)))
    try:
        private = ChaCha20Poly1305(derived).decrypt(nonce, box, _about(name))
    except InvalidTag:
        return None
    return Ed25519PrivateKey.from_private_bytes(private)


def in_vain(secret: str, cost: Cost) -> None:
    """Spend what a guess costs, for a name that nobody has."""
    _derived(secret, bytes(_SALT), cost)


def signing(name: str, private: Ed25519PrivateKey) -> SigningKey:
    """Give the key as one that signs."""
    return SigningKey(name, private)
