"""A request in, a checked itinerary out, or which requirements are infeasible together; excursions of silver
trains; trips between interest, price and effort."""

from planner.itinerary.planning.excursion import best_excursion
from planner.itinerary.planning.infeasibility import explain_infeasibility
from planner.itinerary.planning.obstacles import why_not
from planner.itinerary.planning.plan import plan_or_explain, plan_trip, solve_pool
from planner.itinerary.planning.search import best_trip
from planner.itinerary.planning.trade_off import Leaning, Nights, pool_by_class, trade_offs, worth_of

__all__ = [
    "Leaning",
    "Nights",
    "best_excursion",
    "best_trip",
    "explain_infeasibility",
    "plan_or_explain",
    "plan_trip",
    "pool_by_class",
    "solve_pool",
    "trade_offs",
    "why_not",
    "worth_of",
]
