"""Whether a string is a bare personal name, and where names stand in what follows a label.

Knows surnames and the words of forms; keeps no name of anybody.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from papertrace.text.surnames import COMPOUND, SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "\u3400-\u9fff"
_LONGEST = 4
"""Characters of a Chinese name."""
_TITLES = (
    "老师|先生|女士|小姐|同志|经理|主任|科长|处长|局长|站长|所长|队长|教授|副教授|高级工程师|"
    "工程师|高工|会计师|经济师|律师|师傅|警官|总监|主管|专员|组长|书记|工|总"
)
"""What stands behind a name without being part of it."""
_TITLE = re.compile(rf"(?<=[{_HAN}])(?:{_TITLES})$")
_BODY = re.compile(
    r"(?:公司|集团|银行|医院|中心|大学|学院|委员会|政府|协会|商行|酒店|基金|联合体|事务所|研究所|工作室|"
    r"合作社|[局站厂店院校部处队所社馆室省市县区镇乡园库网司署厅])$"
)
"""How names of bodies and places end."""
_BODY_LONG = re.compile(r"[科行会路街号楼村组课坊堂庄吧团办户段标]$")
"""How they end as well, though a short personal name may."""
_FORM_WORDS = re.compile(
    "项目|单位|单价|金额|招标|投标|中标|采购|编号|名称|地址|联系|电话|传真|邮箱|邮编|邮件|公司|"
    "姓名|专家|评审|评标|备注|合同|合计|日期|网址|网站|公告|公示|公章|详见|附件|签字|盖章|签名|"
    "负责|要求|条件|系统|设备|监理|咨询|规格|型号|品牌|数量|序号|内容|证书|注册|执业|资质|资格|"
    "职称|职务|服务|工程|工作|工期|供应|代理|时间|方式|方法|如下|有限|公开|施工|验收|说明|上述|"
    "以上|人员|名单|成员|代表|意见|签章|手机|号码|银行|账号|账户|采购人|招标人|委员|小组|情况|"
    "信息|安装|维修|运维|保洁|保安|公寓|建造师|工程师|经济师|会计师|教授|讲师|主任|级以|一级|"
    "二级|三级|本科|专科|硕士|博士|通过|合格|满足|响应|推荐|同意|北京时间|人民币|万元|壹|贰|叁|"
    "肆|伍佰|拾|具有|不得|以上|少于|安全员|中级|正高|副高|初级|证论|税率|时止|乙方|甲方|丙方|"
    "被授权|承诺|必须|打印|办公|受理|年龄|年月|递交|记录|开标|考核|汇总|编写|弄虚|担任|管理|性质|造价|"
    "翻译|辅警|巡逻|边境|口岸|执勤|警务|文职|文员|驾驶|船艇|勤务|内勤|外勤|辅助|任务|经费|遣返"
)
"""Words of forms; no name holds one."""
_OPENINGS = re.compile(
    "安全|安徽|安排|时限|时效|时长|时速|时段|时点|时候|成交|成果|成立|成本|成绩|成功|全部|全国|全称|全额|全程|常规|"
    "常用|温州|应当|应急|应标|应答|印章|印刷|金融|金华|方案|方便|方面|费用|费率|包括|包装|包号|"
    "包件|包含|包干|房屋|房产|容量|容积|计算|计划|计量|计分|农业|农村|水利|水电|水泥|水质|水平|"
    "车辆|车间|车载|路线|路段|通知|通信|通讯|通用|文件|文化|文号|文本|国家|国有|国际|国内|广告|"
    "广东|广州|广西|关于|关键|关系|相关|相应|利润|利率|归口|查询|查看|展示|展览|门窗|门类|过程|"
    "官网|占地|占比|随机|由于|保证|保险|保修|保障|保养|原件|原因|原则|区域|木材|初步|修改|修缮|"
    "库存|英文|高级|高度|高清|高中|高校|高工|黄山|黄河|白天|平方|平台|平均|平米|明细|明确|明示|"
    "余额|顾问|支付|支出|支持|管理|解决|解释|左右|石材|海南|海洋|海关|海曙|云南|云平|云计|宁波|"
    "宁夏|江苏|江西|江北|江东|福建|福州|郑州|贵阳|贵州|苏州|景区|乐器|雷达|于本|项下|符合|别墅|"
    "别名|充分|充电|连接|连续|习惯|步行|暂停|终身|终止|丰富|养护|须知|须为|红线|游泳|权利|权限|"
    "益处|况且|法律|法规|法人|法定|商务|商品|商业|空白|宣布|宣传|从业|从事|居民|都市|向上|易燃|"
    "干部|经营|经济|经费|经验|经办|程序|程度|景观|能力|能源|双方|双面|党建|党委|党员|申请|申报|"
    "年度|年限|年内|后续|贺卡|任何|任务|史料|严格|严重|仁义|位于|束后|米以|元整|元以|向阳|古建|"
    "满意|国防|建设部|建筑|设计|技术|有效|有关|无效|黄色|白色|红色|蓝色|和其|和投|和中|及其|及相|"
    "与其|东部|西部|南部|北部|东侧|西侧|台账|台式|台州|常州|东莞|杭州|单独|单一|单源|单项|单元|"
    "单方|单面|向社|温度|湿度|都应|都不|步骤|步道|第一|第二|第三|第四|第五|冷链|冷藏|储存|储备|"
    "纪律|纪检|纪委|危险|全面|全新|时起|双休|公里|公路|公园|公共|公安|公交|公斤|公平|公正|公布|"
    "公休|公众|公务|公用|公证|公积|公益|公民|公司|公寓|区内|时整|年度|年至|年开|年年|应用|简称|"
    "经论|经销|须提|门禁|家政|修订|保管|万吨|余辆|水产|水果|成都|从高|时前|成部|全体|"
    "安置|安保|安检|安防|管控|管教|居住|康复|乘车|乘坐|时常|宣判|应予|有人|有些|有意|经由|经过|向警|"
    "成中|官兵|章节|索引"
)
"""Words that begin with a surname's character."""
_DOTTED = re.compile(rf"[{_HAN}]{{1,8}}(?:[·•‧・][{_HAN}]{{1,8}})+")
_LATIN = re.compile(r"(?<![^\W\d_])[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+(?:[ ·-][A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]+)+(?!\w)")
_RUN = re.compile(rf"[{_HAN}]+")
_SPLIT_NAME = re.compile(rf"(?<![{_HAN}])[{_HAN}](?:[ \u3000]{{1,4}}[{_HAN}]){{1,3}}(?![{_HAN}])")
_LABEL_WORD = re.compile(
    "联系|电话|手机|地址|邮箱|传真|邮编|职务|职称|单位|电子|座机|日期|时间|身份证|证书|编号|执业|"
    "注册|资格|签字|签章"
)
_SECTION = re.compile(r"(?:公司|[部科处局室办院站所队组中心])(?=.)")


