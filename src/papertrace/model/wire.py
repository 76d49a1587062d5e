"""Model values as JSON and back, for the worker's pipe, the derived state and the log.

Pages are written as arrays, since a page has hundreds of words; everything else as plain objects.
Decoding trusts shapes only: a wrong type raises ValueError, so a hostile worker cannot smuggle one.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from math import isfinite
from operator import attrgetter
from types import MappingProxyType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from papertrace.model import cases, entities, facts, geometry, pages, problems, replies, vouching

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

_ARRAYS = (geometry.Box, pages.Word, pages.Run, pages.Cell, pages.Caption)
_NAMES: dict[str, Any] = {
    name: value
    for module in (geometry, problems, pages, facts, cases, entities, replies, vouching)
    for name, value in vars(module).items()
}
_NAMES["Mapping"] = MappingProxyType


_PLAIN = frozenset((str, int, bool, type(None)))
"""What JSON has as it is."""
_ENCODERS: dict[type, Callable[[Any], Any]] = {}


def to_json(value: object) -> Any:  # noqa: ANN401  (JSON is what it is)
    """Turn a model value into what `json.dumps` takes; floats to four decimals."""
    kind = type(value)
    if kind is str or kind is int or value is None or kind is bool:
        return value
    if kind is float:
        return round(value, 4)  # type: ignore[call-overload]  # it is a float
    if kind is tuple or kind is list:
        return [to_json(v) for v in value]  # type: ignore[attr-defined]  # it is a sequence
    if kind is dict or kind is MappingProxyType:
        return {str(k): to_json(v) for k, v in value.items()}  # type: ignore[attr-defined]
    found = _ENCODERS.get(kind)
    if found is None:
        found = _ENCODERS[kind] = _encoder(kind)
    return found(value)


def _encoder(kind: type) -> Callable[[Any], Any]:
    """Make the encoder of one dataclass: a list of its fields for arrays, an object for others."""
    if not is_dataclass(kind):
        msg = f"{kind.__name__} has no JSON form"
        raise TypeError(msg)
    names = [f.name for f in fields(kind)]
    parts = attrgetter(*names) if len(names) > 1 else lambda v: (getattr(v, names[0]),)
    plain = _PLAIN  # a fact has hundreds of parts, most of them plain: these are not asked about
    if kind in _ARRAYS:
        return lambda v: [
            x if x.__class__ in plain else round(x, 4) if x.__class__ is float else to_json(x)
            for x in parts(v)
        ]
    return lambda v: dict(
        zip(names, [x if x.__class__ in plain else to_json(x) for x in parts(v)], strict=True)
    )


_DECODERS: dict[object, Callable[[Any], Any]] = {}


def from_json(kind: type[T], data: object) -> T:
    """Turn parsed JSON back into a value of `kind`; ValueError where it does not fit."""
    made: T = _decoder(kind)(data)
    return made


def _decoder(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401
    found = _DECODERS.get(kind)
    if found is None:
        found = _DECODERS[kind] = _make(kind)
    return found


def _make(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401, PLR0911
    origin, args = get_origin(kind), get_args(kind)
    if kind in (str, int, bool):
        return lambda v: v if v.__class__ is kind else _exactly(kind, v)
    if kind is float:
        return _finite
    if kind is type(None):
        return lambda v: _exactly(type(None), v)
    if origin is Literal:
        return lambda v: v if v in args else _refuse(kind, v)
    if origin in (Union, UnionType):
        inner = [_decoder(a) for a in args if a is not type(None)]
        return lambda v: None if v is None else inner[0](v)
    if origin is tuple:
        return _tuple(_decoder(args[0]))
    if origin in (dict, MappingProxyType):
        return _mapping(_decoder(args[1]))
    if is_dataclass(kind):
        return _dataclass(kind)
    msg = f"no decoder for {kind}"
    raise TypeError(msg)


def _refuse(kind: object, value: object) -> Any:  # noqa: ANN401
    msg = f"{str(value)[:40]!r} is not {kind}"
    raise ValueError(msg)


def _exactly(kind: Any, value: Any) -> Any:  # noqa: ANN401
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        return _refuse(kind, value)
    return value


def _finite(value: Any) -> float:  # noqa: ANN401
    if value.__class__ is float:
        made: float = value
    else:
        made = float(_exactly((int, float), value))  # OverflowError for numbers beyond all floats
    return made if isfinite(made) else _refuse(float, value)


def _tuple(inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda v: tuple([inner(x) for x in _exactly(list, v)])


def _mapping(inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda v: MappingProxyType({k: inner(x) for k, x in _exactly(dict, v).items()})


def _dataclass(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401
    hints = get_type_hints(kind, localns=_NAMES)
    names = [f.name for f in fields(kind)]
    wanted = frozenset(names)
    parts: list[Callable[[Any], Any]] = []
    named: list[tuple[str, Callable[[Any], Any]]] = []

    def prepare() -> None:  # late, since Problem and Anchor may refer to each other
        if not named:  # each at once: another thread must not see some of them
            parts[:] = [_decoder(hints[n]) for n in names]
            named[:] = zip(names, parts, strict=True)

    if kind in _ARRAYS:

        def from_array(data: Any) -> Any:  # noqa: ANN401
            prepare()
            if not isinstance(data, list) or len(data) != len(parts):
                return _refuse(kind.__name__, data)
            return kind(*[part(v) for part, v in zip(parts, data, strict=True)])

        return from_array

    def from_object(data: Any) -> Any:  # noqa: ANN401
        prepare()
        if not isinstance(data, dict) or data.keys() != wanted:
            return _refuse(kind.__name__, data)
        return kind(*[part(data[n]) for n, part in named])

    return from_object
