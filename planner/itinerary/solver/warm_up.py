"""The trip engine compiled before anybody waits for it: a trip of two days between three places that are nowhere."""

from __future__ import annotations

import numpy as np

from planner.itinerary.problem import HOME, DayLimits, DayPlans, DayProblem, Offer, TripProblem
from planner.itinerary.solver.branch_and_price import choose_days
from planner.itinerary.solver.labelling import enumerate_days
from planner.itinerary.solver.place_sets import with_subsets
from planner.itinerary.solver.plan_worth import best_between, charged, least_of_plans
from planner.solving import SolveOptions


def warm_up() -> None:
    """Compile, or read what an earlier run compiled."""
    plans = enumerate_days(_day(), wanted=with_subsets(np.ones(1, dtype=np.int64)))
    one = np.zeros((1, len(plans.value)))
    least = least_of_plans(plans.places, np.zeros((1, 3)), np.zeros(1), np.zeros(1))
    best_between(one[0], one, least)
    charged(plans.places, np.zeros(4))
    plans = enumerate_days(_day())
    there, back = _offer(plans, HOME, 0, 0), _offer(plans, 0, HOME, 1)
    nothing = np.zeros(3, dtype=np.int64)
    problem = TripProblem(
        days=2, nodes=1, places=3, offers=(there, back), kinds=nothing, kind_free=1, kind_cost=1, move_cost=1,
        hard_cost=1, must=frozenset(), cities=(0,), most_cities=1,
    )  # fmt: skip
    choose_days(problem, SolveOptions())


def _day() -> DayProblem:
    three, travel = np.ones(3, dtype=np.int64), 10 * (1 - np.eye(5, dtype=np.int64))
    limits = DayLimits(
        start=480, end=1080, lunch_from=660, lunch_latest=780, lunch_min=60, rest_min=30, walk_m=9, climb_m=9,
        met_min=9, ride_min=200, visits=3,
    )  # fmt: skip
    return DayProblem(
        travel=travel, ride=travel, foot=0 * travel,
        lunch_at=np.arange(5, dtype=np.int64), rest_at=np.arange(5, dtype=np.int64), named=np.ones(5, dtype=np.int64),
        table_worth=1, start=3, end=4,
        opens=480 * three, closes=1080 * three, stay=60 * three, walk=three, climb=three, met=three,
        out=0 * three, part=60 * three, pauses=0 * three, ride_due=9 * three, worth=100 * three, limits=limits,
        transfers=(), ride_cost=1, idle_cost=0,
    )  # fmt: skip


def _offer(plans: DayPlans, origin: int, target: int, day: int) -> Offer:
    return Offer(origin, target, (day,), plans, plans.places, np.zeros(len(plans.value), dtype=np.bool_))
