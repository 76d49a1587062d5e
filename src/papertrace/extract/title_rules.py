"""The words of titles that tell which form a notice is: one table, in order, and no logic.

The order lets the later event win: an award's correction is a correction. How a title is found is
for `kinds`.
"""

from __future__ import annotations

_USED = r"(?:废旧|旧|报废|闲置|罚没|没收|涉案|扣押)"
_GOODS = rf"(?:{_USED}|国有资产|资产|物资|物品|车辆|公车|用车|房产|船舶|船只)"
_BOUGHT = (
    r"(?:采购|招标|服务|机构|中介|系统|平台|设施|设备(?!.{0,8}(?:结果|公[告示]))"
    r"|预案|能力|遴选|比选)"
)
"""Words of buying: who sells what was confiscated is found by a purchase."""
POSTS = (
    r"(?:招聘|招录|招考|招募|辅警|警务辅助人员|公务员|岗位表|职位表)"
    r"(?!.*(?:采购|招标|磋商|谈判|询价|中标|成交|服务项目))"
)
_LIST_OF_AWARDS = (
    r"(?:中标|成交|中选)(?:[（(](?:中标|成交|中选)[）)])?(?:项目|供应商|信息|结果|情况)*"
    r"(?:明细|一览表|汇总表?|清单|情况表?)"
)
SALES = (
    rf"(?:变卖|变现|拍卖|竞卖|标卖|{_GOODS}[^，。]{{0,10}}?(?:处置|转让|出售|竞价)"
    rf"|(?:处置|转让|出售|出让)[^，。]{{0,6}}?{_USED})(?!.*{_BOUGHT})"
)
"""What a title says of goods that are sold."""
_ENDED = (
    r"合同(?:的)?(?:提前)?(?:解除|终止|作废|失效)"
    r"|(?:解除|终止).{0,40}(?:合同|协议)(?!.*(?:采购活动|招标))"
)

DECISIONS: tuple[tuple[str, str], ...] = (
    (
        "complaint",
        (
            r"(?:投诉|举报)(?:事项)?(?:的)?(?:处理|受理|裁决|调查|撤回|终止|驳回|不予受理)(?:的)?(?:结果|决定|意见|情况|书|公[告示]|通知|告知)"
            r"|(?:终止|撤回|驳回|不予受理).{0,12}投诉(?:处理)?(?:的)?(?:决定|公[告示]|通知|告知|$)|行政裁决(?:结果|决定|书|公[告示])"
        ),
    ),
    (
        "supervision",
        r"监督检查(?:的)?(?:处理|结果|决定|情况|意见)|行政处罚(?:的)?(?:结果|决定|信息|书|公[告示])|(?<!投诉)处理决定(?:书|公[告示]|$)",
    ),
)
"""(kind, pattern searched in the title) of decisions that judge a purchase: domain section 1."""
TITLE_RULES: tuple[tuple[str, str], ...] = (
    ("job_correction", rf"(?:{POSTS}).*(?:更正|变更|补充|调整|修改|延期|延长|勘误)"),
    ("contract_end", _ENDED),
    (
        "",
        r"(?:部门|单位|年度|财政|政府)预算|决算|收支总表|绩效(?:目标|自评|评价)|(?:招聘|录用|职位表|竣工)(?!.*(?:采购|招标|磋商|谈判|询价|询比|比选|中标|成交|合同公[告示]))|土地出让|开标记录|报价解密|开标一览|中标通知书领取",
    ),
    # what a body sells is no purchase, whoever buys it
    ("", SALES),
    (
        "correction",
        r"更正|变更(?!登记)|澄清|答疑|延期|补遗|补充(?:公告|通知|文件|说明)|修改(?:公告|通知)|调整公告|勘误|顺延",
    ),
    *DECISIONS,
    (
        "termination",
        r"终止|废标|流标|失败公告|招标失败|采购失败|失败的?公[告示]|异常公告|中止|暂停(?:公告|采购|招标)|取消(?:采购|招标|公告)|撤销公告|撤回公告|未成交|无效公告",
    ),
    # what a body sells is no purchase
    ("other", r"冠名权?|赞助商|(?:广告位|经营权|摊位|场地)(?:招商|招租|出让|转让|出租)|招商公告"),
    ("acceptance", r"验收"),
    (
        "contract",
        (
            r"合同(?:公告|公示|备案|信息|变更公告)"
            r"|合同(?:签订|履行)?(?:情况|信息)?(?:的)?(?:清单|一览表?|汇总表?|明细表?|台账|统计表|登记表|情况表|列表)"
            r"|合同(?:书)?(?:[（(][^（）()]*[）)])?$|补充(?:协议|合同)|租赁协议"
        ),
    ),
    ("intention", r"采购意向|意向公开|意向公[告示]|采购计划公[告示]"),
    ("framework", r"框架协议|框架(?:采购)?(?:结果|入围)|征集公告|征集文件|入围结果"),
    ("single_source", r"(?:单一来源|单源|单一论证|单一采购)(?!.*(?:成交|结果|中标)).*"),
    (
        "candidates",
        r"候选(?:人|供应商|单位)|评[标审]结果公示|拟(?:中标|成交|中选)(?:人|公[告示]|单位|供应商|结果公示)|预(?:中标|成交|中选)",
    ),
    (
        "award",
        _LIST_OF_AWARDS
        + r"|(?:中标|成交|中选|入围|采购|招标|磋商|谈判|询价|比选|评标|定标|询比|竞价).{0,14}结果"
        r"|中标.{0,4}公[告示]|成交.{0,4}公[告示]|中选.{0,4}公[告示]"
        r"|结果公[告示]|中标人公[告示]|中标通知书|成交通知书|中标(?:产品|品种|目录)|成交(?:产品|品种|目录)|定标",
    ),
    ("prequal", r"资格预审"),
    ("consultation", r"磋商"),
    ("negotiation", r"谈判"),
    ("inquiry", r"询价|询比|比价"),
    ("other", r"(?<!招标)(?:比选|遴选|竞价|竞拍|直接采购|议价)(?!.*招标)"),
    ("tender", r"公开招标|邀请招标|招标公告|招标文件|招标邀请|投标邀请|招标"),
    (
        "method",
        r"(?:采购|交易|发包|竞争性|征集|招租|项目).{0,8}(?:公告|公示|文件|邀请)",
    ),
)
"""(form, pattern searched in the title), in order; '' is no notice, 'method' asks the text."""

MODULES = {
    "prequal": "tender",
    "consultation": "tender",
    "negotiation": "tender",
    "inquiry": "tender",
    "other": "tender",
    "complaint": "decision",
    "supervision": "decision",
    "job_correction": "correction",
}
"""Forms that share the module of another; every other form has its own."""
TOLD = {"decision": "other", "contract_end": "other"}
"""Module -> what its notices say as their form, where that is not the form's own name."""
