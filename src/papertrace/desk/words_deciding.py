"""The desk's words for decisions: boxes, groups, questions, rates and claims, in Chinese."""

from __future__ import annotations

from typing import Final

CHINESE: Final = {
    "value": "数值",
    "or the words of this page that say it": "或本页上说明它的文字",
    "Choose on the page": "在页面上选取",
    "Choose words: arrows move, Shift with arrows takes more, Enter takes them, Escape leaves."
    " Or draw a box.": (
        "选取文字：方向键移动，按住 Shift 加方向键扩大选取，Enter 确认，Escape 退出。也可画框。"
    ),
    "Somebody else decided on this fact. You are not shown figures, dates and names: read them on"
    " the page.": "已有他人核定此事实。这里不显示数字、日期和名称：请您在页面上自行读取。",
    "or choose it among names of this case": "或从本案的名称中选择",
    "It was known to be wrong, put there to measure how often that is seen. You saw it; nothing was"
    " decided.": "这条事实是已知错误、用来检验的。您看出来了；没有记录任何决定。",
    "It was known to be wrong, put there to measure how often that is seen. It was not seen;"
    " nothing was decided. Compare each value with its box.": (
        "这条事实是已知错误、用来检验的，没有被看出；没有记录任何决定。请将每个数值与方框中的文字比对。"
    ),
    "Rates": "比率",
    "Agreement, corrections, and known-wrong facts": "一致、更正与已知错误",
    "By field and over all, never by person. Two people read figures, dates and names of bodies"
    " without seeing each other's; their first decisions are compared. A range says what so few"
    " cases allow.": (
        "按字段与总体计算，从不按人计算。两人互不可见地读取数字、日期和单位名称；比较的是各自的"
        "第一个决定。范围表示这样少的数目所容许的误差。"
    ),
    "Two people agreed": "两人一致",
    "The machine was corrected": "机器读取被更正",
    "Known-wrong facts that were not noticed": "未被看出的已知错误",
    "No known-wrong facts are shown in this case. case.toml: [rules] known_wrong = 20": (
        "本案不显示已知错误的事实。case.toml：[rules] known_wrong = 20"
    ),
    "One known-wrong fact for {} decisions.": "每 {} 个决定出现一条已知错误的事实。",
    "field": "字段",
    "count": "个数",
    "share": "比例",
    "range (95 %)": "范围（95 %）",
    "{} of {}": "{} / {}",
    "Nothing to compare yet.": "尚无可比较的内容。",
    "Same proof": "同一证据",
    "{} groups with the same proof": "{} 组具有同一证据的事实",
    "accepted with one key before that": "此前仅按一键采纳",
    "Accepted with one key before a draft rested on them; read their figures on the page:": (
        "以下事实在稿件引用之前仅按一键采纳，请在页面上读出其数字："
    ),
    "Facts of one table that rest on one kind of support. What a draft rests on, a warning touches,"
    " or somebody else decided is in none of them.": (
        "同一表格中依据同类证据的事实。稿件所依据的、涉及警示的或他人已核定的均不在其中。"
    ),
    "how many": "数量",
    "support": "证据",
    "decide by itself": "单独核定",
    "I compared every value with its box": "我已将每个数值与方框中的文字比对",
    "Accept all {}": "全部采纳（{} 条）",
    "Go through the list first: every row must have been on the screen.": (
        "请先浏览整个列表：每一行都须在屏幕上显示过。"
    ),
    "Make a claim": "添加依据",
    "Make a claim of the selected words": "为选中的文字添加依据",
    "Back to the draft": "返回稿件",
    "Words of the draft, as they stand in it": "稿件中的原文",
    "which one, where they stand there more than once": "若出现多次，是第几处",
    "kind of claim": "依据的种类",
    "Show its form": "显示表单",
    "its name": "名称",
    "{} accepted facts alone prove these words; they head the list.": (
        "有 {} 条已采纳的事实单独即可证明这些文字，列在最前。"
    ),
    "one a line": "每行一条",
    "Write it and test the draft": "写入并检验稿件",
    "Replies, sources and what was read": "答复、消息来源与已读文件",
    "No party is noted as accused or asked.": "没有记录被指控或被询问的一方。",
    "{} sources": "{} 个来源",
    "{} documents, {} pages": "{} 份文件，{} 页",
    "Originals were read again: {} passed, {} failed, {} unproven.": (
        "已重新读取原件：{} 项通过，{} 项不符，{} 项未证实。"
    ),
    "Originals are being read again …": "正在重新读取原件……",
    "read again": "重读",
    "Questions": "问题",
    "{} questions wait for you": "{} 个问题等待您回答",
    "Take your last answer back": "撤回您的上一个回答",
    "Facts that wait": "待核定的事实",
    "question": "问题",
    "about": "关于",
    "why asked": "提问理由",
    "Are these one body?": "两个名称是同一单位吗？",
    "Are these notices one purchase?": "这些公告属于同一采购吗？",
    "Did this money pay for this purchase?": "这笔预算支付了这项采购吗？",
    "Is one of these documents a copy of the other?": "一份文件是另一份的副本吗？",
    "Where is this document from?": "这份文件来自何处？",
    "Does the translation say what is printed?": "译文与原文相符吗？",
    "What is this document?": "这是什么文件？",
    "one body": "同一单位",
    "two bodies": "两个单位",
    "one purchase": "同一采购",
    "two purchases": "两项采购",
    "it paid for it": "是它支付的",
    "it did not": "不是",
    "a copy": "是副本",
    "no copy": "不是副本",
    "it says so": "相符",
    "it is this": "就是它",
    "official": "官方网站",
    "official-archive": "官方网站，经由存档",
    "third-party": "第三方副本",
    "unknown": "来源不明",
    "Which": "哪一种",
    "Why: what you looked at (needed for yes)": "理由：您看了什么（回答“是”时必填）",
    "No: give your own words": "不符：写下您的译文",
    "What the page says": "页面的意思",
    "Save the translation": "保存译文",
    "Decisions without ground": "失去依据的决定",
    "{} decisions lost what they were about": "{} 个决定失去了对象",
    "Stale: the fact is not read so any more. Orphan: the decision stands, but its words are not in"
    " their place. Neither is carried over to what looks alike; decide anew.": (
        "过时：事实不再这样读取。失据：决定有效，但文字不在原处。二者都不会移给相似者；请重新核定。"
    ),
    "read there now": "该处现读为",
    "orphan": "失据",
    "decide anew": "重新核定",
}
"""English -> Simplified Chinese."""
