"""The right of reply: who was accused of what, who asked them how and when, what they answered.

A step is one signed act; the ledger is the steps in order. papertrace sends nothing itself, so a
step says what a person did elsewhere. Nothing is judged here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Step = Literal["allegation", "letter", "attempt", "answer", "not-asked", "seconded"]
"""`not-asked` is an editor's decision with a reason; `seconded` is a second key's yes to it."""


@dataclass(frozen=True, slots=True)
class ReplyStep:
    """One act towards one party."""

    id: str
    """Hash of the log entry that holds it."""
    step: Step
    party: str
    """The body or company, as the story names it. Never a private person."""
    claims: tuple[str, ...] = ()
    """Names of the claims it is about (`allegation`)."""
    channel: str = ""
    """letter, fax, e-mail, telephone, form, in person (`attempt`, `answer`)."""
    on: str = ""
    """Day it was done, ISO 8601 (`attempt`, `answer`)."""
    deadline: str = ""
    """Day by which an answer was asked for (`attempt`)."""
    text: str = ""
    """The answer, whole (`answer`); the reason (`not-asked`); digest of the letter (`letter`)."""
    about: str = ""
    """Id of the step that is seconded (`seconded`)."""
    by: str = ""
    at: str = ""
    facts: tuple[str, ...] = ()
    """Ids of the facts its claims stood on when it was noted (`allegation`)."""
