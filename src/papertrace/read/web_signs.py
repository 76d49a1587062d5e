"""What a page on the web may be instead of what was asked for: signs of doors, not judgements.

Words count where there is little else on the page, or where its title says so: notices tell their
readers to log in somewhere, to type a code, that something is no longer valid. Run in the worker.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from papertrace.read.html_dom import Tree

SHORT = 200
"""Characters of text, blanks aside, up to which what it says makes a page a door."""
_LONG = 1000
"""Characters beyond which no page is a door, whatever its title says."""
_FILLED = 0.3
"""Share of a page from which words that are said over and over make it a door, however long."""
_SAYS = {
    "missing": re.compile(
        r"(?<!\d)404(?:notfound|error|错误|页|，|,|-)|(?:error|错误|http)[:：]?404(?!\d)|\A404(?!\d)"
        r"|(?:页面|网页|文件|文章|内容|信息|资源|栏目|链接|頁面|網頁)[^。,，]{0,12}"
        r"(?:不存在|找不到|未找到|没有找到|已删除|已被删除|已下线|已下架|已失效|已过期|被移除|已撤|已迁移|[走跑]丢|飞走|迷路"
        r"|消失|無法顯示|已屏蔽)"
        r"|(?:找不到|没有找到|无法找到|未找到|不存在|无此)[^。]{0,12}(?:页|文件|文章|内容|信息|资源|栏目|公告)"
        r"|您(?:想?要|所)?(?:访问|浏览|查看|查找|请求|打开)的?[^。]{0,16}(?:不存在|已删除|已被删除|找不到|已下线)"
        r"|\A410(?!\d)|\A(?:此|该|本)(?:页|文|内容|信息)[^。]{0,6}已下线"
        r"|(?:not|cannot be|could not be|can't be|couldn't be) found|no longer (?:available|exists)"
        r"|(?:does not|doesn't) exist|(?:has|have) been (?:removed|deleted)|no such (?:page|file)"
        r"|\A(?:gone|not ?found)\W*\Z|(?:page|resource) is (?:gone|missing)",
        re.IGNORECASE,
    ),
    "login": re.compile(
        r"(?:请|需要?|必须|后|未)[^。]{0,6}(?:登录|登陆|登錄)|(?:用户|账号|账户|会员|统一身份)[^。]{0,6}登[录陆]"
        r"|请输入(?:用户名|账号|密码)|(?:log|sign)[ -]?in (?:to|required|with)|please (?:log|sign)"
        r"|login required|members only|session (?:has )?expired",
        re.IGNORECASE,
    ),
    "captcha": re.compile(
        r"验证码|人机(?:身份)?验证|安全验证|滑块|拖动|点击完成验证|请完成验证|驗證碼|验证您?是否?(?:为|是)?真?人|captcha"
        r"|(?:verify|confirm|prove) (?:that )?you(?: a|'| a)re (?:a )?(?:human|not a)"
        r"|are you (?:a )?(?:human|robot)|not a robot|checking (?:your browser|if the site)"
        r"|just a moment|security check|enable javascript and cookies|ddos protection",
        re.IGNORECASE,
    ),
    "challenge": re.compile(
        r"(?:开启|启用|打开|允许|支持|開啟|啟用)(?:您?的?浏览器)?(?:的)?[“\"']?(?:javascript|js|cookie|脚本)"
        r"|(?:javascript|js|cookies?|脚本)(?:功能)?(?:已被?禁用|未开启|未启用|被禁用|不可用)"
        r"|浏览器(?:安全|环境)?(?:检查|检测|校验|验证)|正在(?:检查|检测|验证|校验)[^。]{0,6}(?:浏览器|访问|连接|环境)"
        r"|正在进行(?:安全)?(?:检查|检测|验证|校验)"
        r"|(?:enable|turn on|allow|requires?|needs?) (?:your )?(?:java ?script|cookies)"
        r"|(?:java ?script|cookies) (?:is|are|must be) (?:disabled|required|enabled|needed)"
        r"|browser (?:integrity|security) check|verifying your browser",
        re.IGNORECASE,
    ),
    "maintenance": re.compile(
        r"(?:系统|网站|服务|平台|服务器|站点|本站)[^。]{0,8}(?:维护|升级|改版|割接|检修|迁移)"
        r"(?:(?:中|期间)(?:[，。！,.!…]|\Z|请|暂)|[^。]{0,6}(?:请稍后|给您|敬请谅解))"
        r"|(?:系统|网站|平台|服务器|本站)(?:正在|停机)[^。]{0,6}(?:维护|升级|改版|检修)|\A(?:正在)?(?:维护|升级|改版|检修)中"
        r"|(?:网站|平台|本站|页面)暂(?:时|停)(?:无法|不能|停止|关闭)?(?:访问|服务)?|服务(?:暂时)?不可用|系统繁忙|服务器(?:繁忙|内部错误)"
        r"|(?:under|down for|scheduled|for) (?:scheduled )?(?:maintenance|upgrade)"
        r"|temporarily (?:unavailable|down|offline)|(?:be|come) back (?:soon|shortly)",
        re.IGNORECASE,
    ),
    "barred": re.compile(
        r"(?:访问|请求|操作|IP)(?:被|已被|受到?|行为)?[^。]{0,6}(?:拒绝|拦截|阻断|限制|禁止|异常|封禁|屏蔽|阻止)"
        r"|(?:当前|所在的?|您的|该|此)(?:区域|地区|国家|网络|IP)[^。]{0,10}"
        r"(?:无法|不能|不可|禁止|限制|不允许|不支持)[^。]{0,4}(?:访问|浏览|查看|打开)"
        r"|(?:仅|只)(?:限|允许|支持|对)[^。]{0,8}(?:境内|国内|内网|大陆)[^。]{0,8}(?:访问|开放|用户)"
        r"|(?:境外|海外|国外)[^。]{0,8}(?:访问|IP|用户)[^。]{0,8}(?:受限|限制|禁止|无法)"
        r"|云(?:防护|盾|锁|waf)|安全(?:狗|宝|卫士)|web应用防火墙|(?<![a-z])waf(?![a-z])"
        r"|已被[^。]{0,6}(?:拦截|阻断|阻止)|(?:安全)?(?:威胁|风险|攻击)[^。]{0,12}(?:拦截|阻断|拒绝|阻止)"
        r"|(?:请求|访问|操作|IP)[^。]{0,6}存在(?:安全)?(?:威胁|风险)|对(?:本|该)?网?站[^。]{0,4}造成[^。]{0,4}威胁"
        r"|(?:请求|拦截|事件|访问|追踪)(?:编号|id|号)[:：\s]*[0-9a-z]"
        r"|(?:IP|您)[^。]{0,8}黑名单|不合法的?(?:请求|参数)|非法(?:请求|访问)"
        r"|(?:访问|请求|操作)[^。]{0,4}过于频繁"
        r"|(?:拒绝|禁止|限制)(?:您的?)?访问|防火墙|网站防护|没有权限|无权访问"
        r"|access [^.]{0,20}(?:is |was |has been )?(?:denied|restricted)"
        r"|(?:request|you)(?: was| were| has been| have been)? (?:blocked|rejected)|forbidden"
        r"|too many requests|unusual traffic|not authori[sz]ed"
        r"|(?:request|event|incident|ray) ?id[:：\s#]"
        r"|(?:not available|unavailable|blocked) (?:in|from) your (?:country|region|location|area)"
        r"|your (?:ip|country|region|network)[^.]{0,30}(?:block|bann|restrict|not allowed|denied)"
        r"|security (?:policy|rule|threat)|web application firewall",
        re.IGNORECASE,
    ),
}
_TITLED = {
    "missing": re.compile(
        r"\A\W*(?:http|error|错误)?\W*404(?!\d)(?!\w)|404 (?:not|error)"
        r"|(?:页面|网页|文件)[^。]{0,4}(?:不存在|找不到|出错|错误)"
        r"|\A出错|not found",
        re.IGNORECASE,
    ),
    "login": re.compile(
        r"(?:登录|登陆|登錄)(?:页面?|系统|中心|平台)?\s*(?:[-_|—–].*)?\Z|\A(?:log|sign) ?in\b",
        re.IGNORECASE,
    ),
    "captcha": re.compile(
        r"\A\W*(?:安全验证|人机验证|访问验证|驗證碼?)|captcha|just a moment|attention required",
        re.IGNORECASE,
    ),
    "challenge": re.compile(
        r"\A\W*(?:浏览器)?(?:安全|环境)?(?:检查|检测)中?\W*\Z|checking your browser", re.IGNORECASE
    ),
    "maintenance": re.compile(
        r"\A\W*(?:系统|网站|服务)?(?:正在)?(?:维护|升级|改版)中?(?:公告|通知|页面)?\W*\Z"
        r"|under maintenance|\A\W*maintenance",
        re.IGNORECASE,
    ),
    "barred": re.compile(
        r"\A\W*(?:访问|请求)[^。]{0,4}(?:拦截|拒绝|禁止)|拒绝访问|禁止访问|denied"
        r"|\A\W*(?:403 )?forbidden|blocked",
        re.IGNORECASE,
    ),
}
_GATES = re.compile(
    rb"geetest|hcaptcha|recaptcha|turnstile|cf-challenge|_guard/|acw_sc__"
    rb"|name=[\"']?(?:captcha|verify_?code|check_?code|v?code|yzm)\b",
    re.IGNORECASE,
)
_AT_LENGTH: Final = {
    "missing": (
        re.compile(
            r"您(?:想?要|所)?(?:访问|浏览|查看|查找|请求)的[^。]{0,16}"
            r"(?:不存在|已删除|已被删除|找不到|已下线|已下架|已失效)"
            r"|the page you (?:are|were) looking for|the requested (?:url|page|resource)",
            re.IGNORECASE,
        ),
        1,
    ),
    "barred": (
        re.compile(
            r"[您你]的?[^。]{0,4}(?:访问|请求|操作)[^。]{0,20}(?:拦截|阻断|拒绝|阻止|威胁|风险)"
            r"|(?:请求|拦截|事件|访问)(?:编号|id)[:：\s]*[0-9a-z-]{3,}|云防护|web应用防火墙"
            r"|(?:you|your (?:request|ip))[^.]{0,20}(?:blocked|denied|rejected)|cloudflare"
            r"|(?:request|event|incident|ray) ?id[:：\s#]+[0-9a-z-]{3,}",
            re.IGNORECASE,
        ),
        2,
    ),
}
"""Words to a visitor that stand in no document: how many different ones make a page of up to
`_LONG` characters a door."""
_STEERS = re.compile(
    rb"document\s*(?:\.\s*|\[\s*[\"'])cookie|location\s*\.\s*reload|window\s*\[\s*[\"']location"
    rb"|\beval\s*\(|setcookie|\bhistory\s*\.\s*go\s*\(\s*0|fingerprint",
    re.IGNORECASE,
)
"""A script that sets a cookie or loads its page again: how a visitor without scripts is told."""


def signs(tree: Tree, title: str, text: str, data: bytes) -> tuple[str, ...]:
    """Give the signs on a page; `text` is what is shown, with its blanks."""
    bare = "".join(text.split())
    short, spaced = len(bare) <= SHORT, " ".join(text.split())
    found = [
        name
        for name, said in _SAYS.items()
        if _titled(name, title, bare)
        or (short and (said.search(bare) or said.search(spaced)))
        or _at_length(name, bare, spaced)
    ]
    if not bare and tree.css("script") and _STEERS.search(data):
        found.append("challenge")
    if short and tree.css("input[type=password]"):
        found.append("login")
    if short and _GATES.search(data):
        found.append("captcha")
    return tuple(dict.fromkeys(found))


def _at_length(name: str, bare: str, spaced: str) -> bool:
    """Say whether a page of some length tells its visitor, or says throughout, what a door says."""
    if name in _AT_LENGTH and len(bare) <= _LONG:
        said, least = _AT_LENGTH[name]
        if len({m[0].lower() for m in said.finditer(spaced)}) >= least:
            return True
    if name != "missing" or not SHORT < len(bare) <= _LONG * 5:
        return False
    return sum(len(m[0]) for m in _SAYS[name].finditer(bare)) >= _FILLED * len(bare)


def _titled(name: str, title: str, bare: str) -> bool:
    """Say whether a title is that of a door, and the page is not a long one about doors."""
    return len(bare) <= _LONG and _TITLED[name].search(title) is not None
