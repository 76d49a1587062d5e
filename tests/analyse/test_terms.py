"""Spellings: synonyms and both scripts."""

from __future__ import annotations

from papertrace.analyse.terms import SYNONYMS, fold, spellings, traditional


def test_both_scripts_fold_to_one() -> None:
    assert fold("處置 遣返人員") == fold("处置遣返人员")
    assert fold("Ｎo．１（涉密）") == "no.1(涉密)"


def test_every_synonym_survives_the_way_there_and_back() -> None:
    for group in SYNONYMS:
        for word in group:
            assert fold(traditional(word)) == fold(word)


def test_a_term_brings_its_synonyms_and_both_scripts() -> None:
    found = spellings(("遣返率",))
    assert found[0] == "遣返率"
    assert {"遣送", "驱逐出境", "驅逐出境"} <= set(found)


def test_a_short_term_does_not_bring_in_longer_words() -> None:
    assert "偷渡" not in spellings(("边境",))
