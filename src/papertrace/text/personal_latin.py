"""Names of persons in Latin letters, told by their syllables.

A name of a body, a place or a product is left alone: it takes two words, the first of them a
surname as it is written for Chinese and Korean names. It keeps no name of anybody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SURNAMES = (
    "Kim|Park|Pak|Lee|Ri|Rhee|Yi|Choi|Choe|Jung|Jong|Chung|Kang|Cho|Jo|Yoon|Yun|Jang|Chang|Lim|Rim|"
    "Han|Oh|Seo|Shin|Sin|Kwon|Hwang|Ahn|An|Song|Ryu|Yoo|Hong|Jeon|Ko|Moon|Mun|Son|Bae|Baek|Paek|Heo|"
    "Nam|Noh|Ha|Kwak|Sung|Cha|Joo|Ju|Woo|Koo|Min|Na|Jin|Ji|Um|Chae|Won|Pang|Bang|"
    "Wang|Li|Zhang|Liu|Chen|Yang|Zhao|Huang|Zhou|Wu|Xu|Sun|Ma|Zhu|Hu|Guo|He|Lin|Gao|Luo|Zheng|Liang|"
    "Xie|Tang|Xu|Deng|Feng|Cao|Peng|Zeng|Xiao|Tian|Dong|Pan|Yuan|Cai|Jiang|Yu|Du|Ye|Cheng|Wei|Su|Lu|"
    "Ding|Ren|Yao|Shen|Zhong|Cui|Tan|Lu|Fan|Jin|Shi|Liao|Jia|Xia|Fu|Fang|Zou|Xiong|Bai|Meng|Qin|Qiu|"
    "Hou|Yin|Xue|Yan|Lei|Tao|Shao|Gu|Mao|Hao|Gong|Wan|Qian|Dai|Qiao|Ouyang|Sima|Situ|Shangguan"
)
_INITIAL = "(?:zh|ch|sh|gw|gy|ky|hw|hy|my|ky|kk|tt|pp|[bpmfdtnlgkhjqxrzcsyw])?"
_FINAL = (
    "(?:iang|iong|uang|yeong|yeon|yeol|yeok|yeo|eong|eon|eok|eol|eun|eul|eui|ang|eng|ing|ong|ung|ian|iao|uan|uai|"
    "eo|eu|ae|ai|ei|ao|ou|an|en|in|on|un|al|il|ol|ul|ak|ik|ok|uk|am|im|om|um|ap|ip|ia|ie|iu|ua|uo|ui|ue|ya|yo|yu|"
    "oo|ee|ee|oe|wi|we|wa|a|e|i|o|u)h?"
)
_SYLLABLE = f"{_INITIAL}{_FINAL}"
_GIVEN = rf"(?=[A-Z])(?i:{_SYLLABLE}(?:[-‐‑]?{_SYLLABLE}){{0,1}})(?![A-Za-z])"
_WHOLE = re.compile(rf"(?<![A-Za-z])(?:{_SURNAMES})[ \u00a0]{{1,2}}{_GIVEN}")
_GIVEN_ALONE = re.compile(
    r"(?<![A-Za-z-])(?:Ji|Ju|Jun|Joon|Min|Su|Soo|Seo|Hye|Hyeon|Hyun|Hyo|Eun|Yeong|Young|Yong|Sung|Seung|Sang|Jae|"
    r"Jin|Kyung|Kyong|Myung|Myong|Chul|Chol|Dong|Tae|Hee|Hui|Il|Kwang|Gwang|In|Ki|Mi|Na|Ok|Sun|Soon|Won|"
    rf"Woo|Ye)[-‐‑](?:{_SYLLABLE})(?![A-Za-z])"
)
_NO_NAME = re.compile(
    r"(?:Hong Kong|Han River|Long March|Yan Ji|Yan Bian|Wu Han|Hu Nan|Hu Bei|He Nan|He Bei|"
    r"Jiang Su|Jiang Xi|An Hui|Su Zhou|Yu Nan|Shi Ji|Long He|Sun Life|In-line|Won-ton|Tai Shan|"
    r"Dong Fang|Jin Jiang)\Z",
    re.IGNORECASE,
)
_BODY_NEXT = re.compile(
    r"[ ,]{0,2}(?:Il |Jong |Hyong |Jik )*(?:Co\b|Ltd|Inc|LLC|Corp|Compan|Limited|Group|University|"
    r"Hotel|Institute|Technolog|Trading|International|Industr|Holding|Bank|Port\b|Road|Street|"
    r"County|City|Province|River|Station|District|Prefecture|Airport|Bridge|Mountain|Island|"
    r"Bay\b|Lake|Bureau|Hospital|School|Square)"
)
"""What goes on behind the words when they are part of a body's or a place's name."""
_PUBLIC = re.compile(
    r"(?:leader|president|premier|minister|chair(?:man|woman|person)|spokes(?:man|woman|person)|ambassador|"
    r"secretary|director|general|governor|mayor|marshal|chief)\s\Z",
    re.IGNORECASE,
)
"""What stands before the name of somebody who speaks for an office."""
_BEFORE = 16
_CAPITAL = re.compile("[A-Z][a-z]")


def latin_names(text: str) -> Iterator[tuple[int, int]]:
    """Find names in Latin letters that are built like Chinese or Korean ones.

    Who is named with a public office once is left alone everywhere in the text.
    """
    if not _CAPITAL.search(text):
        return
    found = [
        m
        for pattern in (_WHOLE, _GIVEN_ALONE)
        for m in pattern.finditer(text)
        if not _NO_NAME.match(m[0]) and not _BODY_NEXT.match(text, m.end())
    ]
    public = {m[0] for m in found if _PUBLIC.search(text, max(0, m.start() - _BEFORE), m.start())}
    yield from (m.span() for m in found if m[0] not in public)
