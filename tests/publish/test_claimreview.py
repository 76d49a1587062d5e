"""Reviews of what others stated: on request, of bodies alone, rated in a person's words."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from papertrace.errors import PublishError, UsageError
from papertrace.model import Review
from papertrace.publish.claimreview import files
from papertrace.workflow.ratings import reviews
from publish.test_ocds import told, with_facts

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.model import Publication

TEXT = "白榆湾边防局表示\n本年未购置船艇\n2024-11-02\n钟示例"
TOML = """author = "The desk"
address = "https://example.org/boats/"
[[review]]
fact = "{fact}"
claim = "boats"
rating = "{rating}"
"""


@pytest.fixture
def stated(publication: Publication) -> Publication:
    """Give a story with a body's statement among its facts."""
    fact = told("attributed_statement", "9c" * 32, TEXT, speaker_org="白榆湾边防局",
                proposition="本年未购置船艇", date="2024-11-02")  # fmt: skip
    return with_facts(publication, TEXT, fact)


def made(publication: Publication, **changes: Any) -> list[dict[str, Any]]:  # noqa: ANN401  (fields of a review)
    fact = publication.facts[-1].id
    one = Review(fact, "boats", "The award notice says otherwise", "The desk", "https://e.org/b/")
    asked = replace(publication, reviews=(replace(one, **changes),))
    graph: list[dict[str, Any]] = json.loads(dict(files(asked))["claimreview.jsonld"])["@graph"]
    return graph


def test_a_review_says_who_stated_what_and_where_it_is_tested(stated: Publication) -> None:
    (one,) = made(stated)
    assert one["@type"] == "ClaimReview"
    assert one["claimReviewed"] == "本年未购置船艇"
    assert one["url"] == "https://e.org/b/#claim-boats"
    assert one["itemReviewed"]["author"] == {"@type": "Organization", "name": "白榆湾边防局"}
    assert one["itemReviewed"]["datePublished"] == "2024-11-02"
    assert one["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "The award notice says otherwise",
    }


def test_a_figure_keeps_its_hedge_and_its_base(publication: Publication) -> None:
    text = "白榆湾边防局表示\n70\n2023\n约\npercent\ncrossings"
    fact = told("third_party_figure", "9d" * 32, text, speaker_org="白榆湾边防局", value="70",
                hedge=("~", "约"), unit="percent",
                denominator="crossings", period="2023")  # fmt: skip
    (one,) = made(with_facts(publication, text, fact))
    assert one["claimReviewed"] == "about 70 percent of crossings (2023)"


def test_nobody_but_a_body_is_reviewed(stated: Publication) -> None:
    fact = stated.facts[-1]
    for lacking in ("speaker_org", "proposition"):
        fields = {n: f for n, f in fact.fields.items() if n != lacking}
        bare = replace(fact, decision=replace(fact.decision, fields=fields))
        with pytest.raises(PublishError):
            made(replace(stated, facts=(*stated.facts[:-1], bare)))
    assert json.loads(dict(files(stated))["claimreview.jsonld"])["@graph"] == []


def test_no_private_name_is_reviewed(publication: Publication) -> None:
    for name in ("speaker_org", "proposition"):
        values = {"speaker_org": "白榆湾边防局", "proposition": "本年未购置船艇", name: "钟示例"}
        fact = told("attributed_statement", "9e" * 32, TEXT, **values)
        with pytest.raises(PublishError, match="may not be shown"):
            made(with_facts(publication, TEXT, fact))


def test_the_file_is_read_strictly(stated: Publication, tmp_path: Path) -> None:
    draft, path, fact = tmp_path / "story.md", tmp_path / "reviews.toml", stated.facts[-1]

    def asked(text: str) -> tuple[Review, ...]:
        path.write_text(text, encoding="utf-8")
        return reviews(draft, stated.report, stated.facts)

    with pytest.raises(UsageError, match="there is no"):
        reviews(draft, stated.report, stated.facts)
    right = TOML.format(fact=fact.id[:12], rating="It bought four")
    (one,) = asked(right)
    assert (one.fact, one.claim, one.rating) == (fact.id, "boats", "It bought four")
    for wrong in (
        right.replace('"boats"', '"other"'),
        right.replace(fact.id[:12], stated.facts[0].id[:12]),
        right.replace("https://", "http://"),
        right.replace("rating", "stars"),
        right.replace("It bought four", " "),
        right.partition("[[")[0],
        right + "score = 5\n",
        "=",
    ):
        with pytest.raises(UsageError):
            asked(wrong)
