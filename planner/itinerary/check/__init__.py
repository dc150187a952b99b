"""The checker of itineraries: from facts, rules and the itinerary alone. Shares no code with the solver."""

from planner.itinerary.check.context import CheckContext
from planner.itinerary.check.itinerary import check_day, check_itinerary
from planner.itinerary.check.open_air import check_daylight

__all__ = ["CheckContext", "check_day", "check_daylight", "check_itinerary"]
