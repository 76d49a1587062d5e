"""Entities are valid by the model's own package, hang together, and count what they leave out."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from papertrace.publish.ftm import files
from publish.conftest import NOTICE

if TYPE_CHECKING:
    from papertrace.model import AcceptedFact, Publication


def entities(publication: Publication) -> list[dict[str, Any]]:
    return [json.loads(x) for x in dict(files(publication))["entities.ftm.json"].splitlines()]


def of(made: list[dict[str, Any]], schema: str) -> list[dict[str, list[str]]]:
    return [e["properties"] for e in made if e["schema"] == schema]


def changed(fact: AcceptedFact, **values: str) -> AcceptedFact:
    """Give the fact with values that somebody corrected."""
    fields = {n: replace(f, value=values.get(n, f.value)) for n, f in fact.fields.items()}
    return replace(fact, decision=replace(fact.decision, fields=fields))


def test_the_package_of_the_model_accepts_every_entity(publication: Publication) -> None:
    ftm = pytest.importorskip("followthemoney")
    made = entities(publication)
    names = {e["id"] for e in made}
    assert len(names) == len(made) > 4
    for entity in made:
        schema = ftm.model.get(entity["schema"])
        schema.validate(entity)
        proxy = ftm.model.get_proxy(entity)
        assert proxy.to_dict()["properties"] == entity["properties"]  # nothing cleaned away
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert value in names
        assert all(entity["properties"].get(p) for p in schema.required)
    with pytest.raises(ftm.exc.InvalidData):
        ftm.model.get("Contract").validate({"properties": {"contractDate": ["2024-13-99"]}})


def test_an_award_hangs_on_its_document_and_states_its_sum_once(publication: Publication) -> None:
    made = entities(publication)
    (told,) = of(made, "ContractAward")
    assert told["amount"] == ["26500000"]
    assert told["currency"] == ["CNY"]
    boats = changed(publication.facts[0], supplier="甲船厂;乙船厂")
    shared = replace(publication, facts=(boats, *publication.facts[1:]))
    awards = of(entities(shared), "ContractAward")
    assert sorted(a.get("amount", ["-"])[0] for a in awards) == ["-", "26500000"]
    assert all("2 suppliers" in a["summary"][0] for a in awards)
    rows = dict(files(publication))["evidence.csv"].decode().splitlines()
    assert any("2650" in row and NOTICE in row for row in rows)


def test_what_has_no_place_is_counted(publication: Publication) -> None:
    left = json.loads(dict(files(publication))["left-out.json"])
    assert left["no place in the model"] == {"budget_line": 2}
    assert not of(entities(publication), "Person")
    assert not of(entities(publication), "Payment")


def test_it_names_no_private_person(publication: Publication) -> None:
    boats = changed(publication.facts[0], supplier="钟示例")
    written = dict(files(replace(publication, facts=(boats, *publication.facts[1:]))))
    assert not of([json.loads(x) for x in written["entities.ftm.json"].splitlines()], "Company")
    assert json.loads(written["left-out.json"])["lacks what the model requires"] == {"award": 1}
    assert "钟示例".encode() not in b"".join(written.values())
