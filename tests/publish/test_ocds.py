"""Releases are what OCDS allows, each value the sum of a whole, each part with its proof."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from papertrace.errors import DraftNotChecked
from papertrace.model import Field, Problem, make_fact
from papertrace.publish.ocds import files
from publish.conftest import NOTICE, accepted, holding, page_of, pixels, proof
from publish.ocds_fields import flaws

if TYPE_CHECKING:
    from papertrace.model import AcceptedFact, Publication

STANDARD = os.environ.get("PAPERTRACE_OCDS_STANDARD", "")
"""A ZIP of the standard's repository, for the community's own validator."""

TENDER_TEXT = """白榆湾巡逻艇采购项目公开招标公告
项目编号：BYW-2024-017
采购人：白榆湾出入境边防检查站
采购代理机构：霁川衡正招标代理有限公司
包1 预算金额：19000000元 最高限价：18850000.5元
采购方式：公开招标
2024-07-05T09:30:00+08:00
2024-06-14"""
CONTRACT_TEXT = """合同编号：HT-58
供应商：霁川示例船舶有限公司
合同金额：26500000元
单价：441000.10元
每年：120000元
验收日期：2024-12-18
数量：4
钟示例"""


def told(
    kind: str, digest: str, text: str, /, **values: str | tuple[str, str] | tuple[str, str, str]
) -> AcceptedFact:
    """Accept a fact: each value is as printed, or (value, printed), with its currency behind."""
    page, fields, anchors = page_of(text), {}, []
    for name, value in values.items():
        whole = value if isinstance(value, tuple) else (value, value)
        fields[name] = Field(*whole)
        anchors.append(proof(page, name, whole[1]))
    made = make_fact(digest, kind, fields, anchors, form=f"{kind}@1", confidence=0.9)
    return accepted(made, "x.html", ("0f" * 8, "1e" * 8))


def with_facts(publication: Publication, text: str, *facts: AcceptedFact) -> Publication:
    """Add facts of one further document."""
    digest = facts[0].digest
    page = page_of(text)
    papers = (*publication.holdings, holding(digest, "x.html", "text/html", "公告"))
    return replace(
        publication,
        facts=(*publication.facts, *facts),
        holdings=papers,
        images=(*publication.images, pixels(page, digest)),
        captures={**publication.captures, digest: "2025-02-01T10:00:00+00:00"},
        purchases={f.id: "p1" for f in (*facts, *publication.facts)},
    )


def tendered(publication: Publication) -> Publication:
    """Add the call for tenders and its parties."""
    digest, cny = "7a" * 32, "CNY"
    facts = (
        told("notice", digest, TENDER_TEXT, project_no="BYW-2024-017",
             project_name="白榆湾巡逻艇采购项目", buyer="白榆湾出入境边防检查站",
             agent="霁川衡正招标代理有限公司", published="2024-06-14"),
        told("tender", digest, TENDER_TEXT, lot="包1", budget=("19000000", "19000000元", cny),
             ceiling=("18850000.5", "18850000.5元", cny), method="公开招标",
             deadline="2024-07-05T09:30:00+08:00"),
    )  # fmt: skip
    return with_facts(publication, TENDER_TEXT, *facts)


def contracted(publication: Publication) -> Publication:
    """Add the contract, an acceptance, prices that are no sums of a whole."""
    digest, cny = "8b" * 32, "CNY"
    facts = (
        told("contract", digest, CONTRACT_TEXT, contract_no="HT-58",
             supplier="霁川示例船舶有限公司", amount=("26500000", "26500000元", cny)),
        told("acceptance", digest, CONTRACT_TEXT, contract_no="HT-58", date="2024-12-18"),
        told("item", digest, CONTRACT_TEXT, name="合同", qty="4",
             unit_price=("441000.10", "441000.10元", cny)),
        told("award", digest, CONTRACT_TEXT, supplier="霁川示例船舶有限公司",
             amount=("120000", "120000元", cny), per=("year", "每年")),
        told("candidate", digest, CONTRACT_TEXT, supplier="霁川示例船舶有限公司",
             amount=("26500000", "26500000元", cny), rank=("4", "4")),
        told("contract", digest, CONTRACT_TEXT, supplier="钟示例",
             amount=("120000", "120000元", cny), per=("year", "每年")),
    )  # fmt: skip
    return with_facts(publication, CONTRACT_TEXT, *facts)


def releases(publication: Publication) -> list[dict[str, Any]]:
    text = dict(files(publication))["releases.json"].decode()
    made: list[dict[str, Any]] = json.loads(text, parse_float=Decimal)["releases"]
    return made


def of(publication: Publication, tag: str) -> dict[str, Any]:
    (found,) = [r for r in releases(publication) if tag in r["tag"]]
    return found


def test_every_release_is_what_the_standard_allows(publication: Publication) -> None:
    made = releases(contracted(tendered(publication)))
    assert [f for r in made for f in flaws("Release", r, r["id"])] == []
    assert len({r["id"] for r in made}) == len(made) == 3
    assert {r["ocid"] for r in made} == {"x-papertrace-p1"}
    for release in made:
        known = {p["id"] for p in release.get("parties", ())}
        used = [s["id"] for a in release.get("awards", ()) for s in a.get("suppliers", ())]
        used += [release["buyer"]["id"]] if "buyer" in release else []
        assert set(used) <= known
    awards = {a["id"] for r in made for a in r.get("awards", ())}
    assert {c["awardID"] for r in made for c in r.get("contracts", ())} <= awards
    broken = {**made[0], "date": "2024", "tag": ["other"], "value": 1}
    assert len(list(flaws("Release", broken, "x"))) == 3


@pytest.mark.skipif(not STANDARD, reason="set PAPERTRACE_OCDS_STANDARD to a ZIP of the standard")
def test_the_community_s_validator_finds_nothing(publication: Publication, tmp_path: Path) -> None:
    pytest.importorskip("libcoveocds")
    for path, data in files(contracted(tendered(publication))):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    told = (tmp_path / "releases.json").read_text(encoding="utf-8")
    (tmp_path / "plain.json").write_text(
        json.dumps({**json.loads(told), "extensions": []}), encoding="utf-8"
    )
    words = ["--standard-zip", STANDARD, str(tmp_path / "plain.json")]
    done = subprocess.run(
        [str(Path(sys.executable).with_name("libcoveocds")), *words],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(done.stdout)["validation_errors"] == []


def test_a_call_has_its_parties_ceiling_and_deadline(publication: Publication) -> None:
    release = of(tendered(publication), "tender")
    assert release["date"] == "2024-06-14T00:00:00Z"
    assert release["buyer"]["name"] == "白榆湾出入境边防检查站"
    assert release["tender"]["procuringEntity"]["name"] == "霁川衡正招标代理有限公司"
    assert (release["tender"]["id"], release["tender"]["title"]) == (
        "BYW-2024-017",
        "白榆湾巡逻艇采购项目",
    )
    assert release["tender"]["procurementMethod"] == "open"
    assert release["tender"]["tenderPeriod"] == {"endDate": "2024-07-05T09:30:00+08:00"}
    (lot,) = release["tender"]["lots"]
    assert lot["value"] == {"amount": Decimal("18850000.5"), "currency": "CNY"}
    assert lot["papertrace"]["budget"] == {"amount": 19000000, "currency": "CNY"}
    assert "value" not in release["tender"]


def test_an_award_carries_its_proof(publication: Publication) -> None:
    release = next(r for r in releases(tendered(publication)) if r["tag"] == ["award"])
    (award,) = release["awards"]
    assert award["value"] == {"amount": 26500000, "currency": "CNY"}
    assert [s["name"] for s in award["suppliers"]] == ["霁川示例船舶有限公司"]
    (proven,) = award["papertrace"]["facts"]
    assert proven["document"] == NOTICE
    quotes = {a["field"]: a for a in proven["anchors"] if "role" not in a}
    assert quotes["amount"]["quote"] == "2650.00"
    assert len(quotes["amount"]["boxes"][0]) == 4
    (paper,) = award["documents"]
    assert paper["papertrace"]["sha256"] == NOTICE


def test_prices_a_year_unit_prices_and_offers_are_no_values(publication: Publication) -> None:
    release = of(contracted(publication), "contract")
    yearly = [a for a in release["awards"] if a["papertrace"].get("per") == "year"]
    assert len(yearly) == 1
    assert "value" not in yearly[0]
    assert yearly[0]["papertrace"]["amount"] == {"amount": 120000, "currency": "CNY"}
    (pending,) = [a for a in release["awards"] if a["status"] == "pending"]
    assert "value" not in pending
    assert pending["papertrace"]["rank"] == 4
    values = [c.get("value") for c in release["contracts"]]
    assert values.count({"amount": 26500000, "currency": "CNY"}) == 1
    assert values.count(None) == 1


def test_an_item_has_its_price_to_the_last_digit(publication: Publication) -> None:
    whole = contracted(publication)
    lone = replace(whole, facts=tuple(f for f in whole.facts if "per" not in f.fields))
    written = dict(files(lone))["releases.json"].decode()
    (contract,) = of(lone, "contract")["contracts"]
    (item,) = contract["items"]
    assert item["quantity"] == 4
    assert item["unit"]["value"] == {"amount": Decimal("441000.10"), "currency": "CNY"}
    assert '"amount": 441000.10' in written
    left = json.loads(dict(files(whole))["left-out.json"])  # two contracts: whose item is it?
    assert left["lacks what OCDS requires"] == {"item": 1}


def test_a_contract_carries_out_the_known_award_and_was_accepted(publication: Publication) -> None:
    release = of(contracted(tendered(publication)), "contract")
    contract = next(c for c in release["contracts"] if c["id"] == "HT-58")
    assert contract["awardID"] == publication.facts[0].id[:16]
    (met,) = contract["implementation"]["milestones"]
    assert (met["status"], met["dateMet"]) == ("met", "2024-12-18T00:00:00Z")


def test_what_has_no_place_is_counted_and_nobody_is_named(publication: Publication) -> None:
    written = dict(files(contracted(publication)))
    left = json.loads(written["left-out.json"])
    assert left["no place in OCDS"] == {"budget_line": 2}
    assert "钟示例".encode() not in b"".join(written.values())
    assert any("suppliers" not in a for a in of(contracted(publication), "contract")["awards"])


def test_it_refuses_what_is_not_checked(publication: Publication) -> None:
    finding = Problem("PT620", "error", "300 is unclaimed.", "Claim it.")
    unready = replace(publication, report=replace(publication.report, findings=(finding,)))
    with pytest.raises(DraftNotChecked):
        next(files(unready))
