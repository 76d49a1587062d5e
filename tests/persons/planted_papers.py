"""Invented papers with places where somebody may be named: every `{n}` is another name.

Each place is one position of the count. Bodies and places are invented; nobody is named here.
"""

from __future__ import annotations

from notice_samples import lines, table

_HEAD = ("项目编号：PL-2025-{i}", "成交供应商：白桦船艇有限公司", "成交金额：3.2万元")


def _award(*told: str) -> str:
    return lines("白榆县执勤房修缮成交公告", *_HEAD, *told)


PAPERS: tuple[str, ...] = (
    _award("采购人：白榆县公安局（{n}）", "采购代理机构：德信咨询有限公司，{n}", "报名找{n}"),
    _award("采购人：白榆县公安局-{n}", "采购单位经手人{n}，复核{n}", "监理 {n}"),
    _award("采购人：白榆县公安局/{n}", "{n}（签字）", "制表{n} 审核{n}"),
    _award("采购人：白榆县公安局【{n}】", "质疑请向{n}提出", "单位负责人签章：{n}"),
    _award("采购人：白榆县公安局 {n}", "联系人：{n}", "联系方式：{n}，0433-5550101"),
    _award("采购人：白榆县公安局（经办：{n}）", "评审小组成员：{n}、{n}、{n}"),
    _award("采购人：白榆县公安局", "现场由{n}负责，如有疑问请联系{n}", "监督：县纪委 {n}"),
    lines("界河巡逻船租赁成交公告", "项目编号：PL-2025-{i}", "成交供应商：{n}", "成交金额：3万元"),
    lines(
        "界河巡逻船租赁成交公告", "项目编号：PL-2025-{i}",
        "成交供应商：白桦船艇有限公司（{n}）", "成交金额：3万元",
    ),
    *(
        lines("安置采购公告", "项目编号：AZ-{i}", f"项目名称：{project}", "预算金额：2万元")
        for project in ("刑满人员{n}住房维修", "{n}等三户危房改造", "朝鲜语翻译（{n}）服务")
    ),
    lines(
        "翻译服务单一来源公示", "采购人：白榆县法院", "项目名称：朝鲜语翻译服务", "预算金额：2万元",
        "拟定供应商：{n}", "理由：{n}长期从事该工作",
    ),
    lines("执勤房修缮采购更正公告", "项目编号：GZ-{i}")
    + table(
        "序号|更正项|更正前|更正后",
        "1|采购人经办人|{n}|{n}",
        "2|评委|{n}|{n}",
        "3|预算金额|30万元|32万元",
    ),
    lines(
        "界河执法队租船合同公告", "合同编号：HT-{i}", "甲方：白榆县水务局", "乙方：船主{n}",
        "合同金额：5万元", "签约人：{n}",
    ),
    lines(
        "界河执法队租船合同公告", "合同编号：HT-{i}", "甲方：白榆县水务局（经办人{n}）",
        "乙方：白桦船艇有限公司 法人{n}", "合同金额：5万元", "授权代表{n}签字",
    ),
    *(
        lines(
            "执勤房修缮验收公告", "合同编号：HT-{i}", "采购人：白榆县公安局",
            "供应商：白桦建筑有限公司", "验收日期：2024年5月1日", f"验收意见：{opinion}",
        )
        for opinion in (
            "验收合格。参加人员{n}、{n}", "验收合格，组长{n}", "经{n}等5人验收，合格",
            "合格（{n}）", "同意验收。签字：{n}", "经{n}、{n}现场查看，质量合格",
        )
    ),
    lines(
        "白榆县公安局招聘公告",
        "招聘朝鲜语翻译2名，接替{n}同志，岗位职责：配合{n}开展翻译工作。",
        "白榆县公安局 2024年5月1日", "报名找{n}，咨询{n}",
    ),
    lines("白榆县公安局辅警拟录用名单") + table(
        "序号|姓名|岗位|成绩", "1|{n}|巡逻|86.5", "2|{n}|翻译|88"
    ),
    lines("2024年项目支出绩效目标表")
    + table("项目名称|遣返看护经费（经办{n}）", "实施单位|白榆县公安局", "项目负责人|{n}")
    + table(
        "一级指标|二级指标|三级指标|指标值|分值",
        "产出指标|数量指标|看护遣返人员{n}等|≥2人|20",
        "|质量指标|与{n}案件移交率|100%|10",
        "|时效指标|慰问{n}家属及时率|100%|10",
    ),
    lines("白榆县公安局2024年部门预算", "编制人：{n} 审核：{n} 单位负责人签章：{n}")
    + lines("收支总表", "单位：万元")
    + table(
        "收入|预算数|支出|预算数",
        "一般公共预算拨款收入|100.00|公共安全支出|100.00",
        "收入总计|100.00|支出总计|100.00",
    )
    + lines("项目支出：抚恤{n}家属3万元；", "项目支出表", "单位：万元")
    + table(
        "项目名称|项目单位|合计",
        "{n}同志医疗费|白榆县公安局|3.00",
        "执法办案|白榆县公安局|97.00",
        "合计||100.00",
    ),
    lines("白榆县看守所改造工程竣工验收公示")
    + table(
        "工程名称|白榆县看守所改造工程",
        "建设单位|白榆县公安局 {n}",
        "施工单位|{n}（个体）",
        "监理|{n}",
        "建筑面积|1200平方米",
    ),
    lines("中标候选人公示", "招标编号：ZB-{i}")
    + table("排名|中标候选人|投标报价（元）", "1|{n}|350000", "2|白桦船艇有限公司|360000"),
    lines(
        "白榆县财政局投诉处理决定书", "项目编号：TS-{i}", "投诉人：{n}", "被投诉人：白榆县公安局",
        "委托代理人：{n}", "决定：驳回{n}的投诉",
    ),
    lines(
        "白榆边境派出所破获偷渡案", "2024-06-01 来源：白榆县公安局",
        "5月30日，白榆县公安局抓获犯罪嫌疑人{n}，非法入境人员{n}被移交出入境管理大队。",
        "村民{n}说，她看到三人过江。", "全年查获非法出入境人员52人。",
        "被告人{n}的妻子{n}表示不知情。", "据{n}介绍，至少有12人被带走。",
        "（记者 {n}）", "{n}告诉记者，他的哥哥{n}仍被关押。",
    ),
)  # fmt: skip
"""Chinese papers."""

NEWS: tuple[str, ...] = (
    """Defector describes detention

SEOUL, June 3, 2024 - {n}, a 41-year-old former fisherman, said he was held for 30 days in Hunchun.
"They beat me," said {n}.

{n}, a trader from Almaty, told the newspaper that at least 12 people had been detained.

His wife, {n}, said she had not heard from him. {n}, 52, fled in 2019.

China's Foreign Ministry did not respond to questions about {n}.
""",
    """Families wait at the border

ALMATY, Feb 2, 2025 - A pastor named {n} said that 30 people were held in the camp.

Mr. {n} was arrested in March, according to his sister, {n}.

{n} (37) crossed the river in 2018. The station did not answer questions.
""",
)
"""English papers, as text."""
