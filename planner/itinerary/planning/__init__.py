"""A request in, a checked itinerary out, or which wishes are infeasible together; excursions of silver trains."""

from planner.itinerary.planning.excursion import best_excursion
from planner.itinerary.planning.infeasibility import explain_conflict, without_must
from planner.itinerary.planning.plan import answer_wish, finish_trip, plan_trip

__all__ = ["answer_wish", "best_excursion", "explain_conflict", "finish_trip", "plan_trip", "without_must"]
