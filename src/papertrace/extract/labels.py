"""What the labels of notices mean: one table from printed label to role.

Sites print the same field under dozens of names. A role is the project's own word for one; the
patterns are matched against the whole label after white space, numbering, colons and bracketed
remarks are gone. Pure functions on strings: nothing here looks at a page.
"""

from __future__ import annotations

import re
from functools import lru_cache

from papertrace.text.fold import bare

_LONGEST_LABEL = 40


_HAN = "一二三四五六七八九十"
_NUMBERING = re.compile(
    rf"^(?:第[{_HAN}\d]+[章节条部分]+|[{_HAN}]{{1,3}}\s*[、.．,，:：]|[(（]\s*[{_HAN}\d]{{1,3}}\s*[)）][、.．]?"
    rf"|\d{{1,2}}(?:[.．]\d{{1,2}})*[、.．)）](?!\d)|\d{{1,2}}(?:\.\d{{1,2}})+(?=\D)|\d{{1,2}}\s+(?=[一-鿿])"
    r"|[①-⑳]|[*★▲●■◆☆※√·•#>»-]+)\s*"
)
_BRACKETS = str.maketrans("【】〔〕", "[]()")
_LATIN_TAIL = re.compile(r"(?<=[一-鿿)])[A-Za-z][A-Za-z.,/&'’()-]{2,}$")
"""项目名称ProjectName: a label that says it again in English."""
_UNIT_TAIL = re.compile(r"(?<=.{2})[/:]?(?:人民币)?(?:万|亿|百万|千)?元(?:/.{1,4})?$")
_REMARK = re.compile(r"\([^()]*\)$")
_LOT_WORD = r"(?:采购包|合同包|标段|标项|标包|分包|分标|子包|包件|包组|品目|包)"
_LOT_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Z](?![a-zA-Z])|[ⅠⅡⅢⅣⅤⅥ]{1,3})"
LOT = re.compile(
    rf"第\s*{_LOT_NUMBER}\s*{_LOT_WORD}(?:\s*[(（]包[)）])?"
    rf"|{_LOT_WORD}\s*[(（]包[)）]\s*{_LOT_NUMBER}|{_LOT_WORD}号?\s*[:：]?\s*{_LOT_NUMBER}|(?<![\dA-Za-z.第一二三四五六七八九十同任每某各统单另这ⅠⅡⅢⅣ]){_LOT_NUMBER}\s*(?:标段|标包|标项|分标|包)(?!括|含|装|干|件|[一-鿿])"
)
"""A lot as printed: 包1, 第二包, 采购包3, 标段一, 3标段."""

SHORT_LOT = re.compile(rf"{_LOT_NUMBER}\s*(?:标段|标包|标项|分标|包)")
"""A lot before the rest of a label: 一标段中标人."""

_TENDER = r"(?:采购|招标|比选|询价|询比|发包|竞包|磋商|谈判|征集|遴选|竞价|竞标|交易)"
_WON = r"(?:拟|预)?(?:中标|成交|中选|入围|入选|中签|定标)"
_WON2 = rf"(?:{_WON}[(/、]?(?:成交|中标|中选|入围)?\)?)"
_WHO = (
    r"(?:供应商|投标人|投标单位|响应供应商|供货商|服务商"
    r"|承包商|承包单位|单位|企业|公司|机构|人|方|者)"
)

