"""What several visits to a watched page mean: same, changed, moved, gone, blocked or our fault.

`gone` is said of a page whose site answers otherwise and which itself says so (404 or 410, in words
or as for an address that never was) every time it is asked. A page that says it in words alone, a
captcha, a login, a wall, a script in place of a page, a redirect to somewhere else, silence or an
error never is: then the page could not be seen, which says nothing of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from papertrace.collect.following import Visit
    from papertrace.model.web import Seen

Outcome = Literal["same", "changed", "moved", "gone", "blocked", "our_fault"]

PROBES: Final = 3
"""Visits that must agree before a page is said to be gone."""
AWAY: Final = frozenset({404, 410})
"""Statuses that say that a page is away."""
_ALIKE: Final = 0.75
"""Share of text in common from which on two pages are one that was moved."""
_STUB, _SHRUNK, _STRANGE = 200, 4, 0.1
"""Letters, times shorter, and share in common up to which a page is a notice in its place."""
_OTHER = 0.5
"""Share in common below which a page may be another: its site's first or its "not found"."""
_WORDY = 200
"""Letters from which a page for what is not there is known by its likeness alone."""
_FRONT: Final = re.compile(r"/(?:(?:index|default|home|main)\.\w+)?", re.IGNORECASE)
_DOORS: Final = {
    "captcha": "it shows a captcha in place of the page",
    "login": "it asks for a login in place of the page",
    "barred": "it says in words that access is barred",
    "challenge": "it asks for its scripts to be run before it shows the page",
    "maintenance": "it says that its site is being worked on",
    "missing": "it says in words that there is no such page, not by its status",
}
_OURS: Final = {
    "slow": "it dripped on past our limit of time",
    "too-long": "it is larger than our limit of size",
    "certificate": "its certificate does not hold, and the case does not allow that",
}
_LINE: Final = frozenset({"name", "unreachable", "silent", "broken"})
"""Troubles that may lie at either end of the line."""
_THEIRS: Final = {
    "circle": "its redirects go in a circle: it may insist on cookies",
    "too-many-redirects": "it leads on without end: it may insist on cookies",
    "refused": "it leads to what is not fetched",
}
_DENIED: Final = frozenset({401, 402, 403, 405, 406, 407, 412, 418, 429, 444, 451, 521})


@dataclass(frozen=True, slots=True)
class Before:
    """What was seen at the address when it was captured last."""

    seen: Seen
    final: str
    """The address where its redirects ended."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One visit, and what a worker saw at its end."""

    visit: Visit
    seen: Seen

    @property
    def status(self) -> int:
        """Give the status of the last answer, 0 for none."""
        return self.visit.last.status if self.visit.last else 0

    @property
    def final(self) -> str:
        """Give the address of the last answer, '' for none."""
        return self.visit.last.address.text if self.visit.last else ""


@dataclass(frozen=True, slots=True)
class Around:
    """What else was tried, that tells a page's trouble from its site's and from ours."""

    home: Probe | None = None
    """The site's first page, where it was asked for."""
    others: bool = False
    """Whether any other site answered in the same round."""
    nowhere: Probe | None = None
    """An invented address of the same site, where one was asked for."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a watched page."""

    outcome: Outcome
    reason: str
    """A word of its own for each way: text, status-404, captcha, soft-404 ..."""
    said: str
    final: bool = True
    """False: another visit may tell more, and is asked for."""


def likeness(one: Seen, other: Seen) -> float:
    """Give the share of text that two pages have in common, from 0 to 1."""
    size = max(len(one.sketch), len(other.sketch))
    least = sorted({*one.sketch, *other.sketch})[:size]
    both = {*one.sketch} & {*other.sketch}
    return sum(1 for told in least if told in both) / len(least) if least else 0.0


