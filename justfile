# `just` runs what every change must pass; each line can also be run by hand.
set windows-shell := ["powershell.exe", "-NoLogo", "-Command"]
bin := if os_family() == "windows" { ".venv/Scripts" } else { ".venv/bin" }

# tests in two processes, those of a file in one
shared := "-n 2 --dist loadfile --no-loadscope-reorder"

default: lint types contracts shape spelling test

# the suite without the long set
test *ARGS:
    {{bin}}/python -m pytest -q {{shared}} -m "not long" {{ARGS}}

# kills, bit flips, fuzz, gates that take minutes
long *ARGS:
    {{bin}}/python -m pytest -q {{shared}} -m long {{ARGS}}

lint:
    {{bin}}/ruff check .
    {{bin}}/ruff format --check .

types:
    {{bin}}/mypy

contracts:
    {{bin}}/lint-imports

# module sizes, docstrings, types, cycles
shape:
    {{bin}}/python tools/shape.py src/papertrace tests

spelling:
    {{bin}}/codespell src docs tests benchmarks tools README.md ARCHITECTURE.md CONTRIBUTING.md SECURITY.md CHANGELOG.md

# write golden files anew; read the diff before you commit
accept:
    {{bin}}/python -m pytest -q -m "not long" --accept

# measure; prints machine, input, command and figures
bench *ARGS:
    {{bin}}/python benchmarks/run.py {{ARGS}}

# pin the quality floors to what the gate measured last (raises only)
pin *ARGS:
    {{bin}}/python tests/floors.py artefacts/measured.json {{ARGS}}
