"""What is folded decision by decision is what folding all of them anew would give."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from casefile import samples
from papertrace.casefile import Case
from papertrace.model import Field
from papertrace.workflow import standing as tested
from papertrace.workflow.reviewing import order, waiting
from papertrace.workflow.standing import standing

if TYPE_CHECKING:
    from pathlib import Path

    from papertrace.casefile import SigningKey
    from papertrace.model.facts import Verdict
    from papertrace.workflow.standing import Standing

VERDICTS: tuple[Verdict, ...] = ("accepted", "rejected", "corrected", "withdrawn")


def told(now: Standing) -> tuple[object, ...]:
    return now.statuses, now.disputed, now.used, now.deciders, [f.id for f in now.order], now.taken


def anew(case: Case) -> Standing:
    tested._KEPT.clear()  # nothing is kept
    return standing(case)


def test_every_decision_gives_what_all_of_them_anew_give(tmp_path: Path) -> None:
    pick = random.Random(5)  # noqa: S311  (an order, not secrets)
    keys = samples.keyring(tmp_path / "keys")
    people: list[SigningKey] = [keys.get("reporter"), keys.get("editor")]
    with Case.create(tmp_path / "case", "t", people[0]) as case:
        case.introduce(people[1].key(), people[0])
        facts = samples.fill(case, keys, 4)
        for _ in range(40):
            fact, key = pick.choice(facts), pick.choice(people)
            verdict = pick.choice(VERDICTS)
            other = {"amount": Field("7", "7", "CNY")} if verdict == "corrected" else None
            case.decide(fact, verdict, key=key, channel="script", fields=other, reason="so")
            kept = told(standing(case))
            queues = [order(case, k) for k in people], [waiting(case, k) for k in people]
            assert kept == told(anew(case))
            assert queues == ([order(case, k) for k in people], [waiting(case, k) for k in people])


def test_people_drafts_and_documents_that_came_are_seen(tmp_path: Path) -> None:
    keys = samples.keyring(tmp_path / "keys")
    with Case.create(tmp_path / "case", "t", keys.get("reporter")) as case:
        (fact,) = samples.fill(case, keys, 1)
        assert not standing(case).used
        (case.root / "drafts").mkdir(exist_ok=True)
        claims = case.root / "drafts" / "claims.toml"
        claims.write_text(f'[x]\nkind = "amount"\nfact = "{fact.id[:12]}"\n', encoding="utf-8")
        assert standing(case).used == {fact.id}
        case.introduce(keys.get("editor").key(), keys.get("reporter"))
        assert len(standing(case).persons) == 2
        samples.fill(case, keys, 2)
        assert len(standing(case).facts) == 2
        assert told(standing(case)) == told(anew(case))
