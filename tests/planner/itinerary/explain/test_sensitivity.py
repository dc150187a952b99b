"""What a little more brings, on the real facts: solved again, never less than before, places as reported."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.catalog import Catalog
from planner.facts import Facts
from planner.itinerary.columns import ColumnPool, build_pool
from planner.itinerary.explain.sensitivity import Gain, gain_reasons, sensitivity
from planner.itinerary.metrics import seen
from planner.itinerary.planning import plan_trip, solve_pool
from planner.itinerary.types import MAX_DAYS, Itinerary, TripRequest
from planner.language import translator
from planner.sentences import reason_sentence
from planner.solving import SolveOptions
from tests.support.facts import thinned
from tests.support.results import accepted

pytestmark = pytest.mark.thorough
TODAY = date(2026, 11, 24)
SPRING = date(2027, 5, 11)
OPTIONS = SolveOptions()
WISHES = (
    TripRequest("nostalgia", "沈阳", 1, "gentle", SPRING),
    TripRequest("nature", "沈阳", 1, "steady", SPRING, budget_fen=0),
    TripRequest("food", "朝阳", 2, "wheelchair", SPRING),
)


Answers = dict[TripRequest, tuple[ColumnPool, Itinerary, dict[str, Gain]]]


def asked(
    facts: Facts, wish: TripRequest, options: SolveOptions = OPTIONS
) -> tuple[ColumnPool, Itinerary, dict[str, Gain]]:
    pool = build_pool(facts, wish, options)
    assert isinstance(pool, ColumnPool)
    first = accepted(solve_pool(pool, options))
    return pool, first, {gain.wish: gain for gain in sensitivity(pool, first, options)}


@pytest.fixture(scope="module")
def answers(facts: Facts) -> Answers:
    return {wish: asked(facts, wish) for wish in WISHES}


@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: f"{wish.theme}-{wish.days}")
def test_gains_are_what_a_wider_wish_really_brings(facts: Facts, answers: Answers, wish: TripRequest) -> None:
    """A day and a budget can be asked for: the plans for them differ by as much."""
    _, first, gains = answers[wish]
    assert set(gains) == {"day", "walk"} | ({"budget"} if wish.budget_fen is not None else set())
    wider = {"day": replace(wish, days=wish.days + 1)}
    if wish.budget_fen is not None:
        wider["budget"] = replace(wish, budget_fen=wish.budget_fen + 10_000)
    for name, wide in wider.items():
        answer = accepted(plan_trip(facts, wide, OPTIONS))
        gain = gains[name]
        assert gain.points == max(0, answer.proof.worth - first.proof.worth)
        if gain.points:
            assert set(gain.came) == seen(answer) - seen(first)
            assert set(gain.went) == seen(first) - seen(answer)
            assert gain.most_walk_m == max(day.walk_m for day in answer.days)


@pytest.mark.parametrize("wish", WISHES, ids=lambda wish: f"{wish.theme}-{wish.days}")
def test_nobody_is_made_to_walk_more_than_reported(answers: Answers, wish: TripRequest) -> None:
    pool, first, gains = answers[wish]
    for gain in gains.values():
        assert gain.points >= 0
        assert gain.proven  # these trips are short enough to be solved to the end
        more = 200 if gain.wish == "walk" else 0
        assert gain.most_walk_m <= pool.person.walk_m + more
        assert not set(gain.came) & seen(first)
        assert set(gain.went) <= seen(first)
        if not gain.points:
            assert (gain.came, gain.went) == ((), ())
            assert gain.most_walk_m == max(day.walk_m for day in first.days)


def test_a_budget_opened_pays_for_more(catalog: Catalog, answers: Answers) -> None:
    """Without any money for tickets, some places that cost something were left out."""
    gains = answers[WISHES[1]][2]
    assert gains["budget"].points > 0
    assert any((catalog.places[place].ticket_fen or 0) > 0 for place in gains["budget"].came)


def test_the_longest_trip_is_not_made_longer(facts: Facts) -> None:
    wish = TripRequest("health", "丹东", MAX_DAYS, "cane", SPRING)
    assert set(asked(thinned(facts, 2), wish, SolveOptions(effort=1))[2]) == {"walk"}


def test_the_same_question_gets_the_same_answer(facts: Facts, answers: Answers) -> None:
    assert asked(facts, WISHES[0])[2] == answers[WISHES[0]][2]


@pytest.mark.parametrize(
    ("change", "zh", "en"),
    [
        ({"points": 0}, "没有更好", "no better trip"),
        ({"came": ("qianshan",)}, "还能去", "you could also see"),
        ({"came": ("qianshan",), "went": ("labor-park-dalian",)}, "不去", "in place of"),
        ({}, "轻松些", "easier going"),
        ({"proven": False}, "也许还有别的走法", "may be"),
    ],
)
def test_a_gain_is_reported_in_words(
    catalog: Catalog, answers: Answers, change: dict[str, object], zh: str, en: str
) -> None:
    gain = replace(Gain("walk", 200, 900, (), (), 1800, True), **change)  # type: ignore[arg-type]
    reported = gain_reasons(catalog, gain, answers[WISHES[0]][1])
    assert zh in "".join(reason_sentence(reason, str) for reason in reported)
    assert en in "".join(reason_sentence(reason, translator("en")) for reason in reported)
