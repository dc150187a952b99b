"""The best trip that sees anything at all, where seeing nothing would score more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from planner.itinerary.columns import ColumnPool, PlanningContext
from planner.itinerary.planning.search import Found, best_trip
from planner.itinerary.problem import Offer, TripProblem, TripSolution
from planner.solving import SolveOptions

VISIT_POINTS = 60_000  # more than any day's way costs


def sees_a_place(problem: TripProblem, choice: TripSolution) -> bool:
    """Has the choice any visit?"""
    return any(bool(np.any(problem.offers[offer].places[plan] >= 0)) for offer, plan in choice.picks)


def prizing_visits(context: PlanningContext) -> PlanningContext:
    """The context with so many points more for every place that its best trip has visits if any trip has."""
    worth = {place: points + VISIT_POINTS for place, points in context.inputs.worth.items()}
    return replace(context, inputs=replace(context.inputs, worth=worth))


def with_a_visit(context: PlanningContext, empty: Found, options: SolveOptions) -> Found | None:
    """A trip with visits, at its own worth, instead of the best trip, which is `empty`; None if there is none.

    No trip is worth more than the empty one's bound.
    """
    found = best_trip(prizing_visits(context), options)
    if not sees_a_place(found.pool.problem, found.choice):
        return None
    pool = _at_its_worth(found.pool, context)
    visits = sum(int((pool.problem.offers[offer].places[plan] >= 0).sum()) for offer, plan in found.choice.picks)
    worth = found.choice.worth - VISIT_POINTS * visits
    bound = max(worth, empty.choice.bound, empty.scope.bound)
    choice = replace(found.choice, worth=worth, bound=bound, optimal=worth == bound)
    return Found(pool, choice, replace(empty.scope, bound=bound))


def _at_its_worth(pool: ColumnPool, context: PlanningContext) -> ColumnPool:
    """The pool without the points that its visits were prized at."""

    def less(offer: Offer) -> Offer:
        points = VISIT_POINTS * (offer.places >= 0).sum(axis=1)
        return replace(
            offer, plans=replace(offer.plans, value=offer.plans.value - points.astype(offer.plans.value.dtype))
        )

    listed = tuple(replace(each, offer=less(each.offer)) for each in pool.listed)
    problem = replace(pool.problem, offers=tuple(each.offer for each in listed))
    return replace(pool, inputs=context.inputs, listed=listed, problem=problem)
