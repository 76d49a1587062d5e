"""Posts that a body wants to fill: from tables, from labelled blocks, from sentences.

Reads what is offered and never who applies: names of applicants and contacts are nobody's field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.extract.headcounts import OTHER_SEX, N, count_of, number_of
from papertrace.extract.papers import sentences, text_of
from papertrace.extract.posting_counts import NOT_WANTED, counted
from papertrace.extract.records import Entry, compiled, flat_listed, labelled, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from papertrace.extract.anchors import Spot
    from papertrace.extract.papers import Paper
    from papertrace.extract.records import Record, Roles
    from papertrace.extract.tables import Section

_J = r"(?:岗位|职位|职务|工种|招聘岗位|招聘职位|招聘工种|招聘)"
ROLES = compiled(
    {
        "code": rf"{_J}(?:代码|编号|编码|序号)",
        "post": (
            rf"{_J}(?:（职位）|\(职位\)|/职位)?(?:名称|类别|类型|名)?"
            r"|(?:拟)?(?:招聘|招录|聘用)(?:的)?(?:岗位|职位)(?:名称)?"
            r"|(?:岗位|职位)(?:[一二三四五六七八九十]{1,2}|\d{1,2}|[A-Z])"
        ),
        "number": (
            r"拟?(?:招聘|招考|招录|招收|录用|聘用|需求|计划|岗位|职位|引进)*(?:计划)?(?:人员)?"
            r"(?:人数|名额|计划数|数量|指标)"
            r"|(?:招聘|招录|录用|招考)计划|计划(?:招聘|招录)?人?数?|岗位数|人\s*数"
        ),
        "duties": (
            rf"{_J}?(?:主要)?(?:职责|简介|描述|说明)|(?:主要)?(?:工作|岗位)(?:内容|职责|任务)"
            r"|从事(?:的)?工作|主要职责"
        ),
        "education": (
            r"(?:最低)?(?:学历|文化程度)"
            r"(?:要求|条件|及以上|、学位|\(学位\)|/学位|及学位|学位)*"
        ),
        "major": r"(?:所学)?专业(?:要求|条件|及代码)?",
        "place": (
            r"拟?(?:工作|就业|服务|岗位|上班)(?:所在)?(?:地点|地区|地址|地|区域|单位所在地)"
            r"|(?:岗位|职位)所在地"
        ),
        "employer": (
            r"(?:用人|招聘|招录|聘用|需求|录用)(?:单位|司局|机关|部门|主体)(?:名称)?"
            r"|招聘主体|单位名称|部门名称|单位|部门"
        ),
        "other": (
            r"(?:其他|其它|岗位|任职|资格|招聘|报考|应聘|具体|所需)*"
            r"(?:条件|要求|资格条件|资格)|备注|语[言种](?:要求|能力)?|外语(?:要求)?|技能要求"
        ),
        "pay": (
            r"工资|薪酬|薪资|月薪|待遇|薪酬待遇|工资待遇"
            r"|福利待遇|薪资待遇|薪金|月工资|年薪|工资标准"
        ),
    }
)
_MEN = re.compile(r"男(?:性|生)?(?:人数)?")
_WOMEN = re.compile(r"女(?:性|生)?(?:人数)?")
_BY_SEX = (
    ("men", _MEN),
    ("women", _WOMEN),
    *compiled({"number": r"(?:男女)?(?:合计|小计|总计)(?:人数)?"}),
    *ROLES,
)
_HEAD_ROWS = 4
_NEEDS = (frozenset({"post", "employer", "code"}), frozenset({"number", "men"}))
_KIND = (
    r"(?:岗位?|职位|辅警|警务辅助人员|警|翻译|人员|员|师|工|手|医生|护士|教师|干部|兵|长"
    r"|助理|专干|会计|司机|文秘|主管|保安)"
)
_NAMED = re.compile(
    rf"(?P<post>[一-鿿A-Za-z（）()/]{{0,24}}?{_KIND}(?:[（(][^（）()\d]{{1,12}}[）)])?)"
    rf"\s*[:：，,]?\s*[（(]?(?:共|各|计划|拟)?(?:招聘|招录)?\s*{N}"
)
NUMBERED = re.compile(r"(?:岗位|职位)(?:[一二三四五六七八九十]{1,2}|\d{1,2}|[A-Z])")
"""Labels of posts that are numbered: 岗位一, 职位2."""
_LAST = re.compile(rf"(?P<gap>[\s，,（(：:]*){N}\s*[）)。；;]?\s*$")
_FIRST = re.compile(rf"[^，,。；;\d]{{2,24}}?(?P<gap>[\s（(：:]*){N}\s*(?=[）)，,。；;])")
"""A headcount behind a post's name: at the end of its line, or before what it asks for."""
_LEAD = re.compile(r"^.*(?:招聘|招录|招考|招募|聘用|其中|包括|分别为|和|及|与|以下岗位)(?=.{2})")
_TOTAL = re.compile(
    rf"(?:招聘|招录|招考|招募|聘用|引进|补充)(?!岗位(?!\s*\d))[^，,。；;：:]{{0,40}}?{N}"
)
_SOME = re.compile(r"若干\s*[名人]?")
_NO_POST = re.compile(
    r"^(?:(?:岗位|职位|人员|工作人员)$|不足|每|男|女|以上|以下|达到|超过|面试|笔试|入围|按|比例|等额|体检|前|第|共|总)"
)
_HEADED = re.compile(r"招聘(?:岗位|计划|职位|人数|名额|职数)|岗位(?:设置|及人数|和人数|及职责)")
_OTHER_HEAD = re.compile(r"[一二三四五六七八九十]{1,3}、")
_LISTED = 12
"""Sentences that a heading of posts may stand above."""
_DUTIES = re.compile(
    r"(?P<duties>(?:主要)?(?:负责|从事|协助|承担|参与|担任|配合|开展)[^。；;]{2,300}?)"
    r"(?=[，,、]?(?:工作地点|服务地点|地点|工作地|年龄|学历|要求|条件|须|需(?:具有|具备|取得|持|会|能)|应(?:具有|具备)|限|持有|具有|具备"
    r"|月薪|月工资|工资|薪|待遇|试用期|每月|报名|联系|男性?\d|女性?\d|\d+[名人])|[。；;]|$)"
)
_DUTIES_GO_ON = re.compile(
    r"^\s*(?:其|该岗位|岗位|主要|工作)*(?:职责|内容|任务)?(?:为|是|[:：])?\s*(?=(?:主要)?(?:负责|从事|协助|承担|参与|配合|开展))"
)
_PLACED = re.compile(
    r"(?:工作|服务|上班)(?:地点|地)(?:在|为|[:：])?\s*(?P<place>[^，,。；;]{2,40})"
)
_NUMBERING = re.compile(r"^(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[①-⑳]|\d{1,2}[.、．])\s*")


