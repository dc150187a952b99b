"""Longer stays on the real facts: checked, proven, restricting never gains, a clear reason where there is none."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import OutOfRange, PastDate, Unknown
from planner.facts import Facts
from planner.itinerary.types import PROFILES, Infeasible
from planner.solving import SolveOptions
from planner.stay import PRICES, SETTINGS, STAY_JSON, Stay, StayRequest, check_stay, validated_stay
from planner.stay.planning import plan_stay
from planner.violations import Checked

SUMMER = StayRequest("沈阳", 21, date(2027, 7, 1), "gentle")
WINTER = StayRequest("沈阳", 21, date(2027, 1, 10), "steady")
OPTIONS = SolveOptions(seconds=600)

WISHES = st.builds(
    StayRequest,
    home=st.sampled_from(["沈阳", "大连", "锦州", "丹东", "铁岭"]),
    nights=st.integers(7, 30),
    start=st.dates(date(2026, 12, 1), date(2027, 12, 1)),
    profile=st.sampled_from(PROFILES),
    people=st.sampled_from([1, 2, 20]),
    theme=st.sampled_from([None, "nostalgia", "culture"]),
    setting=st.sampled_from([None, *SETTINGS]),
    pace=st.sampled_from(["normal", "slow"]),
    lift=st.sampled_from(["likely", "confirmed"]),
    price=st.sampled_from(PRICES),
    bases=st.integers(1, 2),
    elsewhere=st.booleans(),
)


def planned(facts: Facts, request: StayRequest) -> Stay:
    found = plan_stay(facts, request, OPTIONS)
    assert isinstance(found, Checked)
    return found.result


@pytest.fixture(scope="module")
def summer(facts: Facts) -> Stay:
    return planned(facts, SUMMER)


@pytest.fixture(scope="module")
def winter(facts: Facts) -> Stay:
    return planned(facts, WINTER)


@pytest.mark.thorough
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wish=WISHES)
def test_the_checker_finds_no_fault_whatever_is_wished(facts: Facts, wish: StayRequest) -> None:
    found = plan_stay(facts, wish, OPTIONS)
    if isinstance(found, Infeasible):
        assert found.reasons[0].code == "stay_no_base"
        return
    stay = found.result
    assert not [violation for violation in check_stay(facts, stay) if violation.hard]
    assert stay.proof.optimal
    assert len(stay.days) == wish.nights + 1
    assert sum(base.nights for base in stay.bases) == wish.nights


def test_restricting_never_gains(facts: Facts, winter: Stay) -> None:
    for tighter in (replace(WINTER, bases=1), replace(WINTER, lift="confirmed"), replace(WINTER, price="low")):
        found = plan_stay(facts, tighter, OPTIONS)
        assert isinstance(found, Infeasible) or found.result.proof.worth <= winter.proof.worth


def test_every_other_base_alone_is_worth_no_more(facts: Facts, winter: Stay) -> None:
    """Without the places of its outings the best stay is worth less, or the same with others."""
    seen = tuple(visit.place.id for day in winter.days if day.trip for visit in day.trip.visits)
    assert planned(facts, replace(WINTER, bans=seen[:3])).proof.worth <= winter.proof.worth


def test_a_winter_stay_moves_to_the_hot_springs(winter: Stay) -> None:
    assert any("hot_spring" in base.strengths for base in winter.bases)
    assert len({base.city for base in winter.bases}) == len(winter.bases) == 2
    assert [day.use for day in winter.days].count("move") == 3
    assert {day.weather for day in winter.days if day.use != "move"} == {"cold"}


def test_a_week_has_two_or_three_outings_and_no_two_days_of_them_in_a_row(winter: Stay) -> None:
    for base in winter.bases:
        days = [day for day in winter.days if day.use == "outing" and base.arrive < day.date < base.leave]
        out = [(day.date - base.arrive).days for day in days]
        assert min(out) > 1
        assert all(sum(day // 7 == week for day in out) <= 3 for week in range(5))
    uses = [day.use for day in winter.days]
    assert ("outing", "outing") not in list(itertools.pairwise(uses))


def test_a_base_says_what_is_known_and_what_to_ask(summer: Stay) -> None:
    base = summer.bases[0]
    assert base.hospital.km <= 25
    assert {"month_price", "kitchen", "phone"} <= set(base.unknown)
    assert base.weather[0].month == 7
    assert all(thing.rough for thing in base.things if thing.way == "ride")
    assert any(day.things for day in summer.days if day.use == "leisure")


def test_the_home_city_is_for_those_from_elsewhere(facts: Facts) -> None:
    assert all(base.city != "沈阳" for base in planned(facts, replace(SUMMER, nights=8)).bases)
    visitor = replace(SUMMER, nights=8, start=date(2027, 10, 1), elsewhere=True)
    assert planned(facts, visitor).proof.cities > planned(facts, replace(visitor, elsewhere=False)).proof.cities


def test_a_setting_is_what_the_base_has(facts: Facts) -> None:
    stay = planned(facts, replace(SUMMER, nights=14, setting="hot_spring", profile="steady"))
    assert "hot_spring" in stay.bases[0].strengths


def test_json_can_be_read_back(summer: Stay) -> None:
    assert STAY_JSON.validate_json(STAY_JSON.dump_json(summer)) == summer


def test_the_same_wish_has_the_same_answer(facts: Facts, summer: Stay) -> None:
    again = planned(facts, SUMMER)
    assert replace(again, proof=summer.proof) == summer


def test_no_base_says_which_wish_is_in_the_way(facts: Facts) -> None:
    found = plan_stay(
        facts, StayRequest("丹东", 7, date(2027, 5, 10), "gentle", lift="confirmed", price="low"), OPTIONS
    )
    assert isinstance(found, Infeasible)
    assert found.reasons[0].code == "stay_no_base"
    assert found.reasons[-1].code == "help_without"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"nights": 6}, OutOfRange),
        ({"nights": 31}, OutOfRange),
        ({"bases": 3}, OutOfRange),
        ({"people": 61}, OutOfRange),
        ({"ages": (0,)}, OutOfRange),
        ({"setting": "moon"}, Unknown),
        ({"theme": "space"}, Unknown),
        ({"price": "free"}, Unknown),
        ({"lift": "no"}, Unknown),
        ({"profile": "bird"}, Unknown),
        ({"home": "北平"}, Unknown),
        ({"bans": ("无此地",)}, Unknown),
        ({"start": date(2026, 11, 23)}, PastDate),
    ],
)
def test_what_cannot_be_is_refused(facts: Facts, change: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        validated_stay(facts, replace(SUMMER, **change))


def test_names_are_resolved(facts: Facts) -> None:
    named = validated_stay(facts, replace(SUMMER, home="Dalian", ages=(70, 68), bans=("星海广场",)))
    assert (named.home, named.people, named.bans) == ("大连", 2, ("xinghai-square",))


def test_days_follow_one_another(summer: Stay) -> None:
    assert [day.date for day in summer.days] == [SUMMER.start + timedelta(days=n) for n in range(22)]
