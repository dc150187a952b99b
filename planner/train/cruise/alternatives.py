"""Other silver trains for the same wish: what makes a choice of calls another one, and what speaks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from planner.itinerary.types import Reason
from planner.train.cruise.solver import CruiseChoice, CruiseProblem
from planner.train.types import Cruise


def exclude_similar(problem: CruiseProblem, choices: Sequence[CruiseChoice]) -> Iterator[CruiseProblem]:
    """The problem of a choice that shares at most half of its cities with each of `choices`; then, for when there is
    none, of one that has at most half of them on the same day."""
    days, most = range(problem.nights), (problem.nights - 1) // 2
    called = [calls_of(choice) for choice in choices]
    yield replace(problem, dissimilar=tuple((frozenset((c, d) for c in calls for d in days), most) for calls in called))
    yield replace(problem, dissimilar=tuple((frozenset((c, d) for d, c in enumerate(calls)), most) for calls in called))


def calls_of(choice: CruiseChoice) -> tuple[int, ...]:
    """All cities called at, by day."""
    return (*choice.cities, *([choice.last] if choice.last else []))


def what_for(
    problem: CruiseProblem, first: CruiseChoice, other: CruiseChoice, trains: tuple[Cruise, Cruise],
    names: Sequence[str],
) -> Reason:  # fmt: skip
    """What the other choice has over the first: better nights, less way, or other cities; and what it costs."""
    new = [names[c] for c in calls_of(other) if c not in calls_of(first)]
    nights = _off(problem, first) - _off(problem, other)
    km = round(trains[0].km - trains[1].km)
    values: dict[str, str | int] = {
        "cities": "、".join(new or (names[c] for c in calls_of(other))),
        "points": max(first.worth - other.worth, 0),
    }
    if not new:
        return Reason("train_other_order", values)
    if nights > 0:
        return Reason("train_other_nights", {**values, "minutes": nights})
    if km > 0:
        return Reason("train_other_km", {**values, "km": km})
    return Reason("train_other_cities", values)


def _off(problem: CruiseProblem, choice: CruiseChoice) -> int:
    runs = [problem.minutes[a][b] for a, b in pairwise((0, *choice.cities, choice.last or 0))]
    return sum(max(problem.night_least - run, run - problem.night_most, 0) for run in runs)