@dataclass(slots=True)
class Post:
    """One post in the making."""

    parts: dict[str, Entry] = field(default_factory=dict)
    number: int | None = None
    number_spot: Spot | None = None
    more_spots: tuple[Spot, ...] = ()
    """Where the rest of a number stands that is added up of men and women."""
    how: str = "table"


@dataclass(frozen=True, slots=True)
class Total:
    """A headcount that a sentence states for all posts."""

    number: int
    spot: Spot


def posts_of(paper: Paper) -> list[Post]:
    """Give the posts: of tables, failing these of labelled blocks, failing these of sentences."""
    rows = [r for s in paper.tables for r in listed([s], _roles_of(s), _NEEDS)] or flat_listed(
        paper.lines, ROLES, _NEEDS
    )
    found = [post for record in rows if (post := _of_record(record))]
    if not found:
        found = list(_of_labels(labelled(paper.lines, ROLES)))
    if found:
        return found
    told = list(_of_sentences(paper))
    if not told and (one := counted(paper)):
        name, value, place = one
        told = [Post({"post": Entry("post", name, name)}, value, place, how="sentence")]
    if len(told) == 1:  # what labels say apart from it is of the only post
        for entry in labelled(paper.lines, ROLES):
            if entry.role in {"duties", "place", "education", "major"}:
                told[0].parts.setdefault(entry.role, entry)
    return told


