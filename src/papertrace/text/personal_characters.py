"""Characters that names are made of, and those that stand in none: to weigh what looks like one.

No name of anybody is here.
"""

from __future__ import annotations

from papertrace.text.surnames import COMPOUND, FOREIGN, SINGLE

WORDY = frozenset(
    "和有经应须能都从时全相后符于由向元万项次用为以及单年区门水车路平包海方常安成商印随展过官行查"
    "况那何第凡乐支计利关解连充习管步养宣满危堵"
)
"""Surnames that are mostly other words where they stand alone."""
STAND_IN = "示例"
"""How names in samples end that nobody bears."""
NEVER = frozenset(
    "的了等在是与及或于到自以其该各每第号年万个人名次项件台套等者员队局站所处科县市省区镇乡村"
    "不未已应须可能需将被把从对按后前内外上下中共均为我你他她它们这那些何则且但而且吗呢吧啊"
    "费款价额率量类型种份批块条辆艘架座间层户级约近超达至比较更最很太些再又也还就都只"
)
"""Characters that stand in no given name of two."""
GIVEN = frozenset(
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂玉萍红鹏辉建华国文斌波飞丹凤玲春梅海燕琳雪云莉"
    "晶欣宇浩凯健俊帆帅旭宁龙林阳慧巧美晨佳嘉怡婷倩璐雅芝莲荣珍珠凡丰川山峰岩松柏树森东南北生成光亮"
    "志忠诚义仁礼智信德福禄寿喜庆祥瑞祺安康泰永恒长久天宏洪鸿锋钢铁金银铜宝贵富财旺兴盛昌隆新民卫"
    "思远航翔虎豹骏驰少年立功业振才哲彬炳焕煜炎焱灿烨顺利学武斗战胜凌霄寒冰清江河湖溪润泽沛霖洁莹颖"
    "妍姗姬娥婵娇媛嫣妮婉蓉蓓薇蕾菲菊萱芬芸苗茜莎楠桐梓椿榕栋梁柱石磐岚峻崇嵩子之士友朋伯仲叔季顺"
    "郎太惠由诚彦香花月星辰晓晖曦昊昕映晴朗虹彤丁一二三乃其吉哈日香阿妹弟姑女男根田来有木水火土"
)
"""Characters that given names are made of."""
PLACES = frozenset("湾沟岭坡坝洼屿礁峪塘圩洲屯崖坨堡埠寨岗峡")
"""Characters with which places end more often than names."""
DOUBLES = COMPOUND | FOREIGN
"""Surnames of two characters."""
HEADS = SINGLE | {d[0] for d in DOUBLES}
"""Characters with which surnames begin."""
