"""Names that running text gives away, found with more suspicion than for printing."""

from __future__ import annotations

import time

import pytest

from papertrace.text.personal_wary import BLOT, blotted, touches, wary, within
from papertrace.text.persons import personal


def found(text: str) -> list[str]:
    return [text[s.start : s.end] for s in wary(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县检察院否认被告人崔示例在羁押期间遭到殴打", ["崔示例"]),
        ("犯罪嫌疑人朴示例等3人已被移交。", ["朴示例"]),
        ("（记者 罗示例 通讯员 吴示例）7月1日启用", ["罗示例", "吴示例"]),
        ("旅客何示例说，过关只要5分钟", ["何示例"]),
        ("协助民警金示例开展询问翻译工作，看护被遣返人员卢示例等", ["金示例", "卢示例"]),
        ("成交供应商：白桦翻译有限公司 法人司徒示例", ["司徒示例"]),
        ("评审：崔示例（组长） 朴示例 买买提·示例", ["崔示例", "朴示例", "买买提·示例"]),
        ("序号\t更正项\t更正前\t更正后\n1\t项目经理\t蒋示例\t郑示例", ["蒋示例", "郑示例"]),
        ("采购人（联系人：韩示例，13800000000）", ["韩示例", "13800000000"]),
    ],
)
def test_a_role_before_a_name_is_enough_for_printing_too(text: str, names: list[str]) -> None:
    assert found(text) == names
    assert [text[s.start : s.end] for s in personal(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("采购代理：德信咨询有限公司 高示例 0000-888", ["高示例", "0000-888"]),
        ("监督单位：县纪委 冯示例\n二、其他", ["冯示例"]),
        ("翻译岗位由朴示例担任，施工由温示例完成。", ["朴示例", "温示例"]),
        ("施工单位：温示例施工队", ["温示例"]),
        ("报名找政治处孟示例。", ["孟示例"]),
        ("全年遣返卢示例等不少于30人", ["卢示例"]),
        ("签约人阿不都热西提，成交金额9.6万元", ["阿不都热西提"]),
        ("对外籍人员Kim Shili案办结", ["Kim Shili"]),
        ("联系人：单示例\n本项目经单示例同意", ["单示例", "单示例"]),
        ("联系人：单示例、朴示例共同签约", ["单示例", "朴示例"]),
        ("准考证号\t身份证\n01\t000000199901010022", []),
        ("姓名略，220000199901010022", ["220000199901010022"]),
    ],
)
def test_what_is_likely_a_name_is_found(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "界河公安局 安图县 成都市",
        "村民委员会、居民安置、旅客运输、民警任务、嫌疑人应当",
        "被告人应予释放，项目负责人和安全员须具备证书",
        "Hong Kong, Lin Gang Port Co., Sun Yat-sen University, Ministry of Unification",
        "Spokesperson Li Shi declined. Li Shi left.",
        "采购编号220000202501010022，金额15000000000元",
        "松江出入境边防检查站站长表示，由公安局负责",
    ],
)
def test_bodies_places_officials_and_numbers_stay(text: str) -> None:
    assert found(text) == []


def test_a_text_is_blotted_at_its_length() -> None:
    text = "成交人\t厂\n联系人：单示例。2024年"
    told = blotted(text)
    assert len(told) == len(text)
    assert told == text.replace("单示例", BLOT * 3)
    assert blotted(text, 11, 13) == BLOT * 2
    spans = wary(text)
    assert touches(spans, 12, 20)
    assert not touches(spans, 0, 10)
    assert within(spans, 0, 10) == ()


def test_many_heads_and_many_names_take_linear_time() -> None:
    heads = "序号\t品牌\t经办人员\n1\t云江\t冯示例\n" * 3_000
    many = "".join(f"联系人：单示例\t{n}\n" for n in range(3_000))
    began = time.process_time()
    assert len(wary(heads)) == 3_000
    assert len(wary(many)) == 3_000
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "line",
    [
        "请吕某,85950000联系",
        "吕某,85950000",
        "请吕示例,85950000联系",
        "请与吕示例（85950000）联系",
        "联系：吕示例85950000",
        "咨询吕示例、85950000，",
    ],
)
def test_a_name_and_a_number_run_into_one_are_both_private(line: str) -> None:
    """As a contact line is fused that has no label before either."""
    told = blotted(line)
    assert "吕" not in told
    assert "85950000" not in told


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ("如有疑问请致电李警官 8595001", "8595001"),
        ("tel 0433 859 5002", "859"),
        ("办公电话85951234转801", "85951234"),
        ("传真：0433 - 8595 003", "8595"),
        ("联系人:孔女士8595005", "8595005"),
        ("吕示例（13900001111）", "吕示例"),
        ("吕示例 身份证号 220100********1234", "吕示例"),
        ("身份证号 220100********1234 吕示例", "吕示例"),
        ("项目经理：吕示例，证书编号：吉122060812345", "122060812345"),
        ("邮箱 lvmou（at）example.com", "lvmou"),
    ],
)
def test_contacts_are_private_however_they_are_written(line: str, secret: str) -> None:
    assert secret in line
    assert secret not in blotted(line)


@pytest.mark.parametrize(
    "line",
    [
        "预算85950000元",
        "采购编号：85950000",
        "合同金额85950000",
        "单价85950000,刘伟公司",
        "电话费 8500000元",
    ],
)
def test_a_number_that_no_name_and_no_contact_stands_beside_is_left(line: str) -> None:
    assert blotted(line) == line