def _roles_of(section: Section) -> Roles:
    """Give the roles of a table's heads: with men and women apart where a head row names both."""
    for row in section.rows[:_HEAD_ROWS]:
        cells = {s.bare for s in row if s is not None and s.own}
        if any(_MEN.fullmatch(c) for c in cells) and any(_WOMEN.fullmatch(c) for c in cells):
            return _BY_SEX
    return ROLES


def _of_record(record: Record) -> Post | None:
    number = record.get("number")
    count = count_of(number.value.text) if number else None
    if record.get("post", "employer") is None or (
        number is not None and count is None and _words(number)
    ):
        return None
    post = Post(dict(record.entries), count, number.value if number and count is not None else None)
    if number is None:
        _add_sexes(post, record)
    if number is not None and number.inherited:
        post.number, post.number_spot = None, None  # one headcount for several rows
    return post


def _add_sexes(post: Post, record: Record) -> None:
    """Add up men and women of a row that prints no number for both."""
    told = [e for e in (record.get("men"), record.get("women")) if e is not None]
    counts = [count_of(e.value.text) for e in told]
    if told and None not in counts:
        post.number = sum(n for n in counts if n is not None)
        post.number_spot, post.more_spots = told[0].value, tuple(e.value for e in told[1:])


def _words(number: Entry) -> bool:
    """Say whether a cell of headcounts holds something else than a figure or 若干."""
    return not re.fullmatch(r"若干[名人]?|不限|—|-|/|.{0,2}\d+.{0,3}", number.value.bare)


def _of_labels(entries: list[Entry]) -> Iterator[Post]:
    """Read blocks of labels: every 岗位名称 begins a post; a headcount alone is none."""
    post: Post | None = None
    for entry in entries:
        if entry.role == "post" and len(list(_named_in(text_of(entry.value)))) > 1:
            continue  # several posts in one line: a sentence
        if entry.role == "post" and not re.search(r"^(?:及|和|的)|如下|见", entry.value.bare):
            if post is not None and _is_counted(post):
                yield post
            post = Post({"post": entry}, how="label")
            _split_number(post)
            continue
        if post is None:
            continue
        if entry.role == "number" and post.number is None:
            post.number, post.number_spot = count_of(entry.value.text.rstrip("。；;")), entry.value
        post.parts.setdefault(entry.role, entry)
    if post is not None and _is_counted(post):
        yield post


def _is_counted(post: Post) -> bool:
    """Say whether a block tells a headcount, 若干 among them."""
    told = post.parts.get("number")
    return post.number is not None or bool(
        told and _SOME.fullmatch(told.value.bare.rstrip("。；;"))
    )


def _split_number(post: Post) -> None:
    """Read `岗位名称：翻译 2名`: the headcount behind the name, in its own line."""
    entry = post.parts["post"]
    text = text_of(entry.value)
    match = _LAST.search(text)
    if match is None and NUMBERED.fullmatch(entry.label.bare):
        match = _FIRST.match(text)
    start = match.start("gap") if match else 0
    if match and start > 1:
        value = number_of(match["n"])
        if value is not None:
            post.number, post.number_spot = value, entry.value.part(*match.span("n"))
            name = entry.value.part(0, start)
            post.parts["post"] = Entry("post", entry.label, name)
            post.parts["other"] = Entry(
                "other", entry.label, entry.value.part(match.end(), len(text))
            )
            _more_of(post, entry.value.part(match.end(), len(text)), inside=True)


