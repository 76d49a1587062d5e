"""Text in a document that reads like an instruction to a program, reported to a person.

It changes nothing and is obeyed by nobody: no rule reads it, and where suggestions are on it goes
out as data. A document that holds it was written by somebody who hoped otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.model import Problem
from papertrace.text.anchored import anchor_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.model import Document

_LIKE = re.compile(
    r"(?:ignore|disregard|forget|override)\s+(?:all\s+|any\s+)?(?:of\s+)?(?:the\s+|your\s+)?"
    r"(?:previous|prior|above|earlier|preceding|other|system)?\s*(?:instructions?"
    r"|prompts?|rules?|directions?)"
    r"|(?:you\s+are|act\s+as)\s+(?:now\s+)?(?:an?\s+)?(?:AI|assistant"
    r"|language\s+model|chatbot|LLM)\b"
    r"|(?:note|attention|message|instructions?)\s+(?:to|for)\s+(?:the\s+)?(?:AI"
    r"|LLM|model|assistant|parser|bot|language\s+model)s?\b"
    r"|\bsystem\s*prompt\b|<\|?(?:im_start|im_end|system|endoftext)\|?>"
    r"|\[/?INST\]|^\s*(?:assistant|system)\s*:"
    r"|(?:AI|LLM|language\s+model|assistant)s?\s*(?:,|:|must|should"
    r"|shall|please)\s*(?:you\s+)?(?:must|should|please|do|not|output"
    r"|report|answer|extract|set|return|reply|call|fetch|send|visit"
    r"|open)"
    r"|(?:忽略|无视|忘记|不要理会|不用理会)(?:掉)?(?:以上|之前|前面"
    r"|上述|上面|先前|此前|一切|所有|其他|你的)+(?:的)?(?:所有|全部)?(?:的)?(?:指令"
    r"|指示|要求|规则|提示|内容|说明|设定)"
    r"|你(?:现在)?(?:是|将扮演|要扮演)(?:一个|一名)?(?:AI|人工智能|语言模型|大模型|助手|机器人)"
    r"|(?:AI|人工智能|语言模型|大模型|智能助手|抽取程序|解析程序|机器人)(?:助手"
    r"|模型|程序|系统)?[，,:：]?(?:请|必须|务必|应当|应|须|不得|不要)"
    r"|(?:致|告)(?:AI|人工智能|大模型|语言模型|智能助手)|系统提示词?",
    re.IGNORECASE | re.MULTILINE,
)


def instruction_like(document: Document) -> Iterator[Problem]:
    """Give one note for the first place of each page that reads like an instruction."""
    for page in document.pages:
        found = _LIKE.search(page.text)
        if found and found[0].strip():
            yield Problem(
                "PT441",
                "note",
                f"Text on page {page.number} reads like an instruction to a program.",
                "Nothing obeyed it; ask who wrote it, and why.",
                anchor_of(page, found.start(), found.end(), "text"),
            )
