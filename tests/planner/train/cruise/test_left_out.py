"""The reason for a call left out is the one that binds, and its points are what the call would cost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from planner.itinerary.types import Reason
from planner.solving import SolveOptions
from planner.train.cruise.left_out import why_not
from planner.train.cruise.solver import CruiseProblem, choose_calls
from tests.planner.train.cruise.solver.test_call_selection import EASY, best_value, problems
from tests.support.effort import examples

NAMES = ("home", "one", "two", "three", "four")


def reason(problem: CruiseProblem, city: int = 1) -> Reason:
    return why_not(problem, choose_calls(problem, SolveOptions()), city, NAMES, SolveOptions())


def with_legs(minutes: int, *legs: tuple[int, int]) -> CruiseProblem:
    """The easy problem with another running time between some cities, both ways."""
    both = {*legs, *((b, a) for a, b in legs)}
    rows = (tuple(minutes if (a, b) in both else m for b, m in enumerate(row)) for a, row in enumerate(EASY.minutes))
    return replace(EASY, minutes=tuple(rows))


def test_what_is_there_is_worth_more_and_by_how_much() -> None:
    assert reason(EASY) == Reason("train_not_worth", {"city": "one", "points": 10, "others": "two"})


def test_nothing_to_see() -> None:
    assert reason(replace(EASY, worth=((-1, -1), (-1, -1), (20, 20), (30, 30)))).code == "train_not_nothing"


@pytest.mark.parametrize(("minutes", "code"), [(-1, "train_not_line"), (86, "train_not_far")])
def test_no_night_leads_there(minutes: int, code: str) -> None:
    assert reason(with_legs(minutes, (0, 1), (1, 2), (1, 3))).code == code


@pytest.mark.parametrize(
    ("minutes", "code", "limit"), [(20, "train_not_short", 30), (75, "train_not_long", 60)]
)  # fmt: skip
def test_only_the_night_speaks_against_it(minutes: int, code: str, limit: int) -> None:
    problem = replace(with_legs(minutes, (0, 1), (1, 2), (1, 3)), worth=((-1, -1), *[(20, 20)] * 3))
    said = reason(problem)
    assert (said.code, said.values["minutes"], said.values["limit"]) == (code, minutes, limit)
    assert said.values["points"] == 2 * (10 if minutes == 20 else 15)


def test_other_trains_stand_in_the_way() -> None:
    barred = frozenset((a, b, night) for night in range(3) for a, b in ((0, 3), (1, 3), (2, 3)))
    said = reason(replace(EASY, barred=barred), 3)
    assert said.code == "train_not_path"
    assert "three" in str(said.values["legs"])


def test_the_musts_leave_no_day() -> None:
    assert reason(replace(EASY, must=frozenset({2, 3}))).code == "train_not_musts"


@settings(max_examples=examples(60))
@given(problems())
def test_the_points_are_what_the_best_choice_with_the_city_lacks(problem: CruiseProblem) -> None:
    choice = choose_calls(problem, SolveOptions())
    for city in range(1, len(problem.worth)) if choice.cities else ():
        if city in (*choice.cities, choice.last):
            continue
        said = why_not(problem, choice, city, NAMES, SolveOptions())
        forced = best_value(replace(problem, must=problem.must | {city}))
        if said.code in ("train_not_worth", "train_not_short", "train_not_long"):
            assert forced == choice.worth - int(said.values["points"])
        elif said.code != "train_not_path":
            assert forced is None
