"""Longer stays (旅居): the wish for weeks away, the stay at one or two bases that answers it, and its check."""

from planner.stay.check import check_stay
from planner.stay.summary import (
    SETTING_WORDS,
    STRENGTH_WORDS,
    UNKNOWN_WORDS,
    USE_WORDS,
    known_policies,
    stay_summary,
)
from planner.stay.types import (
    LEAST_NIGHTS,
    MOST_BASES,
    MOST_NIGHTS,
    PRICES,
    SETTINGS,
    STAY_JSON,
    HospitalNear,
    MonthWeather,
    NearbyThing,
    Stay,
    StayBase,
    StayDay,
    StayProof,
    StayRequest,
)
from planner.stay.validation import validated_stay

__all__ = [
    "LEAST_NIGHTS",
    "MOST_BASES",
    "MOST_NIGHTS",
    "PRICES",
    "SETTINGS",
    "SETTING_WORDS",
    "STAY_JSON",
    "STRENGTH_WORDS",
    "UNKNOWN_WORDS",
    "USE_WORDS",
    "HospitalNear",
    "MonthWeather",
    "NearbyThing",
    "Stay",
    "StayBase",
    "StayDay",
    "StayProof",
    "StayRequest",
    "check_stay",
    "known_policies",
    "stay_summary",
    "validated_stay",
]
