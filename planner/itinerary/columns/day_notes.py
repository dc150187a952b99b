"""What is said of finished days beside their items: tables to book, a free afternoon, supper on a late way home."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from planner.facts import Facts
from planner.itinerary.inputs import (
    daylight,
    harsh,
    is_open,
    make_ground,
    near_minutes,
    opening,
    outdoors,
    place_spot,
    refusal,
)
from planner.itinerary.types import Day, FreeTime, LateSupper, Leg, Lunch, Pause, TripRequest
from planner.people import MobilityProfile
from planner.rules import RulePack

STROLLS = ("hot_spring", "park", "seaside")  # kinds of places for an afternoon at leisure
LEAST_STROLL_MIN = 60
LATE_TRAIN_MIN, EARLY_SUPPER_MIN = 30, 90  # on a train to eat there; before dinner time that it may be
EARLY_SUPPER_MIN = 90  # before dinner time


def with_notes(facts: Facts, request: TripRequest, person: MobilityProfile, days: Sequence[Day]) -> tuple[Day, ...]:
    """The days with what there is to say of each; the last ends the trip."""
    seen = {visit.place.id for day in days for visit in day.visits}
    noted, strolled = list[Day](), set[str]()
    for day in days:
        items = tuple(_booked(item, request, facts.rules) if isinstance(item, Lunch) else item for item in day.items)
        free = _free(facts, request, person, day, (seen, strolled))
        strolled |= {free.place.id} if free and free.place else set()
        noted.append(replace(day, items=items, free=free, supper=_supper(facts.rules, request, day)))
    return tuple(noted)


def _booked(lunch: Lunch, request: TripRequest, rules: RulePack) -> Lunch:
    heads = max(request.people, len(request.ages))
    return replace(lunch, book=heads if heads >= rules.whole("group-table") else 0)


def _free(
    facts: Facts,
    request: TripRequest,
    person: MobilityProfile,
    day: Day,
    known: tuple[set[str], set[str]],
) -> FreeTime | None:
    """The afternoon of a day that is over early, with the nearest place to stroll in that the trip does not see; of
    `known` are first the places it sees, then those named before, which are named again where there is no other."""
    seen, strolled = known
    start = max((item.end for item in day.items), default=facts.rules.minute("lunch-from"))
    if day.hotel is None or start >= facts.rules.minute("free-from"):
        return None
    out = {*seen, *request.bans}
    rows = [
        place
        for place in facts.catalog.places.values()
        if place.kind in STROLLS
        and place.kind not in request.kinds_out
        and place.id not in out
        and refusal(place, person, facts.rules) is None
        and _lasts(facts, place.id, day.date, start)
    ]
    reach = facts.rules.whole("rest-reach")
    spots = [place_spot(place) for place in rows]
    rough = near_minutes([day.hotel], spots, reach)[0].tolist() if spots else []
    near = [spot for spot, minutes in zip(spots, rough, strict=True) if minutes <= reach]
    ground = make_ground([day.hotel, *near], person, facts.rules)
    ways = sorted(
        (spot.id in strolled, int(ground.minutes[0, row]), spot.id, row) for row, spot in enumerate(ground.spots) if row
    )
    for _, minutes, _, row in ways:
        walk_m = int(ground.foot[0, row])
        if minutes <= reach:
            return FreeTime(start, ground.spots[row], walk_m, 0 if walk_m else minutes)
    return FreeTime(start)


def _lasts(facts: Facts, place_id: str, day: date, start: int) -> bool:
    """Is it open, and light where it is outdoors, long enough after a minute, in weather to be out in?"""
    place, rules = facts.catalog.places[place_id], facts.rules
    if not is_open(place, day) or (
        place.hours is not None and opening(place, day, rules)[1] < start + LEAST_STROLL_MIN
    ):
        return False
    if not outdoors(place, rules):
        return True
    mild = harsh(facts.catalog, rules, place.city, day.month) is None
    return mild and daylight(place, day)[1] >= start + LEAST_STROLL_MIN


def _supper(rules: RulePack, request: TripRequest, day: Day) -> LateSupper:
    """Where one eats on the last day, if it ends after dinner time: during a long wait, on the train, or at home."""
    late = rules.minute("dinner-by")
    if day.hotel is not None or not day.items or request.days == 1:
        return ""
    if request.departure:
        return "station" if request.departure.minute > late else ""
    if day.items[-1].end <= late:
        return ""
    waits = (item for item in day.items if isinstance(item, Pause) and item.use == "wait")
    long_waits = (wait for wait in waits if wait.end - wait.start > rules.whole("station-wait"))
    if any(wait.end > late - EARLY_SUPPER_MIN for wait in long_waits):
        return "station"
    trains = (item for item in day.items if isinstance(item, Leg) and item.mode == "train")
    aboard = any(ride.end - ride.start >= LATE_TRAIN_MIN and ride.end > late - EARLY_SUPPER_MIN for ride in trains)
    return "train" if aboard else "home"
