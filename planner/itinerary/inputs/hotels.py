"""Where a trip can sleep: the hotels worth considering, and how to get to their cities."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from planner.caching import memoize
from planner.catalog import Catalog, City, Hotel, Place
from planner.facts import Facts
from planner.itinerary.inputs.rail_links import DirectTrain, city_stations, direct_trains
from planner.itinerary.inputs.scoring import weights_of
from planner.itinerary.inputs.travel_matrix import hotel_spot, make_ground, near_minutes, place_spot, station_spot
from planner.itinerary.types import Spot, TripRequest
from planner.people import MobilityProfile
from planner.rules import RulePack
from planner.travel import UNREACHABLE

MUST_POINTS = 100_000  # that a must adds to its hotels
HOSPITAL_KM_POINTS = 200  # less for each kilometre to a hospital
USUAL_HOSPITAL_KM = 5  # where that is not known
LONGEST_STAY_PUT = 3  # days of a trip on which hotels are not changed, but after a night where one arrived


@dataclass(frozen=True)
class Base:
    """A hotel to sleep in, how many points its surroundings promise, and how many a night there costs."""

    hotel: Hotel
    spot: Spot
    promise: int = 0
    night_cost: int = 0

    @property
    def city(self) -> str:
        """The name of the hotel's city."""
        return self.hotel.city


@dataclass(frozen=True)
class HotelGroup:
    """Neighbouring hotels of a city as one place to sleep: as near to everything as the nearest of them, as cheap as
    the cheapest."""

    spot: Spot
    city: str
    night_cost: int
    hotels: tuple[str, ...]  # their ids


Node = Base | HotelGroup
DayTrains = tuple[tuple[DirectTrain, ...], tuple[DirectTrain, ...]]  # there, and back


def home_spot(catalog: Catalog, city: City) -> Spot:
    """Where a trip begins and ends: the main station of the home city."""
    return station_spot(catalog.stations[city.station], city)


def arrives_in_the_evening(rules: RulePack, request: TripRequest) -> bool:
    """Does the trip begin so late that its first night is in the city of its arrival?"""
    return (
        request.arrival is not None and request.days > 1 and request.arrival.minute >= rules.minute("evening-arrival")
    )


def changes_hotels(request: TripRequest) -> bool:
    """May nights of the trip be spent in several cities? On four days and more, and on three after a night where one
    arrived."""
    return request.days > LONGEST_STAY_PUT - (request.arrival is not None)


def find_bases(
    facts: Facts,
    request: TripRequest,
    person: MobilityProfile,
    worth: dict[str, int],
) -> list[Base]:
    """Every hotel the party may sleep in, in the home city and those that can be reached, the most promising first.

    Trips of four days and more may reach a city by way of another.
    """
    by_city: dict[str, list[Hotel]] = {}
    for hotel in facts.catalog.hotels.values():
        by_city.setdefault(hotel.city, []).append(hotel)
    suitable = {city: suitable_hotels(hotels, person, request.lift) for city, hotels in by_city.items()}
    reached = _reached(facts, person, request, [city for city, hotels in suitable.items() if hotels])
    promises = [
        (facts.catalog.places[place], points + MUST_POINTS * (place in request.musts))
        for place, points in worth.items()
    ]
    most = request.days * person.visits_a_day
    bases = _rank_hotels(facts.rules, [hotel for city in reached for hotel in suitable[city]], promises, most)
    costs = [night_cost(facts.rules, request, person, base.hotel) for base in bases]
    priced = [replace(base, night_cost=cost) for base, cost in zip(bases, costs, strict=True)]
    return sorted(priced, key=lambda base: base.night_cost > 0)


def suitable_hotels(hotels: list[Hotel], person: MobilityProfile, lift: str) -> list[Hotel]:
    """Which of a city's hotels the party may sleep in. Who needs a lift sleeps where one is confirmed; if no hotel of
    the city has one, and `lift` is not "confirmed", where nothing is known of it."""
    usable = [hotel for hotel in hotels if hotel.usable]
    confirmed = [hotel for hotel in usable if hotel.lift == "yes"]
    if lift == "confirmed":
        return confirmed
    if not person.needs_lift:
        return usable
    return confirmed or [hotel for hotel in usable if hotel.lift is None]


