"""Words that state how many or how much without a number, and words that leave out no one.

They cannot be compared with a fact, so no claim covers them: they are told, and a person waives
them or writes the figure. Idioms that state nothing (at all, after all) are left alone.
"""

from __future__ import annotations

import re

_SCALES = "dozen|hundred|thousand|million|billion|trillion"
_VAGUE: tuple[str, ...] = (
    # large numbers without one: thousands, a dozen, several hundred, multi-million, million-yuan
    r"\b(?:untold|countless|innumerable|uncounted|numberless)\b",
    r"\bmore\s+(?:(?:people|men|women|children)\s+)?(?:were|are|died|fled|have|had)\s+(?:\w+\s+){0,2}than\b",
    r"\b(?:scores|thousands|millions|billions|trillions|hundreds\s+of)\b",
    rf"\b(?:(?:several|many|a\s+few|few|multiple|multi|a|an)[\s-]+)?(?:{_SCALES})\b",
    r"\b(?:four|five|six|seven|eight|nine|ten)[\s-]figure\b",
    r"\ban?\s+(?:couple|pair|score|handful|minority)(?=\s+of\b|\s+\w+s\b)",
    # movements without a size
    r"\b(?:soar|skyrocket|plummet|nosediv)(?:ed|es|s)\b(?!\s+(?:by|to|from|past)\b)",
    r"飙升|暴涨|激增|骤增|猛增|锐减|暴跌|骤降",
    # multiples
    r"\b(?:twice|thrice|double|treble[ds]?|trebling|triple|quadruple|quintupl\w*|sextupl\w*|\d+\s?x)\b",
    r"\b(?!unfold|manifold|scaffold|blindfold|enfold|billfold)[a-z]+[\s-]?fold\b",
    # shares
    r"\b(?:a|the)\s+(?:(?:vast|great|large|overwhelming|clear)\s+)?majority\b",
    # numbers in other signs: ½ ① ² Ⅻ XII
    r"[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]",
    r"[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf\u2160-\u217f]+",
    r"(?<!\w)[²³¹⁰⁴-⁹₀-₉]+",
    rf"(?<![A-Za-z])[IVXLCDM]{{2,}}(?=\s+(?:{_SCALES})\b)",
    r"(?<![A-Za-z])(?<![A-Z]\s)(?-i:X{0,3}(?:IX|IV|V?I{2,3}|VI|X{1,3}))(?=\s+(?-i:[a-z]+s|people|men|women|children)\b)(?!\s+(?:was|is|has|does|wins)\b)",
    # Chinese: 数百万 好几亿 上千 十多亿 几十, 翻倍, 过半
    r"[数几好多上成逾超近约][几]?[十百千万亿]+|[十百千万亿][多余几来][万亿千百]*|[多余][万亿元人名艘]",
    r"翻了?[一两几]?[番倍]|成倍|加倍|倍增",
    r"过半|近半|大半|绝?大?多数|大部分|大多|半数",
)
_ALL = (
    r"(?<!at )(?<!after )(?<!above )(?<!in )(?<!over )(?<!first of )\ball\b"
    r"(?!\s+(?:right|over|along|too|but|the\s+(?:more|same))\b)"
)
_TOTAL: tuple[str, ...] = (
    _ALL,
    r"\bevery(?=\s+\w)(?!\s+(?:now|so|other\s+day)\b)|\b(?:everyone|everybody|entire(?:ly)?)\b",
    r"\b(?:always|unprecedented)\b",
    r"全部|所有|无一|无人|每一[个名艘人次]|一律|始终|总是",
)
VAGUE = re.compile("|".join(_VAGUE), re.IGNORECASE)
"""Amounts without a number."""
TOTAL = re.compile("|".join(_TOTAL), re.IGNORECASE)
"""Words that say of a whole that nothing is left out."""
