"""Another body as the subject nearest to a figure, in a sentence that is not understood whole.

It looks at one thing: the name directly before the verb or noun that governs the link, with what
stands between commas taken out. Where that is no body of the claim's, the claim fails.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check.grammar import names
from papertrace.check.grammar.ground import Wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.check.grammar.ground import Ground
    from papertrace.check.grammar.lattice import Linked

_KINDS = frozenset({"amount", "part_of", "count", "change", "date", "share"})
_UNIT = (
    r"(?:border|inspection|frontier|station|post|bureau|office|department|company|government|\s)*"
)
_VERB = (
    r"(?:budget(?:ed|s)?|spent|spends|paid|pays|planned|plans|awarded|signed|contracted|invited|bought"
    r"|earmarked|allocated|set\s+aside|had|has|opened|built)"
)
_GOVERNS = re.compile(
    rf"(?:['’]s?)?\s+{_UNIT}(?:budget\s+(?:was|is|of)|{_VERB})\b[^,;:]*\Z", re.IGNORECASE
)
_BEGINS = re.compile(
    rf"(?:\A|[,;:(]|\band\b|\bbut\b|\bwhile\b|['’]s?\s+\w+)\s*(?:the\s+)?(?:{_UNIT}(?:at|of|in)\s+)?(?:the\s+)?\Z",
    re.IGNORECASE,
)
_HAN_GOVERNS = re.compile(
    r"(?:的|在)?(?:(?:19|20)\d\d年度?)?[^，。；,;]{0,4}(?:预算|支出|计划|签订|支付|招标)[^，。；,;]{0,6}\Z"
)
_BETWEEN = re.compile(r",[^,;:]*,")


def of_another(ground: Ground) -> Iterator[Wrong]:
    """Give the claims whose figure is told of a body that has no part in it."""
    for link in ground.sentence.links:
        claim = link.claim
        if claim.kind not in _KINDS or claim.id not in ground.results:
            continue
        named = _governing(ground, link)
        own = names.bodies_of_claim(claim, ground.facts(claim), ground.evidence)
        owners = names.owners_of(ground.facts(claim), ground.evidence)
        if named and owners and not ground.known.bodies(named) & own:
            whose = ", ".join(sorted(owners))
            told = f"The sentence says it of {named!r}; the evidence is of {whose}."
            yield Wrong(claim, named, "body", told)


def _governing(ground: Ground, link: Linked) -> str:
    """Give the name that governs a link; '' where none surely does."""
    pattern = ground.known.pattern()
    before = _BETWEEN.sub(" ", ground.sentence.text[: link.start])
    found = list(pattern.finditer(before)) if pattern else []
    if not found:
        return ""
    last = found[-1]
    behind = before[last.end() :]
    if _HAN_GOVERNS.match(behind) and re.search(r"[\u3400-\u9fff]", last.group()):
        return last.group()
    fits = _GOVERNS.match(behind) and _BEGINS.search(before[: last.start()])
    return last.group() if fits else ""
