"""Names transcribed into Chinese: of Uyghurs, Kazakhs, Tibetans, Mongols, and any with a dot.

They have no surname. They are told by the syllables they are put together from, two of which stand
in one name; where a body's or a place's name goes on behind them they are left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.text.personal_lexicon import is_everyday, words
from papertrace.text.personal_stand_words import in_body

if TYPE_CHECKING:
    from collections.abc import Iterator

_TURKIC = (
    "阿不都 阿不力 阿卜杜 阿卜力 阿布都 阿布力 买买提 麦麦提 买买江 吐尔逊 吐尔洪 吐尔地 "
    "图尔荪 艾买提 "
    "艾合买提 艾尔肯 古丽 古力 古丽娜 阿依古 热合曼 热合木 热西提 热依木 热孜万 肉孜 依布拉音 "
    "伊布拉音 "
    "伊不拉音 木合塔尔 木沙 库尔班 卡德尔 卡地尔 玉素甫 玉山江 吾买尔 吾守尔 艾则孜 阿地力 "
    "阿迪力 阿力木 "
    "阿里木 外力 亚森 亚库甫 赛买提 赛力克 帕提古 努尔古 努尔买 努尔兰 叶尔兰 叶尔肯 哈力克 "
    "哈丽 海力 "
    "再努 阿孜 木拉提 塔依尔 达吾提 沙吾提 吉力力 依明 伊明 尼亚孜 斯迪克 托合提 托乎提 努尔 阿依"
)
_TIBETAN = (
    "扎西 卓玛 多杰 多吉 才让 桑吉 达瓦 拉姆 次仁 旺堆 央金 尼玛 边巴 顿珠 平措 索朗 仁青 仁增 "
    "仁钦 格桑 "
    "曲珍 白玛 丹增 旦增 洛桑 益西 罗布 普布 德吉 嘎玛 坚赞 加措 嘉措 仓决 巴桑 米玛 拉巴 强巴 "
    "曲扎 群培 "
    "贡布 贡嘎 格列 云丹 土登 阿旺 晋美 久美 华旦 才旦 卓嘎 梅朵 措姆 拉珍 班觉 桑珠 次旺 次旦 "
    "旺姆 旺扎 "
    "南杰 吉美 尕藏 才旺 确吉 更登 更桑 索南 松吉 万玛 彭措 朗杰 邓珠 泽仁 格绒 降央"
)
_MONGOL = (
    "娜仁 托雅 图雅 其其格 巴特尔 巴图 乌云 格日勒 格日乐 苏日 高娃 毕力格 必力格 斯琴 萨仁 "
    "莎仁 呼和 敖日 "
    "道尔吉 宝音 巴雅尔 朝鲁 哈斯 阿拉坦 额尔敦 额尔德尼 吉日嘎拉 吉日格拉 孟和 孟克 朝格 苏德 "
    "萨日娜 娜日 "
    "塔娜 乌日娜 乌力吉 通拉嘎 牧仁 青格 青格乐 赛罕 赛音 特木尔 铁木尔 布和 布仁 达来 敖登 "
    "阿茹娜 乌恩 "
    "那仁 那顺 那日苏 满都拉 陶格斯 呼格吉勒 图门 恩和 其木格 苏和 阿古拉 德力格尔"
)
_PIECES = (*_TURKIC.split(), *_TIBETAN.split(), *_MONGOL.split())
_PIECE = "|".join(sorted(_PIECES, key=len, reverse=True))
_JOINED = re.compile(rf"(?:{_PIECE})(?:{_PIECE}|艾力|娜尔|江|别克|拜克){{1,4}}")
_HALF = re.compile(_PIECE)
_DOTTED = re.compile(r"[\u3400-\u9fff]{1,8}(?:[ \u3000]?[·•‧・][ \u3000]?[\u3400-\u9fff]{1,8})+")
_LEADS = re.compile(
    r"\A.*?(?:[人员者]|经|由|与|和|及|向|请|找|据|对|给|为|让|被|审核|复核|签字|配合|协助|组长|联系)(?=[\u3400-\u9fff]{2,}\Z)"
)
"""What a run of characters holds before the first half of a dotted name."""
_TAILS = re.compile(
    r"(?<=[\u3400-\u9fff]{2})(?:同志|先生|女士|等|的|说|称|表示|在|被|签字|负责|一?案|家属).*\Z"
)
"""What a run of characters holds behind the last half."""


def transcribed_names(text: str) -> Iterator[tuple[int, int]]:
    """Find names by the syllables they share, and names with a middle dot; (start, end)."""
    for m in _JOINED.finditer(text):
        if not in_body(text, m.end()):
            yield m.span()
    if "·" in text or "•" in text or "‧" in text or "・" in text:
        for m in _DOTTED.finditer(text):
            start, end = _halves(m)
            if not in_body(text, end) and not _of_words(text[start:end]):
                yield start, end


def _halves(m: re.Match[str]) -> tuple[int, int]:
    """Narrow a dotted run to the name: from its first piece, or behind a word before it."""
    first, _, _ = m[0].partition(next(c for c in m[0] if c in "·•‧・"))
    piece = _HALF.search(first)
    lead = _LEADS.match(first)
    start = piece.start() if piece and piece.end() == len(first) else lead.end() if lead else 0
    last = max(m[0].rfind(c) for c in "·•‧・") + 1
    tail = _TAILS.search(m[0], last)
    return m.start() + start, m.start() + (tail.start() if tail else len(m[0]))


def _of_words(told: str) -> bool:
    """Say whether a dot joins everyday words (共建·共享), and not the pieces of a name."""
    return _HALF.search(told) is None and any(len(w) > 1 and is_everyday(w) for w in words(told))
