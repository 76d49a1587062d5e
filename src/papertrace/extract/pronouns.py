"""Words that mean a speaker named before: pronouns, `the ministry`, 该局.

Patterns alone; whom they mean is for `bindings`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papertrace.extract.speakers import Act

_BACK = r"(?:also|later|further|then|again|has|had|have|but|nevertheless|repeatedly|separately)"
_EN_VERBS: tuple[tuple[Act, str], ...] = (
    (
        "no_response",
        r"(?:did|has|have|had)\s+not\s+(?:immediately\s+)?(?:respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?)",
    ),
    (
        "decline",
        r"(?:declined|refused)\s+(?:to\s+)?(?:comment|answer|discuss|respond|say)",
    ),
    ("deny", r"(?:denied|denies|rejected|dismissed)"),
    (
        "assert",
        (
            r"(?:said|says|added|stated|told|noted|warned|estimated|estimates|claimed|confirmed|announced|argued|insisted"
            r"|put|documented|recorded|counted|called|acknowledged)"
        ),
    ),
)
ACTS: tuple[Act, ...] = ("no_response", "decline", "deny", "assert")
EN_PRONOUN = re.compile(
    r"^\s*(?P<quote>[“\"][^”\"]*[”\"]\s*)?"
    r"(?:(?:But|And|However|Later|Separately|In\s+(?:a|an|its|the)\s[^,，]{3,30}|At\s+[^,，]{3,30}"
    r"|On\s+[^,，]{3,20})[,，]?\s+)?(?P<who>[Hh]e|[Ss]he|[Ii]t|[Tt]hey"
    r"|[Tt]he\s+(?:spokes(?:man|woman|person)|official|minister|director|ambassador|report|study)"
    r"|(?:[Tt]he\s+)?[Ss]pokes(?:man|woman|person)(?:\s+[A-Z][\w-]+){1,3})"
    rf"\s+(?:{_BACK}\s+)*(?:" + "|".join(f"(?P<{act}>{words})" for act, words in _EN_VERBS) + r")\b"
)
ZH_PRONOUN = re.compile(
    r"^(?P<quote>“[^”]*”[，。]?)?(?:对此|此外|同时|另外|随后)?[，]?(?P<who>他们|她们|他|她|该(?:新闻)?(?:发言人|负责人|官员|人士|工作人员|局长|站长|副站长|副局长))"
    r"(?:还|也|同时|又|并|进一步|随后|另|则|均|再次|对此)*(?:(?P<no_response>未(?:予|作)?(?:回应|回复|答复))"
    r"|(?P<decline>(?:拒绝|不予|未予)(?:置评|评论))|(?P<deny>否认)|(?P<assert>表示|说|称|指出|强调|透露|介绍|补充(?:说|道)?|坦言|认为|回应(?:称|说)?))"
)
GOES_ON = re.compile(r"\s*[“\"](?P<words>[^”“\"]{4,}?)[.。!！?？]?[”\"][.。]?\s*")
"""A sentence that is nothing but a quotation."""
_FAMILIES = (
    (r"ministry", r"Ministry"),
    (r"bureau", r"Bureau"),
    (r"office", r"Office"),
    (r"embassy", r"[Ee]mbassy"),
    (r"mission|delegation", r"[Mm]ission|[Dd]elegation"),
    (r"consulate", r"[Cc]onsulate"),
    (r"service", r"[Ss]ervice"),
    (r"agency", r"Agency"),
    (r"administration", r"Administration"),
    (r"commission", r"Commission"),
    (r"department", r"Department"),
    (r"police", r"[Pp]olice"),
    (r"institute", r"Institute"),
    (r"company|firm|maker|contractor|supplier", r"Company|Corporation|Corp|Ltd|Co\b"),
    (r"newspaper", r"Times|Post|Daily|News|Herald|Journal"),
    (
        r"group|organi[sz]ation|NGO|charity|watchdog|monitor|observatory",
        (
            r"Group|Organi[sz]ation|Watch|Monitor|Network|Alliance|Coalition|Foundation|Observatory|Association|Rights"
            r"|Project|Initiative|[A-Z]{3,}|^(?:[A-Z]\w+\s?){2,3}$"
        ),
    ),
)
PLAIN = re.compile(r"^(?:the\s+)?(?P<noun>[a-z]+(?:\s[a-z]+)?)$")
THIS = re.compile(r"^(?:该|上述|这一|这家)(?P<noun>[一-鿿]{1,6})$")
ZH_WATCH = re.compile(r"机构|组织|团体|监察|观察|网络|小组")


def family_of(org: str) -> str:
    """Give the common nouns by which a named body may be meant; '' where it has none."""
    return next((words for words, heads in _FAMILIES if re.search(heads, org)), "")
