"""Words that could lead to a source where few stand behind an account: places, trades, kin, names.

It names what it finds and is meant to find too much: a warning costs a look, a source costs more.
Only the words of the role itself are none, and a role is one of a closed list of broad ones.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check.callings import APPOSED, CALLING
from papertrace.check.capitals import unvouched
from papertrace.check.options import text_of
from papertrace.text.places import find_places, latin_places
from papertrace.text.source_roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.model import Claim, Evidence, Testimony

FEW = 2
"""So many sources or fewer are few."""
_NEAR_PLACE = re.compile(
    r"\b(?:village|town|township|county|district|city|hamlet|street|station|bridge|river|checkpoint"
    r"|crossing|border\s+post|camp|prison|jail|barracks?|hospital|clinic|school|church|market"
    r"|factory|mine|farm|port|pier|hotel|island|islet|valley|mountain|hill|lake|harbou?r|temple"
    r"|monastery|mosque|monasteries|orphanage|restaurant|karaoke|dormitor(?:y|ies)|academy|college"
    r"|university|shipyard|airport|quarry|sawmill|logging\s+site|suburb|neighbou?rhood|ward"
    r"|outpost|watchtower|customs\s+house)s?\b"
    r"|村|镇|乡|县|市(?!场)|街|桥|江|口岸|检查站|哨所|监狱|看守所|教堂|岛|寺|清真寺|医院|学校|工厂|码头|屯|里洞",
    re.IGNORECASE,
)
_LISTED = (_NEAR_PLACE, CALLING, APPOSED)


def exposing(text: str, role: str = "") -> str:
    """Give the first words of a text that could lead to a source of this role; '' for none.

    A role that is none of the closed list is itself such a word, wherever it stands.
    """
    if role and role not in ROLES:
        return role
    silent = ROLES.get(role, ())
    for pattern in _LISTED:
        for match in pattern.finditer(text):
            said = match.group().lower()
            if said not in silent and not any(said.endswith(f" {word}") for word in silent):
                return match.group()
    found = [p.name for p in find_places(text)] or list(latin_places(text))
    return found[0] if found else ""


def named(text: str, known: Iterable[str]) -> str:
    """Give the first name in a text that nothing vouches for: a place or a person; '' for none."""
    return next(unvouched(text, known), "")


def testimonies_of(claim: Claim, evidence: Evidence) -> list[Testimony]:
    """Give the signed testimonies of a claim, the one that counts last."""
    name, role = text_of(claim, "claim") or claim.id, text_of(claim, "role")
    some = (t for t in evidence.testimonies if t.claim == name and t.role == role)
    return sorted(some, key=lambda t: (t.month, t.k))


def paragraph(text: str, line: int) -> str:
    """Give the paragraph of a draft in which a line (from 1) stands, without addresses of links."""
    lines = text.splitlines()
    low = next((n + 1 for n in range(line - 1, -1, -1) if not lines[n].strip()), 0)
    high = next((n for n in range(line - 1, len(lines)) if not lines[n].strip()), len(lines))
    return re.sub(r"\]\([^)\s]*\)", "]", " ".join(_plain(lines[low:high])))


def _plain(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line.strip()
