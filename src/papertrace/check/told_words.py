"""Whether the words linked as somebody's statement are those of the document.

Every word of the link that carries meaning, but its figure, its date and the verb of saying, must
stand in the statement as it was kept, in the document's sentence, or in a translation of it with
two people behind it. Words that say nothing ("said so", "denied it") need no proof.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papertrace.check.attribution import SAYING
from papertrace.check.date_words import find_dates
from papertrace.check.hedges import stretch
from papertrace.check.words import find_figures, narrow
from papertrace.text.fold import folded_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papertrace.model import AcceptedFact, Evidence

_EMPTY = re.compile(
    r"(?:an?|the|th(?:is|at|ese|ose|ey|em|eir|en|ere)|its?|itself|s?he|his|her|of|in|on|at|to|for|from"
    r"|by|with|and|or|as|than|so|here|also|who(?:m|se)?|which|what|when|where|was|were|is|are|be|been"
    r"|being|am|ha(?:s|ve|d|ving)|do|does|did|(?:w|sh|c)ould|will|shall|can|may|might|must|if|into"
    r"|about|during|since|until|between|while|because|such|own|ones?|any)"
)
"""Words that carry no meaning of their own."""
_TOKEN = re.compile(r"[a-z]+(?:['’][a-z]+)?|\d+|[\u3400-\u9fff]+")
_ENDINGS = re.compile(r"(?:ations?|ions?|ings?|ies|ied|ed|es|s|ly|ment|e|y)\Z")
_LEAST = 3
_SOME_PEOPLE = re.compile(
    r"\b(?:(?:wo)?men|children|girls?|boys?|babies|infants?|mothers?|famil(?:y|ies)|officers?|guards?"
    r"|soldiers?|students?|workers?)\b",
    re.IGNORECASE,
)
"""Nouns of a figure that say more than people."""
_SENTENCE = re.compile(r"(?<=[。！？!?\n])|(?<=\.)(?=\s)")
_HAN = re.compile(r"[\u3400-\u9fff]")
_NOT = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without)\b|n[’']t\b|[不没未无非]"
)


def unsaid(text: str, fact: AcceptedFact, evidence: Evidence) -> str:
    """Say which linked words the document does not have the speaker say; '' where none."""
    words = content(_without_figures(text))
    if not words:
        return ""
    lacks = [_lacking(words, text, source) for source in _sources(fact, evidence)]
    lacks = lacks or ["No words of this statement are kept: say that it was said, or quote it."]
    return "" if "" in lacks else lacks[0]


def content(text: str) -> list[str]:
    """Give the words of a text that carry meaning, without their endings; Han as it stands."""
    plain = SAYING.sub(" ", folded_text(text)).lower()
    return [stem(w) for w in _TOKEN.findall(plain) if not _EMPTY.fullmatch(w)]


def shares(told: str, printed: str) -> bool:
    """Say whether all that one text says stands in another, and is something."""
    words = content(told)
    return bool(words) and not _lacking(words, told, printed)


def translations_of(fact: AcceptedFact, printed: str, evidence: Evidence) -> Iterator[str]:
    """Give the words of translations, seconded, of a document's words that hold `printed`."""
    bare = _dense(printed)
    for one in evidence.translations:
        quote = _dense(one.quote)
        seconded = one.second_reader and one.second_reader != one.translator
        if one.digest == fact.digest and seconded and (quote in bare or bare in quote):
            yield one.words


def _dense(text: str) -> str:
    return re.sub(r"\s+", "", folded_text(text))


def stem(word: str) -> str:
    """Give a word without its ending; Han as it stands."""
    cut = _ENDINGS.sub("", word)
    return cut if len(cut) >= _LEAST and word.isascii() else word


def _lacking(words: Iterable[str], text: str, source: str) -> str:
    """Say which word a source lacks, or that one of the two denies; '' where it says it all."""
    held, dense = set(content(source)), _dense(source)
    for word in words:
        if word not in held and not (_HAN.match(word) and word in dense):
            return f"The statement, as the document has it, does not say {word!r}."
    if bool(_NOT.search(text.lower())) != bool(_NOT.search(source.lower())):
        return "One of the two, the linked words or the statement, is a denial."
    return ""


def _without_figures(text: str) -> str:
    """Take out what other tests are for: figures with their hedges and units, dates."""
    spans = [(stretch(text[: f.start]), f.end) for f in find_figures(text)]
    spans += [(d.start, d.end) for d in find_dates(narrow(text))]
    kept = "".join(" " if any(a <= i < b for a, b in spans) else c for i, c in enumerate(text))
    kept += " " + " ".join(m.group() for m in _SOME_PEOPLE.finditer(text))
    return re.sub(r"(?<=\s)(?:people|persons?|percent|per\s+cent)(?=\s|\Z)", " ", f" {kept}")


