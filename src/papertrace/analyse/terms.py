"""Spellings under which an absence is searched: synonyms, and both scripts.

The list belongs to the statement: its VERSION is printed with every claim of absence, and so is
every spelling searched. It is not a dictionary: only words that mean the same act stand together,
since a hit on any of them ends the claim.
"""

from __future__ import annotations

import unicodedata

VERSION = "1"
"""Raised with every change of the lists below."""

SYNONYMS: tuple[tuple[str, ...], ...] = (
    ("遣返", "遣送", "遣送出境", "驱逐出境", "限期出境"),
    ("处置", "查处"),
    ("移交", "交接"),
    ("押送", "押解", "护送"),
    ("拘留审查", "限制活动范围"),
    ("甄别", "看护"),
    ("非法入境", "非法越境", "偷渡", "偷越国境", "偷越边境", "偷越国（边）境", "非法移民"),
    ("非法居留", "非法就业", "三非外国人"),
    ("拦阻设施", "铁丝网", "围栏"),
    ("视频监控", "监控点位"),
    ("巡逻艇", "船艇"),
    ("执勤点", "执勤站"),
    ("羁押", "候问室"),
)
"""Groups of words of one meaning, from the reading vocabulary of the domain."""

_PAIRS = (
    "处處驱驅护護审審范範动動围圍获獲办辦结結离離违違执執点點战戰"
    "边邊关關国國际際龙龍马馬鸟鳥鱼魚车車贝貝见見门門间間问問闻聞阅閱阁閣东東"
    "长長张張账賬贵貴费費资資银銀钱錢铁鐵针針钢鋼钟鐘锁鎖链鏈锋鋒网網络絡线線组組织織纪紀"
    "约約红紅级級纳納纯純纸紙练練终終经經统統继繼绩績续續维維综綜绿綠编編缘緣缩縮总總"
    "业業务務团團员員单單场場块塊坏壞坚堅报報担擔择擇拟擬据據损損换換拦攔挡擋挥揮"
    "时時显顯晓曉术術机機权權条條来來极極构構标標样樣桥橋检檢楼樓视視觉覺规規认認识識计計订訂"
    "讨討让讓训訓议議记記讲講许許论論设設访訪证證评評诉訴诊診词詞译譯试試话話询詢该該详詳语語误誤"
    "说說请請诸諸读讀课課谁誰调調谈談谢謝预預领領频頻题題额額颜顏类類风風飞飛饭飯饮飲馆館"
    "验驗驻駐驾駕骑騎骗騙输輸转轉轮輪软軟载載较較辆輛达達迁遷过過运運进進远遠连連迟遲适適"
    "选選递遞遗遺邮郵邻鄰郑鄭医醫酱醬释釋鉴鑑阳陽阴陰阵陣阶階际際陆陸陈陳随隨险險隐隱难難"
    "雾霧静靜韩韓页頁顶頂项項顺順须須顾顧颁頒颂頌档檔岛島岗崗县縣乡鄉区區厂廠厅廳压壓厕廁厦廈"
    "历歷参參双雙发發变變叙敘号號听聽启啟响響哑啞围圍园園圆圓图圖圣聖备備复復够夠头頭夹夾奖獎妇婦"
    "学學宁寧实實宝寶审審宪憲宽寬对對导導寻尋尔爾尘塵尝嘗层層届屆属屬岁歲币幣师師帐帳带帶帮幫"
    "广廣庄莊庆慶库庫应應庙廟废廢开開异異弃棄弹彈强強归歸当當录錄彻徹径徑态態怀懷怜憐恋戀恶惡悬懸"
    "惊驚惧懼惩懲惯慣愿願慑懾戏戲户戶扑撲扩擴扫掃扬揚扰擾抚撫抢搶护護拥擁拨撥挂掛挤擠捞撈"
    "敌敵数數断斷无無旧舊昼晝暂暫朴樸杂雜杀殺枪槍枫楓柜櫃栏欄树樹档檔桩樁梦夢检檢"
    "欢歡欧歐残殘毁毀毕畢气氣汇匯汉漢汤湯沟溝没沒泪淚泽澤洁潔洼窪浅淺测測济濟浓濃涂塗涛濤涡渦润潤涨漲"
    "渔漁湾灣湿濕满滿滚滾滞滯滨濱灭滅灯燈灵靈灾災炉爐炼煉烂爛热熱爱愛牵牽犹猶狱獄独獨狭狹猎獵环環现現"
    "珲琿电電画畫畅暢疗療监監盖蓋盗盜盘盤码碼确確离離种種积積称稱稳穩穷窮窃竊竞競笔筆签簽简簡"
    "粮糧紧緊罚罰罢罷义義习習联聯职職聪聰肃肅胁脅脑腦脱脫脸臉舰艦舱艙艰艱艺藝节節芦蘆苏蘇药藥获獲营營"
    "虏虜虑慮虽雖蚀蝕补補装裝袭襲见見观觀触觸誉譽赵趙赶趕跃躍踪蹤车車轨軌轰轟农農辽遼"
)
_SIMPLE = dict(zip(_PAIRS[1::2], _PAIRS[::2], strict=True))
_FULL = {simple: full for full, simple in _SIMPLE.items() if simple != full}
_SIMPLE = {full: simple for full, simple in _SIMPLE.items() if simple != full}
_SIMPLIFIED = str.maketrans({**_SIMPLE, **dict(zip("【】〔〕", "[][]", strict=True))})


def fold(text: str) -> str:
    """Give text as it is compared: one width, no blanks, lower case, simplified characters.

    Characters outside the table of this module stay as they are.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return plain.translate(_SIMPLIFIED).casefold()


def traditional(text: str) -> str:
    """Give a spelling in traditional characters, as far as the table goes."""
    return "".join(_FULL.get(c, c) for c in text)


def spellings(terms: tuple[str, ...]) -> tuple[str, ...]:
    """Give every spelling that is searched for some terms: synonyms and both scripts."""
    wanted = {fold(t) for t in terms}
    every = list(terms)
    for group in SYNONYMS:
        folded = {fold(word) for word in group}
        if any(theirs in mine for mine in wanted for theirs in folded):
            every.extend(group)
    both = [s for word in every for s in (word, traditional(word))]
    return tuple(dict.fromkeys(both))