def is_same(before: Seen, now: Seen) -> bool:
    """Say whether a page shows what it showed: its bytes, or all of its text."""
    if not now.sha256:
        return False
    same_text = bool(before.text_sha256) and before.text_sha256 == now.text_sha256
    return before.sha256 == now.sha256 or (same_text and before.letters > 0)


def verdict(before: Before, probes: Sequence[Probe], around: Around) -> Verdict:
    """Judge the visits so far, the newest last."""
    last, enough = probes[-1], len(probes) >= PROBES
    if last.visit.trouble:
        said_so = all(p.visit.trouble == "status" and p.status in AWAY for p in probes)
        found = _troubled(last, around, agreed=said_so and enough)
        ours = last.visit.trouble in _OURS
        return Verdict(found.outcome, found.reason, found.said, enough or ours)
    found = _shown(before, last, around)
    settled = found.outcome in ("same", "moved") or len(probes) > 1
    return Verdict(found.outcome, found.reason, found.said, settled)


def is_other(before: Before, now: Probe) -> bool:
    """Say whether a whole answer shares so little with the page that another may stand there."""
    return (
        not now.visit.trouble
        and not is_same(before.seen, now.seen)
        and now.seen.letters > 0
        and likeness(before.seen, now.seen) < _OTHER
    )


def _shown(before: Before, last: Probe, around: Around) -> Verdict:
    """Judge an answer that is whole."""
    seen = last.seen
    elsewhere = last.final != before.final
    if is_same(before.seen, seen):
        if elsewhere:
            return Verdict("moved", "redirect", f"it is at {last.final} now, as it was")
        return Verdict("same", "bytes" if seen.sha256 == before.seen.sha256 else "text", "")
    if seen.trouble:
        return Verdict("our_fault", "unread", f"what came could not be looked at: {seen.trouble}")
    alike = likeness(before.seen, seen)
    reason, said = _in_its_place(before, last, alike)
    if not reason and is_other(before, last):
        reason, said = _of_its_site(before, last, around)
    if reason:
        return Verdict("blocked", reason, said)
    if elsewhere:
        return Verdict("moved", "redirect-changed", f"it is at {last.final} now, and changed")
    return Verdict("changed", "content", f"{round(alike * 100)} % of its text is as it was")


def _in_its_place(before: Before, last: Probe, alike: float) -> tuple[str, str]:
    """Give what came in place of the page, with words; '' where it is the page."""
    seen = last.seen
    for sign, said in _DOORS.items():
        if sign in seen.signs:
            return "soft-404" if sign == "missing" else sign, said
    if before.seen.media_type != seen.media_type and seen.media_type == "text/html":
        return "page-for-file", f"a page came in place of the file ({before.seen.media_type})"
    if last.final != before.final and alike < _ALIKE:
        return "elsewhere", f"it leads to {last.final}, which shows something else"
    if not seen.letters and before.seen.letters:
        return "empty", "it shows no text at all without its scripts"
    if 0 < seen.letters <= min(_STUB, before.seen.letters / _SHRUNK) and alike < _STRANGE:
        return "stub", f"{seen.letters} letters stand in place of {before.seen.letters}: look at it"
    return "", ""


def _of_its_site(before: Before, last: Probe, around: Around) -> tuple[str, str]:
    """Tell a page that its site gives for what it does not have; '' where it is none."""
    nowhere, home = around.nowhere, around.home
    if nowhere and not nowhere.visit.trouble and _alike(nowhere.seen, last.seen):
        return "soft-404", "it shows what its site shows at an address that never was"
    front = urlsplit(before.final)
    if _FRONT.fullmatch(front.path or "/") and not front.query:
        return "", ""  # the first page itself is watched, and may change
    if home and not home.visit.trouble and _alike(home.seen, last.seen):
        return "first-page", "it shows its site's first page in place of the page"
    return "", ""


def _alike(one: Seen, other: Seen) -> bool:
    return is_same(one, other) or likeness(one, other) >= _ALIKE