def _sources(fact: AcceptedFact, evidence: Evidence) -> Iterator[str]:
    """Give what the document has the speaker say; nothing where no words were kept."""
    if not {"value", "proposition"} & set(fact.fields):
        return
    kept = [fact.fields["proposition"].value] if "proposition" in fact.fields else []
    own = [*kept, *_printed(fact, evidence)]
    yield from own
    for source in own:
        if _HAN.search(source):
            yield from translations_of(fact, source, evidence)


def _printed(fact: AcceptedFact, evidence: Evidence) -> Iterator[str]:
    """Give the sentences of the page on which the figure or the proposition stands."""
    wanted = "value" if "value" in fact.fields else "proposition"
    anchors = [a for a in fact.anchors if a.field == wanted and not a.role]
    pages = {
        p.number: p.text for h in evidence.holdings if h.digest == fact.digest for p in h.pages
    }
    for anchor in anchors:
        for sentence in _SENTENCE.split(pages.get(anchor.page, "")):
            if _dense(anchor.quote) in _dense(sentence):
                yield sentence
    if wanted == "value":
        yield " ".join(dict.fromkeys([*(a.quote for a in fact.anchors), *_fields(fact)]))


def _fields(fact: AcceptedFact) -> Iterator[str]:
    for name in ("item", "unit", "denominator", "base", "period", "direction", "method"):
        if name in fact.fields:
            yield fact.fields[name].value


def told_of(fact: AcceptedFact, evidence: Evidence) -> tuple[str, ...]:
    """Give what the document has the speaker say, in every wording that is kept."""
    return tuple(_sources(fact, evidence))


def said_in(word: str, sources: Iterable[str]) -> bool:
    """Say whether a word stands in what was said, or carries no meaning; a denial never does."""
    if _HAN.match(word):
        return any(word in _dense(s) for s in sources)
    if _NOT.search(word):
        return False
    some = list(sources)
    empty = _EMPTY.fullmatch(word) or word in _PEOPLE
    return bool(some) and (bool(empty) or any(stem(word) in content(s) for s in some))


def in_order(text: str, names: Iterable[str], fact: AcceptedFact, evidence: Evidence) -> bool:
    """Say whether the words told as a statement stand in it as a whole clause, denials alike.

    Between where they begin and where they end no word of the document is left out: what is left
    out may be the verb or the one of whom it is said. No words ("said so") show nothing.
    """
    plain = text
    for name in sorted(names, key=len, reverse=True):
        plain = re.sub(re.escape(name), " ", plain, flags=re.IGNORECASE)
    sources = list(_sources(fact, evidence))
    if not [w for w in content(_without_figures(plain)) if w not in _PEOPLE]:
        return False
    return any(_follows(plain, s) and _denies(plain) == _denies(s) for s in sources)


def _denies(text: str) -> bool:
    return bool(_NOT.search(text.lower()))


def _follows(told: str, source: str) -> bool:
    """Say whether the words of a text are those of one or more clauses, one behind the other."""
    words = _run(told)
    if any(_HAN.match(w) for w in words):
        return _dense("".join(words)) in _dense(source)
    clauses = [_run(part) for part in _CLAUSE.split(SAYING.sub(" ; ", source))]
    clauses = [c for c in clauses if c]
    return any(
        words == [w for c in clauses[low:high] for w in c]
        for low in range(len(clauses))
        for high in range(low + 1, len(clauses) + 1)
    )


def _run(text: str) -> list[str]:
    """Give the words that carry meaning, with a mark where a figure stands; no dates."""
    plain = narrow(text)
    spans = [(d.start, d.end, " ") for d in find_dates(plain)]
    spans += [(f.start, f.end, f" {_FIGURE} ") for f in find_figures(plain)
              if not any(low <= f.start < high for low, high, _ in spans)]  # fmt: skip
    for start, high, sign in sorted(spans, reverse=True):
        low = stretch(plain[:start]) if sign.strip() else start
        plain = plain[:low] + sign + plain[high:]
    return [w for w in content(plain) if w not in _PEOPLE]


_FIGURE = "figurehere"
_CLAUSE = re.compile(r"[,;:()，；：（）—]|\bthat\b|\b(?:and|but)\s+that\b")


_PEOPLE = frozenset({"people", "peopl", "person", "percent", "group", "network", "monitor"})
