"""What may stand behind the name of a body in one field: a place, a code, a short name, a section.

Anything else there is not part of the name, and as often as not somebody who can be reached in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.text.personal_lexicon import is_known, words
from papertrace.text.personal_names import is_personal_name
from papertrace.text.places import is_place

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "\u3400-\u9fff"
_END = (
    r"(?:公司|集团|[局委站院厅署处科所厂店馆会团府室队校行社]|中心|基地|农场|牧场|总部|分部|[)）])"
)
_TOLD = (
    r"(?:(?:经办|承办|联系|负责|代理|经手|收件|委托|授权)人?|法人(?:代表)?|法定代表人|代表|经理|主管|船主|收)?"
    rf"[ \u3000:：]*(?P<told>[{_HAN}](?:[ \u3000·•‧・]{{0,3}}[{_HAN}]){{1,7}})"
)
_BRACKETED = re.compile(rf"{_END}[ \u3000]*[（(【\[]{_TOLD}[ \u3000\d-]*(?:[)）】\]]|\Z)")
_BEHIND = re.compile(rf"{_END}[ \u3000]*[-/／｜|—–:：,，、][ \u3000]*{_TOLD}[ \u3000\d-]*\Z")
_ADMITTED = re.compile(
    r"(?:公司|集团|合伙|个体|本级|机关|总部|分部|筹|原|曾用名|简称|下称|[局委站院厅署处科所厂店馆会团府室队校行社部省市县区州盟旗乡镇村])\Z"
    r"|简称|下称|合伙|有限|集团|中国|单位|牵头|成员|联合"
)


def behind_body(text: str) -> Iterator[tuple[int, int]]:
    """Give what behind a body's name is no place, short name or body, but may be somebody."""
    for pattern in (_BRACKETED, _BEHIND):
        for m in pattern.finditer(text):
            if _somebody("".join(m["told"].split())):
                yield m.span("told")


def _somebody(told: str) -> bool:
    if _ADMITTED.search(told) or is_place(told) or is_known(told):
        return False
    if is_personal_name(told):
        return True
    return all(len(w) == 1 for w in words(told))