ROLES: tuple[tuple[str, str], ...] = (
    ("supplier", r"拟.{0,8}供应商(?:名称)?[、及和].*"),
    ("supplier", rf"{_WON2}{_WHO}(?:名称|全称)?[、及和/].*(?:金额|价).*"),
    # -- who is reached how: never read, but they end the value before them
    (
        "contact",
        (
            r".*(?:联系人|联系方式|联系电话|电话|手机|传真|邮箱|邮件|邮编|邮政编码|网址|地址|住所|地点"
            r"|经办人|法定代表人|法人代表|项目经理|负责人|总监|建造师|监理工程师|开户行|开户银行|账号|账户"
            r"|联系地址|异议|投诉|监督部门|监督单位|监管部门|监管单位|主管部门|受理.*|业务咨询|技术支持)"
            r"(?:名称|及.*|和.*|姓名)?"
        ),
    ),
    ("contact", r"(?:联系|地|通讯地|详细地)址|电|邮|姓名|职称|工作单位|身份证.*|技术职称|执业.*"),
    (
        "expert",
        r".*(?:评审专家|评标委员会|磋商小组|谈判小组|询价小组|评审小组|论证专家|论证人员|专家|评委|采购人代表).*",
    ),
    (
        "code",
        r".*(?:信用代码|组织机构代码|营业执照号?|税号|注册号|证书编?号|证书名称|资质.*|证书.*)",
    ),
    # -- money that is neither budget nor award
    (
        "fee",
        r".*(?:代理(?:服务)?费|服务费(?:收费)?(?:金额|标准)|中标服务费|代理.*收费|收费(?:金额|标准)|交易服务费).*",
    ),
    ("deposit", r".*(?:保证金|保函|押金|诚意金|系统使用费|工本费|售价|文件费|标书费).*"),
    # -- the project
    ("plan_no", r".*(?:计划|备案|意向|预算|审批|批复|受理).*(?:编号|文号|号|编码)"),
    ("contract_no", r"(?:政府采购)?合同(?:备案)?(?:编号|编码|号)"),
    ("contract_name", r"(?:政府采购)?合同名称"),
    (
        "project_no",
        rf"(?:本|原公告的?|政府)?(?:{_TENDER}|建设)+(?:项目|文件|书|工程)?(?:标段)?(?:编号|编码|代码|号)|(?:项目|工程)(?:标段)?(?:编号|编码|代码)",
    ),
    (
        "project_no",
        r"(?:采购|招标|交易)?项目(?:编号|编码|代码)(?:[/或、(].*)?|采购编号|招标编号|询价书编号|项目号|标书编号|项目标号",
    ),
    ("project_no", r"(?:标段|标包)(?:\(包\))?(?:编号|编码)|项目及标段编号|项目\(标段\)编号"),
    ("project_no2", r"(?:交易)?登记号|交易(?:项目)?编号|公告编号"),
    (
        "project_name",
        rf"(?:本|原公告的?|政府)?(?:{_TENDER})*(?:项目|工程|标的物?)(?:\(?(?:标段|包)\)?)?(?:及标段)?(?:名称|全称)|招标项目|采购项目|工程项目名称|建设项目名称|项目标段名称|项目名",
    ),
    ("lot_name", rf"{_LOT_WORD}(?:\(包\))?(?:名称|内容)|标段\(包\)名称|品目名称"),
    ("lot", rf"{_LOT_WORD}(?:\(包\))?(?:号|编号|序号|标号)?|包别|标的编号|标段/包"),
    ("serial", r"序号|编号|项次|序|No\.?|NO\.?|#|行号|目录序号|产品序号|目录编号"),
    # -- parties
    (
        "buyer",
        rf"(?:本项目)?(?:{_TENDER}|委托)(?:人|方|单位|主体)(?:\(.*\))?(?:单位)?(?:名称|全称|信息)?|采购单位名称|采购人单位名称|甲方(?:\(.*\))?(?:名称)?|需方|需求单位|用户单位|采购实体|采购单位\(甲方\)",
    ),
    (
        "owner",
        r"(?:项目)?(?:业主|建设单位|建设方|项目单位|项目法人|使用单位|发包人|预算单位|申报单位)(?:单位|名称|单位名称)?",
    ),
    (
        "agent",
        rf"(?:政府)?(?:{_TENDER})*(?:\(采购\)|\(招标\))?(?:委托)?代理(?:机构|人|单位|公司|方)?(?:\(.*\))?(?:单位)?(?:名称|全称|信息)?|(?:集中|政府)?采购(?:代理)?机构(?:名称)?|招标人或其委托的(?:招标)?代理机构|委托代理机构(?:名称)?|组织机构名称|代建单位|招标机构(?:名称)?",
    ),
    (
        "supplier",
        rf"(?:第{_LOT_NUMBER}{_LOT_WORD})?{_WON2}{_WHO}(?:\(.*\))?(?:名称|全称|单位名称|为)?|乙方(?:\(.*\))?(?:名称)?|供应商\(乙方\)(?:名称)?|拟(?:定|选定|推荐)?(?:的)?(?:唯一|单一来源|单源)?(?:采购)?(?:供应商|对象)(?:名称)?|拟(?:采用)?(?:单一来源|单源)采购(?:的)?(?:供应商|对象)|(?:唯一|拟选|拟推荐)供应商(?:名称)?|中标候选人\(?第?一名?\)?|承包人(?:名称)?|供方|签约供应商(?:名称)?|卖方|受托方|{_WON2}(?:供应商)?名称|供货单位",
    ),
    (
        "candidate",
        rf"(?:推荐)?(?:{_WON}|拟推荐)?(?:的)?候选(?:人|供应商|单位)(?:单位)?(?:名称)?|投标(?:人|单位|企业|供应商)(?:单位)?(?:名称)?|供应商(?:单位)?(?:名称|全称)?|响应(?:人|单位|供应商)(?:名称)?|企业名称|单位名称|名称|公司名称|报价供应商(?:名称)?|应答人(?:名称)?|(?:联合体)?牵头(?:人|单位|方)(?:名称)?",
    ),
    ("member", r"联合体(?:成员|其他成员)(?:单位|名称|单位名称)?|成员(?:单位|方)(?:名称)?"),
    ("maker", r"(?:生产|制造)(?:企业|厂家|厂商|商|单位)(?:名称)?|厂家|厂商|制造商"),
    (
        "rank",
        rf"(?:{_WON}|推荐)?(?:候选人?)?(?:综合)?(?:排序|排名|名次|次序|推荐顺序|推荐名次|推荐排序|候选顺序)|{_WON}候选人(?:排序|排名|名次|次序)",
    ),
    # -- sums
    (
        "total",
        rf"总(?:{_WON})(?:\(成交\)|成交)?(?:金额|价格?|额)|(?:{_WON})总(?:金额|价|额)合计|合计(?:金额)?|总计",
    ),
    (
        "unit_price",
        rf"(?:.*)?单价(?:合计|之和|总和)?(?:报价|限价|最高限价)?|(?:{_WON})?单价金额|单位价格",
    ),
    (
        "rate",
        r"(?:.*)?(?:下浮(?:率|系数|比例)|折扣(?:率|系数)?|费率|优惠(?:率|比例)|让利(?:率|比例)|上浮率|收费率|取费率|分成比例|报价比例|利率|投标系数)(?:报价)?",
    ),
    (
        "amount",
        rf"(?:本项目|最终|项目)?{_WON2}(?:总)?(?:金额|价格|价款|报价|额|价|标价|合同金额|总价|总金额|总报价)(?:或.*|及.*|/.*)?|合同(?:总)?(?:金额|价款|价|价格|总价|额)|签约合同价|(?:合同)?成交总价|{_WON2}结果|{_WON2}(?:人|单位|供应商)(?:投标)?报价|中标价格?(?:或.*)?",
    ),
    (
        "quote",
        r"(?:投标|最终|最后|响应|评审|评标|磋商|谈判|首次|二次|报价)?(?:总)?(?:报价|标价|投标价|投标总价|投标金额|总价|总报价|总金额|报价金额|金额|价格|评标价|评审价)(?:或.*|及.*)?|磋商报价|投标(?:总)?(?:报价|价|金额|总价|函报价)|(?:经评审的)?(?:投标价|评标价格?|评审价格?)|采购价|成交价格|报价",
    ),
    (
        "both",
        r"(?:项目|采购|招标)?预算(?:金额|价)?[(/及和]*(?:即)?(?:最高限价|最高投标限价|控制价|招标控制价|采购控制价)\)?|(?:最高限价|招标控制价|控制价)[(/及和]+(?:项目|采购)?预算(?:金额|价)?\)?|预算[/及和]最高限价",
    ),
    (
        "ceiling",
        r"(?:本|该|本次|本项目|本标段|本包|标段|项目|工程|采购|招标|招标人|发包|服务费|总价|合同|投标|采购包|合同包|标项|标包|分标|分包|包组|子包|磋商|设置|设定|编制|的)*(?:[(（])?(?:最高(?:投标|总|报|采购|响应|应答|招标|磋商)?(?:总)?限价|最高(?:投标|采购|总)?(?:控制)?价|控制价|控制总价|控制金额|招标控制价|拦标价|限价|上限价|最高投标报价|投标限价|投标报价上限|最高应答限价|最高限额|投标控制价|预算控制价)[)）]?(?:金额|总价|总额)?",
    ),
    (
        "budget",
        r"(?:本|该|本次|本项目|项目|采购|招标|政府采购|拟采购的货物或服务的|拟采购的?|货物或服务的|采购包|合同包|标项|标包|分标|子包|包组|包|分包|服务|费用|总|合同|年度|资金|的)*(?:预算)(?:总)?(?:金额|价格?|额|总额|资金|总价|费用|控制数)?",
    ),
    (
        "budget",
        r"资金来源(?:及|和|与)预算(?:金额)?|预算[总]?金额|采购预算|项目(?:总)?预算|概算价|资金预算|采购金额",
    ),
    (
        "estimate",
        r"(?:项目|合同|工程)?(?:估算|概算|估算价|合同估算价|概算价|总投资|投资额|投资估算|投资总额|造价|工程造价|建安费|建安工程费).*",
    ),
    # -- dates
    (
        "published",
        r"(?:公告|信息|本公告|通知|文件)?(?:发布|发稿|刊登|公布|公告|信息|公示发布|成文|更新|挂网)(?:时间|日期|于)|发布(?:日|时)期?|公示(?:开始)?(?:时间|日期)|(?:合同)?公告(?:开始)?(?:时间|日期)|日期",
    ),
    ("other", r"(?:公示|公告)(?:结束|截止|终止|起止)(?:时间|日期)|(?:公示|公告)(?:期|期限|期间).*"),
    ("corrected", r"更正(?:公告)?(?:日期|时间)|变更(?:日期|时间)"),
    (
        "first_published",
        r"(?:首次|原)(?:采购|招标)?公告(?:的)?(?:发布)?(?:日期|时间)|(?:本项目)?(?:招标|采购)公告(?:发布)?(?:日期|时间)",
    ),
    ("taken_over", r"(?:履约|项目|合同|竣工|交付|最终)*验收(?:完成|合格|通过)?(?:日期|时间)"),
    (
        "opinion",
        r"(?:履约|项目|合同|竣工|最终|总体)*验收(?:组|小组)?(?:的)?(?:意见|结论|结果|情况)|是否(?:验收)?合格",
    ),
    ("awarded", r"(?:中标|成交|定标|中选|评审|评标|开标评标)(?:日期|时间)"),
    (
        "signed",
        r"(?:合同|协议)?(?:签订|签署|签定|订立|签约)(?:日期|时间|日)|(?:合同)(?:签订|签署)(?:日期|时间)|签订合同(?:日期|时间)",
    ),
    (
        "deadline",
        r".*(?:递交|提交|投标|响应|报价|上传|送达|申请|应答|竞包|比选|参选|竞价)?.{0,8}(?:截止|截至)(?:时间|日期|时刻)?(?:和?(?:及|、)?(?:开标|开启|地点|投标).*)?|(?:投标|响应)文件(?:递交|提交)时间|截标(?:时间|日期)|递交(?:投标|响应)文件时间",
    ),
    (
        "opening",
        r"(?:投标文件|响应文件|文件|首次响应文件)?(?:开标|开启|启封|唱标|磋商|谈判|询价|评审|开选)(?:日期|时间)(?:[及和、与].*)?",
    ),
    # -- English
    ("project_no", r"(?i:(?:project|bid(?:ding)?|tender|procurement)(?:no\.?|number|code))"),
    ("project_name", r"(?i:(?:project|bid(?:ding)?|tender|procurement)(?:name|title))"),
    ("buyer", r"(?i:tenderee|purchaser|buyer|procuringentity|employer|procurer)"),
    ("agent", r"(?i:(?:tender(?:ing)?|bid(?:ding)?|procurement|purchasing)?agen(?:t|cy))"),
    ("supplier", r"(?i:(?:winning|successful)(?:bidder|supplier|tenderer)|winner|awardedto)"),
    ("amount", r"(?i:(?:winning|award(?:ed)?|contract)(?:bid)?(?:price|amount|value))"),
    ("budget", r"(?i:(?:project|procurement)?budget(?:amount)?)"),
    ("ceiling", r"(?i:(?:maximum|ceiling)(?:bid)?(?:price|limit))"),
    (
        "deadline",
        r"(?i:(?:bid|tender)?(?:submission)?deadline(?:forsubmi.*)?|bidopeningtime|timeofbidopening)",
    ),
    # -- corrections
    (
        "change_item",
        r"更正项(?:目)?|更正内容项|变更项(?:目)?|修改项|更正事项名称|变更事项|更正名称",
    ),
    (
        "before",
        r"(?:更正|变更|修改|更改|澄清|调整|修正)前(?:的)?(?:内容|信息|条款)?|原(?:公告)?(?:内容|信息|文件|文件内容|招标文件内容|采购文件内容|条款|公告信息|文件描述)|原文",
    ),
    (
        "after",
        r"(?:更正|变更|修改|更改|澄清|调整|修正)(?:后|为)(?:的)?(?:内容|信息|条款)?|(?:现)?(?:更正|变更|修改|更改|调整)|现(?:内容|更正为|变更为|修改为)|现文",
    ),
    ("change_matter", r"(?:更正|变更|修改)(?:事项|类型|原因|理由)"),
    (
        "change_text",
        r"(?:更正|变更|修改|澄清|补充|更改|调整|修正)(?:的)?(?:内容|信息|事宜|说明)(?:如下|为)?(?:及日期)?|内容如下",
    ),
    (
        "reason",
        r".*(?:终止|废标|流标|失败|中止|取消)(?:的)?(?:原因|理由|情况|说明).*|(?:原因|理由)",
    ),
    # -- items and the rest of the usual heads
    (
        "item_name",
        r"(?:主要)?(?:标的|货物|商品|产品|物资|服务|设备|品目|通用|药品|疫苗|采购标的|目录通用)(?:物|内容)?(?:名称|名)(?:\(.*\))?|采购内容|采购标的|通用名|主要标的|货物服务名称|项目内容|建设内容|服务内容|名称及规格",
    ),
    ("brand", r"品牌(?:\(.*\)|及型号|型号)?|商标|品牌/型号"),
    ("spec", r".*(?:规格|型号|剂型|包装|配置|参数|技术要求|材质|转换比|装量|抗原含量|含量|剂量).*"),
    (
        "quantity",
        r"(?:采购|合同)?数量(?:\(.*\))?|单位|计量单位|计价单位|数量及单位|数量/单位|最小.*单位|报价单位",
    ),
    (
        "need",
        r"采购需求(?:概况)?|(?:简要)?(?:采购|技术|项目)?需求(?:概况|描述|说明|内容)?|项目概况|采购概况|简要规格描述|项目需求",
    ),
    (
        "month",
        r"预计(?:采购|招标|开工|发布|实施)?(?:公告)?(?:时间|日期|月份)(?:\(.*\))?|预计.*时间|采购时间",
    ),
    (
        "method",
        r"(?:采购|招标|交易|发包|比选|竞包)(?:组织)?(?:方式|方法|形式)|招标类型|采购类型",
    ),
    ("score", r".*(?:得分|评分|总分|分数|综合分|评审分|评标分|评分结果|综合得分|分值).*"),
    ("quote", r"(?!.*(?:询|竞|比|议)价$).{0,14}(?:价格?|报价)"),
    (
        "other",
        r"(?:.{0,9}(?:工期|周期|期限|交货期|供货期|服务期|交付时间|履行期|质量|质保|保修|备注|说明|其他|其它|附件|附表|内容|范围|要求|标准|规模|来源|比例|性质|类型|类别|行业|区域|区划|地区|专门面向.*|联合体|公告期限|公示期|期间|节能|环保|是否.*|品目|用途|媒介|媒体|方式|条件|资格|业绩|情况|结论|依据|信息来源|服务时间|标的|产地|转包|批准文号|单位换算|组别|企业编号|产品编号|疗程|服务周期|合同期|质疑.*|保障|安全|目标|工程概况|项目概况|评审意见|奖项|结构|内容概述))",
    ),
)
"""(role, pattern), tried in order; the whole plain label has to match."""

