"""Whole wishes on the real facts: whatever is asked, the checker agrees or the request is infeasible."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import OutOfRange, PastDate, SilverwayError, Unknown
from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.planning.plan import plan_trip
from planner.itinerary.types import (
    ITINERARY_JSON,
    PROFILES,
    Connection,
    Infeasible,
    Lunch,
    Pin,
    TripRequest,
)
from planner.rules import load_themes
from planner.settings import Settings
from planner.solving import Progress, SolveOptions
from planner.violations import Checked
from tests.support.effort import examples
from tests.support.facts import thinned
from tests.support.results import accepted

TODAY = date(2026, 11, 24)
THEMES = tuple(load_themes(Settings().data_dir))
CITIES = (
    "沈阳",
    "大连",
    "鞍山",
    "抚顺",
    "本溪",
    "丹东",
    "锦州",
    "营口",
    "阜新",
    "辽阳",
    "盘锦",
    "铁岭",
    "朝阳",
    "葫芦岛",
)


PLACES = ("labor-park-dalian", "zhang-residence", "qianshan", "shenyang-imperial-palace", "xinghai-square")


def wishes(least_days: int, most_days: int) -> st.SearchStrategy[TripRequest]:
    return st.builds(
        TripRequest,
        theme=st.sampled_from(THEMES),
        home=st.sampled_from(CITIES),
        days=st.integers(least_days, most_days),
        profile=st.sampled_from(PROFILES),
        start=st.integers(0, 400).map(lambda n: TODAY + timedelta(days=n)),
        birth_year=st.none() | st.integers(1935, 1966),
        musts=rarely(st.lists(st.sampled_from(PLACES), max_size=2, unique=True).map(tuple), ()),
        bans=rarely(st.lists(st.sampled_from(PLACES), max_size=2, unique=True).map(tuple), ()),
        ages=rarely(st.lists(st.integers(58, 90), max_size=4).map(tuple), ()),
        also=rarely(st.sampled_from(THEMES).map(lambda theme: (theme,)), ()),
        pace=rarely(st.just("slow"), "normal"),
        companions=rarely(st.sampled_from(PROFILES).map(lambda who: (who,)), ()),
        people=rarely(st.integers(1, 60), 1),
        arrival=rarely(connections(360, 1260), None),
        departure=rarely(connections(480, 1400), None),
        pins=rarely(pins(), ()),
        kinds_out=rarely(st.sampled_from(["museum", "park", "old_street"]).map(lambda kind: (kind,)), ()),
        budget_fen=rarely(st.integers(0, 300).map(lambda yuan: yuan * 100), None),
    )


def rarely(unusual: st.SearchStrategy[Any], usual: Any) -> st.SearchStrategy[Any]:
    """Mostly the usual, so that most wishes can be met."""
    return st.integers(0, 7).flatmap(lambda n: unusual if n == 7 else st.just(usual))


def connections(least: int, most: int) -> st.SearchStrategy[Connection]:
    return st.builds(Connection, st.sampled_from(["沈阳北", "沈阳", "大连北", "锦州"]), st.integers(least, most))


def pins() -> st.SearchStrategy[tuple[Pin, ...]]:
    minute = st.none() | st.integers(540, 900)
    return st.builds(Pin, st.sampled_from(PLACES), st.just(1), minute).map(lambda pin: (pin,))


def is_sound(facts: Facts, wish: TripRequest) -> None:
    """Plan, and let the checker or a smaller request confirm the answer."""
    answer = plan_trip(facts, wish, SolveOptions(effort=5))
    if isinstance(answer, Checked):
        trip = answer.result
        assert answer.violations == check_itinerary(facts, trip)
        assert trip.proof.worth <= trip.proof.bound  # below 0 where all there is lies far away
        assert ITINERARY_JSON.validate_json(ITINERARY_JSON.dump_json(trip)) == trip
        return
    assert answer.reasons
    named = any(reason.code.startswith(("must", "place")) for reason in answer.reasons)
    assert not named or wish.musts or wish.pins
    if named:  # without the musts that were refused there is a trip, or another reason
        smaller = plan_trip(facts, replace(wish, musts=(), pins=()), SolveOptions(effort=5))
        assert isinstance(smaller, Checked) or all(not r.code.startswith("must") for r in smaller.reasons)


@pytest.mark.slow
@given(wish=wishes(1, 1))
@settings(max_examples=examples(150))
def test_any_wish_for_a_day_is_met_soundly_or_refused_with_reason(facts: Facts, wish: TripRequest) -> None:
    is_sound(facts, wish)


@pytest.mark.slow
@given(wish=wishes(2, 3), seed=st.integers(0, 1000))
@settings(max_examples=examples(50))
def test_any_wish_for_some_days_is_met_soundly_or_refused_with_reason(
    facts: Facts, wish: TripRequest, seed: int
) -> None:
    is_sound(thinned(facts, seed, PLACES), wish)


@pytest.mark.slow
@given(wish=wishes(2, 2))
@settings(max_examples=examples(5))
def test_any_wish_over_all_places_is_met_soundly_or_refused_with_reason(facts: Facts, wish: TripRequest) -> None:
    is_sound(facts, wish)


def test_who_leaves_after_lunch_has_had_it(facts: Facts) -> None:
    wish = TripRequest("nostalgia", "沈阳", 1, "brisk", TODAY, departure=Connection("沈阳北", 14 * 60 + 41))
    answer = accepted(plan_trip(facts, wish, SolveOptions()))
    assert any(isinstance(item, Lunch) for item in answer.days[0].items)


@pytest.mark.thorough
@pytest.mark.parametrize(("days", "profile"), [(1, "brisk"), (3, "gentle")])
def test_the_same_wish_gets_the_same_trip(facts: Facts, days: int, profile: str) -> None:
    """Also where more places can be seen in a day than are listed, and a search draws among them."""
    wish = TripRequest("culture", "沈阳", days, profile, date(2027, 9, 7))
    trips = [accepted(plan_trip(facts, wish, SolveOptions(seed=7))) for _ in range(2)]
    timeless = [replace(trip, proof=replace(trip.proof, seconds=0.0)) for trip in trips]
    assert ITINERARY_JSON.dump_json(timeless[0]) == ITINERARY_JSON.dump_json(timeless[1])


@pytest.mark.thorough
@pytest.mark.parametrize("days", [2, 5])
def test_a_first_solution_is_reported_early(facts: Facts, days: int) -> None:
    """What is reported before the days are listed is a trip indeed: the answer is worth at least as much."""
    reported: list[Progress] = []
    wish = TripRequest("nostalgia", "沈阳", days, "gentle", date(2027, 5, 11))
    answer = accepted(plan_trip(facts, wish, SolveOptions(progress=reported.append)))
    steps = [progress.step for progress in reported]
    first = next(n for n, progress in enumerate(reported) if progress.worth is not None)
    assert "days" in steps[first:]
    assert reported[first].worth is not None
    assert 0 < reported[first].worth <= answer.proof.worth


@pytest.mark.thorough
def test_with_hardly_any_time_the_first_solution_is_the_answer(facts: Facts) -> None:
    wish = TripRequest("nostalgia", "沈阳", 5, "gentle", date(2027, 5, 11))
    hasty, whole = (accepted(plan_trip(facts, wish, SolveOptions(seconds=s))) for s in (0.05, 60.0))
    assert hasty.proof.places < whole.proof.places
    assert not hasty.proof.optimal
    assert hasty.proof.gap > 0  # it was compared with nothing
    assert 0 < hasty.proof.worth <= whole.proof.worth


@pytest.mark.thorough
def test_where_the_first_trip_comes_too_late_the_first_solution_is_the_answer(
    facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock jumps past the limit when the choice among all days begins."""
    steps: list[str] = []

    def clock() -> float:
        return 10_000.0 if "days" in steps and steps[-1] == "choose" else 0.0

    monkeypatch.setattr("planner.itinerary.planning.plan.perf_counter", clock)
    wish = TripRequest("nostalgia", "沈阳", 5, "gentle", date(2027, 5, 11))
    late = accepted(plan_trip(facts, wish, SolveOptions(progress=lambda now: steps.append(now.step))))
    monkeypatch.undo()
    whole = accepted(plan_trip(facts, wish, SolveOptions()))
    assert late.proof.places < whole.proof.places
    assert not late.proof.optimal
    assert late.proof.bound >= whole.proof.worth
    assert 0 < late.proof.worth <= whole.proof.worth


