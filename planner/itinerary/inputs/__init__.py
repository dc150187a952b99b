"""Facts, request and rules → problem: validation, eligible places and their scores, hotels, rail links, travel."""

from planner.itinerary.inputs.build import (
    city_of,
    day_clock,
    limits_for,
    node_pairs,
    sketch_trip,
    trip_ends,
)
from planner.itinerary.inputs.connections import connection_of, minute_of
from planner.itinerary.inputs.day_sketch import (
    DayFrame,
    DaySketch,
    days_by_hours,
    sketch_day,
)
from planner.itinerary.inputs.eligibility import in_season, is_open, leave_by, opening, refusal
from planner.itinerary.inputs.hotel_groups import with_groups
from planner.itinerary.inputs.hotels import (
    Base,
    CityLinks,
    DayTrains,
    HotelGroup,
    Node,
    arrival_cost,
    arrives_in_the_evening,
    changes_hotels,
    find_bases,
    home_spot,
    suitable_hotels,
)
from planner.itinerary.inputs.outdoors import daylight, harsh, mild_months, outdoors
from planner.itinerary.inputs.rail_links import DirectTrain
from planner.itinerary.inputs.reach import poor_trip, reach_note, unseen_theme
from planner.itinerary.inputs.remedy import remedies_of, with_remedy, without
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
from planner.itinerary.inputs.travel_matrix import (
    Ground,
    air_km,
    hotel_spot,
    make_ground,
    near_minutes,
    place_spot,
    restaurant_spot,
    station_spot,
)
from planner.itinerary.inputs.trip_inputs import (
    TripInputs,
    make_inputs,
    stay_with_pauses,
)
from planner.itinerary.inputs.validation import validated, worths

__all__ = [
    "Base",
    "CityLinks",
    "DayFrame",
    "DaySketch",
    "DayTrains",
    "DirectTrain",
    "Ground",
    "HotelGroup",
    "Node",
    "Scoring",
    "TripInputs",
    "Weights",
    "air_km",
    "arrival_cost",
    "arrives_in_the_evening",
    "birth_years",
    "changes_hotels",
    "city_of",
    "connection_of",
    "day_clock",
    "daylight",
    "days_by_hours",
    "find_bases",
    "happening_places",
    "harsh",
    "home_spot",
    "hotel_spot",
    "in_season",
    "is_open",
    "leave_by",
    "limits_for",
    "make_ground",
    "make_inputs",
    "meets_memories",
    "memory_themes",
    "mild_months",
    "minute_of",
    "near_minutes",
    "node_pairs",
    "opening",
    "outdoors",
    "place_spot",
    "poor_trip",
    "reach_note",
    "refusal",
    "remedies_of",
    "restaurant_spot",
    "scoring_of",
    "sketch_day",
    "sketch_trip",
    "station_spot",
    "stay_with_pauses",
    "suitable_hotels",
    "themes_for",
    "trip_ends",
    "unseen_theme",
    "validated",
    "weights_of",
    "with_groups",
    "with_remedy",
    "without",
    "worths",
]
