"""Itineraries changed: edits with little disturbance, and the rest of a trip from a given moment."""

from planner.itinerary.replanning.effects import Effects, difference, effects_of
from planner.itinerary.replanning.in_trip import replan_from
from planner.itinerary.replanning.replan import replan

__all__ = ["Effects", "difference", "effects_of", "replan", "replan_from"]
