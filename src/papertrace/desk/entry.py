"""Who may come in: whoever holds the link that was shown in the terminal, once.

A start link is used up by the first browser that opens it, which gets a session of random bytes.
A session that rests too long ends, and a new link is shown. Nothing of this is ever written down.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

START: Final = "/start/"
"""What is open without a session: the start link alone."""
IDLE: Final = 30 * 60.0
"""Seconds without a request after which a session ends."""
_BYTES: Final = 32


def _mark(secret: str) -> str:
    """Give what is kept of a secret: looking it up takes as long whatever was guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(slots=True)
class Entry:
    """The door of one desk."""

    address: str
    """Scheme, host and port, as a browser writes an origin."""
    tell: Callable[[str], None]
    """Shows a line to whoever started the desk."""
    clock: Callable[[], float] = time.monotonic
    _token: str = ""
    _sessions: dict[str, float] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    @property
    def free(self) -> tuple[str, ...]:
        """Give what is open without a session."""
        return (START,)

    def visit(self, session: str) -> None:
        """Give nobody: whoever came in acts with the key the desk was started with."""
        del session

    def link(self) -> str:
        """Make a new start link; one made before is void."""
        token = secrets.token_urlsafe(_BYTES)
        with self._guard:
            self._token = _mark(token)
        return f"{self.address}/start/{token}"

    def admit(self, token: str) -> str | None:
        """Use a start link up; give the new session's secret, None where the link is void."""
        with self._guard:
            if not self._token or not secrets.compare_digest(self._token, _mark(token)):
                return None
            self._token = ""
            session = secrets.token_urlsafe(_BYTES)
            self._sessions[_mark(session)] = self.clock()
            return session

    def knows(self, session: str) -> bool:
        """Say whether a session stands, and note that it was used."""
        mark, now = _mark(session), self.clock()
        with self._guard:
            used = self._sessions.get(mark)
            if used is None:
                return False
            if now - used <= IDLE:
                self._sessions[mark] = now
                return True
            del self._sessions[mark]
        self.tell(f"The desk rested for {IDLE / 60:.0f} minutes and closed. Go on at {self.link()}")
        return False
