"""The words by which news doubts a claim, and by which it says whose claim it doubts.

Patterns alone; which claim a doubt belongs to is for `bindings`.
"""

from __future__ import annotations

import re

_VERIFIED = r"(?:verif(?:y|ied)|confirm(?:ed)?|check(?:ed)?|corroborated?)"
_COULD_NOT = (
    r"(?:could not|was unable to|were unable to|could(?:n['’]t)|can ?not|has not|have not|had not)"
)
UNVERIFIED = re.compile(
    rf"{_COULD_NOT}\s+(?:be\s+|been\s+|been able to\s+)?independently\s+(?:be\s+)?{_VERIFIED}"
    rf"|not\s+(?:been\s+)?(?:possible|able)\s+to\s+(?:independently\s+)?{_VERIFIED}"
    rf"|{_COULD_NOT}\s+(?:be(?:en)?\s+)?{_VERIFIED}\s+(?:[^.]{{3,60}}\s+)?independently"
    rf"|{_COULD_NOT}\s+(?:be|been)\s+{_VERIFIED}|unable to verify|could(?: not|n['’]t) verify"
    r"|(?:no|without)\s+independent\s+(?:verification|confirmation)"
    r"|(?:无法|未能|尚未|没有|难以|未经|未获)(?:得到|获得|进行|对[^，。]{0,12}|经)?"
    r"(?:其他|任何)?[^，。]{0,8}?(?:独立)?"
    r"(?:核实|证实|查证|求证|验证)"
)
BY_ITSELF = re.compile(r"\s*(?:that\s+|[，,])?(?:it|they|he|she|we|其|该报|本报)?\s*$")
OTHERS = re.compile(
    r"\b(?:the|those|these|such)\s+(?:claims?|reports?|allegations?|accounts?|figures?)[,，]?\s+(?:which|that|but\s+it)?\s*$"
)
"""What a speaker mentions is not what he says: `it was checking the claims, which ...`."""
NUMBERS = re.compile(
    r"\b(?:figures?|numbers?|estimates?|toll|tally|count|data|statistics)\b|数字|数据|统计|人数"
)
VOICES = re.compile(
    r"\b(?:his|her|their|accounts?|testimon(?:y|ies)|[Vv]oice|story|stories)\b|讲述|证词|[他她其](?:们)?的?说法"
)
