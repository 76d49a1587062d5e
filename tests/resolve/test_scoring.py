"""Names of invented organisations: which may be one, which never."""

from __future__ import annotations

import pytest

from papertrace.resolve import likeness
from papertrace.resolve.scoring import PROPOSED

ALIKE = [
    ("白榆湾船舶制造（宁波）有限公司", "白榆湾船舶制造(宁波)有限公司", 1.0),
    ("宁波白榆湾船舶制造有限公司", "寧波白榆灣船舶製造有限公司", 1.0),
    ("宁波白榆湾船舶有限公司", "宁波白榆湾船舶股份有限公司", 0.9),
    ("宁波白榆湾生物技术有限公司", "宁波白榆湾生物科技有限公司", 0.8),
    ("白榆湾船舶制造有限公司", "宁波白榆湾船舶制造有限公司", 0.75),
    ("宁波云杉生物制药有限公司", "白榆云杉疫苗（宁波）有限公司", 0.7),
    ("云杉设备有限公司", "青石云杉设备有限公司（原云杉设备有限公司）", 0.95),
    ("Baiyu Bay Boats Private Ltd.", "BaiyuBayBoatsPrivateLtd.", 1.0),
    ("Baiyu Bay Boats Private Ltd.", "BaiyuBayBoats Corp.", 0.9),
    ("珲春市环境保护局", "珲春市生态环境局", 0.85),
    ("珲春市公安边防大队", "珲春市边境管理大队", 0.85),
]
APART = [
    ("宁波白榆湾船舶有限公司", "宁波白榆湾船舶有限公司海门分公司", "a branch is not its parent"),
    ("珲春出入境边防检查站", "珲春出入境边防检查站第二大队", "a brigade is not its station"),
    ("国白控股青海有限公司", "国白控股甘肃有限公司", "two subsidiaries"),
    ("国白控股股份有限公司", "国白控股青海有限公司", "a subsidiary is not its parent"),
    ("上海白榆制品研究所有限责任公司", "武汉白榆制品研究所有限责任公司", "two places"),
    ("山东白榆生物制品有限公司", "贵州白榆生物制品有限公司", "two places"),
    ("宁波白榆项目管理有限公司", "宁波青石项目管理有限公司", "two trade names"),
    ("宁波市自然资源和规划局", "宁波市自然资源和规划局数据中心", "a bureau's sub-unit"),
    ("珲春市公安局", "延吉市公安局", "two counties"),
    ("宁波国际投资咨询有限公司", "宁波国际贸易投资有限公司", "common words are no trade name"),
    ("Baiyu Boats (Australia) Pty Ltd", "Baiyu Boats Corp.", "two countries"),
    ("白榆湾市体育局（本级）", "白榆湾市体育局", "the bureau's own budget is not the whole"),
]


@pytest.mark.parametrize(("one", "other", "score"), ALIKE)
def test_names_that_may_be_one(one: str, other: str, score: float) -> None:
    told = likeness(one, other)
    assert told.score == score
    assert told.score >= PROPOSED
    assert told.reason
    assert likeness(other, one).score == score


@pytest.mark.parametrize(("one", "other", "why"), APART)
def test_names_that_are_never_one(one: str, other: str, why: str) -> None:
    assert likeness(one, other).score < PROPOSED, why
    assert likeness(other, one).score < PROPOSED, why