_MAY = re.compile(
    rf"[{''.join(sorted(SINGLE | {c[0] for c in COMPOUND}))}][ \u3000]{{0,4}}[{_HAN}]|[·•‧・]"
    r"|[A-ZÀ-ÖØ-Þ][\w'’-]"
)


def may_name(text: str) -> bool:
    """Say whether a text holds anything that `is_personal_name` may take, or a Latin word: fast."""
    return _MAY.search(text) is not None


def _bare(text: str) -> tuple[str, bool]:
    """Give a string without blanks and form of address, and whether it had one."""
    told = "".join(text.split())
    bare = _TITLE.sub("", told) if len(told) > 2 else told  # noqa: PLR2004  (surname, given name)
    return bare, bare != told


@lru_cache(maxsize=8192)
def is_personal_name(text: str) -> bool:
    """Say whether a string is a bare personal name: surname and given name, and nothing else.

    Blanks inside are ignored; a form of address behind it is allowed. A name of a body is not one.
    """
    told = "".join(text.split())
    if _DOTTED.fullmatch(told):  # transcribed, with a middle dot
        return not _BODY.search(told) and not _FORM_WORDS.search(told)
    if not _RUN.fullmatch(told):
        return False
    return _plain_name(told) or _addressed(told)


def _plain_name(told: str) -> bool:
    surname = next((told[:n] for n in (4, 3, 2) if told[:n] in COMPOUND), told[0])
    if (surname not in COMPOUND and surname not in SINGLE) or not _may_be_name(told):
        return False
    return len(surname) < len(told)


def without_address(text: str) -> str:
    """Give a name without blanks and without the form of address behind it."""
    return _bare(text)[0]


def is_addressed(text: str) -> bool:
    """Say whether this is a bare surname with a form of address behind it (王老师)."""
    bare, had_one = _bare(text)
    return had_one and (bare in SINGLE or bare in COMPOUND)


def _addressed(told: str) -> bool:
    """Say whether this is a surname, or a name, with a form of address behind it."""
    bare, had_one = _bare(told)
    if not had_one:
        return False
    return bare in SINGLE or bare in COMPOUND or _plain_name(bare)


def _may_be_name(told: str) -> bool:
    """Say whether two to four characters could be a name, whatever the surname."""
    if not 2 <= len(told) <= _LONGEST or _BODY.search(told):  # noqa: PLR2004  (surname, given name)
        return False
    if len(told) == _LONGEST and _BODY_LONG.search(told):
        return False
    return not _FORM_WORDS.search(told) and not _OPENINGS.match(told)


def names_in(text: str, start: int, at: int, *, sure: bool) -> Iterator[tuple[int, int]]:
    """Find names in `text[start:]`, up to the next label; offsets count from `at`.

    With `sure` the stretch is known to hold names, so an unknown surname is no obstacle.
    """
    for pattern in (_DOTTED, _LATIN, _SPLIT_NAME):
        for m in pattern.finditer(text, start):
            if pattern is not _LATIN and not is_personal_name(m[0]):
                continue
            if sure or pattern is _DOTTED:
                yield at + m.start(), at + m.end()
    for run in _RUN.finditer(text, start):
        behind = text[run.end() :].lstrip(" \u3000")
        if behind.startswith((":", "：")) and not _in_front(run[0]):
            return
        part = _name_part(run[0], sure=sure)
        if part is not None:
            yield at + run.start() + part[0], at + run.start() + part[1]


def _in_front(run: str) -> str:
    """Give what stands before the label word that a run ends with (吕某示例联系电话)."""
    label = _LABEL_WORD.search(run)
    return run[: label.start()] if label else ""


def _name_part(run: str, *, sure: bool) -> tuple[int, int] | None:
    """Find the name in a run of Han characters: alone, before a label word, or behind a section."""
    label = _LABEL_WORD.search(run)
    end = label.start() if label else len(run)
    head = run[:end]
    bare, had_one = _bare(head)
    if is_personal_name(head) or (sure and not had_one and _may_be_name(head)):
        return 0, end
    if had_one and (is_personal_name(bare) or (sure and _may_be_name(bare))):
        return 0, len(bare)
    for section in _SECTION.finditer(head):
        if is_personal_name(head[section.end() :]):
            return section.end(), end
    return None
