"""The machine that runs wordings over the readings of a sentence; it knows no claim.

Each name's wordings are a small net of states; where a net may end is worked out once a place
of the sentence, so that no sentence takes long.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from papertrace.check.grammar.wordings import parsed, read_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from papertrace.check.grammar.wordings import Node

Marker = tuple[str, str]
"""A role that begins (role, value), or one that ends ("", "")."""
_END: Marker = ("", "")
_Ends = dict[int, "_Path | None"]
_Path = tuple["_Path | None", object]


@dataclass(frozen=True, slots=True)
class Edge:
    """One reading of a stretch of a sentence: what may stand for it in a wording."""

    start: int
    end: int
    """Where the next word begins."""
    symbols: frozenset[str]
    """The word itself in small letters, and classes like NAME or @amount."""
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the sentence with the role that it plays; role `word` for a single word."""

    role: str
    value: str
    edges: tuple[Edge, ...]

    @property
    def text(self) -> str:
        """Give its words."""
        return " ".join(e.text for e in self.edges)


@dataclass(slots=True)
class _Net:
    """The wordings of one name: states, words or names that lead on, steps without a word."""

    on: list[dict[str, list[int]]] = field(default_factory=list)
    calls: list[list[tuple[str, int]]] = field(default_factory=list)
    free: list[list[tuple[int, Marker | None]]] = field(default_factory=list)
    closed: dict[int, list[tuple[int, tuple[Marker, ...]]]] = field(default_factory=dict)

    def state(self) -> int:
        self.on.append({})
        self.calls.append([])
        self.free.append([])
        return len(self.on) - 1

    def reached(self, state: int) -> list[tuple[int, tuple[Marker, ...]]]:
        """Give every state reached without a word, with the roles begun and ended on the way."""
        found = self.closed.get(state)
        if found is None:
            found, seen = [], {state}
            stack: list[tuple[int, tuple[Marker, ...]]] = [(state, ())]
            while stack:
                at, markers = stack.pop()
                found.append((at, markers))
                for to, marker in reversed(self.free[at]):
                    if to not in seen:
                        seen.add(to)
                        stack.append((to, (*markers, marker) if marker else markers))
            self.closed[state] = found
        return found


@dataclass(slots=True)
class Grammar:
    """Compiled wordings, by name."""

    nets: dict[str, _Net]
    words: frozenset[str]
    """Every word that stands in a wording."""
    first: dict[str, frozenset[str]]
    """The words and classes with which a name may begin; with '' where it may be empty."""


_START, _FINAL = 0, 1


def _net(lines: Iterable[str], words: set[str]) -> _Net:
    made = _Net()
    made.state(), made.state()
    for line in lines:
        _lay(made, parsed(line), _START, _FINAL, words)
    return made


def _lay(made: _Net, node: Node, start: int, end: int, words: set[str]) -> None:
    kind, told, parts = node
    if kind == "word":
        words.add(told)
        made.on[start].setdefault(told, []).append(end)
    elif kind == "name":
        made.calls[start].append((told, end))
    elif kind == "any":
        for part in parts:
            _lay(made, part, start, end, words)
    elif kind == "role":
        inner, outer = made.state(), made.state()
        role, _, value = told.partition("=")
        made.free[start].append((inner, (role, value)))
        made.free[outer].append((end, _END))
        _lay(made, parts[0], inner, outer, words)
    elif kind in ("?", "*"):
        inner, outer = made.state(), made.state()
        made.free[start] += [(inner, None), (end, None)]
        made.free[outer].append((end, None))
        if kind == "*":
            made.free[outer].append((inner, None))
        _lay(made, parts[0], inner, outer, words)
    else:
        at = start
        for i, part in enumerate(parts):
            to = end if i == len(parts) - 1 else made.state()
            _lay(made, part, at, to, words)
            at = to
        if not parts:
            made.free[start].append((end, None))


def compiled(text: str) -> Grammar:
    """Compile wordings; ValueError where a name is in no line, or stands within itself."""
    lines, words = read_lines(text), set[str]()
    nets = {name: _net(some, words) for name, some in lines.items()}
    first: dict[str, frozenset[str]] = {}
    for name in nets:
        _begin(name, nets, first, ())
    return Grammar(nets, frozenset(words), first)


