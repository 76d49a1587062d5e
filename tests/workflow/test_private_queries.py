"""Which queries are not kept: names and numbers of private persons, however they are put."""

from __future__ import annotations

from papertrace.errors import UsageError
from papertrace.text.personal_lexicon import is_name
from papertrace.workflow.private_queries import refuse_persons

LISTED = "李白"
"""A poet of the eighth century: the word list of the language holds him as a name."""


REFUSED = (
    f"{LISTED} OR 江海", f"{LISTED} 合同", f"body:{LISTED}", f"合同 NOT {LISTED}", f'"{LISTED}"',
    f"{LISTED}合同", f"{LISTED}的合同", "李清照", "李清照的合同", "李清照采购项目", "李清照受贿",
    "王安石中标", "欧阳修的房产", "杜甫身份证", "王示例", "王示例的合同", "王示例采购项目",
    "王示例合同", "body:王示例的合同", "合同 NOT 王示例采购项目", "欧阳示例", "欧阳示例简历",
    "王示例老师", "王老师的电话", "趙示例的合同", "Wang Shili", "wang shili", "WANG SHILI",
    "Shili Wang", "shili wang", "wang shi li", "Wang, Shili", "wang-shili", "wang AND shili",
    "contract wang shili", "wang shili contract", "合同 wang shili", "ｗａｎｇ　ｓｈｉｌｉ",
    "Ｗａｎｇ Ｓｈｉｌｉ", "ouyang shili", "220102199003071234", "合同 220102199003071234",
    "２２０１０２１９９００３０７１２３４", "13800000000", "１３８００００００００",
    "合同 １３８００００００００",
)  # fmt: skip
KEPT = (
    "合同", "公安局 预算", "江海", "图们", "龙井", "江海造船有限公司", "YS-2031-001", "2650000",
    "26,500,000元", "body:砚水示例站", "Border Patrol", "year:2031 AND 巡逻船", "高山", "方向",
    "amount:100000..2000000", "延边朝鲜族自治州", "patrol boat", "Human Rights Watch",
    "高清摄像机", "马鞍山市公安局", "三公经费", "Dell", "night vision goggles", "smart border",
    "long range camera", "fan base", "wan yuan", "Yan Ji", "HE BEI", "hu nan", "hunchun port",
    "sun shade", "can he", "jiang hai shipbuilding co", "Wang Jian Trading Co",
    "surveillance camera", "DJI drone", "ｐａｔｒｏｌ　ｂｏａｔ", "２６５００００", "Hong Kong",
    "单警装备", "边控系统", "江防监控系统", "华为摄像机", "安防设备", "应急通信车",
    "平安城市建设", "金属探测仪", "高速公路卡口", "白云机场", "长白山景区", "方向盘",
    "张家口市政府", "石家庄采购", "马拉松赛事", "执法记录仪", "公安的预算", "和平的环境",
    "常州警用装备", "东方通信", "大华摄像机", "文化广场", "图们的口岸", "安图县公安局的采购",
    "云计算平台", "车牌识别", "牛羊检疫", "万安桥项目", "程控交换机", "张江高科技园区",
    "钱塘江大桥", "房屋租赁", "党建经费",
)  # fmt: skip


def is_refused(query: str) -> bool:
    try:
        refuse_persons([query])
    except UsageError as error:
        return "of persons" in str(error)
    return False


def test_what_looks_for_a_person_is_not_kept() -> None:
    assert len(set(REFUSED)) == len(REFUSED) >= 25
    assert [q for q in REFUSED if not is_refused(q)] == []


def test_terms_bodies_places_and_numbers_are_kept() -> None:
    assert len(set(KEPT)) == len(KEPT) >= 40
    assert [q for q in KEPT if is_refused(q)] == []


def test_the_list_knows_a_name_from_a_word() -> None:
    assert is_name(LISTED)
    assert not is_name("合同")
    assert not is_name("巡逻船艇队")
