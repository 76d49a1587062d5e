"""Names of units: measures with their factors, time, and the words that count things.

Measures come out in m, m2, m3, kg; time in English; what counts things stays as printed.
"""

from __future__ import annotations

import re
from decimal import Decimal


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_LENGTH = {
    "公里": "1000", "千米": "1000", "km": "1000", "米": "1", "延米": "1", "延长米": "1", "m": "1",
    "分米": "0.1", "厘米": "0.01", "公分": "0.01", "cm": "0.01", "毫米": "0.001", "mm": "0.001",
    "海里": "1852", "nautical mile": "1852", "mile": "1609.344", "英里": "1609.344",
    "kilometer": "1000", "kilometre": "1000", "meter": "1", "metre": "1", "foot": "0.3048",
    "feet": "0.3048", "英尺": "0.3048", "yard": "0.9144", "inch": "0.0254", "英寸": "0.0254",
    "里": "500", "华里": "500",
}  # fmt: skip
_AREA = {
    "平方米": "1", "平米": "1", "平方": "1", "m2": "1", "平方公里": "1000000", "km2": "1000000",
    "平方千米": "1000000", "公顷": "10000", "ha": "10000", "hectare": "10000",
    "平方厘米": "0.0001", "cm2": "0.0001", "square meter": "1", "square metre": "1", "sq m": "1",
    "sqm": "1", "square kilometer": "1000000", "square kilometre": "1000000",
    "sq km": "1000000", "square foot": "0.09290304", "square feet": "0.09290304",
    "sq ft": "0.09290304", "平方英尺": "0.09290304", "square mile": "2589988.110336",
    "平方英里": "2589988.110336", "acre": "4046.8564224", "英亩": "4046.8564224",
}  # fmt: skip
_MASS = {
    "公斤": "1", "千克": "1", "kg": "1", "吨": "1000", "t": "1000", "克": "0.001", "g": "0.001",
    "毫克": "0.000001", "mg": "0.000001", "斤": "0.5", "tonne": "1000", "metric ton": "1000",
    "kilogram": "1", "gram": "0.001", "pound": "0.45359237", "磅": "0.45359237",
}  # fmt: skip
_VOLUME = {
    "立方米": "1", "立方": "1", "m3": "1", "cubic meter": "1", "cubic metre": "1",
    "升": "0.001", "毫升": "0.000001", "liter": "0.001", "litre": "0.001", "ml": "0.000001",
}  # fmt: skip
MEASURES: dict[str, tuple[str, Decimal]] = {
    name: (unit, Decimal(factor))
    for unit, table in (("m", _LENGTH), ("m2", _AREA), ("kg", _MASS), ("m3", _VOLUME))
    for name, factor in table.items()
}
"""Printed name -> unit and factor."""
MU = ("亩", "mu")
"""15 亩 are 1 公顷 exactly, so the factor is no decimal."""

TIMES = {
    "个工作日": "working_day", "工作日": "working_day", "working day": "working_day",
    "business day": "working_day", "周年": "year", "年": "year", "个年度": "year",
    "year": "year", "个季度": "quarter", "季度": "quarter", "个月": "month", "月": "month",
    "month": "month", "个星期": "week", "星期": "week", "周": "week", "week": "week",
    "个日历天": "day", "日历天": "day", "日历日": "day", "个自然日": "day", "自然日": "day",
    "自然天": "day", "个日历日": "day",
    "个自然天": "day", "天": "day", "日": "day", "day": "day", "个小时": "hour", "小时": "hour",
    "h": "hour", "hour": "hour", "分钟": "minute", "min": "minute", "minute": "minute",
    "秒钟": "second", "秒": "second", "second": "second",
}  # fmt: skip
"""Printed name of a span of time -> English unit."""

EACH = {"例": "case", "年": "year", "年度": "year", "每年": "year"} | {
    "个月": "month", "月": "month", "月度": "month", "季": "quarter", "季度": "quarter",
    "周": "week", "星期": "week", "天": "day", "日": "day", "小时": "hour", "分钟": "minute",
    "个": "个", "平方米": "m2", "公里": "km", "year": "year", "month": "month", "day": "day",
    "week": "week", "hour": "hour", "case": "case", "人天": "人·day",
}  # fmt: skip
"""What a quantity is per: time in English, 例 as case, counters as printed."""

COUNTERS = _words(
    "人次 人天 人 名 位 个 艘 辆次 辆 台班 台套 台 套 批次 批 "
    "件次 件 起 例次 例 次 架次 架 只 条 项 家 户次 户 间 栋 "
    "幢 座 处 所 份 张 本 册 场次 场 期 班次 班 组 支 枚 部 "
    "块 根 副 门 扇 樘 株 棵 头 匹 把 盏 桶 瓶 盒 袋 箱 包 "
    "卷 片 粒 颗 口 眼 道 段 站 点位 点 课时 学时 单位 村 镇 "
    "乡 篇 幅 面 路 车次 航次 床 席 节 宗 案 笔 发 顶 双 对 "
    "层 轮 届 岁 度 倍 款 种 类 级 员 队 家次 分册 机组 艇 船 "
    "孔 芯 兆 千瓦时 千瓦 瓦 字 页 卡 证"
)
"""Words that count things; the longest wins."""
NOUNS = _words(
    "站点 点位 项目 单位 部门 口岸 村庄 社区 街道 乡镇 床位 车位 "
    "泊位 名额 岗位 工位 座位 席位 摄像头 监控点 执勤点 检查站 "
    "派出所 支队 大队 站 村 镇 乡 县 市 区 省 国家 包 标段 标项 "
    "案件 批次 点 所 队 班 课时 学时 小组 家庭 企业 学校 系统 "
    "平台 系列"
)
"""What may be counted with 个, and is then the unit itself (18个站)."""


def any_of(words: tuple[str, ...] | dict[str, str] | dict[str, tuple[str, Decimal]]) -> str:
    """Give a pattern of all these words, the longest first; Latin ones end at a word's end."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w) + (r"s?(?![A-Za-z])" if w.isascii() else "") for w in ordered)


def key_of(printed: str, table: dict[str, str] | dict[str, tuple[str, Decimal]]) -> str:
    """Give the key under which a printed unit stands in a table, '' where it stands in none."""
    lowered = printed.lower()
    return next((k for k in (printed, lowered, lowered.rstrip("s")) if k in table), "")


def singular(noun: str) -> str:
    """Give an English noun's singular: stations -> station, people -> person."""
    word = noun.lower()
    if word.endswith("people"):
        return word[:-6] + "person"
    if re.search(r"[^aeiou]ies\Z", word):
        return word[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x|z)es\Z", word):
        return word[:-2]
    return word[:-1] if re.search(r"[^s]s\Z", word) else word
