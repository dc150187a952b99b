"""Validate a request: names known, numbers in range; then score every place for it."""

from __future__ import annotations

from dataclasses import replace

from planner.catalog import Catalog, Station, station_names
from planner.clock import DAY_MIN
from planner.errors import OutOfRange, Unknown
from planner.facts import Facts
from planner.itinerary.inputs.eligibility import refusal
from planner.itinerary.inputs.scoring import scoring_of
from planner.itinerary.types import (
    LIFTS,
    MAX_DAYS,
    MAX_PEOPLE,
    PACES,
    Connection,
    Infeasible,
    Pin,
    Reason,
    TripRequest,
)
from planner.people import MobilityProfile, party_profile
from planner.text import check_start

OLDEST, YOUNGEST = 110, 1
MAX_BUDGET_YUAN = 100_000
EARLIEST_MIN, LATEST_ARRIVAL_MIN = 0, 22 * 60 + 30  # later than that nobody is in bed the same day
EARLIEST_DEPARTURE_MIN = 8 * 60  # at the station before breakfast: no


def validated(
    facts: Facts,
    request: TripRequest,
) -> tuple[TripRequest, MobilityProfile]:
    """The request with names resolved to keys, and the profile of its party.

    Raises
    ------
    SilverwayError
        Unknown, OutOfRange, PastDate or TooFarAhead for the first value that cannot be.
    """
    for theme in (request.theme, *request.also):
        if theme not in facts.rules.themes:
            raise Unknown("theme", theme, tuple(facts.rules.themes))
    if request.pace not in PACES:
        raise Unknown("pace", request.pace, PACES)
    if request.lift not in LIFTS:
        raise Unknown("lift", request.lift, LIFTS)
    person = party_profile(facts.rules, (request.profile, *request.companions), request.pace, heads_of(request))
    for name, value, low, high in (
        ("days", request.days, 1, MAX_DAYS),
        ("people", request.people, 1, MAX_PEOPLE),
        ("budget", (request.budget_fen or 0) // 100, 0, MAX_BUDGET_YUAN),
    ):
        if not low <= value <= high:
            raise OutOfRange(name, value, low, high)
    if len(request.ages) > MAX_PEOPLE:
        raise OutOfRange("people", len(request.ages), 1, MAX_PEOPLE)
    check_start(request.start, facts.today)
    for age in request.ages:
        if not YOUNGEST <= age <= OLDEST:
            raise OutOfRange("age", age, YOUNGEST, OLDEST)
    if (
        request.birth_year is not None
        and not facts.today.year - OLDEST <= request.birth_year <= facts.today.year - YOUNGEST
    ):
        raise OutOfRange("birth_year", request.birth_year, facts.today.year - OLDEST, facts.today.year - YOUNGEST)
    pins = tuple(_pin(facts, request, pin) for pin in request.pins)
    arrival = _connection(facts.catalog, request.arrival, EARLIEST_MIN, LATEST_ARRIVAL_MIN)
    departure = _connection(facts.catalog, request.departure, EARLIEST_DEPARTURE_MIN, DAY_MIN - 1)
    city = facts.catalog.stations[arrival.station].city if arrival else None
    named = replace(
        request,
        home=city or facts.catalog.city(request.home).name,
        also=tuple(theme for theme in dict.fromkeys(request.also) if theme != request.theme),
        people=heads_of(request),
        musts=tuple(
            dict.fromkeys([*(facts.catalog.place(name).id for name in request.musts), *(pin.place for pin in pins)])
        ),
        bans=tuple(dict.fromkeys(facts.catalog.place(name).id for name in request.bans)),
        pins=pins,
        arrival=arrival,
        departure=departure,
        kinds_out=_kinds(facts.catalog, request.kinds_out),
    )
    return named, person


def heads_of(request: TripRequest) -> int:
    """How many people go: as many as were named, or have an age."""
    return max(request.people, len(request.ages))


def _pin(facts: Facts, request: TripRequest, pin: Pin) -> Pin:
    if not 1 <= pin.day <= request.days:
        raise OutOfRange("pin_day", pin.day, 1, request.days)
    early, late = facts.rules.minute("day-start"), facts.rules.minute("dinner-by")
    if pin.at is not None and not early <= pin.at <= late:
        raise OutOfRange("pin_minute", pin.at, early, late)
    return replace(pin, place=facts.catalog.place(pin.place).id)


def _connection(catalog: Catalog, named: Connection | None, low: int, high: int) -> Connection | None:
    """The connection with the station's own name; only stations with passenger trains in a known city. An arrival is
    limited by its latest minute, a departure by its earliest."""
    if named is None:
        return None
    name = named.station
    if name not in catalog.stations or not _served(catalog, catalog.stations[name]):
        name = station_names(row for row in catalog.stations.values() if _served(catalog, row)).find(name)
    if not low <= named.minute <= high:
        raise OutOfRange("departure_minute" if low else "arrival_minute", named.minute, low, high)
    return replace(named, station=name)


def _served(catalog: Catalog, station: Station) -> bool:
    return station.on_sale and station.city in catalog.cities


def _kinds(catalog: Catalog, kinds: tuple[str, ...]) -> tuple[str, ...]:
    known = {place.kind for place in catalog.places.values()}
    for kind in kinds:
        if kind not in known:
            raise Unknown("kind", kind, tuple(sorted(known)))
    return tuple(dict.fromkeys(kinds))


def worths(facts: Facts, request: TripRequest, person: MobilityProfile) -> tuple[dict[str, int], Infeasible | None]:
    """Points by id of every place the person can go to; or why some of the musts cannot be visited."""
    scoring = scoring_of(facts, request)
    reasons = []
    for must in request.musts:
        reason = refusal(facts.catalog.places[must], person, facts.rules)
        if must in request.bans:
            reason = Reason(
                "must_banned",
                {"place": facts.catalog.places[must].name, "place_en": facts.catalog.places[must].name_en},
            )
        if reason:
            reasons.append(reason)
    if reasons:
        return {}, Infeasible(tuple(reasons))
    worth = {}
    for place in sorted(facts.catalog.places.values(), key=lambda p: p.id):
        unwanted = place.id in request.bans or (place.kind in request.kinds_out and place.id not in request.musts)
        if unwanted or refusal(place, person, facts.rules):
            continue
        points = scoring.points(place)
        known = request.days > 1 and request.arrival is None and place.city == request.home
        worth[place.id] = round(points * scoring.weights.home_city_share) if known else points
    return worth, None
