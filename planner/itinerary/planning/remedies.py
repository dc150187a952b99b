"""Changes that may make an infeasible request feasible: to be tried one by one, the least annoying first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from math import cos, hypot, radians

from planner.catalog import Catalog, City
from planner.clock import clock_text
from planner.facts import Facts
from planner.itinerary.inputs import arrives_in_the_evening, is_open
from planner.itinerary.types import MAX_DAYS, PROFILES, Reason, TripRequest

MORE_DAYS, LATER_DAYS = 3, 14  # most that are added, and that a start is put off by
OTHER_DAYS = 4  # tried for a pinned place
ANY_START = 3  # starts tried where no place asked for is the reason
EARLIER = ("12:00", "09:00")  # arrivals
LATER = ("16:00", "18:00", "20:00")  # departures
OTHER_STATIONS = 2

OF_PLACES = ("wish_must", "wish_pin")


def changes(facts: Facts, request: TripRequest, blamed: Sequence[Reason]) -> Iterator[Iterable[Reason]]:
    """Ways to change a request, each as the changes to try in turn until one helps.

    `blamed` are the requirements that do not go together (none: the request is infeasible without any): those that are
    not among them are left as they are, as it would not help.
    """
    codes = {part.code for part in blamed}
    for part in blamed:
        if part.code == "wish_pin":
            if any(pin.at is not None and (pin.place, pin.day) == _pinned(part) for pin in request.pins):
                yield [Reason("help_pin_time", part.values)]
            yield _other_days(facts.catalog, request, part)
    if request.arrival and (not blamed or "wish_arrival" in codes):
        at = clock_text(request.arrival.minute)
        yield [_arrival(facts.catalog, request.arrival.station, early) for early in EARLIER if early < at]
        if request.departure is None:
            yield [_arrival(facts.catalog, other, at) for other in _stations(facts.catalog, request.home)]
    if request.departure and (not blamed or "wish_departure" in codes):
        times = [at for at in LATER if at > clock_text(request.departure.minute)]
        yield [
            Reason("help_leave", {**facts.catalog.station_words(request.departure.station), "at": at}) for at in times
        ]
    yield _starts(facts.catalog, request, blamed)
    longer = range(1, min(MORE_DAYS, MAX_DAYS - request.days) + 1)
    yield [Reason("help_days", {"more": more}) for more in longer]
    if not blamed and not arrives_in_the_evening(facts.rules, request) and request.days > 1:
        yield [Reason("help_fewer", {"days": 1})]
    for part in sorted(blamed, key=lambda part: part.code in OF_PLACES):
        yield [Reason("help_without", {"wish": part.code, **part.values})]
    party = [PROFILES.index(each) for each in (request.profile, *request.companions)]
    yield [Reason("help_profile", {"profile": profile}) for profile in reversed(PROFILES[: max(party)])]


def _pinned(part: Reason) -> tuple[str, int]:
    return str(part.values["id"]), int(part.values["day"])


def _other_days(catalog: Catalog, request: TripRequest, part: Reason) -> Iterator[Reason]:
    """The pinned place on another day on which it is open, the nearest first."""
    place, pinned = catalog.places[str(part.values["id"])], int(part.values["day"])
    others = sorted(set(range(1, request.days + 1)) - {pinned}, key=lambda number: (abs(number - pinned), number))
    usable = [number for number in others if is_open(place, request.start + timedelta(days=number - 1))]
    for number in usable[:OTHER_DAYS]:
        yield Reason("help_pin_day", {**part.values, "to": number})


def _arrival(catalog: Catalog, station: str, at: str) -> Reason:
    return Reason("help_arrive", {**catalog.station_words(station), "at": at})


def _stations(catalog: Catalog, home: str) -> list[str]:
    """The main stations of the nearest other cities with hotels."""
    here = catalog.cities[home]
    slept_in = {hotel.city for hotel in catalog.hotels.values() if hotel.usable} - {home}

    def degrees(city: City) -> float:
        return hypot(city.lat - here.lat, (city.lon - here.lon) * cos(radians(here.lat)))

    cities = sorted((catalog.cities[name] for name in slept_in), key=lambda city: (degrees(city), city.name))
    return [city.station for city in cities[:OTHER_STATIONS]]


def _starts(catalog: Catalog, request: TripRequest, blamed: Sequence[Reason]) -> Iterator[Reason]:
    """Later days: those on which other places of those asked for are open than before, or a few if it is not them."""
    asked = [catalog.places[str(part.values["id"])] for part in blamed if part.code in OF_PLACES]

    def openings(first: int) -> tuple[tuple[bool, ...], ...]:
        days = [request.start + timedelta(days=first + number) for number in range(request.days)]
        return tuple(tuple(is_open(place, day) for day in days) for place in asked)

    tried = {openings(0)}
    for later in range(1, (LATER_DAYS if asked else ANY_START) + 1):
        if asked and openings(later) in tried:
            continue
        tried.add(openings(later))
        yield Reason("help_start", {"start": (request.start + timedelta(days=later)).isoformat()})
