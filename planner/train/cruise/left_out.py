"""Why a silver train does not call at a city: the reason that binds, with its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from planner.itinerary.types import Reason
from planner.solving import SolveOptions
from planner.train.cruise.solver import CruiseChoice, CruiseProblem, choose_calls


def why_not(
    problem: CruiseProblem, choice: CruiseChoice, city: int, names: Sequence[str], options: SolveOptions
) -> Reason:
    """What keeps `city` out of the choice: the best choice with it, against the one that was made.

    Paths are not looked for, so what a call would cost is the least it costs. `names` are the cities' by number.
    """
    name = names[city]
    if max(*problem.worth[city], problem.last_day[city]) < 0:
        return Reason("train_not_nothing", {"city": name})
    legs = [
        problem.minutes[a][b]
        for other in range(len(problem.worth))
        if other != city
        for a, b in ((other, city), (city, other))
        if problem.minutes[a][b] >= 0
    ]
    if not legs:
        return Reason("train_not_line", {"city": name})
    if min(legs) > problem.night_limit:
        return Reason("train_not_far", {"city": name, "minutes": min(legs), "limit": problem.night_limit})
    forced = replace(problem, must=problem.must | {city})
    with_it = choose_calls(forced, options)
    free = choose_calls(replace(forced, barred=frozenset()), options) if problem.barred else with_it
    if free.cities and (not with_it.cities or free.worth > choice.worth):
        return _blocked(problem, city, free, names)
    if not with_it.cities:
        alone = choose_calls(replace(forced, must=frozenset({city})), options) if problem.must else with_it
        return Reason("train_not_musts" if alone.cities else "train_not_chain", {"city": name})
    less = max(choice.worth - with_it.bound, 0)
    gone = [names[c] for c in _calls(choice) if c not in _calls(with_it)]
    return _night(problem, choice, with_it, city, names, less) or Reason(
        "train_not_worth", {"city": name, "points": less, "others": "、".join(gone)}
    )


def _calls(choice: CruiseChoice) -> tuple[int, ...]:
    return (*choice.cities, *([choice.last] if choice.last else []))


def _legs(choice: CruiseChoice) -> list[tuple[int, int]]:
    return list(pairwise((0, *choice.cities, choice.last or 0)))


def _off(problem: CruiseProblem, leg: tuple[int, int]) -> int:
    run = problem.minutes[leg[0]][leg[1]]
    return max(problem.night_least - run, run - problem.night_most, 0)


def _night(
    problem: CruiseProblem, choice: CruiseChoice, with_it: CruiseChoice, city: int, names: Sequence[str], less: int
) -> Reason | None:
    """The city's worst night, if the days on land would be worth as much and only the nights cost."""
    spent = [sum(problem.leg_points(*leg) for leg in _legs(each)) for each in (choice, with_it)]
    worst = max((leg for leg in _legs(with_it) if city in leg), key=lambda leg: _off(problem, leg))
    if with_it.worth + spent[1] < choice.worth + spent[0] or not _off(problem, worst):
        return None
    run = problem.minutes[worst[0]][worst[1]]
    short = run < problem.night_least
    return Reason(
        "train_not_short" if short else "train_not_long",
        {
            "city": names[city], "from": names[worst[0]], "to": names[worst[1]], "minutes": run,
            "limit": problem.night_least if short else problem.night_most, "points": less,
        },
    )  # fmt: skip


def _blocked(problem: CruiseProblem, city: int, free: CruiseChoice, names: Sequence[str]) -> Reason:
    """The nights of the best choice with the city, were there no other trains, that have no path."""
    shut = [(a, b) for night, (a, b) in enumerate(_legs(free)) if (a, b, night) in problem.barred]
    legs = "、".join(f"{names[a]}–{names[b]}" for a, b in shut)
    return Reason("train_not_path", {"city": names[city], "legs": legs, "points": free.worth})