_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in ROLES)
IGNORED = frozenset({"contact", "expert", "code", "other", "score", "method", "deposit"})
"""Roles whose values are never read."""


def plain(label: str) -> str:
    """Give a label without white space, numbering, colons and typographic variants."""
    text = label.strip()
    while True:
        shorter = _NUMBERING.sub("", text, count=1)
        if shorter == text:
            break
        text = shorter.lstrip()
    text = bare(text).translate(_BRACKETS).rstrip(":;,.。")
    return text.removesuffix("为").removesuffix("是").rstrip(":") or text


@lru_cache(maxsize=4096)
def role_of(label: str) -> str:
    """Give the role of a printed label, '' where the tables do not know it."""
    text = plain(label)
    while text:
        if len(text) > _LONGEST_LABEL:
            return ""
        for role, pattern in _COMPILED:
            if pattern.fullmatch(text):
                return role
        shorter = _REMARK.sub("", text)
        if shorter == text:
            shorter = _UNIT_TAIL.sub("", text)
        if shorter == text:
            shorter = _LATIN_TAIL.sub("", text)
        if shorter == text:
            return ""
        text = shorter
    return ""


RANKED = re.compile(
    r"(?:第(?P<rank>[一二三四五六七八九十\d]{1,2})|(?P<bare>[一二三]))(?:名|位)?(?:推荐)?(?:的)?(?:中标|成交|中选|入围|定标)?"
    r"候选(?:人|供应商|单位)(?:名称)?"
)
"""A label that names a rank: 第一中标候选人."""
_NO_LABEL = re.compile(
    r"(?:达到|符合|满足|详|按照?|见|自|根据|由|经|已|本次|无|不|有|是|否|合格|执行|国家|满|与|以|其余|一般|√|☑|■|□)"
)
_BARE_LABEL = 26


