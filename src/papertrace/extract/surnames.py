"""English news calls a spokesman by surname once he was introduced: whose office that is.

The surname is compared and stepped over, never kept; where two offices could be meant, none is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from papertrace.extract.bodies_en import OFFICIAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from papertrace.extract.speakers import Said, Span

_SAYS = re.compile(
    r"(?:^\s*|[,，][”\"]?\s+|[”\"]\s*)(?:(?:Mr|Ms|Mrs|Dr)\.?\s+)?(?P<who>[A-Z][a-z]+(?:-[A-Z]?[a-z]+)?)\s+"
    r"(?:also\s+|later\s+|then\s+|further\s+)?"
    r"(?P<verb>said|told|added|noted|stressed|stated|acknowledged|claimed|insisted|argued|warned|explained|emphasi[sz]ed)\b"
    r"(?:\s+(?:reporters|journalists|(?:a|an|the)\s+(?:[a-z]+\s+){0,3}(?:briefing|conference)|a\s+newspaper))?"
)
_NOBODY = re.compile(
    r"(?:It|He|She|They|We|This|That|The|But|And|China|Japan|Russia|Korea|Beijing|Seoul|Tokyo|Moscow|Pyongyang"
    r"|Washington|Authorities|Officials|Police|Residents|Activists|Experts|Analysts|Researchers)$"
)
_BEFORE, _BEHIND = 60, 40
_MARKS = " ,;:.，；：。、“”\"'"


def named_again(text: str, spoken: Iterable[tuple[str, str, Said]]) -> tuple[int, Said] | None:
    """Read `…, Koo said` of a spokesman introduced before: (number of the speech meant, what).

    `spoken` are the speeches so far: (sentence that names the speaker, body, what was read).
    None where nobody, or more than one body, is meant, and where a quotation holds the verb.
    """
    match = _SAYS.search(text)
    if match is None or _NOBODY.match(match["who"]):
        return None
    meant = [
        (number, org, said)
        for number, (sentence, org, said) in enumerate(spoken)
        if org and _introduces(sentence, said, match["who"])
    ]
    if len({org for _, org, _ in meant}) != 1:
        return None
    number, _, said = meant[-1]
    lead = text[: match.start()].strip(_MARKS)
    words = _stripped(text, (0, match.start()) if lead else (match.end(), len(text)))
    one = replace(
        said, act="assert", verb=match.span("verb"), proposition=words, rest=None, venue=None,
        time=None, more=(),
    )  # fmt: skip
    return number, one


def _introduces(sentence: str, said: Said, surname: str) -> bool:
    """Say whether a sentence names an official of that surname as the one who speaks."""
    if said.role is None or said.private:
        return False
    near = sentence[max(0, said.role[0] - _BEFORE) : said.role[1] + _BEHIND]
    return bool(OFFICIAL.search(near)) and re.search(rf"\b{surname}\b", near) is not None


def _stripped(text: str, said: Span) -> Span | None:
    start, end = said
    while start < end and text[start] in _MARKS:
        start += 1
    start += 5 if text.startswith("that ", start) else 0
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return (start, end) if end - start > 3 else None  # noqa: PLR2004  (nothing said)
