"""Write the Pinyin of every division of places.tsv: `python tools/pinyin.py`.

The table is made once and shipped, so that reading a place is a look-up. Readings that a
dictionary of words does not know as those of a place stand in `LOCAL`.
"""

from __future__ import annotations

import re
from pathlib import Path

from pypinyin import lazy_pinyin

TEXT = Path(__file__).resolve().parents[1] / "src" / "papertrace" / "text"
HEAD = (
    "# Pinyin of the names in places.tsv without their rank: code, letters (v for ü, no tones).\n"
    "# Made by tools/pinyin.py with pypinyin (MIT licence); local readings by hand.\n"
)
LOCAL = dict(
    re.findall(
        r"(\S+)=(\S+)",
        """
    单县=shan 莘县=shen 蔚县=yu 歙县=she 黟县=yi 郏县=jia 浚县=xun 隰县=xi 莒县=ju
    乐亭县=laoting 大城县=daicheng 洪洞县=hongtong 繁峙县=fanshi 长子县=zhangzi 盱眙县=xuyi
    枞阳县=zongyang 涡阳县=guoyang 砀山县=dangshan 濉溪县=suixi 铅山县=yanshan 婺源县=wuyuan
    汶上县=wenshang 鄄城县=juancheng 东阿县=donge 荥阳市=xingyang 荥经县=yingjing
    柘城县=zhecheng 泌阳县=biyang 监利市=jianli 监利县=jianli 秭归县=zigui 耒阳市=leiyang
    汨罗市=miluo 番禺区=panyu 东莞市=dongguan 綦江区=qijiang 犍为县=qianwei 筠连县=junlian
    郫都区=pidu 六安市=luan 台州市=taizhou 天台县=tiantai 乐清市=yueqing 丽水市=lishui
    鄞州区=yinzhou 厦门市=xiamen 长汀县=changting 会宁县=huining 会理县=huili 会东县=huidong
    会同县=huitong 会昌县=huichang 会泽县=huize 牟定县=mouding 中牟县=zhongmu 牟平区=muping
    蚌埠市=bengbu 亳州市=bozhou 朝阳区=chaoyang 朝阳市=chaoyang 朝阳县=chaoyang
    陕西省=shaanxi 内蒙古自治区=neimenggu 尉氏县=weishi 尉犁县=yuli 无为市=wuwei
    阿拉善盟=alashan 任县=ren 解放区=jiefang 丹阳市=danyang 长葛市=changge 都昌县=duchang
    曲阜市=qufu 曲靖市=qujing 曲阳县=quyang 阳曲县=yangqu 曲沃县=quwo 石嘴山市=shizuishan
    井陉县=jingxing 沁水县=qinshui 朔州市=shuozhou 涪陵区=fuling 北碚区=beibei 六合区=luhe
    召陵区=shaoling 覃塘区=qintang 万柏林区=wanbolin 儋州市=danzhou 珙县=gong 句容市=jurong
    睢宁县=suining 睢县=sui
        """,
    )
)
"""Readings of places that a dictionary gives otherwise."""
SIGNS = dict(
    re.findall(
        r"(\S+)=(\S+)", "长=chang 都=du 什=shi 乐=le 佛=fo 珲=hun 漯=luo 泊=bo 曾=zeng 伽=jia"
    )
)
"""Signs of several readings that have one in names of places, but where LOCAL says otherwise."""
NATIONS = re.compile(
    r"(?:[\u3400-\u9fff]{1,4}族)+自治[州县旗区]\Z|(?:维吾尔|哈萨克|柯尔克孜|蒙古)+自治[州县旗区]\Z"
)
RANK = re.compile(r"(?:特别行政区|自治区|自治旗|新区|林区|特区|地区|省|市|盟|州|县|旗|区)\Z")


def stem(name: str) -> str:
    """Give a name without its rank and the nations in it."""
    known = re.search(
        r"(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇"
        r"|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|俄罗斯|鄂温克|德昂|保安|裕固|京"
        r"|独龙|赫哲|门巴|珞巴|基诺|各)族",
        name,
    )
    if known and known.start() > 1 and "自治" in name:
        return name[: known.start()]
    cut = NATIONS.sub("", name)
    return RANK.sub("", cut) or name


def letters(name: str) -> str:
    """Give the letters of a name's Pinyin."""
    short = stem(name)
    read = zip(short, lazy_pinyin(name)[: len(short)], strict=True)
    told = LOCAL.get(name) or "".join(SIGNS.get(sign, syllable) for sign, syllable in read)
    return re.sub(r"[^a-z]", "", told.lower().replace("ü", "v"))


def main() -> None:
    """Write the table."""
    rows = []
    for line in (TEXT / "places.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "code\t")) or not line.strip():
            continue
        code, name = line.split("\t")[:2]
        rows.append(f"{code}\t{letters(name)}")
    (TEXT / "places_pinyin.tsv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
