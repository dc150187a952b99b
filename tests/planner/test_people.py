"""Profiles and what walking costs, against published values and laws that must hold."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import Unknown
from planner.people import passable, profile, stay_minutes, visit_effort, walking_met, walking_minutes
from planner.rules import RulePack

PROFILES = ("brisk", "steady", "gentle", "cane", "wheelchair")


@pytest.mark.parametrize(("pace", "met"), [(0.6, 2.5), (0.8, 2.7), (1.0, 3.0), (1.2, 3.3)])
def test_walking_met_agrees_with_the_published_curve(pace: float, met: float) -> None:
    assert walking_met(pace) == pytest.approx(met, abs=0.05)


@pytest.mark.parametrize(("miles_per_hour", "met"), [(2.0, 2.8), (2.5, 3.0), (3.0, 3.5)])
def test_walking_met_is_near_the_compendium(miles_per_hour: float, met: float) -> None:
    assert walking_met(miles_per_hour * 0.44704) == pytest.approx(met, abs=0.2)


@given(st.floats(0.3, 1.5), st.floats(0.01, 0.5))
def test_faster_is_harder(pace: float, more: float) -> None:
    assert walking_met(pace + more) > walking_met(pace)


@pytest.mark.parametrize(
    ("person", "pace", "walk_m", "seat_every_m", "climb_m", "met_min", "steps"),
    [
        ("brisk", 1.2, 6000, 1000, 100, 420, "yes"),
        ("steady", 1.0, 4000, 500, 50, 300, "yes"),
        ("gentle", 0.8, 2000, 250, 20, 180, "few"),
        ("cane", 0.6, 1000, 100, 8, 110, "few"),
        ("wheelchair", 0.7, 3000, 1000, 8, 120, "none"),
    ],
)
def test_the_budgets_of_a_day(
    rules: RulePack, person: str, pace: float, walk_m: int, seat_every_m: int, climb_m: int, met_min: int, steps: str
) -> None:
    known = profile(rules, person)
    assert (known.pace, known.walk_m, known.seat_every_m) == (pace, walk_m, seat_every_m)
    assert (known.climb_m, known.met_min, known.steps) == (climb_m, met_min, steps)


def test_whoever_walks_less_easily_is_asked_less(rules: RulePack) -> None:
    people = [profile(rules, name) for name in PROFILES[:4]]
    for stronger, weaker in pairwise(people):
        for budget in ("pace", "walk_m", "seat_every_m", "climb_m", "met_min", "ride_min"):
            assert getattr(stronger, budget) > getattr(weaker, budget), budget
        assert stronger.rest_min <= weaker.rest_min
        assert stronger.toilet_min >= weaker.toilet_min


def test_the_walking_budget_fits_into_the_effort_budget(rules: RulePack) -> None:
    for name in PROFILES[:4]:
        person = profile(rules, name)
        assert walking_minutes(person.walk_m, person) * walking_met(person.pace) < person.met_min


def test_an_unknown_profile_is_answered_with_the_known_ones(rules: RulePack) -> None:
    with pytest.raises(Unknown) as caught:
        profile(rules, "olympian")
    assert (caught.value.kind, caught.value.suggestions) == ("profile", PROFILES)


@pytest.mark.parametrize(
    ("step_free", "steps", "possible"),
    [
        (None, "yes", True), ("no", "yes", True),
        ("yes", "few", True), ("partial", "few", True), ("no", "few", False), (None, "few", False),
        ("yes", "none", True), ("partial", "none", False), ("no", "none", False), (None, "none", False),
    ],
)  # fmt: skip
def test_nobody_is_sent_up_steps_that_may_be_there(step_free: str | None, steps: str, possible: bool) -> None:
    assert passable(step_free, steps) is possible


def test_a_kilometre_takes_longer_at_a_slower_pace(rules: RulePack) -> None:
    minutes = [walking_minutes(1000, profile(rules, name)) for name in PROFILES]
    assert minutes == [14, 17, 21, 28, 24]


@given(visit_min=st.integers(10, 300), walk_m=st.integers(0, 5000), more=st.integers(0, 1000))
def test_more_of_a_visit_is_never_less_effort(rules: RulePack, visit_min: int, walk_m: int, more: int) -> None:
    for name in PROFILES:
        person = profile(rules, name)
        assert visit_effort(visit_min, walk_m + more, person) >= visit_effort(visit_min, walk_m, person)
        assert stay_minutes(visit_min, walk_m + more, person) >= stay_minutes(visit_min, walk_m, person) >= visit_min


def test_a_museum_afternoon_fills_most_of_a_gentle_day(rules: RulePack) -> None:
    person = profile(rules, "gentle")  # 1200 m: 25 min at 2.72 MET, and 0.4 of 95 min standing at 1.8 MET
    assert visit_effort(120, 1200, person) == 137
    assert visit_effort(120, 1200, profile(rules, "wheelchair")) == 38  # 29 min pushed at 1.3 MET
