"""How hard a day is: five steps, the fullest of a day's budgets counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.itinerary.metrics.effort import day_effort, hardest
from planner.people import profile
from planner.rules import RulePack
from tests.support.results import make_day, make_itinerary, make_request

DAY = make_day(date(2027, 5, 4))  # 900 m on foot, 5 m of climbing, 110 MET-minutes


@pytest.mark.parametrize(
    ("walk_m", "climb_m", "met_min", "step", "word"),
    [
        (0, 0, 0, 1, "easy"),
        (400, 0, 0, 1, "easy"),  # a fifth of the 2,000 m of somebody who walks slowly
        (401, 0, 0, 2, "easy"),
        (900, 0, 0, 3, "fair"),
        (1600, 0, 0, 4, "fair"),  # 80 percent is not yet a hard day
        (1601, 0, 0, 5, "tiring"),
        (2000, 20, 180, 5, "tiring"),
        (100, 20, 0, 5, "tiring"),
        (100, 0, 150, 5, "tiring"),
    ],
)
def test_the_fullest_budget_counts(
    rules: RulePack, walk_m: int, climb_m: int, met_min: int, step: int, word: str
) -> None:
    person = profile(rules, "gentle")
    effort = day_effort(replace(DAY, walk_m=walk_m, climb_m=climb_m, met_min=met_min), person)
    assert (effort.step, effort.word, effort.left_m) == (step, word, 2000 - walk_m)


def test_the_last_step_begins_where_a_day_counts_as_hard(rules: RulePack) -> None:
    assert rules.number("hard-day") == 0.8


def test_minutes_on_foot_are_at_the_persons_pace(rules: RulePack) -> None:
    assert day_effort(DAY, profile(rules, "gentle")).feet_min == 19  # 900 m at 0.8 m/s
    assert day_effort(DAY, profile(rules, "brisk")).feet_min == 13


def test_the_day_that_asks_most_is_reported_by_number(rules: RulePack) -> None:
    trip = make_itinerary(make_request(days=3))
    days = (trip.days[0], replace(trip.days[1], met_min=170), trip.days[2])
    number, effort = hardest(replace(trip, days=days), profile(rules, "gentle"))
    assert (number, effort.word) == (2, "tiring")
