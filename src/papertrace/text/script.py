"""Traditional characters as simplified ones, for search and for names of places.

Partial on purpose: the characters of the reading vocabulary (border, removal, works, money, forms)
and of the place names of the border provinces. What is not in the table stays as it is; documents
are never rewritten with it.
"""

from __future__ import annotations

import re


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_PAIRS = _words(
    "長长 東东 遼辽 寧宁 龍龙 陽阳 瀋沈 渾浑 臨临 撫抚 漢汉 鮮鲜 滿满 縣县 區区 圖图 們们 "
    "琿珲 邊边 國国 門门 開开 關关 閉闭 間间 問问 聞闻 闊阔 閱阅 閘闸 聯联 職职 聽听 臺台 "
    "灣湾 廣广 蘇苏 滬沪 贛赣 貴贵 雲云 陝陕 肅肃 內内 綏绥 撓挠 齊齐 爾尔 濱滨 鶴鹤 雞鸡 "
    "鳳凤 寬宽 營营 錦锦 鐵铁 嶺岭 盤盘 蘆芦 島岛 莊庄 鄉乡 鎮镇 處处 場场 專专 業业 務务 "
    "員员 隊队 組组 織织 總总 統统 級级 經经 濟济 費费 資资 財财 貨货 購购 買买 賣卖 貿贸 "
    "賬账 賠赔 賦赋 質质 貧贫 責责 貪贪 預预 決决 執执 報报 標标 準准 競竞 爭争 單单 應应 "
    "審审 評评 議议 論论 該该 詳详 訂订 計计 訊讯 記记 設设 許许 訴诉 診诊 詞词 試试 話话 "
    "語语 說说 請请 課课 調调 談谈 證证 識识 譯译 護护 讓让 讀读 變变 認认 誤误 諾诺 謀谋 "
    "謂谓 運运 過过 達达 違违 遠远 連连 選选 遷迁 還还 進进 適适 遲迟 邏逻 迴回 週周 遞递 "
    "遺遗 機机 構构 權权 檢检 樓楼 樣样 橋桥 樹树 欄栏 極极 檔档 條条 殺杀 殘残 毆殴 氣气 "
    "無无 為为 煙烟 熱热 燈灯 燒烧 獄狱 獎奖 獲获 獻献 狀状 獨独 環环 現现 產产 畢毕 異异 "
    "當当 療疗 監监 盜盗 盡尽 視视 覺觉 觀观 規规 親亲 覽览 見见 訪访 緝缉 綫线 線线 網网 "
    "緊紧 維维 綱纲 納纳 紀纪 約约 紅红 紙纸 細细 終终 結结 給给 絡络 絕绝 繼继 續续 緩缓 "
    "編编 練练 縱纵 縮缩 績绩 繳缴 繫系 纜缆 罰罚 羅罗 義义 習习 術术 衛卫 衝冲 補补 製制 "
    "複复 褲裤 襲袭 車车 軍军 軌轨 輛辆 輪轮 輸输 載载 較较 軟软 輔辅 轄辖 轉转 輕轻 軸轴 "
    "辦办 農农 釋释 針针 鋼钢 錄录 錢钱 錯错 鏈链 鐘钟 鑑鉴 鑒鉴 銀银 銷销 鎖锁 鑽钻 釘钉 "
    "鋪铺 閩闽 陸陆 陳陈 際际 隨随 險险 隱隐 雙双 雜杂 離离 難难 電电 霧雾 靜静 響响 頁页 "
    "頂顶 項项 順顺 須须 頒颁 領领 頭头 頻频 題题 額额 顏颜 類类 顧顾 顯显 風风 飛飞 飯饭 "
    "飲饮 飼饲 館馆 馬马 駐驻 駕驾 騎骑 騙骗 驅驱 驗验 驚惊 體体 髮发 鬥斗 魚鱼 鮑鲍 鳥鸟 "
    "鴨鸭 綠绿 鹽盐 麥麦 黃黄 點点 黨党 齡龄 偵侦 備备 傷伤 傾倾 僅仅 價价 億亿 償偿 優优 "
    "兒儿 兩两 冊册 凍冻 則则 剛刚 創创 劃划 劇剧 劑剂 劍剑 動动 勞劳 勝胜 勢势 勵励 勸劝 "
    "協协 卻却 廠厂 厲厉 參参 叢丛 啟启 嚴严 團团 園园 圍围 圓圆 堅坚 塊块 塢坞 塵尘 墊垫 "
    "壓压 壞坏 壟垄 壯壮 壽寿 夠够 奪夺 奮奋 婦妇 媽妈 學学 孫孙 實实 寫写 寶宝 將将 導导 "
    "對对 層层 屬属 岡冈 峽峡 崗岗 帳帐 帶带 幣币 幫帮 幹干 幾几 庫库 廢废 廳厅 張张 強强 "
    "彈弹 彎弯 徑径 從从 復复 徵征 徹彻 憂忧 憑凭 懷怀 戰战 戲戏 戶户 拋抛 掃扫 掛挂 採采 "
    "揚扬 換换 揮挥 損损 搶抢 撥拨 擁拥 擇择 擊击 擋挡 擔担 據据 擴扩 擬拟 擾扰 攔拦 攝摄 "
    "攤摊 敗败 敘叙 數数 敵敌 時时 曆历 歷历 暫暂 曉晓 書书 會会 樂乐 樞枢 歐欧 歲岁 歸归 "
    "殼壳 沒没 況况 洩泄 滅灭 滯滞 漁渔 潔洁 溫温 溝沟 滲渗 漲涨 濕湿 濃浓 灑洒 災灾 爐炉 "
    "爺爷 牆墙 牽牵 犧牺 猶犹 獸兽 瑪玛 甯宁 畫画 疊叠 痺痹 瘋疯 發发 皺皱 礎础 礦矿 禍祸 "
    "禦御 禮礼 種种 稅税 稱称 穀谷 積积 穩稳 窩窝 窮穷 竄窜 築筑 節节 範范 簡简 簽签 籌筹 "
    "糧粮 糾纠 緣缘 縫缝 繞绕 罷罢 羈羁 聖圣 聲声 脅胁 腦脑 膽胆 臟脏 艦舰 艙舱 艷艳 莖茎 "
    "華华 萬万 葉叶 藥药 蘭兰 虛虚 號号 蟲虫 裝装 裡里 裏里 貫贯 贈赠 贊赞 趙赵 趕赶 "
    "躍跃 輯辑 辭辞 遙遥 鄭郑 鄰邻 醫医 釀酿 鑄铸 闖闯 闡阐 陣阵 陰阴 隸隶 雖虽 頓顿 顆颗 "
    "餘余 驟骤 鬧闹 鹹咸 麗丽 齒齿 龐庞 龜龟 毀毁 貳贰 籬篱 絲丝 竊窃 綁绑 販贩 詐诈 騷骚 "
    "嘜唛 驛驿 羣群 壩坝 潛潜 倉仓 棟栋 貼贴 頸颈"
)
TABLE = {ord(pair[0]): pair[1] for pair in _PAIRS}
_TRADITIONAL = re.compile(f"[{''.join(pair[0] for pair in _PAIRS)}]")
"""Looked for first: most texts hold none, and to translate takes ten times as long."""
_RARE = frozenset("裡裏徵繫穀甯貳")
"""Not written back: the simplified form is as common in traditional texts, or means more."""
_BACK: dict[str, str] = {}
for _pair in _PAIRS:
    if _pair[0] not in _RARE:
        _BACK.setdefault(_pair[1], _pair[0])
_LONGEST = 64


def simplified(text: str) -> str:
    """Give `text` with the traditional characters of the table as simplified ones.

    Character by character, so offsets stay.
    """
    return text.translate(TABLE) if _TRADITIONAL.search(text) else text


def both_scripts(term: str) -> tuple[str, ...]:
    """Give a search term as written, simplified, and traditional where the table knows it.

    Where a character has several traditional forms the first of the table is taken.
    """
    plain = simplified(term)
    traditional = "".join(_BACK.get(c, c) for c in plain[:_LONGEST])
    return tuple(dict.fromkeys((term, plain, traditional)))
