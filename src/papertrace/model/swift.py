"""Makes frozen values in half the time: pages and facts hold thousands of them.

The constructor that `dataclasses` writes for a frozen class goes through `object.__setattr__`, by
name, for every field. The one made here puts each value straight into its slot. Nothing else of the
class changes: it stays frozen, with the same arguments and defaults.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from dataclasses import Field

Made = TypeVar("Made")


def swift(kind: type[Made]) -> type[Made]:
    """Give a frozen dataclass with slots a constructor that fills the slots directly.

    TypeError where the class has a field that is for keywords or for the constructor alone.
    """
    taken = [f for f in fields(kind) if f.init]  # type: ignore[arg-type]  # it is a dataclass
    if any(f.kw_only or f.default_factory is not MISSING for f in taken):
        msg = f"{kind.__name__} has fields that are made in another way"
        raise TypeError(msg)
    known: dict[str, Any] = {f"_set_{f.name}": getattr(kind, f.name).__set__ for f in taken}
    known |= {f"_default_{f.name}": f.default for f in taken if f.default is not MISSING}
    told = ", ".join(["self", *(_argument(f) for f in taken)])
    body = [f"_set_{f.name}(self, {f.name})" for f in taken]
    if hasattr(kind, "__post_init__"):
        body.append("self.__post_init__()")
    lines = "\n  ".join([f"def made({', '.join(known)}):", f"def __init__({told}):"])
    source = "\n   ".join([lines, *body]) + "\n  return __init__"
    space: dict[str, Any] = {}
    exec(source, space)  # noqa: S102  (names of fields of our own, as `dataclasses` itself does)
    made = space["made"](**known)
    made.__qualname__ = f"{kind.__qualname__}.__init__"
    made.__annotations__ = kind.__init__.__annotations__
    kind.__init__ = made  # type: ignore[method-assign]  # that is the point
    return kind


def _argument(one: Field[Any]) -> str:
    return one.name if one.default is MISSING else f"{one.name}=_default_{one.name}"
