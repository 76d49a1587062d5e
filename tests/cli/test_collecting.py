"""The command line and the web: what is said, refused, fetched and listed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from local_web import Answer, page, site
from papertrace.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from local_web import Site


@pytest.fixture
def web() -> Iterator[Site]:
    told = page("预算", "二〇三一年部门预算公开。" * 60)
    with site({"/": told, "/2": told, "/copy/x": Answer(told.body)}) as made:
        yield made


@pytest.fixture
def case(tmp_path: Path, web: Site) -> str:
    assert main(["new", str(tmp_path / "case")]) == 0
    toml = tmp_path / "case" / "case.toml"
    more = f'\n[collect]\nallow = ["127.0.0.1:{web.port}"]\ndelay = 0\n'
    more += f'archives = ["http://127.0.0.1:{web.port}/copy/x?of={{address}}"]\n'
    toml.write_text(toml.read_text("utf-8") + more, "utf-8")
    return str(tmp_path / "case")


def test_an_address_is_added_after_saying_what_will_be_seen(
    case: str, web: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "leads.txt"
    listed.write_text(f"{web.at('/')}\t某局\tbudget\n{web.at('/none')}\n", "utf-8")
    capsys.readouterr()
    assert main(["add", "--case", case, "--list", str(listed), "--json"]) == 0
    out, err = capsys.readouterr()
    assert "Firefox" in err
    assert "No proxy" in err
    rows = [json.loads(line) for line in out.splitlines()]
    assert [(r["new"], r["trouble"], r["status"]) for r in rows] == [
        (True, "", 200),
        (False, "status", 404),
    ]
    web.asked.clear()
    assert main(["add", "--case", case, "--list", str(listed), "--missing"]) == 0
    assert web.paths() == ["/none"]
    capsys.readouterr()
    assert main(["captures", "--case", case, "--json", "--failed"]) == 0
    failed, _ = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert failed["address"] == web.at("/none")
    assert main(["documents", "--case", case, "--json"]) == 0
    every = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    (captured,) = [r["captured"][0] for r in every if r["captured"]]
    assert (captured["address"], captured["publisher"]) == (web.at("/"), "某局")


def test_a_private_address_is_refused_before_anybody_is_asked(
    case: str, web: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    for bad in ("http://localhost/", "file:///etc/passwd", "http://127.0.0.1:1/"):
        assert main(["add", "--case", case, web.at("/"), bad]) == 2
        assert "PT201" in capsys.readouterr().err
    assert web.asked == []


def test_no_contact_asks_archives_alone(
    case: str, web: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = "http://www.example.gov.cn/a.html"
    web.pages[f"/copy/x?of={wanted}"] = web.pages["/"]
    assert main(["add", "--case", case, wanted, "--no-contact"]) == 0
    assert web.paths()[0] == f"/copy/x?of={wanted}"
    assert "none of these sites is asked" in capsys.readouterr().err


def test_nothing_to_add_is_wrong_use(case: str) -> None:
    assert main(["add", "--case", case]) == 2
    assert main(["add", "--case", case, "http://a.gov.cn/", "--crawl", "-1"]) == 2
