"""The closed list of roles under which a story may name sealed sources, with their words.

A role is broad on purpose: it says why somebody could know, never who they are. What is narrower (a
nurse, a beekeeper, a name) is no role, for it leads to a source where few stand behind an account.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROLES: Mapping[str, tuple[str, ...]] = {
    "activist": ("activist", "activists", "活动人士", "维权人士"),
    "broker": ("broker", "brokers", "中间人", "经纪人"),
    "defector": ("defector", "defectors", "脱北者", "脱逃者", "叛逃者"),
    "detainee": ("detainee", "detainees", "被拘留者", "被关押者"),
    "diplomat": ("diplomat", "diplomats", "外交官"),
    "employee": ("employee", "employees", "雇员", "员工"),
    "escapee": ("escapee", "escapees", "逃离者"),
    "expert": ("expert", "experts", "专家"),
    "journalist": ("journalist", "journalists", "记者"),
    "lawyer": ("lawyer", "lawyers", "律师"),
    "migrant": ("migrant", "migrants", "移民"),
    "missionary": ("missionary", "missionaries", "传教士"),
    "officer": ("officer", "officers", "警官", "军官"),
    "official": ("official", "officials", "官员"),
    "refugee": ("refugee", "refugees", "难民"),
    "relative": ("relative", "relatives", "亲属", "家属"),
    "researcher": ("researcher", "researchers", "研究者", "研究人员"),
    "resident": ("resident", "residents", "居民"),
    "source": ("source", "sources", "消息人士", "知情人"),
    "survivor": ("survivor", "survivors", "幸存者"),
    "trader": ("trader", "traders", "商人", "贸易商"),
    "witness": ("witness", "witnesses", "目击者", "证人"),
    "worker": ("worker", "workers", "工人", "劳工"),
}
"""Role -> the words of a story that name it."""


def role_of(words: str) -> str:
    """Give the role that words name, in whatever case, number or language; '' for none."""
    folded = " ".join(words.casefold().split())
    return next((role for role, named in ROLES.items() if folded in named), "")
