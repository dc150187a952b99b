"""Trips: a wish in, a checked itinerary out."""

from planner.itinerary.problem import LUNCH, DayProblem

__all__ = ["LUNCH", "DayProblem"]