def _troubled(last: Probe, around: Around, *, agreed: bool) -> Verdict:
    """Judge a visit that ended in trouble; `agreed`: every visit said that the page is away."""
    trouble, status = last.visit.trouble, last.status
    if trouble in _OURS:
        return Verdict("our_fault", trouble, _OURS[trouble])
    if trouble in _THEIRS:
        return Verdict("blocked", trouble, _THEIRS[trouble])
    if trouble in _LINE:
        return _silent(last, around)
    if status in AWAY:
        return _away(last, around, agreed=agreed)
    if status in _DENIED:
        return Verdict("blocked", f"status-{status}", f"it answers {status}: access is refused")
    return Verdict("blocked", f"status-{status}", f"it answers {status}, an error of its own")


def _silent(last: Probe, around: Around) -> Verdict:
    """Judge a line that gave nothing: theirs where others answered, else it may be ours."""
    trouble, said = last.visit.trouble, last.visit.said
    home = around.home is not None and around.home.status > 0
    if home or around.others:
        who = "its own first page answers" if home else "other sites answer"
        return Verdict("blocked", trouble, f"{said}, while {who}")
    return Verdict("our_fault", trouble, f"{said}; no other site answered, it may be our line")


def _away(last: Probe, around: Around, *, agreed: bool) -> Verdict:
    """Judge a 404 or 410: gone where it is said every time, by a site that is there."""
    status = last.status
    door = _door(last.seen)
    if door:
        return Verdict("blocked", door, f"it answers {status}, but {_DOORS[door][3:]}")
    if last.seen.size and not last.seen.letters:
        said = f"it answers {status} with a page that shows no text without its scripts"
        return Verdict("blocked", "empty", said)
    if not agreed or around.home is None:
        said = f"it answers {status}; not yet asked often enough"
        return Verdict("blocked", f"status-{status}", said)
    reason, said = _in_doubt(last, around.home, around.nowhere)
    if reason:
        return Verdict("blocked", reason, f"it answers {status}, {said}")
    said = f"it answered {status} {PROBES} times, while its site's first page is there"
    return Verdict("gone", f"status-{status}", said)


def _in_doubt(last: Probe, home: Probe, nowhere: Probe | None) -> tuple[str, str]:
    """Give why a 404 or 410 that no door explains is not believed; '' where it is."""
    if home.visit.trouble or {*home.seen.signs} & {*_DOORS}:
        return "site", "but so the site's first page is not to be seen either"
    if nowhere and _is_shut(nowhere):
        return "site", "but an address that never was is refused in another way"
    if not _says_away(last, nowhere):
        return "unlike", "with a page that does not say so: look at it"
    return "", ""


def _door(seen: Seen) -> str:
    """Give what bars the way to a page, '' for nothing; its words of being missing are none."""
    return next((sign for sign in _DOORS if sign != "missing" and sign in seen.signs), "")


def _is_shut(nowhere: Probe) -> bool:
    """Say whether a site refuses, or fails at, an address that it cannot have."""
    trouble = nowhere.visit.trouble
    return bool(_door(nowhere.seen)) or (
        bool(trouble) and (trouble != "status" or nowhere.status not in AWAY)
    )


def _says_away(last: Probe, nowhere: Probe | None) -> bool:
    """Say whether a 404 or 410 is plain: by its words, bare, or as for what never was.

    Few words that are none of these, alike or not, may be a wall's: then nothing is said.
    """
    if "missing" in last.seen.signs:
        return True
    also = nowhere is not None and nowhere.status in AWAY
    if not last.seen.size:
        return last.status == 410 or (also and nowhere is not None and not nowhere.seen.size)  # noqa: PLR2004  (410: gone)
    return also and nowhere is not None and _is_page_of_errors(last.seen, nowhere.seen)


def _is_page_of_errors(seen: Seen, nowhere: Seen) -> bool:
    return seen.letters > _WORDY and _alike(nowhere, seen)
