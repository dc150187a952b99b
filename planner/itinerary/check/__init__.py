"""The checker of itineraries: from facts, rules and the itinerary alone. Shares no code with the solver."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.itinerary.check.context import CheckContext
    from planner.itinerary.check.itinerary import check_day, check_itinerary
    from planner.itinerary.check.open_air import check_daylight
else:
    __getattr__ = lazy_names(__name__)

__all__ = ["CheckContext", "check_day", "check_daylight", "check_itinerary"]
