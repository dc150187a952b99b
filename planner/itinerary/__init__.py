"""Trips: a request in, a checked itinerary out, or why the request is infeasible."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.itinerary.problem import LUNCH, DayProblem
else:
    __getattr__ = lazy_names(__name__)

__all__ = ["LUNCH", "DayProblem"]
