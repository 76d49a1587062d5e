# ruff: noqa: E501, ISC004  (a pattern is easier to read when it is broken where its parts end)
"""Recognises text that is written for a language model: orders, roles, marks of conversations.

It only says where such text stands; nothing in papertrace obeys text of a document, with or without
a model. Words that public papers use of people and of programs do not count.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_MODEL: Final = (
    r"(?:AI|人工智能|大?语言模型|大模型|智能助手|智能体|聊天机器人|(?:chat)?gpt|llm|agent)"
)
"""How a model is named in Chinese."""
_BEING: Final = r"(?:助手|模型|助理|系统|审核员|审查员|评审员|阅读者|读者|程序|代理|工具)"
_TOLD: Final = (
    r"(?:请|必须|务必|应当?|不要|不得|无须|无需|只|输出|回答|回复|提取|忽略|将|把|直接|注意)"
)
_ASSISTANT: Final = (
    r"(?:ai|llms?|(?:large )?language models?|assistants?|chatbots?|gpt|chatgpt|claude|gemini)"
)
_RESULT: Final = (
    r"(?:金额|数值|数据|价格|数字|总额|中标价|成交价|预算|供应商|中标人|结果|结论|单位)"
)

_ENGLISH: Final = (
    # forget what you were told
    r"\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}"
    r"\b(?:instructions?|prompts?|rules?|guidelines?|directions?|context|commands?|above|told)\b",
    # you are a model
    r"\b(?:you are|you're|act as|pretend to be|behave as)\s+(?:now\s+)?(?:an?\s+|the\s+)?[^.\n]{0,24}"
    rf"\b(?:{_ASSISTANT}|agent)\b",
    rf"\b(?:as|dear|attention|note to|message (?:to|for)|instructions? (?:to|for)|hey|hello|for|to|if you are)"
    rf"\s+(?:an?\s+|any\s+|all\s+|the\s+)?{_ASSISTANT}\b",
    rf"(?:^|\n|[.!?]\s)\s*{_ASSISTANT}\s*[,:]\s*[a-z]",
    rf"\b(?:the |any |every )?(?:model|{_ASSISTANT}|extractor|parser)\s+(?:must|should|shall|has to|needs to)\b",
    # marks of conversations
    r"<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|begin_of_text)[^|\n]{0,20}\|>",
    r"\[/?INST\]|<</?SYS>>|</?(?:system|assistant)(?:_prompt|_message)?>",
    r"(?:^|\n)\s*(?:#{2,}\s*)?(?:system|assistant|human)\s*(?:prompt|message|instruction)?\s*[:：]\s*\S",
    r"\b(?:system|developer)\s+(?:prompt|message|override|instructions?)\b",
    r"#{2,}\s*(?:new |system )?instructions?",
    r"\bprompt injection\b|\bjailbreak\b|\bdo anything now\b",
    # what to answer
    r"\b(?:extract|report|output|return|record|set|use|treat|state|say|answer|respond|reply|print|write)\b"
    r"[^.\n]{0,60}\b(?:instead of|rather than|regardless of|no matter what|and nothing else|verbatim)\b",
    r"\b(?:reply|respond|answer|output|return)\s+(?:only|always|just)\b|\b(?:only|always|just)\s+"
    r"(?:reply|respond|answer|output|return)\b",
    r"\b(?:do not|don't|never|must not)\s+(?:mention|report|reveal|disclose|tell|flag|warn|summari[sz]e)\b",
    r"\b(?:when|while|before|after)\s+(?:you\s+)?(?:processing|summari[sz]ing|extracting|parsing|reading|analy[sz]ing)"
    r"\s+(?:this|the)\b[^.\n]{0,40},\s*(?:please\s+)?(?:always|never|you|say|return|output|report|set|do|ignore|use)\b",
    r"\b(?:new|updated|real|hidden|secret|important) instructions?\b[^.\n]{0,24}[:：]",
    r"\bfrom now on\b[^.\n]{0,40}\b(?:you|your|output|answer|report|treat)\b",
    # what to do
    r"\b(?:send|post|upload|fetch|visit|open|call|curl|exfiltrate|forward)\b[^\n]{0,60}https?://[^\s]{3,}",
    r"\b(?:call|invoke|run|execute|use)\s+the\s+[\w`'\" -]{0,24}\b(?:tool|function|api|shell|command)\b",
)
_CHINESE: Final = (
    r"(?:忽略|无视|忘记|忘掉|不要理会|不理会|不要遵守|请勿遵守|跳过|覆盖|绕过)[^。\n]{0,16}"
    r"(?:指令|指示|提示词|提示语|系统提示|设定|命令|prompt|此前的?规则|之前的?规则|以上规则|所有规则)",
    rf"(?:你是|你现在是|假设你是|扮演|作为)(?:一个|一名|一位)?[^。，\n]{{0,8}}(?:{_MODEL}|助手|机器人)"
    rf"{_BEING}?(?=[^。\n]{{0,30}}{_TOLD})",
    rf"(?:致|对|给|请|所有|任何)?{_MODEL}{_BEING}?(?:请?注意|指令|须知)?[:：，,]\s*(?=[^。\n]{{0,30}}{_TOLD})",
    rf"(?:{_MODEL}|本模型){_BEING}?[^。，\n]{{0,12}}(?:请|必须|务必|应当?|不得)[^。\n]{{0,16}}"
    r"(?:输出|回答|回复|提取|忽略|记为|记录|视为|识别|改)",
    rf"(?:如果|若|假如|当)(?:你|您)是(?:一个|一名)?[^。\n]{{0,8}}(?:{_MODEL}|模型|机器人|助手)",
    rf"(?:{_MODEL}|系统|新的?|最新|真正的?|隐藏|重要)(?:系统)?指令\s*[:：]",
    r"系统提示词|提示词注入|#{2,}\s*(?:新|系统)?指令",
    r"(?:你|您)(?:的任务是|必须|应当?|只能|只需|务必)(?:直接)?[^。，\n]{0,6}"
    r"(?:把|将|输出|回答|回复|提取|返回|忽略|报告)",
    r"从(?:现在|此刻|今)(?:开始|起)[^。\n]{0,10}(?:你|只|输出|回答|把所有|将所有)",
    r"(?:输出|回答|回复|返回|提取|记录|改写|填写|报告)(?:为|成)?[^。\n]{0,16}(?:而不是|而非|不管|无论(?:原文|文中|文件))",
    r"(?:不管|无论)(?:原文|文中|文件|正文|上文|表中)[^。\n]{0,20}(?:回答|输出|提取|回复|返回|记)",
    rf"(?:请|必须|务必|应当?)?(?:将|把)[^。\n]{{0,24}}{_RESULT}[^。\n]{{0,12}}"
    r"(?:输出为|提取为|识别为|替换为|报告为|统一(?:改为|输出))",
    rf"(?:请|必须|务必)(?:将|把)[^。\n]{{0,24}}{_RESULT}[^。\n]{{0,12}}(?:改为|改成|记为|视为|写成|设为)\s*[0-9０零]",
    r"(?:请|必须|务必)(?:将|把)(?:上文|原文|文中|本文)[^。\n]{0,24}(?:替换|改为|改成|删除)",
    r"(?:不要|不得|请勿|禁止|切勿)(?:向用户|对用户)(?:提及|告知|透露|输出|显示)",
    r"(?:不要|不得|请勿|禁止|切勿)(?:提取|输出|提及)(?:任何|本段|该段|此段|上述|原文|文中)",
    r"(?:任何|所有)(?:自动化?|机器|智能)(?:处理|抽取|提取|阅读|审核)(?:程序|系统|工具)",
    r"(?:调用|使用|执行|运行)[^。\n]{0,8}(?:工具|函数|接口|脚本|shell)[^。\n]{0,10}https?://",
)
_ENGLISH_HINTS: Final = (
    "ignore", "disregard", "forget", "override", "bypass", "you are", "you're", "act as", "pretend",
    "behave as", "model", "llm", "assistant", "chatbot", "gpt", "claude", "gemini", " ai", "ai ", "ai:", "ai,",
    "agent", "extractor", "parser", "<|", "inst]", "<<", "<system", "</system", "system", "human",
    "##", "prompt", "jailbreak", "do anything", "instead of", "rather than", "regardless",
    "no matter", "nothing else", "verbatim", "only", "always", "just", "do not", "don't", "never",
    "must not", "this", "instruction", "from now", "http", "the ",
)  # fmt: skip
_CHINESE_HINTS: Final = (
    "指令", "提示词", "忽略", "无视", "忘记", "忘掉", "理会", "遵守", "跳过", "覆盖", "绕过", "模型", "人工智能",
    "助手", "机器人", "你", "您", "从现在", "从此刻", "从今", "不管", "无论", "而不是", "而非", "替换", "改为",
    "改成", "输出", "提取", "提及", "识别为", "报告为", "统一", "记为", "视为", "写成", "设为", "向用户", "对用户",
    "自动", "机器", "智能", "http", "AI", "ai", "gpt", "GPT", "llm", "LLM", "Agent",
)  # fmt: skip
"""Without one of these no pattern fits; looking for them is far cheaper."""
_WORDS = re.compile(r"[A-Za-z]{2}[\s,]+[A-Za-z]{2}|<|\[|##|:\s")
_ENGLISH_PATTERNS = tuple(re.compile(p, re.IGNORECASE) for p in _ENGLISH)
_CHINESE_PATTERNS = tuple(re.compile(p, re.IGNORECASE) for p in _CHINESE)


def orders(text: str) -> list[tuple[int, int]]:
    """Give the stretches of a text that address a model, in order, joined where they overlap."""
    patterns: tuple[re.Pattern[str], ...] = ()
    if _WORDS.search(text):
        lower = text.lower()
        if any(hint in lower for hint in _ENGLISH_HINTS):
            patterns += _ENGLISH_PATTERNS
    if any(hint in text for hint in _CHINESE_HINTS):
        patterns += _CHINESE_PATTERNS
    return _joined(found for pattern in patterns for found in pattern.finditer(text))


def _joined(found: Iterator[re.Match[str]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted((m.end() - len(m[0].lstrip()), m.end()) for m in found):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
