"""Day plans as columns: listed for every sketch of a day, grown by large neighbourhood search, laid back into days."""

from planner.itinerary.columns.column_pool import (
    Draft,
    Survey,
    draft_of,
    field_of,
    itinerary_of,
    load_most,
    problem_of,
    survey_trip,
)
from planner.itinerary.columns.day_plans import list_days, list_plans
from planner.itinerary.columns.neighbourhood import draft_trip, grown
from planner.itinerary.columns.schedule import make_day

__all__ = [
    "Draft",
    "Survey",
    "draft_of",
    "draft_trip",
    "field_of",
    "grown",
    "itinerary_of",
    "list_days",
    "list_plans",
    "load_most",
    "make_day",
    "problem_of",
    "survey_trip",
]
