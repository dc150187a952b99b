"""Facts, request and rules → problem: validation, eligible places and their scores, hotels, rail links, travel."""

from planner.itinerary.inputs.build import (
    DayFrame,
    DaySketch,
    TripInputs,
    city_of,
    day_clock,
    days_by_hours,
    limits_for,
    make_inputs,
    node_pairs,
    sketch_day,
    sketch_trip,
    stay_with_pauses,
    trip_ends,
)
from planner.itinerary.inputs.connections import connection_of, minute_of
from planner.itinerary.inputs.eligibility import is_open, opening, refusal
from planner.itinerary.inputs.hotel_groups import with_groups
from planner.itinerary.inputs.hotels import LONGEST_STAY_PUT, Base, CityLinks, HotelGroup, Node, find_bases, home_spot
from planner.itinerary.inputs.remedy import remedy_of, with_remedy
from planner.itinerary.inputs.scoring import (
    Scoring,
    Weights,
    birth_years,
    happening_places,
    meets_memories,
    memory_themes,
    scoring_of,
    themes_for,
    weights_of,
)
from planner.itinerary.inputs.travel_matrix import hotel_spot, station_spot
from planner.itinerary.inputs.validation import infeasible_musts, validated, worths

__all__ = [
    "LONGEST_STAY_PUT",
    "Base",
    "CityLinks",
    "DayFrame",
    "DaySketch",
    "HotelGroup",
    "Node",
    "Scoring",
    "TripInputs",
    "Weights",
    "birth_years",
    "city_of",
    "connection_of",
    "day_clock",
    "days_by_hours",
    "find_bases",
    "happening_places",
    "home_spot",
    "hotel_spot",
    "infeasible_musts",
    "is_open",
    "limits_for",
    "make_inputs",
    "meets_memories",
    "memory_themes",
    "minute_of",
    "node_pairs",
    "opening",
    "refusal",
    "remedy_of",
    "scoring_of",
    "sketch_day",
    "sketch_trip",
    "station_spot",
    "stay_with_pauses",
    "themes_for",
    "trip_ends",
    "validated",
    "weights_of",
    "with_groups",
    "with_remedy",
    "worths",
]
