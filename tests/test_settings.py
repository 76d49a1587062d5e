"""Settings are known by name, and nothing unknown is taken."""

from __future__ import annotations

import pytest

from papertrace.errors import UnknownSetting, UsageError
from papertrace.model import Rules
from papertrace.read.sandbox import Limits
from papertrace.settings import SETTINGS, load, lookup, nearest


def test_defaults_are_those_of_the_rules_and_of_the_limits() -> None:
    values = load()
    assert set(values) == {s.name for s in SETTINGS}
    rules = Rules()
    assert values["second_person"] is rules.second_person
    assert values["minimum_reading"] == rules.minimum_reading
    assert values["worker_seconds"] == Limits().seconds
    assert values["worker_memory_mib"] == Limits().memory >> 20
    assert values["worker_output_mib"] == Limits().output >> 20
    assert values["jobs"] == 0


def test_every_setting_has_a_help_sentence_and_a_default_of_its_own_kind() -> None:
    for setting in SETTINGS:
        assert setting.help.endswith(".")
        assert load({setting.name: setting.default})[setting.name] == setting.default
    assert len({s.name for s in SETTINGS}) == len(SETTINGS)


def test_values_may_be_written_as_text() -> None:
    told = load({"jobs": "4", "second_person": "no", "minimum_reading": " 0.9 "})
    assert (told["jobs"], told["second_person"], told["minimum_reading"]) == (4, False, 0.9)


def test_an_unknown_name_is_refused_and_the_nearest_named() -> None:
    with pytest.raises(UnknownSetting) as caught:
        load({"second_persn": True})
    assert "second_person" in caught.value.advice
    with pytest.raises(UnknownSetting) as caught:
        lookup("colour")
    assert "jobs" in caught.value.advice


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("jobs", -1),
        ("jobs", 1.5),
        ("jobs", True),
        ("jobs", "many"),
        ("worker_seconds", 0),
        ("minimum_reading", 1.01),
        ("minimum_reading", float("nan")),
        ("second_person", 1),
        ("second_person", None),
    ],
)
def test_a_value_that_does_not_fit_is_refused(name: str, value: object) -> None:
    with pytest.raises(UsageError, match=name):
        load({name: value})


def test_values_cannot_be_changed_afterwards() -> None:
    with pytest.raises(TypeError):
        load()["jobs"] = 3  # type: ignore[index]  # that is the point


def test_nearest_lists_all_names_where_none_is_near() -> None:
    assert nearest("xyz", ["beta", "alpha"]) == "There are: alpha, beta."