def _begin(
    name: str, nets: Mapping[str, _Net], first: dict[str, frozenset[str]], above: tuple[str, ...]
) -> frozenset[str]:
    if name in first:
        return first[name]
    if name not in nets or name in above:
        msg = f"<{name}> is in no line, or stands within itself."
        raise ValueError(msg)
    net, found = nets[name], set[str]()
    for state in range(len(net.on)):  # every call is looked at, so that each is known to be sound
        for called, _ in net.calls[state]:
            _begin(called, nets, first, (*above, name))
    states, seen = [_START], {_START}
    while states:
        for at, _ in net.reached(states.pop()):
            found |= set(net.on[at]) | ({""} if at == _FINAL else set())
            for called, to in net.calls[at]:
                found |= first[called] - {""}
                if "" in first[called] and to not in seen:
                    seen.add(to)
                    states.append(to)
    first[name] = frozenset(found)
    return first[name]


@dataclass(frozen=True, slots=True)
class Run:
    """What became of a sentence."""

    pieces: tuple[Piece, ...]
    """Its roles in order; empty where it was not understood."""
    understood: bool
    reached: int
    """How far wordings led."""


@dataclass(slots=True)
class _Running:
    grammar: Grammar
    starting: dict[int, list[Edge]]
    symbols: dict[int, frozenset[str]]
    known: dict[tuple[str, int], _Ends] = field(default_factory=dict)
    furthest: int = 0

    def ends(self, name: str, start: int) -> _Ends:
        """Give where a name that begins here may end, with the first way that leads there."""
        found = self.known.get((name, start))
        if found is None:
            first = self.grammar.first[name]
            begins = "" in first or not first.isdisjoint(self.symbols.get(start, frozenset()))
            found = self._walked(self.grammar.nets[name], start) if begins else {}
            self.known[name, start] = found
        return found

    def _walked(self, net: _Net, start: int) -> _Ends:
        active: dict[int, dict[int, _Path | None]] = {start: {_START: None}}
        found: _Ends = {}
        while active:
            at = min(active)
            self.furthest = max(self.furthest, at)
            here = active.pop(at)
            todo = list(here)
            while todo:
                state = todo.pop(0)
                for to, markers in net.reached(state):
                    path = _along(here[state], markers)
                    if to == _FINAL:
                        found.setdefault(at, path)
                    self._step(net, (to, at, path), active, (here, todo))
        return found

    def _step(
        self,
        net: _Net,
        place: tuple[int, int, _Path | None],
        active: dict[int, dict[int, _Path | None]],
        same: tuple[dict[int, _Path | None], list[int]],
    ) -> None:
        state, at, path = place
        here, todo = same
        if net.on[state]:
            for edge in self.starting.get(at, ()):
                for symbol in edge.symbols:
                    for to in net.on[state].get(symbol, ()):
                        active.setdefault(edge.end, {}).setdefault(to, (path, edge))
        for called, to in net.calls[state]:
            for end, inner in self.ends(called, at).items():
                step: _Path = (path, _Inner(inner))
                if end > at:
                    active.setdefault(end, {}).setdefault(to, step)
                elif to not in here:
                    here[to] = step
                    todo.append(to)


@dataclass(frozen=True, slots=True)
class _Inner:
    path: _Path | None


def run(grammar: Grammar, edges: Iterable[Edge], length: int, name: str = "sentence") -> Run:
    """Run a grammar over the readings of a sentence of this length."""
    starting: dict[int, list[Edge]] = {}
    for edge in edges:
        starting.setdefault(edge.start, []).append(edge)
    symbols = {at: frozenset().union(*(e.symbols for e in some)) for at, some in starting.items()}
    running = _Running(grammar, starting, symbols)
    ends = running.ends(name, 0)
    if length in ends:
        return Run(tuple(_pieces(ends[length])), understood=True, reached=length)
    return Run((), understood=False, reached=running.furthest)


def _along(path: _Path | None, markers: tuple[Marker, ...]) -> _Path | None:
    for marker in markers:
        path = (path, marker)
    return path


def _steps(path: _Path | None) -> Iterator[object]:
    """Give the steps of a path in order, those of inner names in their place."""
    steps: list[object] = []
    while path is not None:
        path, step = path
        steps.append(step)
    for step in reversed(steps):
        if isinstance(step, _Inner):
            yield from _steps(step.path)
        else:
            yield step


def _pieces(path: _Path | None) -> Iterator[Piece]:
    """Give the roles of a path, each with its words, outer ones before inner ones."""
    opened: list[tuple[int, str, str, list[Edge]]] = []
    done: list[tuple[int, Piece]] = []
    for number, step in enumerate(_steps(path)):
        if isinstance(step, Edge):
            for _, _, _, some in opened:
                some.append(step)
            done.append((number, Piece("word", "", (step,))))
        elif step == _END:
            at, role, value, some = opened.pop()
            done.append((at, Piece(role, value, tuple(some))))
        elif isinstance(step, tuple):
            opened.append((number, str(step[0]), str(step[1]), []))
    for _, piece in sorted(done, key=lambda pair: pair[0]):
        yield piece
