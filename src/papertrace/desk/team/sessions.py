"""The team's door: who signed in, until they leave, rest too long, or are shown out.

A session is random bytes in a cookie; the person's key lies open in memory as long as it lasts, and
nowhere else. At every request the account is looked at again: a role taken away is gone at once.
"""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from papertrace.desk.entry import IDLE
from papertrace.desk.team.accounts import MOST, mark, signer
from papertrace.desk.team.locked import fresh, signing
from papertrace.desk.team.roles import may

if TYPE_CHECKING:
    from collections.abc import Callable

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from papertrace.casefile import SigningKey
    from papertrace.desk.team.accounts import Account, Book
    from papertrace.desk.team.tries import Tries

LONGEST: Final = 12 * 3600.0
"""Seconds after which a session ends, however busy it was."""
_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Visit:
    """One person, signed in: what a request is made as."""

    name: str
    role: str
    key: SigningKey = field(repr=False)
    fresh: bool
    """Whether their password must be changed first."""
    shown: dict[tuple[str, int], str]
    """(document, page) -> digest of its picture, of the pages that this person was sent."""

    def may(self, right: str) -> bool:
        """Say whether this person has a right in this case."""
        return may(self.role, right)


def _nobody() -> Visit:
    return Visit("", "", signing("", fresh()), fresh=False, shown={})


@dataclass(slots=True)
class _Session:
    name: str
    turn: int
    private: Ed25519PrivateKey
    began: float
    used: float
    shown: dict[tuple[str, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a right password gives: two cookies."""

    session: str
    device: str
    fresh: bool


@dataclass(slots=True)
class Door:
    """The door of one case's desk."""

    case: str
    """The case's id."""
    book: Book
    tries: Tries
    clock: Callable[[], float] = time.monotonic
    nobody: Visit = field(default_factory=_nobody)
    """As whom is asked for what is free: without any right, with a key that no case knows."""
    evaluated: int = 0
    """Passwords that were looked at."""
    _sessions: dict[str, _Session] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _one: threading.Lock = field(default_factory=threading.Lock)

    @property
    def free(self) -> tuple[str, ...]:
        """Give what is open to whoever has not signed in: the form for it and how it looks."""
        return ("/sign-in", "/static/")

    def sign_in(self, name: str, password: str, address: str, device: str) -> SignedIn | str:
        """Let a person in; '' where the password is wrong, 'later' where it was not looked at.

        Whoever has no role in this case is told no more than whoever does not exist.
        """
        found = self.book.get(name)
        known = mark(device) if device and found and mark(device) in found.devices else ""
        counted = self.tries.begin(name, address, known)
        if not counted:
            return "later"
        with self._one:  # a guess takes 64 MiB: one after the other
            self.evaluated += 1
            opened = self.book.opened(name, password[: MOST + 1])
        if opened is None or not may(opened[0].roles.get(self.case, ""), "read"):
            return ""
        self.tries.right(counted)
        account, private = opened
        if not known:
            device = secrets.token_urlsafe(_BYTES)
            self.book.remember(name, device)
        return SignedIn(self._begun(account, private), device, account.fresh)

    def _begun(self, account: Account, private: Ed25519PrivateKey) -> str:
        session, now = secrets.token_urlsafe(_BYTES), self.clock()
        with self._guard:
            old = [m for m, s in self._sessions.items() if self._over(s, now)]
            for one in old:
                del self._sessions[one]
            self._sessions[mark(session)] = _Session(account.name, account.turn, private, now, now)
        return session

    @staticmethod
    def _over(session: _Session, now: float) -> bool:
        return now - session.used > IDLE or now - session.began > LONGEST

    def knows(self, session: str) -> bool:
        """Say whether a session stands, and note that it was used."""
        return self.visit(session, used=True) is not self.nobody

    def visit(self, session: str, *, used: bool = False) -> Visit:
        """Give whose session it is; `nobody` where it does not stand."""
        key, now = mark(session), self.clock()
        with self._guard:
            held = self._sessions.get(key)
            if held is None:
                return self.nobody
            account = self.book.get(held.name)
            role = account.roles.get(self.case, "") if account and account.enabled else ""
            if account is None or not role or account.turn != held.turn or self._over(held, now):
                del self._sessions[key]
                return self.nobody
            if used:
                held.used = now
            key_now = signer(account, held.private)
            return Visit(held.name, role, key_now, account.fresh, held.shown)

    def leave(self, session: str) -> None:
        """End a session."""
        with self._guard:
            self._sessions.pop(mark(session), None)

    def choose(self, session: str, old: str, new: str) -> tuple[str, str] | None:
        """Change a password; give the new code and the new session, None where `old` is wrong.

        UsageError where the new one is too short. Every other session of the person ends.
        """
        visit = self.visit(session)
        if visit is self.nobody:
            return None
        counted = self.tries.begin(visit.name, "", mark(session))
        if not counted:
            return None
        with self._one:
            self.evaluated += 1
            opened = self.book.opened(visit.name, old[: MOST + 1])
        if opened is None:
            return None
        self.tries.right(counted)
        account, private = opened
        code = self.book.choose(account.name, private, new)
        return code, self._begun(self.book.need(account.name), private)
