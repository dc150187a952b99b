"""Trips: a request in, a checked itinerary out, or why the request is infeasible."""

from planner.itinerary.problem import LUNCH, DayProblem

__all__ = ["LUNCH", "DayProblem"]
