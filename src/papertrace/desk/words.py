"""The desk's own words in English and Simplified Chinese.

English stands in the templates, its Chinese here; what facts and problems are called is in `names`.
Which language is shown the browser says (Accept-Language).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from papertrace.desk import words_deciding, words_seeing, words_team
from papertrace.desk.names import plain

if TYPE_CHECKING:
    from collections.abc import Callable

_NAVIGATION: Final = {
    "papertrace desk": "papertrace 工作台",
    "Skip to the page": "跳到正文",
    "Desk": "工作台",
    "Overview": "概览",
    "Documents": "文件",
    "Find": "查找",
    "Decide": "核定",
    "Write": "写稿",
    "Facts": "事实",
    "Purchases": "采购",
    "Years": "年度",
    "Find words": "查找文字",
    "signing as": "签名者",
    "This cannot be done": "无法这样做",
}
_OVERVIEW: Final = {
    "{} documents, {} pages, {} people.": "{} 份文件，{} 页，{} 人。",
    "What is left": "尚待处理",
    "Decide {} facts": "核定 {} 条事实",
    "Nothing can be decided yet.": "尚无可核定的内容。",
    "The case is empty: add documents and build.": "案卷为空：请添加文件并构建。",
    "Nothing waits for you to decide.": "没有等待您核定的事实。",
    "{} documents wait to be read": "{} 份文件等待读取",
    "{} documents were not (wholly) read:": "{} 份文件未能（完整）读取：",
    "What is held": "案卷内容",
    "Drafts": "稿件",
    "There is none yet: save one in the case's folder as": "还没有稿件：请在案卷文件夹中保存为",
    "outcomes": "读取结果",
    "forms": "文种",
    "years": "年度",
    "publishers": "发布单位",
    "facts": "事实",
    "review": "核定",
    "problems": "问题",
}
_LOOKING: Final = {
    "Warnings": "警示",
    "Page {}; its text stands beside it": "第 {} 页；文字在旁边",
    "Drawn by papertrace from what was read: not the site's look.": (
        "由 papertrace 按读到的内容绘制，并非原网页的样子。"
    ),
    "Text as read": "读到的文字",
    "(recognised in a picture)": "（从图像识别）",
    "Table": "表",
    "{} documents": "{} 份文件",
    "document": "文件",
    "title": "标题",
    "form": "文种",
    "year": "年度",
    "pages": "页数",
    "outcome": "结果",
    "warnings": "警示",
    "original": "原件",
    "save": "保存",
    "page {} of {}": "第 {} 页，共 {} 页",
    "larger": "放大",
    "smaller": "缩小",
    "turn": "旋转",
    "rate of {}: {}, {}": "{} 汇率：{}，{}",
    "Saved": "已保存的查询",
    "Save this query": "保存此查询",
    "forget": "删除",
    "all their hits": "全部结果",
    "Saved in queries.txt of the case, for `papertrace find --list queries.txt`; names of persons"
    " are refused.": (
        "保存在案卷的 queries.txt 中，可用于 `papertrace find --list queries.txt`；不接受人名。"
    ),
    "previous": "上一个",
    "next": "下一个",
    "save the original": "保存原件",
    "decide them": "逐条核定",
    "its facts": "其中的事实",
    "Pages": "页面",
    "{} places on this page for “{}”": "本页有 {} 处“{}”",
    "all pages": "所有页面",
    "{} facts on this page": "本页有 {} 条事实",
    "Nothing of this document was read; the original is kept.": "此文件未能读取；原件已保存。",
    "Words, in any script": "文字，简繁均可",
    "more than {} places;": "超过 {} 处；",
    "How to ask": "查询写法",
    "Reading aid": "阅读辅助",
    "reading aid": "阅读辅助",
    "back to the page": "返回页面",
    "Sounds and possible meanings of single words, to find one's way. It is no translation: nothing"
    " here can be quoted.": "逐词注音与可能的含义，仅供参考；不是翻译，不得引用。",
    "Meanings of everyday words need a dictionary:": "日常词语的释义需要词典：",
    "Where a meaning is from: R fixed rendering, T table of terms, D dictionary"
    " (CC-CEDICT).": "释义来源：R 固定译法，T 术语表，D 词典（CC-CEDICT）。",
    "rendering": "固定译法",
    "dictionary": "词典",
    "Words stand as they are written, blanks aside. AND, OR, NOT and brackets join them; “quotation"
    " marks” keep them from being widened.": "按原文查找，忽略空白。可用 AND、OR、NOT 和括号组合；"
    "加“引号”则不扩展。",
    "Also looked for:": "同时查找：",
    "Only what I wrote": "只查我写的",
    "term": "术语",
    "place": "地名",
    "pinyin": "拼音",
    "quotes": "引号",
    "Not in a row on any page. All on one page:": "没有连在一起的文字。同在一页的：",
    "{} places": "{} 处",
    "{} places;": "{} 处；",
    "{} pages;": "{} 页；",
    "the first {} are shown;": "显示前 {} 条；",
    "Nearest first to this question, in any language (may be left empty)": (
        "按与此问题的接近程度排序，语言不限（可留空）"
    ),
    "The order is a machine's and no proof: what stands further down may be what you look for.": (
        "顺序由机器排定，不是证据：您要找的内容可能排在后面。"
    ),
    "Compared with the question: {} of {} pages.": "已与问题比较：{} 页，共 {} 页。",
    "The others stand behind them, in their plain order.": "其余按原顺序排在后面。",
    "They stand in their plain order.": "均按原顺序排列。",
    "Compare {} more": "再比较 {} 页",
    "Another question is being put to the network just now: these stand in their plain order.": (
        "网络正在处理另一个问题：以下按原顺序排列。"
    ),
    "Nothing more was compared: pages were being compared for somebody else's question. Try again"
    " in a moment.": "没有再比较：当时正在为他人的问题比较页面。请稍后再试。",
    "{} pages searched, {} documents not (wholly) read.": (
        "已查 {} 页，{} 份文件未能（完整）读取。"
    ),
    "{} pages can be searched, {} documents not (wholly) read.": (
        "可查 {} 页，{} 份文件未能（完整）读取。"
    ),
}
_IMPORTING: Final = {
    "Import": "导入",
    "Import documents": "导入文件",
    "Files: choose them, or drop them on the field": "文件：请选择，或拖放到输入框",
    "A folder with all that is in it": "文件夹（含其中全部内容）",
    "Bring them in and read them": "导入并读取",
    "Names are kept as text; the files themselves stay as they are. Addresses are fetched by"
    " `papertrace add ADDRESS`, locked files opened by `papertrace add --passwords FILE`.": (
        "文件名只作为文字保存，文件本身不变。网址用 `papertrace add ADDRESS` 抓取，"
        "加密文件用 `papertrace add --passwords FILE` 打开。"
    ),
    "Progress": "进度",
    "keeping": "保存原件中",
    "reading": "读取中",
    "indexing": "编制索引中",
    "done": "已完成",
    "stopped": "已停止",
    "files": "文件",
    "new": "新增",
    "there already": "已有",
    "documents read": "已读文件",
    "By type": "按类型",
    "type": "类型",
    "read": "已读",
    "not (wholly) read": "未能（完整）读取",
    "Not (wholly) read": "未能（完整）读取",
    "Look again": "刷新",
    "refused": "无法读取",
    "ignored": "已忽略",
    "read-partly": "部分读取",
    "read in part": "部分读取",
    "waiting": "等待读取",
    "skipped: hidden: the system's own file": "已跳过：系统自身的隐藏文件",
    "Try again": "重试",
    "Their originals are preserved; nothing of them was read yet.": ("原件已保存，内容尚未读取。"),
    "Read them": "读取",
    "It waits to be read.": "等待读取。",
    "Tried again is what a worker died of or had no time for; other reasons lie in the file.": (
        "重试的是读取进程中断或超时的文件；其他原因在文件本身。"
    ),
}
_DECIDING: Final = {
    "{} facts wait for you": "{} 条事实等待您核定",
    "Done:": "已完成：",
    "accept": "采纳",
    "reject": "否决",
    "correct": "更正",
    "undo": "撤回",
    "Begin": "开始",
    "Take your last decision back": "撤回您的上一个决定",
    "fact": "事实",
    "page": "页",
    "why here": "排序理由",
    "confidence": "可信度",
    "{} more come behind these.": "后面还有 {} 条。",
    "people disagree": "意见不一",
    "something does not add up": "数目不合",
    "low confidence": "可信度低",
    "a draft rests on it": "稿件以此为据",
    "read by one person": "一人已读",
    "a warning touches it": "涉及警示",
    "nothing speaks against it": "无可疑之处",
    "{} wait": "{} 条待定",
    "the whole page": "整页",
    "Proof on pages": "证据所在页",
    "This page is not in the case as read.": "案卷中没有读到这一页。",
    "You decided:": "您的决定：",
    "Accept": "采纳",
    "Reject": "否决",
    "Correct": "更正",
    "read it on the page": "请在页面上读取",
    "{} as you read it on the page": "{}：请键入页面上的内容",
    "Only what you change is changed. Sums in full (26500000), dates as 2024-03-05. With a field in"
    " focus, words of the page can be chosen by clicking them.": (
        "只更改您改动的字段。金额写全（26500000），日期写作 2024-03-05。"
        "光标在字段中时，可点击页面上的文字填入。"
    ),
    "{} as printed, where you do not change it": "{}：若不更改，请键入原文",
    "Why (optional)": "理由（可不填）",
    "Save the correction": "保存更正",
    "Confidence": "可信度",
}
_WRITING: Final = {
    "A new draft, called": "新稿件，名称",
    "Begin it": "开始写",
    "Nothing is claimed yet.": "尚无依据。",
    "Every claim holds. To publish:": "各项依据均成立。发布：",
    "Saved and tested.": "已保存并检验。",
    "{} passed, {} failed, {} unproven; {} findings.": (
        "{} 项通过，{} 项不符，{} 项未证实；{} 条提示。"
    ),
    "Originals are read again by `papertrace check` and before anything is published.": (
        "`papertrace check` 以及发布之前会重新读取原件。"
    ),
    "passed": "通过",
    "failed": "不符",
    "unproven": "未证实",
    "unclaimed": "无依据",
    "The draft, in Markdown": "稿件（Markdown）",
    "Its claims (TOML)": "所据事实（TOML）",
    "Save and test": "保存并检验",
    "Cite an accepted fact": "引用已采纳的事实",
    "Select the figure in the draft, then choose what it rests on: the link and its claim are"
    " written for you. By hand: [words](claim:name), and the lines below under [name].": (
        "在稿件中选中数字，再选择其依据：链接和依据会自动写入。"
        "手工写法：[words](claim:name)，并在 [name] 下写入以下各行。"
    ),
    "cite": "引用",
    "{} more": "还有 {} 条",
    "No accepted fact holds a figure or a date yet.": "还没有已采纳且含数字或日期的事实。",
    "Not claimed, or to be known": "无依据或须知",
    "line {}": "第 {} 行",
    "Claims and what proves them": "各项依据及其证据",
    "The story says {}; the evidence says {}.": "稿件写的是 {}；证据是 {}。",
    "Proof:": "证据：",
}
_SEEING: Final = {
    "{} facts": "{} 条事实",
    "kind": "种类",
    "status": "状态",
    "fields": "字段",
    "all": "全部",
    "Show": "显示",
    "proposed": "待核定",
    "accepted": "已采纳",
    "corrected": "已更正",
    "rejected": "已否决",
    "stale": "已过时",
    "{} more stand in the JSON and CSV.": "另有 {} 条见 JSON 和 CSV。",
    "{} purchases": "{} 项采购",
    "From intention to acceptance, over facts that nobody rejected; sums as printed, proposed ones"
    " too.": "从采购意向到验收，依据未被否决的事实；金额照录，含待核定者。",
    "What changed between two years": "两个年度之间的变化",
    "body": "单位",
    "from": "从",
    "to": "到",
    "of": "比较",
    "budget": "预算",
    "targets": "绩效目标",
    "Compare": "比较",
    "over accepted facts alone": "仅依据已采纳的事实",
    "in": "所在",
    "row": "行",
    "difference": "差额",
    "what": "变化",
}
CHINESE: Final = {
    **_NAVIGATION,
    **_OVERVIEW,
    **_LOOKING,
    **_IMPORTING,
    **_DECIDING,
    **words_deciding.CHINESE,
    **words_seeing.CHINESE,
    **_WRITING,
    **_SEEING,
    **words_team.CHINESE,
}
"""English -> Simplified Chinese."""


def language_of(accepted: str) -> str:
    """Give the language of an Accept-Language header that is served: `en` or `zh-Hans`."""
    weights = {"en": 0.0, "zh": 0.0}
    for part in accepted.split(","):
        name, _, told = part.strip().partition(";q=")
        main = name.partition("-")[0].lower()
        try:
            weight = float(told or 1)
        except ValueError:
            continue
        if main in weights:
            weights[main] = max(weights[main], weight)
    return "zh-Hans" if weights["zh"] > weights["en"] else "en"


def speaking(language: str) -> Callable[[str], str]:
    """Give what turns the desk's English words into a language; names of the program into words."""
    if language == "zh-Hans":
        return lambda words: CHINESE.get(words) or plain(words)
    return plain
