"""Chinese numerals for tests: what a number looks like in words."""

from __future__ import annotations

FORMAL = "零壹贰叁肆伍陆柒捌玖", ("", "拾", "佰", "仟")
ORDINARY = "零一二三四五六七八九", ("", "十", "百", "千")


def spell(number: int, names: tuple[str, tuple[str, ...]]) -> str:
    """Write a whole number below 10^12 in Chinese numerals."""
    figures, small = names
    if number == 0:
        return figures[0]
    text = ""
    for large, factor in (("亿", 10**8), ("万", 10**4), ("", 1)):
        group = number // factor % 10**4
        if not group:
            continue
        if text and group < 1000:
            text += figures[0]
        part, gap = "", False
        for power in (3, 2, 1, 0):
            figure = group // 10**power % 10
            if figure:
                part += (figures[0] if gap and part else "") + figures[figure] + small[power]
                gap = False
            else:
                gap = True
        text += part + large
    return text
