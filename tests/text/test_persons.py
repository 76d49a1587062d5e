"""Names and numbers of private persons are found; amounts, dates and bodies are left alone."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest

from papertrace.read import read
from papertrace.text.persons import is_personal_name, personal
from support import DATA, needs_data


def found(text: str) -> list[str]:
    return [text[s.start : s.end] for s in personal(text)]


@pytest.mark.parametrize(
    "name",
    ["钟示例", "王示例", "吕某示例", "欧阳示例", "单 示例", "买买提·示例", "王示例先生", "桑工"],
)
def test_a_bare_name_is_one(name: str) -> None:
    assert is_personal_name(name)


@pytest.mark.parametrize(
    "text",
    [
        "霁川示例有限公司",
        "白榆湾边检站",
        "江海公司",
        "方圆中心",
        "金盾厂",
        "项目",
        "项目名称",
        "单位",
        "金额合计",
        "高级工程师",
        "白榆湾市",
        "示例",
        "",
        "王",
        "A王示例",
        "12345",
    ],
)
def test_anything_else_is_not(text: str) -> None:
    assert not is_personal_name(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("项目联系人：单示例", ["单示例"]),
        ("联 系 人：单 示 例", ["单 示 例"]),
        ("联系方式：吕某示例,85950000", ["吕某示例", "85950000"]),
        ("评审专家名单\t钟示例、俞示例、薄示例", ["钟示例", "俞示例", "薄示例"]),
        ("联系电话：0000-5550155（简示例）", ["0000-5550155", "简示例"]),
        ("项目联系人：\n单示例、俞示例\n地址：界河路18号", ["单示例", "俞示例"]),
        ("法定代表人（签字）：王示例 日期：2024年3月5日", ["王示例"]),
        ("填报人：王示例 联系电话：0000-5550101", ["王示例", "0000-5550101"]),
        ("异议联系人（采购代理机构）：杨示例", ["杨示例"]),
        (
            "序号\t专家姓名\t工作单位\n1\t钟示例\t霁川大学\n2\t俞示例\t霁川示例公司",
            ["钟示例", "俞示例"],
        ),
    ],
)
def test_names_behind_labels(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"{label}{between}冯乙示例 2024年", ["冯乙示例"])
        for label in (
            *("签订人", "签收人", "经办", "经办人员", "审核", "拟稿", "编辑", "发布人", "采购经理"),
            *("项目负责人", "护林员", "受益者", "记者", "供应商名称", "乙方", "仓库保管员"),
        )
        for between in ("：", ": ", " ", "\u3000\u3000", "\t", "：\n")
    ],
)
def test_names_behind_any_word_for_a_person(text: str, names: list[str]) -> None:
    assert found(text.replace("：\n冯乙示例 2024年", "：\n冯乙示例\n2024年")) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("采购人代表周庚示例参加了开标。项目负责人吴辛示例签收。", ["周庚示例", "吴辛示例"]),
        ("如有疑问请与周己示例联系。", ["周己示例"]),
        ("会上，由赵甲示例同志说明情况", ["赵甲示例"]),
        ("附：被遣返人员名单 秦未示例 男 1990年", ["秦未示例"]),
        ("被遣返人员名单\n秦未示例\n许酉示例\t男\n二、其他", ["秦未示例", "许酉示例"]),
        ("供应商：个体工商户张地示例", ["张地示例"]),
        ("秦未示例，女，汉族", ["秦未示例"]),
        ("序号\t货物\t品牌\t经办人员\n1\t巡逻艇\t云江\t冯乙示例", ["冯乙示例"]),
        ("序号\t供应商名称\t金额\n1\t冯乙示例\t2\n2\t霁川示例厂\t3", ["冯乙示例"]),
        ("联系人：沈 卯 示 例 电　话：0123 - 7654321", ["沈 卯 示 例", "0123 - 7654321"]),
        ("联系人：王 示例", ["王 示例"]),
        ("联系人:施\u200b天示例", ["施\u200b天示例"]),
        ("联\xa0系\xa0人：施天示例", ["施天示例"]),
        ("Contact: Wu Shili, chief", ["Wu Shili"]),
        ("Prepared by: Dr. Müller Shili", ["Müller Shili"]),
        ("联系人：扎西示例、Müller Shili、Kim Shili", ["扎西示例", "Müller Shili", "Kim Shili"]),
    ],
)
def test_names_that_the_words_around_them_show(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "heading", ["六、代理服务收费标准", "（六）公告期限", "7.其他", "第七章 附则"]
)
def test_an_expert_list_ends_at_the_next_heading(heading: str) -> None:
    text = (
        "五、评审专家（单一来源采购人员）名单：\n钟示例 俞示例，薄示例\n"
        f"秋示例（采购人代表）\n{heading}\n黎示例采购项目"
    )
    assert found(text) == ["钟示例", "俞示例", "薄示例", "秋示例"]


def test_an_expert_list_takes_an_unknown_surname_too() -> None:
    assert found("评审专家名单：\n䶮示例、钟示例\n六、其他") == ["䶮示例", "钟示例"]


def test_a_flattened_table_hides_lines_that_are_names() -> None:
    text = (
        "拟任\n项目经理\n姓名\n证书编号\n第一名\n霁川示例建设有限公司\n俞示例\n建0001\n二、公示期"
    )
    assert found(text) == ["俞示例"]


def test_a_column_of_names_ends_with_its_table() -> None:
    text = "包号\t中标单位\t项目经理\n1\t霁川示例公司\t俞示例\n2\t云汀示例厂\t黎示例\n说明：黎明路"
    assert found(text) == ["俞示例", "黎示例"]


def test_rows_that_do_not_line_up_still_hide_bare_names() -> None:
    assert found("姓名\t单位\t职称\n钟示例\t霁川大学") == ["钟示例"]


@pytest.mark.parametrize(
    "text",
    [
        "法定代表人：霁川示例有限公司",
        "采购人代表：白榆湾出入境边防检查站",
        "联系人：采购中心",
        "项目负责人要求：具有二级建造师资格",
        "单位负责人为同一人或者存在控股关系的不同供应商",
        "项目经理的资格要求：具备建筑工程专业",
        "金额：13800000000元",
        "总计\t13812345678.00",
        "预算\t15000000000",
        "项目编号：0733-24180123",
        "招标编号（0773-2441001）",
        "日期：2024-03-05 2024年3月5日",
        "统一社会信用代码：91330200MA2800001X",
        "投资备案号为2512-340521-04-01-888",
        "项目名称：王家湾综合执勤站",
        "供应商：单氏示例商行",
        "黎明路 安全 常规 单价 时间 成交",
        "项目负责人应当具备二级建造师资格，项目负责人和安全员不为同一人",
        "供应商的法定代表人或者负责人有夫妻、直系血亲关系的",
        "投标人 应当 递交，采购人：江海公司，乙方：霁川示例船舶有限公司",
        "供应商名单\n霁川示例公司\n二、其他",
        "人员名单详见附件。编辑：技术科 审核：通过 记者：本报",
        "全体同志、有关同志",
        "Contact: Border Station Office. Manager: see above",
        "微信公众号：白榆湾 QQ群",
    ],
)
def test_amounts_numbers_and_bodies_stay(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("13800000000", ["phone"]),
        ("139 0000 0000", ["phone"]),
        ("（0000）5550101", ["phone"]),
        ("0000-5550101、5550102转8", ["phone"]),
        ("电话：5550101", ["phone"]),
        ("传 真\t5550101", ["phone"]),
        ("400-000-0000", ["phone"]),
        ("身份证号：00000019010101009X", ["identity"]),
        ("邮箱：desk@example.org", ["mail"]),
        ("账号：0000 1111 2222 333", ["account"]),
        ("身份证 00000019900307123X", ["identity"]),
        ("身份证号码（必填）：000000199003071234", ["identity"]),
        ("护照号：E00000000", ["identity"]),
        ("wechat: wx_shili123", ["account"]),
        ("微信号：shili_2024", ["account"]),
        ("QQ：000000000", ["account"]),
    ],
)
def test_numbers_that_lead_to_a_person(text: str, kinds: list[str]) -> None:
    assert [s.kind for s in personal(text)] == kinds


def test_eighteen_digits_with_a_wrong_check_are_no_identity_number() -> None:
    assert found("00000019010101009X 000000190101010097") == ["00000019010101009X"]


def test_spans_are_in_order_and_apart() -> None:
    text = "联系人：单示例 13800000000\n评审专家：钟示例、俞示例\n姓名\t电话\n黎示例\t0000-5550101"
    spans = personal(text)
    assert len(spans) == 6
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in spans)


_LABELLED = re.compile(
    r"(?:联[ \u3000]*系[ \u3000]*人|专家名单|评审专家[^：:\n\t]{0,16}名单)[^：:\n\t]{0,12}"
    r"(?:[:：][ \u3000]*|\t)([\u3400-\u9fff]{2,3})(?=[、，,；\s]|$)",
    re.MULTILINE,
)


@needs_data
def test_no_name_behind_a_label_survives_in_the_real_notices() -> None:
    named = left = 0
    for path in sorted((DATA / "notices").glob("*.html")):
        for page in read(path.read_bytes(), path.name).pages:
            hidden = {i for s in personal(page.text) for i in range(s.start, s.end)}
            for m in _LABELLED.finditer(page.text):
                if is_personal_name(m[1]):
                    named += 1
                    left += not hidden.issuperset(range(*m.span(1)))
    assert named > 150
    assert left == 0


@needs_data
def test_the_budgets_lose_nothing() -> None:
    spans = 0
    for path in sorted((DATA / "budgets").glob("*tables.pdf")):
        spans += sum(len(personal(p.text)) for p in read(path.read_bytes(), path.name).pages)
    assert spans == 0


@needs_data
def test_every_invented_name_of_the_specimens_is_found() -> None:
    folder = DATA / "specimens"
    told = json.loads((folder / "expected_findings.json").read_text(encoding="utf-8"))
    seen = 0
    for path in sorted(folder.glob("n*.*")):
        for page in read(path.read_bytes(), path.name).pages:
            hidden = {i for s in personal(page.text) for i in range(s.start, s.end)}
            for name in told["never_in_output"]:
                for m in re.finditer(name, page.text):
                    seen += 1
                    assert hidden.issuperset(range(*m.span())), path.name
    assert seen >= len(told["never_in_output"])
