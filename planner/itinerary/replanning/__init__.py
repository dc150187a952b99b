"""Itineraries changed: edits with little disturbance, and the rest of a trip from a given moment."""

from planner.itinerary.replanning.in_trip import replan_from
from planner.itinerary.replanning.replan import difference, replan

__all__ = ["difference", "replan", "replan_from"]
