"""Validate a wish to stay: names known, numbers in range."""

from __future__ import annotations

from dataclasses import replace

from planner.errors import OutOfRange, Unknown
from planner.facts import Facts
from planner.itinerary.types import LIFTS, MAX_PEOPLE, PACES
from planner.people import MobilityProfile, party_profile
from planner.stay.types import LEAST_NIGHTS, MOST_BASES, MOST_NIGHTS, PRICES, SETTINGS, StayRequest
from planner.text import check_start

OLDEST, YOUNGEST = 110, 1


def validated_stay(facts: Facts, request: StayRequest) -> StayRequest:
    """The request with names resolved to keys.

    Raises
    ------
    SilverwayError
        Unknown, OutOfRange, PastDate or TooFarAhead for the first value that cannot be.
    """
    for kind, named, known in (
        ("theme", request.theme, tuple(facts.rules.themes)),
        ("setting", request.setting, SETTINGS),
        ("pace", request.pace, PACES),
        ("lift", request.lift, LIFTS),
        ("price", request.price, PRICES),
    ):
        if named is not None and named not in known:
            raise Unknown(kind, named, known)
    party_profile(facts.rules, (request.profile, *request.companions))
    people = max(request.people, len(request.ages))
    for name, value, low, high in (
        ("nights", request.nights, LEAST_NIGHTS, MOST_NIGHTS),
        ("bases", request.bases, 1, MOST_BASES),
        ("people", people, 1, MAX_PEOPLE),
        *(("age", age, YOUNGEST, OLDEST) for age in request.ages),
    ):
        if not low <= value <= high:
            raise OutOfRange(name, value, low, high)
    check_start(request.start, facts.today)
    return replace(
        request,
        home=facts.catalog.city(request.home).name,
        people=people,
        bans=tuple(dict.fromkeys(facts.catalog.place(name).id for name in request.bans)),
    )


def stay_person(facts: Facts, request: StayRequest) -> MobilityProfile:
    """The profile of the party."""
    heads = max(request.people, len(request.ages))
    return party_profile(facts.rules, (request.profile, *request.companions), request.pace, heads)
