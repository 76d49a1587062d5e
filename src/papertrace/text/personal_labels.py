"""The labels behind which documents print private persons' names, as patterns.

Labels are printed with blanks between their characters (联 系 人), with a bracket behind them
(法定代表人（签字）), and joined (联系人及电话). Nothing here looks at what stands behind a label.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def _words(told: str) -> tuple[str, ...]:
    """Give the words of a list that is written with blanks."""
    return tuple(told.split())


_BODY_OF_EXPERTS = _words(
    "评标委员会 评审委员会 磋商小组 谈判小组 询价小组 评审小组 评标小组 论证小组 验收小组 验收组 "
    "评审组 专家组 评议小组 协商小组 比选小组 资格审查小组 采购小组"
)
_EXPERTS = _words(
    "专家 评委 专业人员 论证人员 评审人员 评标人员 单一来源采购人员 采购人代表 业主代表 "
    "招标人代表 采购单位代表 甲方代表 乙方代表 监理代表"
)
_PEOPLE = _words(
    "联系人 联络人 经办人 经手人 承办人 主办人 申办人 负责人 项目经理 建造师 总监理工程师 总监 "
    "技术负责人 安全员 施工员 质量员 质检员 资料员 材料员 造价员 监理员 主设计师 设计负责人 "
    "勘察负责人 法定代表人 法人代表 法人 授权代表 被授权人 授权委托人 委托代理人 代理人代表 "
    "签字人 签约代表 签字代表 填报人 填表人 编制人 制表人 制表 审核人 复核人 校核人 审批人 "
    "批准人 记录人 监督人 监督人员 监标人 唱标人 主持人 见证人 验收人 验收人员 保管人 领用人 "
    "使用人 申请人 报名人 申报人 收件人 接收人 投诉人 质疑人 举报人 当事人 受托人 委托人 持证人 "
    "户主 组长 副组长 组员 成员 姓名 签字 签名 经理 报告人 撰稿人 作者 责任编辑 应聘人员 "
    "拟聘人员 拟录用人员 考生 获奖人 咨询人 答疑人 签订人 签收人 签署人 经办人员 承办人员 审核人员 "
    "发布人 编辑人员 撰写人 起草人 拟稿人 校对人 录入人 值班人员 联络员"
)
_AMBIGUOUS = _words("姓名 签字 签名 法人 经理 成员 组员 组长 制表 总监 代理人代表 户主 作者")
"""Labels that join with the words behind them into others."""
_TAILS = _words(
    "姓名 名单 名字 成员 人员 信息 签字 签名 签章 盖章 代表 电话 联系电话 联系方式 手机 号码 职务"
)


_OFFICE = _words(
    "经办 承办 审核 复核 校核 审定 核定 拟稿 核稿 签发 编辑 编审 编制 校对 审校 撰稿 供稿 撰文 "
    "摄影 录入 排版 责编 责任编辑 制图 绘图 设计 校审 监制 发布 记者 通讯员 采购经理 客户经理 "
    "业务经理 销售经理 总经理 副总经理 主管 专员 干事 文员 会计 出纳 秘书 律师 翻译 助理 司机 船长 "
    "厨师 投标代表 供应商代表 厂家代表 项目代表 现场代表 评审 监督 唱标 记录 见证"
)
"""Labels of people behind which other words stand as often."""
_PARTIES = _words(
    "供应商 供应商名称 中标供应商 成交供应商 供货商 供应方 供货方 中标单位 成交单位 承包方 承租方 "
    "出租方 受让方 竞得方 甲方 乙方 丙方 个体工商户 个体户 个体经营者 自然人 "
    "建设单位 施工单位 承建单位 发包人 承包人"
)
"""Labels of parties, who may be private persons."""


def _spaced(word: str) -> str:
    return r"[ \u3000]*".join(word)


def _any(words: Iterable[str]) -> str:
    return "|".join(_spaced(w) for w in sorted(words, key=len, reverse=True))


_BRACKET = r"[（(【\[][^（()）\[\]【】\n\t]{0,30}[)）】\]]"
_CORE = f"(?:{_any([*_BODY_OF_EXPERTS, *_EXPERTS, *_PEOPLE])})"
_TAIL = rf"(?:(?:[及和与、/]|[ \u3000])*(?:{_any(_TAILS)}|{_BRACKET}|[\d一二三四五六]))*"
_END = r"(?:[ \u3000]*[:：]|[ \u3000]*为[:：]|[ \u3000]*$)"

LABEL = re.compile(rf"(?:{_CORE}){_TAIL}{_END}")
"""A label for persons with what separates it from its value: a colon, or the end of the cell."""

_LOOSE = (
    rf"(?:[\u3400-\u9fff]{{1,8}}(?:人员|[人员者])|{_any([*_OFFICE, *_PARTIES])})"
    rf"{_TAIL}(?:{_BRACKET})?"
)

_LOOSE_HEAD = "|".join(f"{c}(?<=[\u3400-\u9fff].)" for c in "人员者")
_LOOSELY = rf"(?:{_LOOSE_HEAD}|{_any([*_OFFICE, *_PARTIES])}){_TAIL}(?:{_BRACKET})?"
"""The same by its last character: where a search need not know where it begins."""

LOOSE_LABEL = re.compile(rf"{_LOOSELY}(?:[ \u3000]*[:：][ \u3000]*|[ \u3000]+)")
"""Any word for a person or a party (…人, …员, …者) with a colon or a blank: a name may follow."""

LOOSE_CELL = re.compile(rf"[ \u3000]*{_LOOSE}[ \u3000]*[:：]?[ \u3000]*")
"""The same as a whole cell."""

LOOSE_END = re.compile(rf"{_LOOSELY}[ \u3000]*[:：][ \u3000]*$")
"""The same with a colon, at the end of a line."""

JOINED_LABEL = re.compile(
    rf"{_any(w for w in (*_PEOPLE, *_EXPERTS) if w not in _AMBIGUOUS)}"
    r"(?=[\u3400-\u9fff])"
)
"""A label with a name right behind it (项目负责人王某签收)."""

ROLL = re.compile(r"(?:名单|花名册|名册)[^，,。；;\n\t]{0,8}?[:：]?(?=[ \u3000\t]|$)")
"""A heading that opens a list, perhaps of people."""

_LATIN_LABELS = (
    "contact(?: person| name)?|attn|attention|prepared by|signed by|signature|signatory|author|"
    "approved by|reviewed by|reviewer|(?:legal |authori[sz]ed )?representative|editor|inspector|"
    "(?:project |site )?manager|full name|officer|director|owner|applicant"
)
LATIN_LABEL = re.compile(
    rf"(?<![A-Za-z])(?:(?i:{_LATIN_LABELS})\s*[:：]\s*(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? )?"
    r"|(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? )"
)
"""An English label, or form of address, before a name."""

_NUMBERS = ("联系方式", "联系电话", "咨询电话", "报名电话", "电话", "手机", "邮箱", "联系")

PHONE_LABEL = re.compile(rf"(?:{_any(_NUMBERS)}){_TAIL}[ \u3000]*[:：]")
"""A label for numbers, beside which a name may stand."""

EXPERT = re.compile(_any([*_EXPERTS, *_BODY_OF_EXPERTS]))
"""What every heading of a list of experts holds."""

EXPERT_HEADING = re.compile(
    rf"(?:{_any([*_EXPERTS, *_BODY_OF_EXPERTS])})[^，,。；;：:\n\t]{{0,16}}"
    r"(?:名单|成员|姓名|情况|信息|意见)[^，,。；;\n\t]{0,8}[:：]?[ \u3000]*$"
    rf"|(?:{_any(_EXPERTS)}){_TAIL}[ \u3000]*[:：][ \u3000]*$"
)
"""A line that opens a list of experts."""

NEXT_HEADING = re.compile(
    r"[ \u3000]*(?:第?[一二三四五六七八九十]{1,3}[ \u3000]*[、.．，,章节]|"
    r"[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}(?:\.\d{1,2})*[ \u3000]*[、.．](?!\d)|"
    r"附件|公告期限|代理服务)"
)
"""A line that opens the next section."""
