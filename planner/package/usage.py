"""What a trip makes a group use: nights, meals, visits, trains, and coaches by city and day."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from planner.catalog import Catalog
from planner.itinerary.types import Day, Itinerary, Leg, Lunch, Spot, Supper, Visit


@dataclass(frozen=True)
class CoachDay:
    """Coaches of a city on a day (1 is the first): kilometres of one, `away_night` if they go on with the group on the
    next day, `stops` where they wait."""

    city: str
    day: int
    km: int
    away_night: bool
    stops: int


@dataclass(frozen=True)
class Use:
    """A trip in things to pay for; days count from 1."""

    days: int
    nights: tuple[tuple[int, str], ...]  # day, hotel
    lunches: tuple[tuple[int, str], ...]  # day, id of the restaurant or where one then is
    dinners: tuple[tuple[int, str], ...]
    visits: tuple[tuple[int, str], ...]  # day, place
    trains: tuple[tuple[int, str, str, str], ...]  # day, train, from, to
    coaches: tuple[CoachDay, ...]

    @property
    def cities(self) -> tuple[str, ...]:
        """Where coaches are hired, in the order of the trip."""
        return tuple(dict.fromkeys(each.city for each in self.coaches))


def use_of(catalog: Catalog, trip: Itinerary) -> Use:
    """What the trip uses. A coach goes as far as a train is taken: then another one is hired in the next city."""
    numbered = list(enumerate(trip.days, start=1))
    return Use(
        days=len(trip.days),
        nights=tuple((n, day.hotel.id) for n, day in numbered if day.hotel is not None),
        lunches=tuple((n, item.spot.id) for n, day in numbered for item in day.items if isinstance(item, Lunch)),
        dinners=tuple((n, _dinner(day)) for n, day in numbered if day.hotel is not None),
        visits=tuple((n, visit.place.id) for n, day in numbered for visit in day.visits),
        trains=tuple(
            (n, leg.train or "", leg.origin.id, leg.target.id)
            for n, day in numbered
            for leg in _legs(day)
            if leg.mode == "train"
        ),
        coaches=_coaches(catalog, trip),
    )


def _legs(day: Day) -> list[Leg]:
    return [item for item in day.items if isinstance(item, Leg)]


def _dinner(day: Day) -> str:
    for item in day.items:
        if isinstance(item, Supper):
            return (item.table or item.spot).id
    return day.hotel.id if day.hotel else ""


def _coaches(catalog: Catalog, trip: Itinerary) -> tuple[CoachDay, ...]:
    km: dict[tuple[str, int], float] = {}
    stops: dict[tuple[str, int], int] = {}
    last_of: dict[tuple[str, int], bool] = {}  # did a train end this coach on that day?
    coach: str | None = None
    for number, day in enumerate(trip.days, start=1):
        for item in day.items:
            if isinstance(item, Leg) and item.mode == "train":
                if coach is not None:
                    last_of[coach, number] = True
                coach = None
            elif isinstance(item, Leg) and item.mode == "ride":
                coach = coach or city_of(catalog, item.origin)
                key = (coach, number)
                km[key] = km.get(key, 0.0) + item.km
                last_of[key] = False
                stops.setdefault(key, 0)
            elif isinstance(item, Visit) and coach is not None and (coach, number) in km:
                stops[coach, number] += 1
    found = []
    for city, number in km:
        goes_on = not last_of[city, number] and any(c == city and n > number for c, n in km) and number < len(trip.days)
        found.append(CoachDay(city, number, ceil(km[city, number]), goes_on, stops[city, number]))
    return tuple(sorted(found, key=lambda each: (each.day, list(km).index((each.city, each.day)))))


def city_of(catalog: Catalog, spot: Spot) -> str:
    """The city a spot lies in; of one that has left the facts, the nearest."""
    tables = {"place": catalog.places, "hotel": catalog.hotels, "restaurant": catalog.restaurants}
    row = tables.get(spot.kind, catalog.stations).get(spot.id)  # type: ignore[attr-defined]
    city = getattr(row, "city", None)
    if city:
        return str(city)
    near = sorted(catalog.cities.values(), key=lambda c: (c.lat - spot.lat) ** 2 + (c.lon - spot.lon) ** 2)
    return near[0].name if near else spot.name
