"""Names of organisations, numbers of projects, credit codes and codes of the classification.

Names are compared, never completed: a short name stays short, and a branch is not its parent.
"""

from __future__ import annotations

import re

from papertrace.text.fold import bare, fold, folded_text, squeeze

_BRACKETS = str.maketrans({"（": "(", "）": ")", "［": "[", "］": "]", "　": " "})
_LABEL = re.compile(
    r"\A[^():]{0,12}?(?:名称|单位|供应商|中标人|成交人|中选人|采购人|招标人|代理机构|建设单位|甲方|乙方|"
    r"承包人|牵头人|牵头方|牵头单位|成员|成员方|成员单位|联合体|主办方|候选人|机构|编号|代码|号)"
    r"(?:\([^()]{0,8}\))?\s*:\s*"
)
_ROLE = re.compile(
    r"\s*\((?:[^()]{0,6}(?:联合体|牵头|成员|主办|参与方|协办)[^()]{0,8}|[甲乙]方|中标人|成交人|"
    r"第?[一二三]?(?:中标|成交)候选人|盖章|公章|[小微中]型?企业|小微企业|主体|联)\)"
)
_JOINED = re.compile(
    r"(?<=公司|学院|大学)(?:和|与|及)(?=[一-龥]{4,})|(?<=[院所厂社])与(?=[一-龥]{4,})"
)
_ROUND = re.compile(
    r"\s*[(\[](?:第?[一二三四五六七八九十\d]+次(?:招标|采购|公告)?|-\d|重新招标|重招|重)[)\]]\s*\Z"
)
_DASHES = re.compile(r"[-‐‑‒–—―−─－﹣~]+")
_PROJECT_LABEL = re.compile(r"\A[^A-Za-z0-9\[\]〔〕:]{0,24}:\s*")
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_CODE = re.compile(r"[\[(]?(?P<code>\d{3}(?:\d{2}){0,2})[\])]?(?!\d)")


def organisations(text: str) -> tuple[str, ...]:
    """Give the organisations a field names: one, or the members of a consortium in order.

    Labels before a colon, roles in brackets and blanks go; brackets come out as NFKC writes them.
    """
    found: list[str] = []
    for part in _split(folded_text(text)):
        name = _LABEL.sub("", part.strip())
        name = _ROLE.sub("", name).strip(" :;,。、\n\t")
        name = squeeze(name)
        if name and name not in found:
            found.append(name)
    return tuple(found)


def _split(text: str) -> list[str]:
    """Split at list signs outside brackets; Co., Ltd. stays whole."""
    parts, depth, current = [], 0, ""
    for index, char in enumerate(text):
        depth += (char in "([") - (char in ")]" and depth > 0)
        latin = char == "," and re.match(r",\s*(?:Ltd|Inc|LLC|Co|L\.|S\.|GmbH)", text[index:])
        if depth == 0 and (char in "、;|" or (char == "," and not latin)):
            parts.append(current)
            current = ""
        else:
            current += char
    parts.append(current)
    return [piece for part in parts for piece in _JOINED.split(part)]


def lead(text: str) -> str:
    """Give the leading member a consortium's text names, '' where it names none."""
    for part in _split(folded_text(text)):
        if re.search(r"牵头|主办", part):
            named = organisations(part)
            return named[0] if named else ""
    return ""


def project_number(text: str) -> str:
    """Give a project number's form for matching: folded, upper case, one dash, no blanks, no round.

    '' where the text holds none.
    """
    folded = _PROJECT_LABEL.sub("", folded_text(text).strip())
    folded = _ROUND.sub("", re.sub(r"\s+", "", folded))
    number = _DASHES.sub("-", folded).upper().strip("-:;,。、")
    return number if re.search(r"\d", number) else ""


def round_of(text: str) -> str:
    """Give the round that a project number or title carries in brackets (二次), '' for none."""
    found = _ROUND.search(folded_text(text).strip())
    return found[0].strip(" ()[]") if found else ""


def credit_code(text: str) -> tuple[str | None, str]:
    """Give a unified social credit code, or None and why it is none (GB 32100 check)."""
    folded = re.sub(r"\s", "", folded_text(text)).rsplit(":", 1)[-1].upper()
    if not re.fullmatch(r"[0-9A-Z]{18}", folded):
        return None, "a credit code has 18 digits and letters"
    if any(c not in _USCC for c in folded):
        return None, "a credit code has no I, O, S, V or Z"
    total = sum(w * _USCC.index(c) for w, c in zip(_WEIGHTS, folded, strict=False))
    if _USCC[(31 - total % 31) % 31] != folded[17]:
        return None, "the check character does not fit"
    return folded, ""


def function_code(text: str) -> tuple[str, ...]:
    """Give the codes of 类, 款 and 项 a cell or three cells (parted by |) name; () for none.

    204, 20402 and 2040220 come out whole; leading zeros that a sheet lost are put back.
    """
    folded = folded_text(text).strip()
    parts = [p.strip() for p in re.split(r"[|]|(?<=\d)\s+(?=\d)", folded) if p.strip()]
    if len(parts) > 1 and all(re.fullmatch(r"\d{1,3}", p) for p in parts):
        code = parts[0] + "".join(p.zfill(2) for p in parts[1:])
    else:
        found = _CODE.match(folded)
        code = found["code"] if found else ""
    if not re.fullmatch(r"2\d{2}(?:\d{2}){0,2}", code):
        return ()
    return tuple(code[:n] for n in (3, 5, 7) if len(code) >= n)


def label_and_unit(text: str) -> tuple[str, str]:
    """Part a label from the unit in its last bracket: 预算金额（万元） -> (预算金额, 万元)."""
    label = bare(text)
    found = re.fullmatch(r"(?P<label>.+?)[(\[](?:单位:?)?(?P<unit>[^()\[\]]{1,12})[)\]]", label)
    if found and _UNIT.fullmatch(found["unit"]):
        return found["label"], found["unit"]
    return label, ""


_UNIT = re.compile(
    r"(?:人民币|RMB|¥)?(?:[十百千万亿]{0,2}(?:元|美元|欧元|日元|港元))(?:/[一-龥A-Za-z0-9·/]{1,8})?|"
    r"%|‰|个|台|套|台/套|人|人次|名|次|件|项|辆|艘|天|日|月|年|个月|小时|平方米|m2|m3|米|m|km|公里|亩|公顷|"
    r"万平方米|吨|公斤|kg|份|批|户|间|座|分"
)


def place_of(text: str, part: str) -> tuple[int, int] | None:
    """Find a squeezed or folded name in the text it was read from; None where it is not there.

    Gives offsets of `text`; white space between its characters does not matter.
    """
    folded = fold(text)
    kept = [i for i, c in enumerate(folded.text) if not c.isspace()]
    dense = "".join(folded.text[i] for i in kept)
    wanted = re.sub(r"\s", "", folded_text(part))
    at = dense.find(wanted) if wanted else -1
    return None if at < 0 else folded.span(kept[at], kept[at + len(wanted) - 1] + 1)