def _of_sentences(paper: Paper) -> Iterator[Post]:
    """Read posts named with their headcount in running text: `翻译岗2名、驾驶员1名`."""
    seen: set[str] = set()
    near = 0
    alone: Post | None = None
    """The only post of the sentence before: what follows without another post is of it."""
    for spot in sentences(paper.lines):
        raw = text_of(spot)
        near = _LISTED if _HEADED.search(raw) else 0 if _OTHER_HEAD.match(raw) else near - 1
        if alone is not None:
            _more_of(alone, spot)
        named = list(_named_in(raw))
        wanted = named and (near > 0 or re.search(r"招聘|招录|招考|招募|岗|辅警|名额", raw))
        if NOT_WANTED.search(raw) or not wanted:
            alone = alone if alone is not None and not named and _near(alone, spot) else None
            continue
        alone = None
        for told, start, end, match in named:
            value = number_of(match["n"])
            if value is None or told in seen:
                continue
            seen.add(told)
            post = _sexes_apart(spot, (start, end), match)
            if post is None:
                name = spot.part(start, end)
                post = Post({"post": Entry("post", name, name)}, value, spot.part(*match.span("n")))
            name = post.parts["post"].value
            post.how = "sentence"
            if len(named) == 1:  # what else the sentence says is of this post
                post.parts["other"] = Entry("other", name, spot)
                _more_of(post, spot.part(match.end(), len(raw)), inside=True)
                alone = post
            yield post


def _sexes_apart(spot: Spot, place: tuple[int, int], match: re.Match[str]) -> Post | None:
    """Read `看护队员（男）30名、（女）10名`: one post, its men and women added up."""
    raw = text_of(spot)
    first = re.search(r"[（(][男女]性?[)）]$", raw[slice(*place)])
    rest = OTHER_SEX.match(raw, match.end()) if first else None
    one, two = number_of(match["n"]), number_of(rest["n"]) if rest else None
    if first is None or rest is None or one is None or two is None:
        return None
    name = spot.part(place[0], place[0] + first.start())
    post = Post({"post": Entry("post", name, name)}, one + two, spot.part(*match.span("n")))
    post.more_spots = (spot.part(*rest.span("n")),)
    return post


def _near(post: Post, spot: Spot) -> bool:
    """Say whether a sentence stands in the line of a post's own sentence."""
    name = post.parts["post"].value
    return name.page is spot.page and "\n" not in spot.page.text[name.end : spot.start]


def _more_of(post: Post, spot: Spot, *, inside: bool = False) -> None:
    """Take duties and place from what follows a post's name, up to the end of the sentence."""
    if not inside and not _near(post, spot):
        return
    raw, name = text_of(spot), post.parts["post"].value
    if inside or _DUTIES_GO_ON.match(raw):
        duties = _DUTIES.search(raw)
        if duties and "duties" not in post.parts:
            post.parts["duties"] = Entry("duties", name, spot.part(*duties.span("duties")))
    place = _PLACED.search(raw)
    if place and "place" not in post.parts:
        post.parts["place"] = Entry("place", name, spot.part(*place.span("place")))


def _named_in(raw: str) -> Iterator[tuple[str, int, int, re.Match[str]]]:
    """Give the posts a sentence names with a headcount: (name, start, end, match)."""
    for match in _NAMED.finditer(raw):
        start, end = match.span("post")
        if match["n"][0] in "一二三" and raw[match.end("n") :][:1] in "线级":
            continue
        lead = _LEAD.match(raw[start:end])
        start += lead.end() if lead else 0
        numbering = _NUMBERING.match(raw[start:end])
        start += numbering.end() if numbering else 0
        if raw[start] in "（(" and not re.search(r"[)）]", raw[start:end]):
            start += 1
        told = raw[start:end]
        if len(told) > 1 and not _NO_POST.match(told):
            yield told, start, end, match


def total_of(paper: Paper) -> Total | None:
    """Give the headcount that the advertisement states for all posts, where it states one.

    `招聘巡逻岗26人、值守岗4人` states none: its first number is the first post's own.
    """
    title = paper.title.start if paper.title else -1
    for spot in sentences(paper.lines):
        raw = text_of(spot)
        match = _TOTAL.search(raw)
        if not match or spot.start == title or NOT_WANTED.search(raw[: match.end()]):
            continue
        posts = list(_named_in(raw))
        first = next((n for n, p in enumerate(posts) if p[3].start("n") == match.start("n")), None)
        if first is not None and first + 1 < len(posts):
            between = raw[match.end() : posts[first + 1][1]]
            if re.fullmatch(r"[（(）)男女\d人名、，,；;和及与以\s]*", between):
                continue
        value = number_of(match["n"])
        if value is not None:
            return Total(value, spot.part(*match.span("n")))
    return None
