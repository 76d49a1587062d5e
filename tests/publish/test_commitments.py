"""A public edition says nothing by which a withheld original could be recognised."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from papertrace.errors import PublishError
from papertrace.publish.bundle import files as bundle_files
from papertrace.publish.bundle_verifier import committed
from papertrace.publish.commitments import Veil, refuse_bare, veil_of, veiled
from papertrace.publish.gate import cleared
from papertrace.publish.wacz import files as wacz_files
from publish.conftest import BUDGET, BUDGET_TEXT, NOTICE, NOTICE_TEXT, page_of

if TYPE_CHECKING:
    from papertrace.model import Publication

DIGEST = hashlib.sha256(b"a file that can be guessed").hexdigest()
ONE, OTHER = Veil(b"\1" * 32), Veil(b"\2" * 32)


def test_only_its_own_opening_opens_a_commitment() -> None:
    told = ONE.document(DIGEST)
    assert committed(ONE.opening(DIGEST), DIGEST) == told
    assert committed(ONE.opening(NOTICE), DIGEST) != told
    assert committed(ONE.opening(DIGEST), NOTICE) != told
    assert OTHER.document(DIGEST) != told
    assert len({ONE.person("k"), OTHER.person("k"), ONE.person("l")}) == 3
    assert ONE.name != OTHER.name


def whole(publication: Publication) -> Publication:
    """Give the sample with its pages' words and a formula that names a fact."""
    pages = {(NOTICE, 1): page_of(NOTICE_TEXT), (BUDGET, 1): page_of(BUDGET_TEXT)}
    first, *rest = publication.report.results
    named = replace(first, message=f"fact {publication.facts[0].id[:12]} of {NOTICE[:12]}")
    report = replace(publication.report, results=(named, *rest))
    return replace(publication, pages=pages, report=report)


def test_neither_digests_nor_ids_nor_keys_nor_times_are_in_public_editions(
    publication: Publication,
) -> None:
    told = whole(publication)
    bare = [NOTICE[:12], BUDGET[:12], *(f.id[:12] for f in told.facts)]
    bare += ["0f" * 8, "1e" * 8, "2025-03-01T08"]
    for path, data in (*bundle_files(told), *wacz_files(told)):
        for word in bare:
            assert word.encode() not in path.encode() + data, (path, word)


def test_the_manifest_says_what_was_taken_out(publication: Publication) -> None:
    told = json.loads(dict(bundle_files(whole(publication)))["data/bundle.json"])
    assert told["edition"] == "public"
    assert {"originals and their digests", "requests, headers and cookies"} <= set(told["removed"])
    assert told["secret"] == veil_of(publication).name
    days = {d["date"] for f in told["facts"] for d in f["decisions"]}
    assert days == {"2025-03-01"}


def test_the_same_case_tells_of_one_person_by_one_name_and_another_case_by_another(
    publication: Publication,
) -> None:
    def people(told: Publication) -> set[str]:
        return {p for f in veiled(told, cleared(told)).facts for p in f.reviewers}

    assert people(publication) == people(publication)
    assert people(publication).isdisjoint(people(replace(publication, veil="6f" * 32)))


def test_without_the_secret_nothing_is_written(publication: Publication) -> None:
    with pytest.raises(PublishError, match="secret"):
        next(bundle_files(replace(publication, veil="")))


def test_a_digest_that_slipped_through_is_refused(publication: Publication) -> None:
    refuse_bare(publication, {"a.json": DIGEST.encode()})
    with pytest.raises(PublishError, match=r"a\.json would give away"):
        refuse_bare(publication, {"a.json": b'"' + NOTICE[:16].encode() + b'"'})
