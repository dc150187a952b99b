"""What a scenario amounts to in numbers, worked by hand on a small line."""

from __future__ import annotations

from planner.facts import Facts
from planner.train.scenario.evaluate import Evaluation, evaluate
from planner.train.scenario.indicators import TrainStop, measure, stops_of
from planner.train.scenario.scenario import Scenario
from planner.train.types import Cruise, Passing

HOUR = 3600


def way(*times: tuple[float, float]) -> tuple[Passing, ...]:
    """Stations a, b, c ... ten kilometres from each other, with hours of arrival and departure."""
    return tuple(
        Passing(name, round(arrive * HOUR), round(depart * HOUR), 10.0 * n, "line" if n else None)
        for n, (name, (arrive, depart)) in enumerate(zip("abcdefg", times, strict=False))
    )


def test_the_share_of_running_by_night(facts: Facts, cruise: Cruise) -> None:
    """19:30-22:30 is two hours of three by night (from 20:30); 5:30-7:30 the next day one of two (to 6:30)."""
    found = measure(facts, Evaluation(Scenario("x", cruise), way((19.5, 19.5), (22.5, 29.5), (31.5, 31.5)), ""))
    numbers = {code: each.value for code, each in found.numbers.items()}
    assert numbers["night"] == 0.6
    assert (numbers["running"], numbers["waiting"], numbers["journey"]) == (300, 0, 720)
    assert (numbers["depart"], numbers["arrive"], numbers["km"]) == (19.5 * 60, 31.5 * 60, 20)
    assert "access" not in numbers  # nobody knows such a line


def test_short_stops_are_waiting_and_long_ones_are_calls() -> None:
    found = stops_of(way((0, 0), (1, 1.5), (2, 2), (3, 9), (10, 10)))
    assert found == (
        TrainStop("a", None, 0, False),
        TrainStop("b", 60, 90, False),
        TrainStop("d", 180, 540, True),
        TrainStop("e", 600, None, False),
    )


def test_a_planned_train_is_evaluated_anew(facts: Facts, cruise: Cruise) -> None:
    evaluated = evaluate(facts, Scenario("x", cruise))
    assert not [v for v in evaluated.violations if v.hard]
    assert evaluated.days is not None
    assert [day.groups for day in evaluated.days] == [excursion.groups for excursion in cruise.excursions]
    assert all(day.stay is not None for day in evaluated.days)
