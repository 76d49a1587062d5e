"""The accounts of a team: who there is, their role in each case, their locked key.

One file beside the keys of whoever runs the desk, outside every case. A key belongs to an account
for good: a new password locks the same key, and it opens with the old password or with the code
that its owner was given. Nothing here signs.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from papertrace.desk.team import locked
from papertrace.desk.team.roles import ROLES
from papertrace.desk.team.shelf import Shelf
from papertrace.errors import UnknownKey, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from papertrace.casefile import SigningKey

_NAME: Final = re.compile(r"\w[\w.-]{0,63}")
LEAST: Final = 12
"""Characters of a password that a person chooses."""
MOST: Final = 1024
_DEVICES: Final = 8
_PASSWORD: Final = 4
_CODE: Final = 6
"""Groups of five letters: of a password that is given out, of the code that opens the key."""


@dataclass(frozen=True, slots=True)
class Account:
    """One member of the team."""

    name: str
    label: str
    """The name under which cases know the key."""
    public: str
    sealed: str
    """The private key, locked with the password."""
    spare: str = ""
    """The same, locked with the code that only its owner has; '' before they chose a password."""
    roles: dict[str, str] = field(default_factory=dict)
    """Case id -> role."""
    enabled: bool = True
    fresh: bool = True
    """Whether the password was given by somebody else: then it opens nothing but its change."""
    turn: int = 0
    """Raised to end every session that was begun before."""
    devices: tuple[str, ...] = ()
    """Marks of browsers in which this person signed in before."""


def mark(secret: str) -> str:
    """Give what is kept of a secret of random bytes."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Book:
    """All accounts, in one file."""

    def __init__(self, folder: Path, cost: locked.Cost | None = None) -> None:
        """Take the folder; the file is made with the first account."""
        self.folder = folder
        self.cost = cost or locked.Cost()
        self._shelf = Shelf(folder / "team.json")

    def all(self) -> tuple[Account, ...]:
        """Give every account, by name."""
        held = self._shelf.look()
        return tuple(_account(held[name]) for name in sorted(held))

    def get(self, name: str) -> Account | None:
        """Give one account."""
        told = self._shelf.look().get(name)
        return _account(told) if told else None

    def need(self, name: str) -> Account:
        """Give one account; UnknownKey where there is none."""
        found = self.get(name)
        if found is None:
            msg = f"There is no account `{name[:80]}`."
            raise UnknownKey(msg, remedy="`papertrace team list` names them.")
        return found

    def add(self, name: str) -> tuple[Account, str]:
        """Make an account with a key of its own; give it and its first password. UsageError."""
        if not _NAME.fullmatch(name):
            msg = f"{name[:80]!r} cannot be the name of an account."
            raise UsageError(msg, remedy="Use letters, digits, dots, hyphens and underscores.")
        password, private = locked.words(_PASSWORD), locked.fresh()
        made = Account(
            name,
            name,
            locked.signing(name, private).public,
            locked.sealed(private, name, password, self.cost),
        )

        def put(held: dict[str, Any]) -> None:
            if name in held:
                msg = f"There is an account `{name}` already."
                raise UsageError(msg, remedy="`papertrace team role NAME ROLE` lets it in here.")
            held[name] = asdict(made)

        self._shelf.change(put)
        return made, password

    def change(self, name: str, how: Callable[[Account], Account]) -> Account:
        """Change an account; UnknownKey where there is none."""
        self.need(name)

        def put(held: dict[str, Any]) -> Account:
            made = how(_account(held[name]))
            held[name] = asdict(made)
            return made

        return self._shelf.change(put)

    def role(self, name: str, case: str, role: str) -> Account:
        """Give an account a role in a case; '' takes it away. UsageError for no such role."""
        if role and role not in ROLES:
            msg = f"{role[:40]!r} is no role."
            raise UsageError(msg, remedy=f"Roles: {', '.join(ROLES)}.")
        return self.change(
            name, lambda a: replace(a, roles={**a.roles, case: role} if role else _without(a, case))
        )

    def enable(self, name: str, *, on: bool) -> Account:
        """Let an account sign in, or no more; its sessions end."""
        return self.change(name, lambda a: replace(_ended(a), enabled=on))

    def end(self, name: str) -> Account:
        """End every session of an account, and forget the browsers it was used in."""
        return self.change(name, _ended)

    def choose(self, name: str, private: Ed25519PrivateKey, password: str) -> str:
        """Lock an account's key with a password of its owner's choice; give the new code.

        UsageError where the password is too short. Other sessions end.
        """
        if not LEAST <= len(password) <= MOST:
            msg = f"A password has {LEAST} characters or more."
            raise UsageError(msg, remedy="Use four or more random words.")
        code = locked.words(_CODE)
        one = locked.sealed(private, name, password, self.cost)
        two = locked.sealed(private, name, code, self.cost)
        self.change(name, lambda a: replace(_ended(a), sealed=one, spare=two, fresh=False))
        return code

    def reset(self, name: str, code: str) -> str:
        """Give an account a new first password, its key opened with the code; UsageError."""
        found = self.need(name)
        private = locked.unsealed(found.spare, name, code.strip()) if found.spare else None
        if private is None:
            msg = "The key does not open with this code."
            raise UsageError(msg, remedy="Without it only a new key helps: --new-key")
        return self._given(name, private, found.label)

    def renew(self, name: str) -> str:
        """Give an account a new key and a first password; the old key is lost."""
        found, private = self.need(name), locked.fresh()
        number = int(found.label.removeprefix(f"{name}-") or 1) if found.label != name else 1
        return self._given(name, private, f"{name}-{number + 1}")

    def _given(self, name: str, private: Ed25519PrivateKey, label: str) -> str:
        password = locked.words(_PASSWORD)
        box = locked.sealed(private, name, password, self.cost)
        public = locked.signing(label, private).public
        self.change(
            name,
            lambda a: replace(
                _ended(a), label=label, public=public, sealed=box, spare="", fresh=True
            ),
        )
        return password

    def opened(self, name: str, password: str) -> tuple[Account, Ed25519PrivateKey] | None:
        """Open an account's key; None where name or password is wrong, or it is disabled.

        It takes as long whichever of these it is.
        """
        found = self.get(name)
        if found is None or not found.enabled:
            locked.in_vain(password, self.cost)
            return None
        private = locked.unsealed(found.sealed, name, password)
        return None if private is None else (found, private)

    def remember(self, name: str, device: str) -> None:
        """Note a browser in which somebody signed in."""
        told = mark(device)
        self.change(name, lambda a: replace(a, devices=(*a.devices, told)[-_DEVICES:]))


def signer(account: Account, private: Ed25519PrivateKey) -> SigningKey:
    """Give an account's key as one that signs."""
    return locked.signing(account.label, private)


def _ended(account: Account) -> Account:
    return replace(account, turn=account.turn + 1, devices=())


def _without(account: Account, case: str) -> dict[str, str]:
    return {one: role for one, role in account.roles.items() if one != case}


def _account(told: dict[str, Any]) -> Account:
    return Account(**{**told, "devices": tuple(told["devices"])})
