"""The words beside which a person stands, and those beside which a body or a place does.

Whole words, as a text is cut into them. No name of anybody is among them.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LEADS = _words(
    # who did what to a paper
    "复核 审核 校对 监理 经办 承办 制表 制单 编制 拟稿 起草 签发 签收 签字 签名 签章 记录 填报 "
    "填表 "
    "主审 会签 批准 复审 初审 审定 核对 审批 保管 领取 收款 付款 主管 组长 副组长 成员 委员 "
    "队长 班长 "
    "主笔 主编 执笔 报道 代签 见证 列席 参会 参评 署名 委托 聘请 聘用 录用 任命 负责人 "
    "面试官 辩护人 代理人 受理 判处 跟随 服从 追随 追捕 提审 看望 探望 资助 安葬 "
    # who is asked, helped, looked after or held
    "采访 致电 咨询 找 联系 接替 顶替 代替 看护 慰问 抚恤 抚慰 救助 遣返 遣送 抓获 逮捕 拘留 "
    "羁押 释放 押送 "
    "押解 护送 讯问 审讯 询问 查获 通缉 寻找 护理 照料 照顾 帮扶 走访 "
    # who belongs to somebody
    "妻子 丈夫 父亲 母亲 儿子 女儿 哥哥 姐姐 弟弟 妹妹 爷爷 奶奶 外公 外婆 家属 亲属 亲人 遗属 "
    "遗孀 "
    "之子 之女 之妻 其妻 其夫 其父 其母 其子 其女 其弟 其兄 其姐 其妹 长子 次子 长女 次女 姐夫 "
    "嫂子 "
    "儿媳 女婿 侄子 侄女 堂弟 堂兄 表弟 表哥 伯父 叔叔 舅舅 配偶 邻居 房东 老乡 同伙 同案犯 同事 "
    "夫妇 兄弟 姐妹 老人 孤儿 同志 战友 "
    # who somebody is
    "船主 船长 车主 店主 户主 业主 老板 司机 厨师 翻译 护士 医生 教师 律师 记者 通讯员 技工 "
    "工友 村民 "
    "居民 牧民 渔民 农民 边民 市民 难民 嫌犯 逃犯 罪犯 死者 伤者 患者 烈士 民警 辅警 协警 警员 "
    "战士 牧师 "
    "学生 职工 干事 文书 会计 出纳 秘书 助理 工程师 技师 专家 学者 男子 女子 被告 原告 第三人 "
    "代表 "
    "对象 专班 小组 验收组 评审组 工作组 人士 家长 名叫 姓名 化名 原名 叫做 本名 个体户 自然人"
)
"""Words right before a person's name."""
_LEAD_END = re.compile(r"(?:[人员者户犯嫌手]|代表|兵|妻|夫|父|母|子女|兄|弟|姐|妹)\Z")
"""How other words for somebody end (护边员, 投保人, 脱北者)."""
_NO_LEAD = _words(
    "工作人员 人 或者 及者 每户 用户 客户 对手 助手 子弟 士兵 门户 账户 专户 开户 着手 入手"
)
OFFICES = _words(
    "局长 副局长 站长 副站长 所长 副所长 处长 副处长 科长 副科长 政委 主任 副主任 书记 副书记 "
    "县长 副县长 "
    "市长 副市长 省长 副省长 部长 副部长 院长 副院长 校长 厅长 副厅长 总队长 支队长 大队长 "
    "司长 会长 秘书长 "
    "总理 总统 主席 委员长 发言人 参赞 大使 领事 总领事 外长 教授 博士"
)
"""Those who speak for an office: left alone in what is printed."""
STEPS = _words(
    "由 经 与 和 及 以及 向 对 给 据 为 让 被 把 将 请 派 跟 同 从 是 配合 协助 陪同 会同 根据 "
    "关于 按照 名 叫 驳回 支持 受理 接到 收到"
)
"""Words that lead to a person or to anything else."""
TRAILS = _words(
    # forms of address, speech
    "同志 先生 女士 小姐 老师 师傅 大爷 大妈 等人 等 说 称 表示 介绍 透露 回忆 认为 告诉 坦言 "
    "感叹 指出 "
    "牵头 组成 处 另案处理 出庭 作证 逃离 逃往 返乡 "
    "说道 讲述 证实 供述 供认 承认 否认 反映 抱怨 哭 签字 签名 签收 签章 盖章 手印 代签 收 "
    # what a person does
    "负责 承建 承包 承办 承修 承揽 经办 担任 主持 参加 到场 在场 出席 带队 联系 接洽 出具 领取 "
    "出任 提出 "
    "驾驶 乘坐 涉嫌 偷渡 越境 潜逃 投案 自首 受伤 死亡 身亡 患病 去世 失踪 逃跑 现年 出生 籍贯 "
    "毕业 "
    # what a person has
    "家属 家庭 家 住宅 住房 家中 家人 一家 夫妇 夫妻 本人 案件 母子 父子 姐妹 兄弟 一案 案 "
    "施工队 工程队 "
    "建筑队 包工队 施工班 班组 户 宅 家门口 承包地 的妻子 之妻 之子 之女"
)
"""Words right behind a person's name."""
OWNED = _words(
    "妻子 丈夫 父亲 母亲 父母 儿子 女儿 哥哥 姐姐 弟弟 妹妹 家属 亲属 家人 投诉 申请 请求 证言 "
    "供述 名字 姓名 "
    "住处 住宅 家 家中 房屋 尸体 遗体 案件 案子 账户 手机 电话 护照 身份证 签名 辩护人 律师"
)
"""What somebody has: words behind a name and 的."""
GOES_ON = _words(
    "开展 进行 完成 办理 到 在 因 从 的 于 后 已 将 是 为 及 和 与 案发 至 前往 返回 回国 入境 "
    "出境 "
    "房屋 危房 抚恤金 医疗费 工资 赔偿 补助 电话 手机 身份证 护照 报名 咨询 申请 投诉 举报 一 "
    "两 三 也 又 不 "
    "没有 未 曾 仍 均 都 长期 现场 共同 分别 同意 确认 审核 复核 处 对 向 把 被 遭 受"
)
"""Words behind a person's name as behind anything else."""
_TO_BODY = (
    "公司|集团|企业|厂|酒店|饭店|商店|书店|药店|门店|宾馆|旅馆|局|派出所|所|站|医院|学院|法院|检察院|研究院|学校|"
    "大学|中学|小学|中心|合作社|工作室|牧场|农场|林场|商行|经营部|门市|超市|事务所|基金会|协会|支队|大队|中队|"
    "委员会|商贸|科技|实业|建筑工程|食品|餐饮|花店|诊所|部落格|牌"
)
_TO_PLACE = (
    "村|屯|苏木|嘎查|镇|乡|县|市|区|旗|州|盟|省|街|路|桥|河|江|山|沟|岭|湖|岛|港|口岸|水库|小区|社区|苑|园|城|广场|大厦|"
    "大街|公路|铁路|林区|矿区|流域|哨所|界碑|码头|隧道|煤矿|矿|机场|火车站|寺|庙|塔|泉|滩|湾|坝|段|线|里|胡同|巷"
)
BODY_AHEAD = re.compile(
    rf"[\u3400-\u9fff（()）]{{0,14}}?(?:{_TO_BODY})|(?:{_TO_PLACE})|[\u3400-\u9fff]{{1,2}}(?:{_TO_PLACE})(?![\u3400-\u9fff])"
)
"""What follows where the characters begin the name of a body or a place."""
PLACE_BEFORE = _words(
    "位于 坐落 地处 途经 至 驻 赴 前往 到 在 品牌 型号 牌 规格 品名 名称 产地 厂家 字号"
)
"""Words before a place or a brand."""


def in_body(text: str, at: int) -> bool:
    """Say whether the name of a body or a place goes on at `at`."""
    if any(text[at : at + n] in GOES_ON or text[at : at + n] in TRAILS for n in (1, 2)):
        return False
    return BODY_AHEAD.match(text, at) is not None


def leads(word: str) -> bool:
    """Say whether a person stands right behind this word."""
    if word in LEADS:
        return True
    return len(word) > 1 and word not in _NO_LEAD and _LEAD_END.search(word) is not None
