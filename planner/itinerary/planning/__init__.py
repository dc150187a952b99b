"""A request in, a checked itinerary out, or which requirements are infeasible together; excursions of silver trains."""

from planner.itinerary.planning.excursion import best_excursion
from planner.itinerary.planning.infeasibility import explain_infeasibility
from planner.itinerary.planning.obstacles import why_not
from planner.itinerary.planning.plan import plan_or_explain, plan_trip, solve_pool
from planner.itinerary.planning.search import best_trip

__all__ = [
    "best_excursion",
    "best_trip",
    "explain_infeasibility",
    "plan_or_explain",
    "plan_trip",
    "solve_pool",
    "why_not",
]