def is_label(text: str) -> bool:
    """Say whether a whole line or cell is a label and nothing else (`中标（成交）金额（元）`)."""
    bare_text = plain(text)
    return (
        0 < len(bare_text) <= _BARE_LABEL
        and not _NO_LABEL.match(bare_text)
        and bool(role_of(text) or RANKED.fullmatch(bare_text))
    )


def numbered(text: str) -> str:
    """Give the style of a line's numbering: han, paren, digit, deep, or '' where it has none."""
    match = _NUMBERING.match(text)
    if match is None:
        return ""
    mark = match.group().strip()
    if mark[0] in _HAN:
        return "han"
    if mark[0] in "(（":
        return "paren"
    if mark[0].isdigit():
        return "deep" if re.match(r"\d+[.．]\d", mark) else "digit"
    return "chapter" if mark[0] == "第" else ""


def is_blank(text: str) -> bool:
    """Say whether a value states nothing: a dash, 无, 详见附件. Blank is never zero."""
    bare = "".join(text.split()).strip("。.；;，,：:")
    return (
        not bare
        or re.fullmatch(
            r"[-—–－_/\\／*＊×.]+|无|空|暂无|不适用|N/?A|null|none", bare, re.IGNORECASE
        )
        is not None
        or re.match(
            r"(?:详情?|具体详?)?(?:请)?(?:见|参见|查看|以).{0,20}(?:正文|附件|公告|文件|附表|需求|清单|下表|为准|如下|采购|招标)",
            bare,
        )
        is not None
        or bare.startswith(("详见", "详情见", "见附件", "见公告", "见下表", "见正文"))
    )
