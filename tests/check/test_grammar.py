"""Sentences around claims: understood and right, understood and wrong, or for a person to read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyse.invented import accepted, holding
from check.stories import evidence, listed, report
from papertrace.check.grammar.automaton import Edge, compiled, run
from papertrace.check.grammar.names import explained, spellings
from papertrace.model import Judgement, Rules

HEKOU, MENGLA = "河口出入境边防检查站", "勐腊出入境边防检查站"
TOTAL = accepted("budget_total", "b25.pdf", 1, body=HEKOU, year="2025", phase="approved",
                 amount="45486000", side="expenditure")  # fmt: skip
BEFORE = accepted("budget_total", "b24.pdf", 1, body=HEKOU, year="2024", phase="approved",
                  amount="34940000", side="expenditure")  # fmt: skip
OTHER = accepted("budget_total", "m25.pdf", 1, body=MENGLA, year="2025", phase="approved",
                 amount="15190000", side="expenditure")  # fmt: skip
BOATS = accepted("project_budget", "b25.pdf", 2, body=HEKOU, year="2025", phase="approved",
                 project="巡逻艇购置项目", amount="9850000")  # fmt: skip
QUOTA = accepted("performance_target", "b25.pdf", 3, body=HEKOU, year="2025", operator=">=",
                 project="移民管理与遣返保障经费", indicator="每个执勤点处置遣返人员数量",
                 value="12", unit="人", per="每个执勤点")  # fmt: skip
RATE = accepted("performance_target", "b25.pdf", 3, body=HEKOU, year="2025", operator=">=",
                project="移民管理与遣返保障经费", indicator="遣返手续办结率", value="96",
                unit="percent")  # fmt: skip
AWARDS = tuple(
    accepted("award", "n.html", i, supplier=name, amount=amount, buyer=HEKOU, date="2024-06-20")
    for i, (name, amount) in enumerate(
        (("昆明星海船艇有限公司", "18764000"), ("上海远望电子有限公司", "3128000")), 1
    )
)
KNOWN = evidence(TOTAL, BEFORE, OTHER, BOATS, QUOTA, RATE, *AWARDS, holdings=[
    holding("n.html", "2024", form="award@2", publisher=HEKOU)])  # fmt: skip
TABLES = {
    "b": f'kind = "amount"\nfacts = {listed(TOTAL)}',
    "p": f'kind = "amount"\nfacts = {listed(BOATS)}',
    "a": f'kind = "amount"\nfacts = {listed(AWARDS[0])}',
    "n": f'kind = "count"\nfacts = {listed(*AWARDS)}',
    "c": f'kind = "change"\nfrom = {listed(BEFORE)}\nto = {listed(TOTAL)}',
    "q": f'kind = "count"\nfacts = {listed(QUOTA)}',
    "r": f'kind = "amount"\nfacts = {listed(RATE)}',
}
NAMES = f'[bodies]\n"Hekou station" = "{HEKOU}"\n"Mengla station" = "{MENGLA}"\n'
BUDGET, PROJECT = "[45.5 million yuan](claim:b)", "[9.85 million yuan](claim:p)"
AWARD, CHANGE = "[18.8 million yuan](claim:a)", "[30.2 percent](claim:c)"


def toml(story: str) -> str:
    linked = [n for n in TABLES if f"(claim:{n})" in story]
    return NAMES + "".join(f"[{n}]\n{TABLES[n]}\n" for n in linked)


def states(story: str) -> tuple[list[str], list[str]]:
    found = report(story, toml(story), KNOWN)
    return [r.slip or r.outcome for r in found.results], [f.code for f in found.findings]


@pytest.mark.parametrize(
    "story",
    [
        f"In 2025, Hekou station budgeted {BUDGET}.",
        f"The station at Hekou set aside {BUDGET} for 2025.",
        f"Hekou's station budgeted {PROJECT} for patrol boats, its budget says.",
        f"Hekou station budgeted {BUDGET} in all.",
        f"The budget of Hekou station rose by {CHANGE} from the year before.",
        f"Hekou station awarded {AWARD} to 昆明星海船艇.",
        f"Hekou station lies on a river. It budgeted {BUDGET}.",
        "There were [two awards](claim:n) in 2024.",
        "Each post is to deal with [at least 12 people](claim:q).",
        "[At least 96 percent](claim:r) of removals are to be completed.",
        "河口边检站2025年预算[4548.6万元](claim:b)。",
        "2025年，该站巡逻艇购置预算[985万元](claim:p)。",
    ],
)
def test_plain_prose_is_understood(story: str) -> None:
    slips, codes = states(story)
    assert set(slips) == {"passed"}
    assert codes == []


@pytest.mark.parametrize(
    ("story", "slip"),
    [
        (f"Mengla station budgeted {BUDGET}.", "body"),
        (f"The station at Mengla, not Hekou, budgeted {BUDGET}.", "body"),
        (f"勐腊边检站预算{BUDGET.replace('45.5 million yuan', '4548.6万元')}。", "body"),
        (f"勐腊出入境边防检查站预算{BUDGET.replace('45.5 million yuan', '4548.6万元')}。", "body"),
        (f"Mengla's station set aside {BUDGET}.", "body"),
        (f"Hekou station budgeted {BUDGET} for 2024.", "year"),
        (f"Hekou station awarded {AWARD} to 上海远望电子.", "body"),
    ],
)
def test_what_says_something_else_fails_with_its_slip(story: str, slip: str) -> None:
    assert states(story)[0] == [slip]


@pytest.mark.parametrize(
    ("story", "word"),
    [
        (f"Hekou station budgeted everything but {BUDGET}.", "everything but"),
        (f"Critics claim Hekou station budgeted {BUDGET}.", "Critics claim"),
        (f"Hekou station budgeted, and embezzled, {BUDGET}.", "embezzled"),
        (f"Hekou station budgeted {PROJECT} for prisons.", "prisons"),
        (f"Hekou station budgeted {PROJECT} for cameras.", "cameras"),
        (f"Hekou station's budget was {PROJECT}.", "9.85 million yuan"),
        (f"Hekou station budgeted {PROJECT} for boats in total.", "in total"),
        (f"The budget of Hekou station rose by {CHANGE} more than the year before.", "more"),
        ("Hekou station is to deal with [at least 12 people](claim:q).", "12 people"),
        ("Each post is to deal with [at least 12 people](claim:q) a year.", "a year"),
        (
            "Hekou station is to repatriate [at least 96 percent](claim:r) of removals.",
            "repatriate",
        ),
        ("每个执勤点应遣返[至少12人](claim:q)。", "遣返"),
        (f"Over the past decade Hekou station budgeted {BUDGET}.", "decade"),
        (f"The army is rich. It budgeted {BUDGET}.", "It"),
        ("[Two awards](claim:n) were cancelled.", "cancelled"),
        (f"Arrests rose by {CHANGE}.", "Arrests"),
        ("Each post is to repatriate [at least 12 people](claim:q).", "repatriate"),
        ("[At least 96 percent](claim:r) of removals are to be repatriated.", "repatriated"),
        ("去年河口边检站预算[4548.6万元](claim:b)。", "去"),
        ("河口边检站预算缺口[4548.6万元](claim:b)。", "缺"),
    ],
)
def test_what_is_not_understood_is_named_for_a_person(story: str, word: str) -> None:
    found = report(story, toml(story), KNOWN)
    assert [r.outcome for r in found.results] == ["passed"]
    assert [f.code for f in found.to_read] == ["PT646"]
    assert word in found.to_read[0].message


def test_a_vouching_holds_for_exactly_these_words_and_two_people() -> None:
    story = f"Hekou station embezzled {BUDGET} of its budget."
    (reading,) = report(story, toml(story), KNOWN).readings
    one = Judgement("j", reading.sentence, "vouched", reading.key, "read", "k1", "")
    two = replace(one, id="j2", by="k2")
    some = [(one,), (one, replace(two, by="k1")), (one, replace(two, reason=" ")), (one, two)]
    told = [report(story, toml(story), replace(KNOWN, judgements=j)).readings[0] for j in some]
    assert [r.state for r in told] == ["unread", "unread", "unread", "vouched"]
    alone = replace(KNOWN, judgements=(one,), rules=Rules(second_person=False))
    assert report(story, toml(story), alone).readings[0].state == "vouched"
    both = replace(KNOWN, judgements=(one, two))
    assert report(story.replace("of its", "from its"), toml(story), both).to_read
    other = toml(story).replace('kind = "amount"', 'kind = "amount"\nyear = 2025')
    assert report(story, other, both).to_read


def test_a_name_that_nothing_explains_waits_for_a_person() -> None:
    story = f"Huawei budgeted {BUDGET}."
    table = toml(story).replace('"Hekou station"', '"Huawei"')
    found = report(story, table, KNOWN)
    assert [f.code for f in found.to_read] == ["PT646", "PT647"]
    people = tuple(Judgement(k, "Huawei", "vouched", HEKOU, "why", k, "") for k in ("k1", "k2"))
    assert not report(story, table, replace(KNOWN, judgements=people)).to_read


@pytest.mark.parametrize(
    ("words", "body", "fits"),
    [
        ("Hekou station", HEKOU, True), ("Mengla station", HEKOU, False),
        ("河口边检站", HEKOU, True), ("勐腊站", HEKOU, False), ("Huawei", "站", False),
        ("HRW", "Human Rights Watch", True), ("Mossad", "HRW", False), ("the", HEKOU, False),
    ],
)  # fmt: skip
def test_an_alias_shares_place_or_unit_with_its_body(words: str, body: str, fits: bool) -> None:  # noqa: FBT001  (pytest's own shape)
    assert explained(words, body) is fits


def test_a_body_is_known_by_place_and_unit() -> None:
    assert {"河口边检站", "河口站", "Hekou"} <= set(spellings(HEKOU))
    assert "昆明星海船艇" in spellings("昆明星海船艇有限公司")


def test_wordings_are_refused_where_they_do_not_close() -> None:
    for text in ("sentence: <nobody>", "sentence: a )", "sentence: b <sentence>"):
        with pytest.raises(ValueError, match=r"no line|bracket"):
            compiled(text)


def test_an_optional_name_and_a_repeated_one_are_run() -> None:
    made = compiled("sentence: <x>? b* role=v{c}\nx: a")
    edges = [Edge(i, i + 1, frozenset({w}), w) for i, w in enumerate("abbc")]
    done = run(made, edges, 4)
    assert done.understood
    assert [(p.role, p.value, p.text) for p in done.pieces if p.role == "role"] == [
        ("role", "v", "c")
    ]
    assert not run(made, edges[:3], 3).understood
