"""The words by which papers on buildings name their fields and tell what state a building is in.

Pure tables and functions on strings; nothing here looks at a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from papertrace.extract.records import compiled

_P = r"(?:本)?(?:建设|拟建|申请|申报|招标|单位)?(?:项目|工程|建设工程|建设项目|单项工程|单位工程)"
ROLES = compiled(
    {
        "name": (
            rf"{_P}(?:的)?(?:名称|名)|建设项目|项目"
            r"|(?:楼|栋|幢)(?:栋|座)?(?:号|名称|编号)|楼栋|(?:建筑物?|单体|房屋|子项)(?:工程)?名称"
        ),
        "project_no": r"(?:投资)?项目(?:统一)?(?:代码|编码)|(?:全国)?投资项目(?:统一)?代码",
        "document_no": (
            r".{0,14}(?:许可证|意见书|批准书|备案表|备案|证书?|批复|审批|批文|核准)(?:的)?(?:编|文|证)?[号码]"
            r"|文号|发文字号|批文文号|编号|证号|批准文号"
        ),
        "builder": (
            r"(?:项目)?(?:建设|业主|申请|申报|用地|项目|报建|申办)(?:\(用地\)|/用地)?(?:单位|法人|人|方)"
            r"(?:名称|\(个人\)|（个人）|/个人)*|建设单位\(个人\)|土地使用(?:权人|者|单位)|受让(?:人|单位|方)"
            r"|划拨(?:对象|给|单位)|使用权人|项目业主|用地主体"
        ),
        "contractor": r"(?:工程)?(?:施工|承建|承包|总承包|施工总承包)(?:单位|方|人)(?:名称)?",
        "designer": r"(?:工程)?设计(?:单位|方)(?:名称)?|编制单位",
        "supervisor": r"(?:工程)?监理(?:单位|方)(?:名称)?",
        "place": (
            r"(?:项目|工程|建设|拟建|拟选|用地|地块|宗地|土地|具体)*(?:项目|工程)?"
            r"(?:地点|地址|位置|坐落|座落|选址|所在地|所在位置|四至)(?:及.{1,6})?|坐落|座落|位于"
        ),
        "area": (
            r"(?:总|地上总|计容|规划|实测|竣工)*(?:建筑|建设)(?:总)?(?:面积|规模)|总面积|面积规模"
            r"|建筑总面积|规模"
        ),
        "land_area": (
            r"(?:总|拟|净|规划|建设|项目|实际|可)*(?:用地|占地|土地|宗地|供地|地块|划拨|征地)(?:总)?"
            r"(?:面积|规模)|总用地"
        ),
        "bare_area": r"面积",
        "above_ground": r"(?:其中[:：]?)?地上(?:总)?(?:建筑)?面积",
        "below_ground": r"(?:其中[:：]?)?地下(?:总)?(?:建筑)?面积",
        "cost": (
            r"(?:项目|工程|估算|概算|计划|预计|建设|本工程|动态|静态)*(?:总)?"
            r"(?:投资)(?:总额|额|估算|概算|规模|金额)?"
            r"|投资估算|概算总?投资|(?:工程)?(?:总)?造价|合同(?:造)?价(?:格|款)?|决算(?:价|造价)?|建安费"
        ),
        "storeys": r"(?:建筑)?层数(?:/.{1,3})?",
        "height": r"(?:建筑)?(?:总)?高度",
        "start": r"(?:实际|计划|合同)?(?:开工|动工)(?:日期|时间)|(?:建设)?开始时间",
        "finish": (r"(?:实际|计划|合同)?(?:竣工|完工|交工)(?:日期|时间)"),
        "accepted": r"(?:竣工)?验收(?:合格|通过|日期|时间)*(?:日期|时间)|(?:竣工)?验收日期",
        "filed": r"备案(?:日期|时间)",
        "date": (
            r"(?:发证|核发|批准|审批|批复|颁发|许可|签发|登记|公示|受理|办理|核准|发文|成文)(?:日期|时间)|日期"
        ),
        "use": r"(?:土地|规划|用地|建筑|房屋|工程|批准)*(?:用途|使用性质|用地性质|性质)",
        "supply": r"供(?:地|应)方式|土地取得方式|取得方式",
        "content": (
            r"(?:主要)?(?:建设|工程|项目)*(?:主要)?(?:内容|规模)(?:及|和|与)?(?:规模|内容)?|(?:项目|工程|建设)*概况"
            r"|建设规模及主要.*"
        ),
        "capacity": (
            r"(?:设计|核定)?(?:容量|规模人数|床位(?:数)?|容纳(?:人数|量|能力)|接待能力|停车位|泊位"
            r"|(?:关押|羁押|收押|收容|收治|安置)(?:人数|规模|能力|容量|量)?)"
            r"(?:数量|\(.{1,3}\))?"
        ),
        "period": r"(?:计划|建设|施工)?(?:工期|建设周期|建设期限|建设工期)",
    }
)
NEEDS = (
    frozenset({"name"}),
    frozenset(
        {
            "area", "land_area", "bare_area", "cost", "builder", "document_no", "place", "finish",
            "filed", "date", "accepted", "content",
        }
    ),
)  # fmt: skip
PARTIES = ("builder", "contractor", "designer", "supervisor")
DAYS = ("start", "finish", "accepted", "filed", "date")


@dataclass(frozen=True, slots=True)
class Told:
    """A state that words tell, with the stretch of those words."""

    state: str
    start: int
    end: int


_STATES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "in use",
        re.compile(
            r"(?:正式|全面|投入|顺利|已|建成)*(?:启用|投入使用|投用|交付使用|投入运行|投入运营|揭牌|搬迁入驻|入驻办公|开通运行)"
        ),
    ),
    ("handed over", re.compile(r"(?:完成|顺利|正式|已|整体)*(?:移交|交接)(?!材料|资料|清单)")),
    (
        "accepted",
        re.compile(
            r"(?:通过|完成|经|顺利通过)[^，。；]{0,12}验收|验收(?:合格|通过|备案)|竣工(?:联合)?验收(?!规划|前|申请|委员)"
        ),
    ),
    ("completed", re.compile(r"竣工|完工|建成|落成|交工|全部完成")),
    (
        "under construction",
        re.compile(
            r"开工|动工|奠基|正在(?:建设|施工)|在建|封顶|建设(?:进展|现场)|施工(?:阶段|现场)|主体(?:结构)?完成"
        ),
    ),
    (
        "approved",
        re.compile(
            r"批复|核发|批准|同意|予以许可|准予|许可证|施工许可|意见书|划拨(?:决定|结果|公告)|已备案|审批意见|批后"
        ),
    ),
    (
        "planned",
        re.compile(
            r"拟建|拟选|拟[^，。；]{0,16}新建|规划建设|计划(?:建设|新建|开工)|批前|受理|征求意见|立项申请|拟(?:批准|审批|作出|划拨|供应)|规划(?:选址|方案)"
        ),
    ),
)
_PROPOSED = re.compile(
    r"拟(?:对[^，。；]{2,90}?(?:作出|做出|进行|予以|给予)[^，。；]{0,6}?(?:审批|批准|许可|批复|同意)(?:意见|决定)?"
    r"|(?:批准|审批|作出[^，。；]{0,8}审批)[^，。；]{0,4})"
)
"""A decision that is only proposed, however much stands between its words."""
_REVIEWED = re.compile(r"同意[^，。；]{0,40}(?:通过)?(?:专家)?(?:评审|评估|审查会|论证)")
"""What experts agree to is no decision of an office."""
_NOT_YET = re.compile(
    r"(?:尚未|未|还没有|没有|未能|不得|方可|后方可|前|后)[^，。；]{0,6}$|(?:拟|将|计划|预计|争取|力争|有望|预期|确保|待|即将|年底前|目标)[^，。；]{0,24}$"
)
_NAME_WORD = (
    r"(?:执勤点|执勤站|检查站|派出所|边检站|监管中心|服务中心|指挥中心|中心|用房|办公楼|综合楼|营房|大楼|楼|场所|"
    r"拘留所|看守所|所|站|基地|馆|口岸|通道|码头|桥|仓库|库|围栏|道路|巡逻道|监控系统|系统|院|校区|园区|小区|公寓|大厅|项目|工程|点|房)"
)
MEASURED = re.compile(
    rf"(?:(?<=[，。；、：:;\s.）)])|^)(?:其中|内容|建设|拟|新建|改建|扩建|迁建|项目|工程)*"
    rf"(?P<name>[\u3400-\u9fff]{{1,16}}?{_NAME_WORD})"
    r"(?:[一二两三1-9]\s*[栋幢座处个所])?[，,]?(?:[总其]?的?)?(?:总?建筑|建设)(?:总)?面积"
)
"""A building with its own area behind it."""
PARTED = re.compile(
    rf"(?:[、，,；;：:]\s*(?:其中)?|其中)\s*(?P<name>[\u3400-\u9fff]{{1,12}}?{_NAME_WORD})\s*"
    r"(?P<area>\d[\d,，]*(?:\.\d+)?\s*(?:万?平方米|㎡|平米))"
)
"""A building with its part of a whole area: 其中拘留所2,150平方米、看守所6,500平方米."""
STOREYS = re.compile(
    r"地上\s*[\d一二三四五六七八九十]+层(?:[，,、]?地下\s*[\d一二三四五六七八九十]+层)?|(?<!\d)\d{1,2}层"
)
_TITLE_TAIL = re.compile(
    r"(?:的)?(?:项目|工程|建设工程|建设项目)?(?:环境影响(?:评价|报告)|环评|可行性研究|可研|初步设计|项目建议书|立项|建设工程规划|"
    r"建设用地规划|用地预审|选址意见|规划(?:许可|设计|核实|方案|条件)|设计方案|批前|批后|竣工|验收|"
    r"(?:正式|顺利|全面|如期|胜利|圆满|成功|今日|近日)*(?:启用|投入使用|投用|建成|落成|揭牌|完工|通过|开工|封顶|奠基|交付|移交|动工)|"
    r"主体|国有(?:建设用地|土地)|土地划拨|划拨|建设用地(?:使用权)?|实施方案|核准|备案|社会稳定)"
)
_TITLE_LEAD = re.compile(
    r"^.{0,40}?(?:举行|举办|召开|关于(?:对|同意|准予|核准|批准|受理|拟(?:作出|审批|批准|对)?)?|对|拟批准|拟对)(?=.{4})"
)
_PUT = re.compile(r"[（(][^（）()]*[）)]$")


def state_in(text: str) -> Told | None:
    """Give the furthest state a sentence or title tells as reached; None where it tells none."""
    if proposed := _PROPOSED.search(text):
        return Told("planned", proposed.start(), proposed.end())
    for state, pattern in _STATES:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 28) : match.start()]
            if state != "planned" and _NOT_YET.search(before):
                continue
            if re.match(r"(?:日期|时间|前|单位|资料|的?申请|仪式将|备案表)", text[match.end() :]):
                continue
            if state == "approved" and _REVIEWED.match(text, match.start()):
                continue
            return Told(state, match.start(), match.end())
    return None


def planned_in(text: str) -> Told | None:
    """Give what a sentence tells as still to come: 计划…开工, 预计…投入使用, 尚未投入使用."""
    match = re.search(
        r"(?:拟|将|计划|预计|争取|力争|有望|即将)[^，。；]{0,24}?(?:开工|动工|建设|新建|建成|竣工|完工|投入使用|启用|交付)",
        text,
    )
    return Told("planned", match.start(), match.end()) if match else None


def name_in_title(text: str) -> tuple[int, int] | None:
    """Give the stretch of a title that names the building or project; None where it names none."""
    lead = _TITLE_LEAD.match(text)
    start = lead.end() if lead else 0
    tail = next((m for m in _TITLE_TAIL.finditer(text, start) if m.start() - start > 3), None)  # noqa: PLR2004  (shorter is no name)
    end = tail.start() if tail else len(text)
    if tail and (word := re.match(r"(?:建设)?(?:项目|工程)", text[tail.start() :])):
        end = tail.start() + word.end()  # the project's own word belongs to its name
    stretch = text[start:end]
    cut = re.search(rf"^.*{_NAME_WORD}", stretch)
    if cut is None:
        return None
    return (start, start + cut.end()) if cut.end() > 3 else None  # noqa: PLR2004