def night_cost(rules: RulePack, request: TripRequest, person: MobilityProfile, hotel: Hotel) -> int:
    """What a night there costs in points: in the home city of who has not come from elsewhere, or without a confirmed
    lift for who needs one."""
    at_home = hotel.city == request.home and request.arrival is None
    unsure = person.needs_lift and hotel.lift != "yes"
    weights = weights_of(rules)
    return weights.home_night * at_home + weights.lift_unknown * unsure


def arrival_cost(facts: Facts, request: TripRequest, person: MobilityProfile, city: str) -> int:
    """What a first night in a city costs in points for who arrives by train and has to take another one there."""
    if request.arrival is None or city == request.home:
        return 0
    return weights_of(facts.rules).second_train * bool(CityLinks(facts, person).way(request.home, city))


def _reached(facts: Facts, person: MobilityProfile, request: TripRequest, cities: list[str]) -> list[str]:
    """The home city and those of `cities` that can be reached from it in a day, or in more on longer trips."""
    links = CityLinks(facts, person)
    reached = [request.home] if request.home in cities else []
    ahead = {request.home}
    while ahead:
        ahead = {
            city
            for city in cities
            if city not in reached and any(links.way(origin, city) is not None for origin in ahead)
        }
        reached += sorted(ahead)
        if request.days <= LONGEST_STAY_PUT:
            break
    return reached


def _rank_hotels(rules: RulePack, hotels: list[Hotel], places: list[tuple[Place, int]], most: int) -> list[Base]:
    """Hotels, the one with the most within easy reach first; `places` with their points, of which `most` count."""
    spots, near = [hotel_spot(h) for h in hotels], rules.whole("base-near")
    minutes = near_minutes(spots, [place_spot(place) for place, _ in places], near)
    points = np.array([points for _, points in places])
    ride_cost = weights_of(rules).ride_min
    net = np.where(minutes <= near, np.maximum(points - 2 * ride_cost * minutes, 0), 0)
    promised = -np.sort(-net, axis=1)[:, :most].sum(axis=1)
    bases = [
        Base(hotel, spot, int(promise) - HOSPITAL_KM_POINTS * round(hotel.hospital_km or USUAL_HOSPITAL_KM))
        for hotel, spot, promise in zip(hotels, spots, promised, strict=True)
    ]
    return sorted(bases, key=lambda base: (-base.promise, base.hotel.id))


class CityLinks:
    """How one gets from city to city, for a person."""

    def __init__(self, facts: Facts, person: MobilityProfile) -> None:
        self._facts = facts
        self._cities = {name: i for i, name in enumerate(sorted(facts.catalog.cities))}
        spots = [home_spot(facts.catalog, facts.catalog.cities[name]) for name in self._cities]
        self._ground = make_ground(spots, person, facts.rules)

    def way(self, origin: str, target: str) -> tuple[DirectTrain, ...] | None:
        """By one of these trains, () by road, or None: not in a day."""
        if origin == target:
            return ()
        row = self._cities[origin], self._cities[target]
        by_road = () if self._ground.minutes[row] < UNREACHABLE else None
        if self._ground.km[row] < self._facts.rules.whole("train-from-km"):
            return by_road
        return _trains(self._facts, origin, target) or by_road

    def day_trips(self, origin: str) -> list[DayTrains]:
        """The trains to each city that can be visited by train in a day from another, and those back."""
        longest = self._facts.rules.whole("day-trip-train")
        found = []
        for city in self._cities:
            both = [
                tuple(train for train in self.way(*way) or () if train.minutes <= longest)
                for way in ((origin, city), (city, origin))
            ]
            if all(both):
                found.append((both[0], both[1]))
        return found


def _trains(facts: Facts, origin: str, target: str) -> tuple[DirectTrain, ...]:
    return _between(facts, _stations(facts, origin), _stations(facts, target))


@memoize(key=lambda facts, city: (facts.catalog.digest, facts.rules.mark, city), size=256)
def _stations(facts: Facts, city: str) -> frozenset[str]:
    return city_stations(facts.catalog, facts.catalog.cities[city], facts.rules)


@memoize(key=lambda facts, origins, targets: (facts.rail.digest, facts.rules.mark, origins, targets), size=1024)
def _between(facts: Facts, origins: frozenset[str], targets: frozenset[str]) -> tuple[DirectTrain, ...]:
    return direct_trains(facts.rail, origins, targets, facts.rules)