def test_more_can_be_seen_with_better_legs(facts: Facts) -> None:
    """A proven trip for someone who walks steadily is worth no less than one who walks slowly gets."""
    worth = {}
    for profile in ("gentle", "steady"):
        wish = TripRequest("nature", "丹东", 1, profile, date(2027, 9, 7))
        answer = accepted(plan_trip(facts, wish, SolveOptions()))
        assert answer.proof.optimal
        worth[profile] = answer.proof.worth
    assert worth["gentle"] <= worth["steady"]


def test_a_must_is_seen_and_a_ban_is_not(facts: Facts) -> None:
    wish = TripRequest(
        "nostalgia", "沈阳", 1, "steady", date(2027, 5, 11), musts=("张氏帅府",), bans=("中国工业博物馆",)
    )
    answer = accepted(plan_trip(facts, wish, SolveOptions()))
    seen = {visit.place.name for day in answer.days for visit in day.visits}
    assert any("张氏帅府" in name for name in seen)
    assert "中国工业博物馆" not in seen


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"days": 0}, OutOfRange),
        ({"days": 15}, OutOfRange),
        ({"home": "北京"}, Unknown),
        ({"theme": "sport"}, Unknown),
        ({"profile": "fast"}, Unknown),
        ({"start": date(2020, 1, 1)}, PastDate),
        ({"ages": (200,)}, OutOfRange),
        ({"birth_year": 1800}, OutOfRange),
        ({"musts": ("没有的地方",)}, Unknown),
    ],
)
def test_nonsense_is_refused_by_name(facts: Facts, change: dict[str, object], error: type[SilverwayError]) -> None:
    wish = replace(TripRequest("nostalgia", "沈阳", 1, "gentle", date(2027, 5, 11)), **change)
    with pytest.raises(error):
        plan_trip(facts, wish, SolveOptions())


def test_an_infeasible_request_has_its_reason(facts: Facts) -> None:
    wish = TripRequest("nostalgia", "沈阳", 1, "gentle", date(2027, 5, 11), musts=("labor-park-dalian",))
    answer = plan_trip(facts, wish, SolveOptions())
    assert isinstance(answer, Infeasible)
    assert [reason.code for reason in answer.reasons] == ["must_far"]
