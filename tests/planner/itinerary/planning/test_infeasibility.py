"""What does not go together is named with nothing to spare, and a remedy is one that works."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from planner.catalog import Catalog
from planner.facts import Facts
from planner.itinerary.planning.plan import plan_trip, plan_with_pool
from planner.itinerary.types import Connection, Infeasible, TripRequest
from planner.language import translator
from planner.sentences import reason_sentence
from planner.solving import SolveOptions
from planner.violations import Checked

TODAY, START = date(2026, 11, 23), date(2027, 5, 12)
WISH = TripRequest("nostalgia", "沈阳", 1, "steady", START)


@pytest.fixture(autouse=True, scope="module")
def _all_time_there_is() -> Iterator[None]:
    """What is found must not hang on how busy the machine is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("planner.itinerary.planning.infeasibility.LONGEST_S", 3600.0)
        yield


@pytest.fixture(scope="module")
def clash(facts: Facts, _all_time_there_is: None) -> tuple[TripRequest, Infeasible]:
    """A must and a budget that exclude each other, and the reasons given."""
    wish = replace(WISH, musts=(dear(facts.catalog),), budget_fen=100, pace="slow")
    return wish, infeasible(facts, wish)


def infeasible(facts: Facts, wish: TripRequest) -> Infeasible:
    answer = plan_with_pool(facts, wish, SolveOptions())
    assert isinstance(answer, Infeasible)
    return answer


def dear(catalog: Catalog) -> str:
    """A usable place in 沈阳 that costs something and can be seen in a day."""
    return next(p.id for p in catalog.places.values() if p.name == "沈阳故宫博物院")


@pytest.mark.thorough
def test_a_must_and_a_budget_that_exclude_each_other(facts: Facts, clash: tuple[TripRequest, Infeasible]) -> None:
    wish, reported = clash
    codes = [reason.code for reason in reported.reasons]
    assert codes[:3] == ["together", "wish_must", "wish_budget"]
    assert "wish_slow" not in codes
    for without in ({"musts": ()}, {"budget_fen": None}):
        assert isinstance(plan_trip(facts, replace(wish, **without), SolveOptions()), Checked)


@pytest.mark.thorough
def test_the_remedy_works(facts: Facts) -> None:
    catalog = facts.catalog
    far = [catalog.place(name).id for name in ("沈阳故宫博物院", "旅顺火车站旧址")]
    reported = infeasible(facts, replace(WISH, musts=tuple(far)))
    remedy = reported.reasons[-1]
    assert remedy.code == "help_days"
    more = int(remedy.values["more"])
    wish = replace(WISH, musts=tuple(far), days=1 + more)
    assert isinstance(plan_trip(facts, wish, SolveOptions()), Checked)


def test_a_closed_day_is_moved(facts: Facts) -> None:
    monday = replace(
        WISH, start=date(2027, 5, 10), musts=(dear(facts.catalog),), departure=Connection("沈阳北", 18 * 60)
    )
    reported = infeasible(facts, monday)
    assert reported.reasons[-1].code in {"help_days", "help_start"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_reason_has_its_sentence(clash: tuple[TripRequest, Infeasible], language: str) -> None:
    said = [reason_sentence(reason, translator(language)) for reason in clash[1].reasons]
    assert len(set(said)) == len(clash[1].reasons)
    assert not any(re.search(r"[{}]|%\(", sentence) for sentence in said)
    assert all(bool(re.search("[\u4e00-\u9fff]", sentence)) == (language == "zh") for sentence in said)
