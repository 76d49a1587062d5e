"""The shape of the package, and the bars it must keep: python tools/shape.py PACKAGE [TESTS].

Prints one line of figures and one line for every bar that is broken; exits 1 where one is.
"""

from __future__ import annotations

import ast
import statistics
import sys
from dataclasses import dataclass, field
from pathlib import Path

MODULE_LINES = 500
FUNCTION_LINES = 60
ARGUMENTS = 6
VALUES = {"NamedTuple", "Enum", "IntEnum", "StrEnum", "TypedDict", "Protocol", "Exception"}


@dataclass
class Shape:
    """What was counted."""

    lines: dict[str, int] = field(default_factory=dict)
    graph: dict[str, set[str]] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    modules_told: int = 0
    public: int = 0
    public_told: int = 0
    functions: int = 0
    methods: int = 0
    classes: int = 0
    values: int = 0


def modules(root: Path) -> dict[str, Path]:
    """Name every module of the package."""
    found = {}
    for path in sorted(root.rglob("*.py")):
        parts = [root.name, *path.relative_to(root).with_suffix("").parts]
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def is_value(node: ast.ClassDef) -> bool:
    """Say whether a class is a frozen value, an enumeration, a protocol or an error."""
    frozen = any(
        isinstance(d, ast.Call)
        and any(k.arg == "frozen" and getattr(k.value, "value", False) for k in d.keywords)
        for d in node.decorator_list
    )
    bases = {getattr(b, "id", getattr(b, "attr", "")) for b in node.bases}
    return frozen or bool(bases & VALUES) or any(b.endswith("Error") for b in bases)


def visit(shape: Shape, name: str, body: list[ast.stmt], *, inside: bool, private: bool) -> None:
    """Count the definitions of one block."""
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            shape.methods += inside
            shape.functions += not inside
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES:
                shape.broken.append(f"{name}.{node.name}: {length} lines (bar {FUNCTION_LINES})")
            taken = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            count = len([a for a in taken if a.arg not in ("self", "cls")])
            if count > ARGUMENTS + 2:
                shape.broken.append(f"{name}.{node.name}: {count} arguments (bar {ARGUMENTS + 2})")
        elif isinstance(node, ast.ClassDef):
            shape.classes += 1
            shape.values += is_value(node)
            hidden = node.name.startswith("_")
            visit(shape, f"{name}.{node.name}", node.body, inside=True, private=hidden)
        else:
            continue
        if not node.name.startswith("_") and not private:
            shape.public += 1
            if ast.get_docstring(node):
                shape.public_told += 1
            else:
                shape.broken.append(f"{name}.{node.name}: no docstring")


def imports(body: list[ast.stmt]) -> list[ast.Import | ast.ImportFrom]:
    """Find the imports that run, at the top level (not those for types alone)."""
    found: list[ast.Import | ast.ImportFrom] = []
    for node in body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            found.append(node)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" not in ast.dump(node.test):
            found += imports(node.body) + imports(node.orelse)
        elif isinstance(node, ast.Try):
            found += imports(node.body)
    return found


def measure(root: Path) -> Shape:
    """Read every module of a package."""
    shape, found = Shape(), modules(root)
    for name, path in found.items():
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        shape.lines[name] = text.count("\n")
        if ast.get_docstring(tree):
            shape.modules_told += 1
        else:
            shape.broken.append(f"{name}: no module docstring")
        if shape.lines[name] > MODULE_LINES:
            shape.broken.append(f"{name}: {shape.lines[name]} lines (bar {MODULE_LINES})")
        visit(shape, name, tree.body, inside=False, private=False)
        used = set()
        for node in imports(tree.body):
            heads = (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [f"{node.module}.{a.name}" for a in node.names]
            )
            for head in heads:
                while head and head not in found:
                    head = head.rpartition(".")[0]  # noqa: PLW2901  (walk up to the module)
                if head and head != name:
                    used.add(head)
        shape.graph[name] = used
    return shape


def in_cycles(graph: dict[str, set[str]]) -> list[str]:
    """Name the modules that import themselves by way of others."""

    def reach(start: str) -> set[str]:
        seen: set[str] = set()
        todo = list(graph[start])
        while todo:
            at = todo.pop()
            if at not in seen:
                seen.add(at)
                todo += graph[at]
        return seen

    return [m for m in graph if m in reach(m)]


def main() -> int:
    """Print the figures; 1 where a bar is broken."""
    shape = measure(Path(sys.argv[1]))
    tests = sum(
        p.read_text(encoding="utf-8").count("\n")
        for root in sys.argv[2:3]
        for p in Path(root).rglob("*.py")
    )
    cycles = in_cycles(shape.graph)
    shape.broken += [f"{m}: in an import cycle" for m in cycles]
    sizes = sorted(n for n in shape.lines.values() if n)
    told = 100 * shape.public_told // max(1, shape.public)
    print(
        f"modules {len(sizes)}  lines {sum(sizes)}  median {statistics.median(sizes):.0f}"
        f"  p90 {sizes[int(len(sizes) * 0.9)]}  max {sizes[-1]}"
        f"  public docstrings {told} %  functions:methods {shape.functions}:{shape.methods}"
        f"  values {shape.values}/{shape.classes}  in cycles {len(cycles)}"
        f"  tests:source {tests / sum(sizes):.2f}"
    )
    for line in shape.broken:
        print("broken:", line)
    return 1 if shape.broken else 0


if __name__ == "__main__":
    sys.exit(main())
