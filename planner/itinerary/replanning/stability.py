"""A trip's places and days as something to hold on to when it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from planner.itinerary.columns import ColumnPool
from planner.itinerary.problem import DayPlans, Offer, TripProblem, TripSolution
from planner.itinerary.solver import choose_days
from planner.itinerary.types import Day
from planner.solving import SolveOptions

KEEP = 30_000  # points for a place that stays: more than any place is worth
SAME_DAY = 3_000  # for a day that sees what an earlier day saw, nothing more or less


def attached(pool: ColumnPool, days: Sequence[Day]) -> TripProblem:
    """The pool's problem with points for what stays of the `days` there were."""
    names = list(pool.inputs.worth)
    number = {place: i for i, place in enumerate(names)}
    old_days = [frozenset(number.get(v.place.id, -1) for v in day.visits) for day in days]
    extra = np.zeros(len(names), dtype=np.int64)
    for place in {p for day in old_days for p in day if p >= 0}:
        extra[place] = KEEP
    offers = tuple(_with_same_days(offer, old_days) for offer in pool.problem.offers)
    return replace(pool.problem, extra=extra, offers=offers)


def _with_same_days(offer: Offer, old_days: list[frozenset[int]]) -> Offer:
    """The offer with points for plans that see just what one of its days saw before."""
    value = offer.plans.value.copy()
    for day in offer.days:
        wanted = old_days[day] if day < len(old_days) else frozenset()
        if not wanted or -1 in wanted:
            continue
        same = (offer.places >= 0).sum(axis=1) == len(wanted)
        same &= np.isin(offer.places, list(wanted)).sum(axis=1) == len(wanted)
        value[same] += SAME_DAY
    return replace(offer, plans=replace(offer.plans, value=value))


def plain(pool: ColumnPool, found: TripSolution, options: SolveOptions) -> TripSolution:
    """The choice at its worth without the points for staying, with the bound of the problem without them."""
    best = choose_days(pool.problem, options)
    worth = _worth(pool, found)
    bound = max(worth, best.bound)
    return replace(found, worth=worth, bound=bound, optimal=worth == bound)


def _worth(pool: ColumnPool, found: TripSolution) -> int:
    """What the picks are worth by the words of `TripProblem`: solved again with nothing else to choose from."""
    kept: dict[int, set[int]] = {}
    for offer, plan in found.picks:
        kept.setdefault(offer, set()).add(plan)
    offers = []
    for index, plans in sorted(kept.items()):
        days = tuple(day for day, (used, _) in enumerate(found.picks) if used == index)
        offers.append(_only(pool.problem.offers[index], days, sorted(plans)))
    return choose_days(replace(pool.problem, offers=tuple(offers)), SolveOptions()).worth


def _only(offer: Offer, days: tuple[int, ...], rows: list[int]) -> Offer:
    """The offer with some of its plans, on some days."""
    all_plans = offer.plans
    plans = DayPlans(
        all_plans.places[rows], all_plans.steps[rows], all_plans.value[rows],
        all_plans.walk[rows], all_plans.climb[rows], all_plans.met[rows],
    )  # fmt: skip
    return replace(offer, days=days, plans=plans, places=offer.places[rows], hard=offer.hard[rows])
