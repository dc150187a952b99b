"""Why an itinerary is as it is: places left out, alternatives, sensitivity, rainy days."""

from planner.itinerary.explain.alternatives import Alternative, alternatives, why
from planner.itinerary.explain.insights import UnsavedInsights, find_insights
from planner.itinerary.explain.left_out import left_out
from planner.itinerary.explain.rainy_day import rain_plans
from planner.itinerary.explain.sensitivity import gain_reasons, sensitivity

__all__ = [
    "Alternative",
    "UnsavedInsights",
    "alternatives",
    "find_insights",
    "gain_reasons",
    "left_out",
    "rain_plans",
    "sensitivity",
    "why",
]
