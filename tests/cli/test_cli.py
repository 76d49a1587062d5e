"""The command line as a contract: exit codes, JSON shapes, one clear line for every fault."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from support import ROOT, papertrace, run_papertrace

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = ROOT / "src" / "papertrace" / "samples" / "border" / "documents"


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a case of a few sample documents and a few that cannot be read."""
    folder = tmp_path_factory.mktemp("documents")
    for name in ("boats_2_tender.html", "boats_4_award.html", "boats_5_contract.pdf"):
        shutil.copy(SAMPLE / name, folder / name)
    (folder / "sub").mkdir()
    shutil.copy(SAMPLE / "job_ad_2024.html", folder / "sub" / "job.html")
    shutil.copy(SAMPLE / "job_ad_2024.html", folder / "twin.html")
    (folder / "empty.html").write_bytes(b"")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing here")
    (folder / "program.bin").write_bytes(b"\x7fELF" + bytes(18))
    made = tmp_path_factory.mktemp("cases") / "case"
    papertrace("new", str(made), "--title", "Boats")
    papertrace("add", str(folder), "--case", str(made))
    papertrace("build", "--case", str(made))
    return made


def test_documents_have_the_agreed_rows(case: Path) -> None:
    rows = lines(papertrace("documents", "--json", "--case", str(case)))
    assert [r["name"] for r in rows] == sorted(r["name"] for r in rows)
    by_name = {r["name"]: r for r in rows}
    keys = {"sha256", "name", "media_type", "pages", "form", "reader", "outcome", "reason"}
    assert all(keys <= set(r) for r in rows)
    assert by_name["sub/job.html"]["names"] == ["sub/job.html", "twin.html"]
    assert by_name["boats_5_contract.pdf"]["outcome"] == "read"
    assert by_name["broken.pdf"]["outcome"] == "refused"
    assert by_name["broken.pdf"]["reason"].startswith("PT3")
    assert by_name["program.bin"]["outcome"] == "ignored"
    assert by_name["program.bin"]["reason"] == "PT301"
    assert by_name["empty.html"]["outcome"] == "refused"


def test_facts_have_the_agreed_rows(case: Path) -> None:
    rows = lines(papertrace("facts", "--json", "--case", str(case)))
    award = next(r for r in rows if r["kind"] == "award")
    assert award["fields"]["amount"]["value"] == "18764000"
    assert award["fields"]["amount"]["currency"] == "CNY"
    assert award["status"] == "proposed"
    assert award["form"].startswith("award@")
    for row in rows:
        for name, field in row["fields"].items():
            told = "".join(field["written"].split())
            quotes = [
                "".join(a["quote"].split())
                for a in row["anchors"]
                if a["field"] == name and not a.get("role")
            ]
            assert any(told in q for q in quotes), (row["kind"], name)
    some = lines(papertrace("facts", "--json", "--kind", "award", "--case", str(case)))
    assert {r["kind"] for r in some} == {"award"}
    one = lines(
        papertrace("facts", "--json", "--document", "boats_5_contract.pdf", "--case", str(case))
    )
    assert {r["document"]["name"] for r in one} == {"boats_5_contract.pdf"}


def test_pages_have_words_and_tables_with_boxes(case: Path) -> None:
    digest = next(
        r["sha256"]
        for r in lines(papertrace("documents", "--json", "--case", str(case)))
        if r["name"] == "boats_4_award.html"
    )
    (page,) = lines(papertrace("pages", digest[:10], "--json", "--case", str(case)))
    assert page["origin"] == "drawn"
    assert all(len(w["box"]) == 4 for w in page["words"])
    assert any(c["text"] == "废标" for t in page["tables"] for c in t["cells"])
    text = papertrace("pages", "boats_4_award.html", "--text", "--case", str(case))
    assert "霁川星禾船艇有限公司" in text


def test_the_case_option_stands_before_or_behind(case: Path) -> None:
    before = papertrace("--case", str(case), "status", "--json")
    assert json.loads(before) == json.loads(papertrace("status", "--json", "--case", str(case)))


def test_find_says_what_it_searched(case: Path) -> None:
    told = papertrace("find", "巡逻艇", "--case", str(case))
    assert "pages searched" in told
    rows = lines(papertrace("find", '"巡逻艇"', "--json", "--case", str(case)))
    assert len(rows) >= 3
    assert all(r["boxes"] and "巡逻艇" in r["snippet"] for r in rows)
    assert papertrace("find", "无人驾驶", "--json", "--case", str(case)) == ""


def test_deciding_is_signed_and_shown(case: Path, tmp_path: Path) -> None:
    mine = shutil.copytree(case, tmp_path / "case")
    rows = lines(papertrace("facts", "--json", "--kind", "award", "--case", str(mine)))
    first, second = rows[0]["id"], rows[1]["id"]
    papertrace("decide", first[:12], "accept", "--case", str(mine))
    papertrace("decide", second, "correct", "amount=3128000.5", "--case", str(mine))
    after = {r["id"]: r for r in lines(papertrace("facts", "--json", "--case", str(mine)))}
    assert after[first]["status"] == "accepted"
    assert after[second]["status"] == "corrected"
    assert after[second]["fields"]["amount"]["value"] == "3128000.5"
    assert after[second]["proposed"]["amount"]["value"] == "3128000"
    told = papertrace("sql", "select sum(amount) as total from award", "--case", str(mine))
    assert "21892000.5" in told
    papertrace("key", "new", "second")
    papertrace("decide", first, "reject", "--by", "second", "--case", str(mine))
    again = {r["id"]: r for r in lines(papertrace("facts", "--json", "--case", str(mine)))}
    assert again[first]["status"] == "rejected", "one person's later word, with whichever key"
    papertrace("verify", "--case", str(mine))


@pytest.mark.parametrize(
    ("words", "code", "sign"),
    [
        (["decide", "ffffffffffff", "accept"], 2, "PT004"),
        (["decide", "accept"], 2, "PT001"),
        (["pages", "no-such.pdf"], 2, "PT003"),
        (["check", "no-such.md"], 2, "PT601"),
        (["publish", "out", "--format", "stone"], 2, "PT001"),
        (["add", "no-such-folder"], 2, "PT001"),
        (["decide", "x", "accept", "--by", "nobody"], 2, "PT00"),
        (["sql", "select * from read_text('/etc/hostname')"], 2, "PT"),
        (["sql", "drop table award"], 2, "PT"),
    ],
)
def test_wrong_use_is_one_line_and_a_code(
    case: Path, words: list[str], code: int, sign: str
) -> None:
    done = run_papertrace(*words, "--case", str(case))
    assert done.returncode == code, done.stderr
    assert done.stderr.startswith(sign)
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_no_case_is_said_plainly(tmp_path: Path) -> None:
    done = run_papertrace("status", "--case", str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.startswith("PT101")


def test_unknown_words_are_wrong_use() -> None:
    assert run_papertrace("fly").returncode == 2
    assert run_papertrace().returncode == 2
    assert papertrace("--version").startswith("papertrace ")
