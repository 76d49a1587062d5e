"""What suits a column of a flattened table: the type of a column, and the price of a cell in it.

A lot or serial column counts, a column of bodies names bodies, a money column holds figures or
words for nothing, a quantity counts, a date column dates; free text holds what is left. A known
head word and a verdict are no value of money, of a lot or of a body. Nothing is laid out here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from papertrace.extract.labels import LOT, is_blank, is_label, plain
from papertrace.extract.listings import TOTAL_ROW
from papertrace.extract.names import looks_like_body
from papertrace.text.fold import folded_text

BLANK = 2
"""What a cell that is not printed costs."""
KEY_BLANK = 3
"""What it costs in a column of lots or ranks."""
MERGED = 1
"""What it costs in a column of lots where ranks go on below one lot."""
_ODD, _WORSE, _WORST = 1, 2, 4
_LONG_NUMBER = 4
_SHORT_WORD = 6
_SHORT_TEXT = 20
_LONGEST_NAME = 4

_HAN = "一二三四五六七八九十"
_NUMBER = r"\d[\d,，]*(?:\.\d+)?"
_FIGURE = re.compile(rf"-?{_NUMBER}")
_SERIAL = re.compile(rf"[（(]?(?:\d{{1,4}}(?:[-－.]\d{{1,3}})?|[{_HAN}]{{1,3}})[）)]?[、.]?")
_RANK = re.compile(
    rf"(?:第|排名|推荐)*\s*[{_HAN}\d]{{1,2}}\s*(?:名|位)?\s*(?:推荐)?(?:的)?(?:中标|成交|中选|入围|定标)?"
    r"(?:候选(?:人|供应商|单位))?"
)
_LOT = re.compile(
    rf"(?:第?\s*(?:\d{{1,3}}|[{_HAN}]{{1,3}}|[A-ZⅠ-Ⅹ])\s*(?:号?包组?|标段|标项|标包|分标|分包|品目)?|[包标].{{1,8}})"
)
_LOT_CODE = re.compile(r"[A-Za-z0-9\[\]〔〕（）()./_-]*\d[A-Za-z0-9\[\]〔〕（）()./_-]*")
_CURRENCY = r"(?:人民币|RMB|CNY|[￥¥])"
_MONEY = re.compile(
    rf"(?:[^\d:：]{{1,10}}[:：])?(?:约|为|共|计|{_CURRENCY})*\s*-?{_NUMBER}\s*[（(]?(?:[百千]?[万亿]?元?(?:人民币)?整?)?[）)]?"
    r"(?:[/／每][^\d]{1,6})?(?:[（(][^（）()]{1,30}[）)])?"
)
_CAPITALS = re.compile(rf"{_CURRENCY}?[:：]?[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正\s]{{3,}}")
_WITH_MONEY = re.compile(rf"[^\d]{{0,20}}{_NUMBER}\s*[万亿]?元.{{0,40}}")
_RATE = re.compile(rf"[^\d]{{0,12}}{_NUMBER}\s*[%％‰折].{{0,12}}")
_COUNT = re.compile(
    rf"(?:约)?{_NUMBER}\s*[^\d\s元%％]{{0,6}}|[{_HAN}两若]{{1,3}}[^\d\s元]{{1,2}}|若干"
)
_TERM = re.compile(r"\d+\s*(?:年|个?月|日历天|日|天)|.*(?:日内|天内|年内)")
_DATE = re.compile(
    rf"(?:20)?\d{{2}}\s*[年./-]\s*(?:\d{{1,2}}|[{_HAN}]{{1,2}}|第?[{_HAN}1-4]季度|[上下]半年).{{0,12}}"
    rf"|20\d{{2}}年?(?:[01]\d(?:[0-3]\d)?)?|(?:\d{{1,2}}|[{_HAN}]{{1,2}})月(?:份|底|初|中旬|上旬|下旬)?.{{0,4}}|第?[{_HAN}1-4]季度"
)
_SCORE = re.compile(r"\d{1,3}(?:\.\d+)?分?")
_CODE = re.compile(r"[0-9A-Z]{15,20}")
_LATIN = re.compile(r"[0-9A-Za-z（）()\[\]〔〕./_-]+")
_NOTHING = re.compile(
    r"待定|待核?定|另定|暂无|未定|(?:详|参|另)?见.{1,20}|按实.{0,8}|据实.{0,8}|-+|—+|/"
)
_ENDS_WELL = r"(?:中标|成交|中选|入围|入选|胜出|通过|合格)"
VERDICT = re.compile(
    rf"(?:已|拟|确定|推荐|确定为|为)?{_ENDS_WELL}(?:人|供应商|单位|方|者)?"
    rf"|(?:未|没有?|不予?).{{0,3}}{_ENDS_WELL}.{{0,10}}|落[选标]|淘汰|出局|不(?:合格|通过|符合).{{0,10}}|(?:被)?否决.{{0,10}}"
    rf"|(?:按)?无效(?:投标|响应|报价|处理|标)?|.{{0,12}}(?:审查|评审)(?:不|未)?(?:通过|合格)|废标|流标|弃标|放弃|是|否|√|×|★"
)
_FAILED = re.compile(r".{0,8}(?:废标|流标|采购失败|终止|未成交).{0,12}")
_PERSON = re.compile(r"[一-鿿·]{2,4}")
_AT_END = re.compile(r"(?:标段|标包|标项|包)$")
_VERDICT_HEAD = re.compile(
    r".*(?:结果|结论|是否|资格审查|符合性审查|状态)(?:说明)?|(?:资格|符合)性?(?:审查|检查)"
)
_DATE_HEAD = re.compile(r".*(?:时间|日期|年份|月份|年月)")
_TERM_HEAD = re.compile(
    r".*(?:期|期限|周期|时限)|(?:服务|交付|交货|供货|施工|实施|质保|履约|响应).{0,4}时间"
)
_SHARE_HEAD = re.compile(r".*(?:比例|占比|份额|率)")
_BRACKETED = re.compile(r"\([^()]*\)")
_NAME_HEAD = frozenset({"名称", "内容", "项目", "采购内容", "服务内容", "建设内容"})

_ROLES = {
    "body": ("supplier", "candidate", "buyer", "owner", "agent", "member"),
    "money": (
        "amount", "quote", "budget", "ceiling", "both", "unit_price", "total", "fee", "deposit",
        "estimate", "revised",
    ),
    "date": (
        "month", "published", "signed", "deadline", "awarded", "opening", "first_published",
        "taken_over", "corrected",
    ),
    "name": ("item_name", "project_name", "lot_name", "contract_name"),
    "place": ("contact",),
}  # fmt: skip
_BY_ROLE = {role: kind for kind, roles in _ROLES.items() for role in roles} | {
    kind: kind for kind in ("serial", "rank", "lot", "rate", "score", "code", "maker")
}


@lru_cache(maxsize=4096)
def type_of(role: str, head: str) -> str:
    """Give the type of a column by its role and head: serial, lot, body, money, date, free ..."""
    told = _BRACKETED.sub("", plain(head))
    if told in _NAME_HEAD:
        return "name"
    if role == "quantity":
        return "unit" if "单位" in told and "数量" not in told else "count"
    if role == "lot" and re.search(r"编[号码]", told):
        return "code lot"
    if role in _BY_ROLE:
        kind = _BY_ROLE[role]
        return "rate" if kind == "money" and re.search(r"[%％]", head) else kind
    if role in {"", "other", "opinion"}:
        for pattern, kind in (
            (_VERDICT_HEAD, "verdict"),
            (_SHARE_HEAD, "rate"),
            (_TERM_HEAD, "term"),
            (_DATE_HEAD, "date"),
        ):
            if pattern.fullmatch(told):
                return kind
    return "any" if role in {"before", "after", "change_item", "change_text", "reason"} else "free"


@lru_cache(maxsize=65536)
def cost_of(kind: str, text: str) -> int | None:
    """Give what a cell costs in a column of a type: 0 where it suits, None where it cannot be."""
    told = folded_text("".join(text.split()))
    if TOTAL_ROW.fullmatch(plain(text)):
        return None
    if kind == "any":
        return 0
    if _NOTHING.fullmatch(told) or is_blank(text):
        return {"serial": None, "lot": _WORSE, "code lot": _ODD, "rank": _ODD, "body": _ODD}.get(
            kind, 0
        )
    if kind not in _FREE and kind != "verdict":
        if _FAILED.fullmatch(told) and kind in {"body", "money"}:
            return _ODD if kind == "body" else _WORSE
        if VERDICT.fullmatch(told) or is_label(text):
            return None
    return _TESTS[kind](told)


def _serial(told: str) -> int | None:
    return 0 if _SERIAL.fullmatch(told) else None


def _rank(told: str) -> int | None:
    return 0 if _RANK.fullmatch(told) else None


def _lot(told: str) -> int | None:
    if _LOT.fullmatch(told) or LOT.match(told):
        return 0
    if looks_like_body(told) or _figured(told) or _DATE.fullmatch(told):
        return None
    return _WORSE if len(told) <= _SHORT_TEXT else None


def _code_lot(told: str) -> int | None:
    return 0 if _LOT_CODE.fullmatch(told) else _lot(told)


def _body(told: str) -> int | None:
    if looks_like_body(told) and not _AT_END.search(told):
        return 0
    return _WORST if _PERSON.fullmatch(told) and not _RANK.fullmatch(told) else None


def _maker(told: str) -> int | None:
    if looks_like_body(told):
        return 0
    return None if _figured(told) or _DATE.fullmatch(told) else _WORSE


def _name(told: str) -> int | None:
    if _figured(told) or _DATE.fullmatch(told) or VERDICT.fullmatch(told):
        return _WORST
    return _WORSE if _named(told) or is_label(told) else 0


def _money(told: str) -> int | None:
    if _MONEY.fullmatch(told) or _CAPITALS.fullmatch(told):
        return 0
    if _TERM.fullmatch(told) or _DATE.fullmatch(told):
        return None
    return _ODD if _WITH_MONEY.fullmatch(told) or _RATE.fullmatch(told) else None


def _rate(told: str) -> int | None:
    if _RATE.fullmatch(told) or _FIGURE.fullmatch(told):
        return 0
    return _WORSE if _MONEY.fullmatch(told) or re.search(r"\d.*[%％]", told) else None


def _count(told: str) -> int | None:
    if _FIGURE.fullmatch(told) or _COUNT.fullmatch(told):
        return 0
    if "元" in told or (looks_like_body(told) and told.endswith("公司")):
        return None
    if re.match(r"\d", told) and len(told) <= _SHORT_TEXT:
        return _ODD
    return _WORSE if len(told) <= _SHORT_WORD and not re.search(r"\d", told) else None


def _unit(told: str) -> int | None:
    if not re.search(r"\d", told):
        return 0 if len(told) <= _SHORT_WORD and not looks_like_body(told) else None
    return _ODD if "/" in told and not _MONEY.fullmatch(told) else None


def _date(told: str) -> int | None:
    if _DATE.fullmatch(told):
        return 0
    if _FIGURE.fullmatch(told) or looks_like_body(told) or _money(told) == 0:
        return None
    return _WORSE


def _term(told: str) -> int | None:
    return _WORSE if looks_like_body(told) or is_label(told) else 0


def _score(told: str) -> int | None:
    return 0 if _SCORE.fullmatch(told) else None


def _code(told: str) -> int | None:
    if _CODE.fullmatch(told):
        return 0
    if looks_like_body(told):
        return None
    return _ODD if _LATIN.fullmatch(told) else _WORSE


def _verdict(told: str) -> int | None:
    if VERDICT.fullmatch(told):
        return 0
    if _figured(told) or looks_like_body(told) or is_label(told):
        return None
    return _ODD


def _free(told: str) -> int | None:
    if _named(told) or is_label(told):
        return _WORSE
    return _ODD if _WITH_MONEY.fullmatch(told) or _DATE.fullmatch(told) else 0


def _place(told: str) -> int | None:
    if told.endswith("公司"):
        return _WORSE
    return _ODD if _FIGURE.fullmatch(told) and len(told) < _LONG_NUMBER else 0


_FREE = frozenset({"name", "free", "term", "place"})
_TESTS = {
    "serial": _serial,
    "rank": _rank,
    "lot": _lot,
    "code lot": _code_lot,
    "body": _body,
    "maker": _maker,
    "name": _name,
    "money": _money,
    "rate": _rate,
    "count": _count,
    "unit": _unit,
    "date": _date,
    "term": _term,
    "score": _score,
    "code": _code,
    "verdict": _verdict,
    "free": _free,
    "place": _place,
}


def _named(told: str) -> bool:
    """Say whether a text names an organisation and nothing that is counted."""
    return looks_like_body(told) and not re.search(r"\d", told)


def _figured(told: str) -> bool:
    """Say whether a text is a figure, a sum or a rate and nothing else."""
    return bool(_MONEY.fullmatch(told) or _CAPITALS.fullmatch(told) or _RATE.fullmatch(told))


def counted(text: str) -> int | None:
    """Give the number that a serial, rank or lot states, None where it states none."""
    told = folded_text("".join(text.split()))
    found = re.search(rf"\d{{1,4}}|[{_HAN}]{{1,3}}", told)
    if found is None:
        return None
    if found[0].isdigit():
        return int(found[0])
    tens, ten, ones = found[0].partition("十")
    digit = _HAN.find
    if not ten:
        return digit(found[0]) + 1 if len(found[0]) == 1 else None
    return (digit(tens) + 1 if tens else 1) * 10 + (digit(ones) + 1 if ones else 0)
