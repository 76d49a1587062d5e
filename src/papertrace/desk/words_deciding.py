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
