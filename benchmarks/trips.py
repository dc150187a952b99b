"""How long a trip takes to plan and how good it is, beside what a person with a list would do.

The person takes the worthiest place first and puts each next one wherever it still fits, a day at a time.
"""

from __future__ import annotations

from itertools import product
from statistics import median
from time import perf_counter

import numpy as np

from benchmarks.facts import START, BenchFacts
from planner.itinerary import LUNCH, DayProblem
from planner.itinerary.inputs import DayFrame, home_spot, is_open, limits_for, make_inputs, sketch_day, worths
from planner.itinerary.planning import plan_trip
from planner.itinerary.solver import enumerate_days
from planner.itinerary.types import TripRequest
from planner.people import profile
from planner.solving import SolveOptions
from planner.violations import Checked


def run(facts: BenchFacts) -> None:
    """Print both tables."""
    plan_trip(facts, wish("沈阳", 1, "gentle"), SolveOptions())  # compiled, warm
    print("trips: theme nostalgia, from 沈阳 and 大连, all profiles; seconds and gap")
    for days in (1, 2, 3, 5, 7):
        took, gaps = [], []
        for home, who in product(("沈阳", "大连"), ("brisk", "steady", "gentle", "cane", "wheelchair")):
            began = perf_counter()
            trip = plan_trip(facts, wish(home, days, who), SolveOptions())
            took.append(perf_counter() - began)
            gaps += [trip.result.proof.gap] if isinstance(trip, Checked) else []
        proven = sum(gap == 0 for gap in gaps)
        print(
            f"  {days:2} days: median {median(took):5.2f} s, slowest {max(took):5.2f} s; "
            f"{proven} of {len(gaps)} proven best, largest gap {max(gaps):.2%}"
        )
    shares = [share for city in facts.catalog.cities if (share := greedy_share(facts, city)) is not None]
    print(f"worthiest first, one day in each of {len(shares)} cities: ", end="")
    print(f"median {median(shares):.1%} of the best value, worst {min(shares):.1%}")


def wish(home: str, days: int, who: str) -> TripRequest:
    return TripRequest("nostalgia", home, days, who, START)


def greedy_share(facts: BenchFacts, city: str) -> float | None:
    """What the person's day is worth, as a share of the best day; None where nothing can be seen."""
    person = profile(facts.rules, "steady")
    worth, _ = worths(facts, wish(city, 1, "steady"), person)
    home = home_spot(facts.catalog, facts.catalog.cities[city])
    inputs = make_inputs(facts, person, worth, (), [home])
    open_places = [p for p in inputs.worth if is_open(facts.catalog.places[p], START)]
    limits = limits_for(person, facts.rules, facts.rules.minute("day-start"), facts.rules.minute("dinner-by"))
    problem = sketch_day(inputs, DayFrame(home, home, START, limits), open_places, most=32).problem
    best = int(enumerate_days(problem).value.max(initial=0))
    return greedy_value(problem) / best if best > 0 else None


def greedy_value(problem: DayProblem) -> int:
    """The value of a day filled with the worthiest place that still fits, at the best position."""
    steps: list[int] = [LUNCH]
    value = value_of(problem, steps) or 0
    for place in np.argsort(-problem.worth, kind="stable"):
        tried = [[*steps[:i], int(place), *steps[i:]] for i in range(len(steps) + 1)]
        values = [(v, way) for way in tried if (v := value_of(problem, way)) is not None]
        if values and max(values)[0] > value:
            value, steps = max(values)
    return value


def value_of(problem: DayProblem, steps: list[int]) -> int | None:
    """The value of a day in this order; None if it breaks a rule."""
    limits, at, now, ride = problem.limits, problem.start, problem.limits.start, 0
    seen = [s for s in steps if s != LUNCH]
    loads = ((problem.walk, limits.walk_m), (problem.climb, limits.climb_m), (problem.met, limits.met_min))
    if len(seen) > limits.visits or any(load[seen].sum() > most for load, most in loads):
        return None
    for step in steps:
        target = int(problem.lunch_at[at]) if step == LUNCH else step
        now, ride = now + int(problem.travel[at, target]), ride + int(problem.travel[at, target])
        if step == LUNCH:
            now = max(now, limits.lunch_from)
            if now > limits.lunch_latest:
                return None
            now += limits.lunch_min + limits.rest_min
        else:
            now = max(now, int(problem.opens[step])) + int(problem.stay[step])
            if now > problem.closes[step]:
                return None
        at = target
    now, ride = now + int(problem.travel[at, problem.end]), ride + int(problem.travel[at, problem.end])
    if now > limits.end or ride > limits.ride_min:
        return None
    idle = now - limits.start - int(problem.stay[seen].sum()) - (limits.lunch_min + limits.rest_min)
    over = max(0, ride - (int(problem.ride_due[seen].sum()) if seen else problem.ride_free))
    spent = problem.ride_cost * ride + problem.over_cost * over + problem.idle_cost * idle
    return int(problem.worth[seen].sum()) - spent
