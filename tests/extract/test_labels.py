"""Labels mean the same whatever their spacing, numbering and brackets."""

from __future__ import annotations

import re

import pytest

from papertrace.extract.label_roles import ROLES
from papertrace.extract.labels import LOT, is_blank, is_label, numbered, plain, role_of


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("采 购 人：", "buyer"),
        ("招　标　人", "buyer"),
        ("1.采购人名称", "buyer"),
        ("采购单位(甲方)", "buyer"),
        ("发包人名称", "buyer"),
        ("建设单位", "owner"),
        ("招标代理机构名称", "agent"),
        ("招标人或其委托的招标代理机构", "agent"),
        ("中标（成交）供应商名称", "supplier"),
        ("供应商名称", "candidate"),
        ("生产企业", "maker"),
        ("一、项目编号（或招标编号、政府采购计划编号、采购计划备案文号等，如有）", "project_no"),
        ("原公告的采购项目编号", "project_no"),
        ("采购计划编号", "plan_no"),
        ("交易登记号", "project_no2"),
        ("项目标段名称", "project_name"),
        ("中标（成交）金额（元）", "amount"),
        ("中标价（万元）", "amount"),
        ("投标报价(元）", "quote"),
        ("总中标金额", "total"),
        ("预算总金额（元）", "budget"),
        ("拟采购的货物或服务的预算金额", "budget"),
        ("2.4本项目最高投标限价为", "ceiling"),
        ("招标控制价", "ceiling"),
        ("采购预算（最高限价）", "both"),
        ("代理服务收费金额（元）", "fee"),
        ("投标保证金金额", "deposit"),
        ("下浮率（%）", "rate"),
        ("中标单价", "unit_price"),
        ("投标截止时间（即开标时间，下同）", "deadline"),
        ("合同签订日期", "signed"),
        ("首次公告日期", "first_published"),
        ("更正后内容", "after"),
        ("项目经理", "contact"),
        ("评审专家名单", "expert"),
        ("中标供应价（含仓储费）元/支", "quote"),
    ],
)
def test_roles(label: str, role: str) -> None:
    assert role_of(label) == role


@pytest.mark.parametrize(
    "text", ["", "北京", "2026-2028水质在线监测", "澜浦百川贸易有限公司", "长" * 60]
)
def test_what_is_no_label_has_no_role(text: str) -> None:
    assert role_of(text) == ""


def test_values_that_end_like_labels_are_no_labels() -> None:
    assert not is_label("达到招标文件的要求")
    assert is_label("中标工期")


def test_plain_takes_numbering_and_colons_off() -> None:
    assert plain("（一）、项目 名称：") == "项目名称"
    assert plain("2.1 招标人为") == "招标人"


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("一、项目", "han"),
        ("（二）内容", "paren"),
        ("3.要求", "digit"),
        ("2.1要求", "deep"),
        ("项目", ""),
    ],
)
def test_numbering(text: str, style: str) -> None:
    assert numbered(text) == style


@pytest.mark.parametrize(
    "lot", ["包1", "第二包", "采购包3", "标段一", "3标段", "第二标段(包)", "1分标"]
)
def test_lots(lot: str) -> None:
    found = LOT.search(f"现将{lot}：")
    assert found is not None
    assert found.group().rstrip("：") == lot


@pytest.mark.parametrize("text", ["—", "/", "无", "详见公告正文", "见附件", ""])
def test_blank_is_no_value(text: str) -> None:
    assert is_blank(text)


def test_zero_is_a_value() -> None:
    assert not is_blank("0.00")


@pytest.mark.parametrize("figure", ["1", "12", "3.", "1,234.00", "20240315", "0.5", "98765432109"])
def test_no_role_is_told_by_a_bare_figure(figure: str) -> None:
    assert not any(re.fullmatch(pattern, figure) for _, pattern in ROLES)
    assert not role_of(figure)
