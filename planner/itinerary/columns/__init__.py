"""Day plans as columns: listed for every sketch of a day, extended by large neighbourhood search, turned into days."""

from planner.itinerary.columns.column_pool import (
    ColumnPool,
    PlanningContext,
    SearchScope,
    inputs_of,
    itinerary_of,
    load_most,
    make_context,
    make_pool,
    problem_of,
    scope_of,
)
from planner.itinerary.columns.day_notes import with_notes
from planner.itinerary.columns.day_plans import list_days, list_plans
from planner.itinerary.columns.grouped_hotels import GroupedHotels
from planner.itinerary.columns.hotel_choice import HotelChoice
from planner.itinerary.columns.neighbourhood import add_columns_by_lns, build_pool, pool_around, promising_bases
from planner.itinerary.columns.schedule import day_of, make_day

__all__ = [
    "ColumnPool",
    "GroupedHotels",
    "HotelChoice",
    "PlanningContext",
    "SearchScope",
    "add_columns_by_lns",
    "build_pool",
    "day_of",
    "inputs_of",
    "itinerary_of",
    "list_days",
    "list_plans",
    "load_most",
    "make_context",
    "make_day",
    "make_pool",
    "pool_around",
    "problem_of",
    "promising_bases",
    "scope_of",
    "with_notes",
]
