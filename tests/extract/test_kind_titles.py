"""What a notice is, told by its title alone or with the method its text names."""

from __future__ import annotations

import pytest

from notice_samples import one, text

BODY = "\n采购人：青禾县农业农村局\n代理机构：青禾衡正招标代理有限公司\n项目编号：QH-2024-77-1\n"


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("青禾县种子采购比选公告", "other"),
        ("青禾县种子采购遴选公告", "other"),
        ("青禾县种子竞价采购公告", "other"),
        ("青禾县种子采购询比采购公告", "inquiry"),
        ("青禾县种子采购竞争性谈判公告", "negotiation"),
        ("青禾县种子采购邀请招标公告", "tender"),
        ("青禾县种子采购项目采购公告", "other"),
        ("青禾县种子采购公开招标公告（二次）", "tender"),
        ("青禾县种子采购成交结果公告的更正公告", "correction"),
        ("青禾县种子采购延期公告", "correction"),
        ("青禾县种子采购项目终止公告", "termination"),
        ("青禾县种子采购中标候选人公示", "candidates"),
        ("青禾县种子采购项目履约验收公告", "acceptance"),
        ("青禾县种子采购项目资格预审公告", "prequal"),
        ("种子供应框架协议采购征集公告", "framework"),
        ("青禾县种子采购废标公告", "termination"),
        ("青禾县种子采购流标公告", "termination"),
        ("青禾县种子采购采购失败公告", "termination"),
        ("青禾县种子采购项目开标时间变更公告", "correction"),
        ("青禾县种子采购项目暂停公告", "correction"),
        ("青禾县种子采购项目澄清公告", "correction"),
        ("青禾县种子采购项目成交公告", "award"),
        ("青禾县种子采购项目中选结果公示", "award"),
        ("青禾县种子采购项目评标结果公示", "candidates"),
        ("青禾县种子采购项目预中标公示", "candidates"),
        ("青禾县种子采购政府采购合同公告", "contract"),
        ("青禾县种子采购单一来源成交公告", "award"),
        ("青禾县种子采购网上询价公告", "inquiry"),
        ("青禾县种子采购直接采购结果公示", "award"),
        ("青禾县种子采购磋商邀请", "consultation"),
        ("青禾县农业农村局2024年11月至12月政府采购意向", "intention"),
        ("关于青禾县种子采购项目的投诉处理结果公告", "other"),
    ],
)
def test_the_title_tells_the_form(title: str, form: str) -> None:
    assert one(text(title + BODY), "notice")["form"] == form


def test_a_plain_title_leaves_it_to_the_method() -> None:
    told = text("青禾县种子采购项目采购公告" + BODY + "采购方式：公开招标\n预算金额：12万元\n")
    assert one(told, "notice")["form"] == "tender"
