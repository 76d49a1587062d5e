"""Names that nobody bears, put together from single characters while a test runs.

None is written down: a surname and characters of given names are drawn by a fixed seed, over the
ways in which names are built in documents of a borderland.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_COMMON = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_RARE = "逄缑亓郏佘仝禚苑撒郄缪濮蔺郇揭佟逯仉雒禤"
_COMPOUND = ["欧阳", "司徒", "上官", "诸葛", "尉迟", "皇甫", "慕容", "令狐", "端木", "东方"]
_FIRST = "德国建志文春桂金玉秀海思少永宏俊嘉雅晓明"
_SECOND = "森栋林贵强华燕兰勇军芳梅英玲辉伟涛霞平杰"
_KOREAN_SURNAME = "金朴崔李郑姜权"
_KOREAN_GIVEN = "顺成英哲美善光日姬男淑虎花一元"
_VIET_SURNAME = "阮黎范武裴"
_VIET_MIDDLE = "氏文"
_VIET_GIVEN = "雄明兰贤勇香"
_TURKIC = ("买买提", "艾则孜", "阿依古丽", "吐尔逊", "木合塔尔", "热孜万", "阿布都", "古丽娜")
_TIBETAN = ("扎西", "卓玛", "多杰", "才让", "桑吉", "达瓦", "拉姆", "次仁", "旺堆", "央金")
_MONGOL = ("娜仁", "托雅", "其其格", "巴特尔", "乌云", "格日勒", "苏日", "高娃", "毕力格", "斯琴")
_JAPANESE = ("田中", "佐藤", "铃木", "高桥", "渡边")
_JAPANESE_GIVEN = ["健一", "太郎", "惠子", "诚二", "由美"]
_LATIN_KOREAN = ("Kim", "Park", "Choe", "Jang", "Ri")
_LATIN_GIVEN = ("Chol", "Myong", "Sun", "Hye", "Yong", "Kyong", "Il", "Ok")
_LATIN_FIRST = ("Ai", "Da", "Ser", "Nur", "Bol", "Zha", "Gul")
_LATIN_SECOND = ("gul", "niyar", "ik", "lan", "at", "nara", "mira")
_LATIN_LAST = ("Ser", "Nur", "Abd", "Tul", "Kar", "Bek")
_LATIN_END = ("ikova", "lanov", "uraim", "egenov", "imova", "baeva")


def _han(rng: random.Random, *parts: str | tuple[str, ...] | list[str]) -> str:
    return "".join(rng.choice(p) for p in parts)


def _tibetan(rng: random.Random) -> str:
    return "".join(rng.sample(_TIBETAN, 2))


def _mongol(rng: random.Random) -> str:
    return "".join(rng.sample(_MONGOL, 2))


def _latin_korean(rng: random.Random) -> str:
    a, b = rng.sample(_LATIN_GIVEN, 2)
    return f"{rng.choice(_LATIN_KOREAN)} {a}-{b.lower()}"


def _latin(rng: random.Random) -> str:
    return f"{_han(rng, _LATIN_FIRST, _LATIN_SECOND)} {_han(rng, _LATIN_LAST, _LATIN_END)}"


CHINESE: dict[str, Callable[[random.Random], str]] = {
    "three": lambda r: _han(r, _COMMON, _FIRST, _SECOND),
    "two": lambda r: _han(r, _COMMON, _SECOND),
    "rare": lambda r: _han(r, _RARE, _FIRST, _SECOND),
    "compound": lambda r: _han(r, _COMPOUND, _FIRST, _SECOND),
    "korean": lambda r: _han(r, _KOREAN_SURNAME, _KOREAN_GIVEN, _KOREAN_GIVEN),
    "vietnamese": lambda r: _han(r, _VIET_SURNAME, _VIET_MIDDLE, _VIET_GIVEN),
    "dotted": lambda r: "·".join(r.sample(_TURKIC, 2)),
    "tibetan": _tibetan,
    "mongol": _mongol,
    "japanese": lambda r: _han(r, _JAPANESE, _JAPANESE_GIVEN),
    "marked": lambda r: _han(r, _COMMON, _FIRST) + "示例",
    "spaced": lambda r: _han(r, _COMMON) + " " + _han(r, _SECOND),
    "latin": _latin_korean,
}
"""How a name in a Chinese document may be built."""

ENGLISH: dict[str, Callable[[random.Random], str]] = {
    "korean": _latin_korean,
    "turkic": _latin,
}
"""How a name in an English document may be built."""


def names(ways: dict[str, Callable[[random.Random], str]], seed: int) -> Iterator[tuple[str, str]]:
    """Give (way, name) without end, each way in turn, no name twice."""
    rng, seen = random.Random(seed), set[str]()  # noqa: S311  (samples, not secrets)
    while True:
        for way, make in ways.items():
            name = make(rng)
            for _ in range(50):
                if name not in seen:
                    break
                name = make(rng)
            seen.add(name)
            yield way, name
