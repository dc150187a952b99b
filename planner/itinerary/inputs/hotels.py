"""Where a trip can sleep: the hotels worth considering, and how to get to their cities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.catalog import Catalog, City, Hotel, Place
from planner.facts import Facts
from planner.itinerary.inputs.rail_links import DirectTrain, city_stations, direct_trains
from planner.itinerary.inputs.scoring import WORTH
from planner.itinerary.inputs.travel_matrix import hotel_spot, make_ground, near_minutes, place_spot, station_spot
from planner.itinerary.types import Spot, TripRequest
from planner.people import MobilityProfile
from planner.travel import UNREACHABLE

NEAR_MIN = 100  # a base's surroundings: this far by road
MAX_CITIES = 3
MAX_HOTELS = 2  # of one city
TRAIN_FROM_KM = 60  # nearer cities are reached by road


@dataclass(frozen=True)
class Base:
    """A hotel to sleep in, and how many points its surroundings promise."""

    hotel: Hotel
    spot: Spot
    promise: int


def home_spot(catalog: Catalog, city: City) -> Spot:
    """Where a trip begins and ends: the main station of the home city."""
    return station_spot(catalog.stations[city.station], city)


def find_bases(
    facts: Facts,
    request: TripRequest,
    person: MobilityProfile,
    worth: dict[str, int],
) -> list[Base]:
    """Hotels of the most promising cities that can be reached; the home city only if nothing else can, or for
    visitors who arrive there."""
    home = facts.catalog.city(request.home)
    places = [facts.catalog.places[place_id] for place_id in worth]
    by_city: dict[str, list[Hotel]] = {}
    for hotel in facts.catalog.hotels.values():
        if hotel.usable and (hotel.lift == "yes" or not person.needs_lift):
            by_city.setdefault(hotel.city, []).append(hotel)
    ranked = []
    for city, hotels in by_city.items():
        if city != home.name and link(facts, person, home.name, city) is None:
            continue
        bases = _rank_hotels(hotels, places, worth, request, person)
        away = 0 if city != home.name or request.arrival else 1
        ranked.append((away, -bases[0].promise, city, bases[:MAX_HOTELS]))
    ranked.sort(key=lambda row: row[:3])
    chosen = [row for row in ranked if row[0] == 0 and row[1] < 0][:MAX_CITIES] or ranked[:1]
    return [base for row in chosen for base in row[3]]


def _rank_hotels(
    hotels: list[Hotel],
    places: list[Place],
    worth: dict[str, int],
    request: TripRequest,
    person: MobilityProfile,
) -> list[Base]:
    """A city's hotels, the one with the most within easy reach first."""
    spots = [hotel_spot(h) for h in hotels]
    minutes = near_minutes(spots, [place_spot(p) for p in places], NEAR_MIN)
    points = np.array([worth[p.id] + (100_000 if p.id in request.musts else 0) for p in places])
    net = np.where(minutes <= NEAR_MIN, np.maximum(points - 2 * WORTH.ride_min * minutes, 0), 0)
    most = request.days * person.visits_a_day
    promised = -np.sort(-net, axis=1)[:, :most].sum(axis=1)
    bases = [
        Base(hotel, spot, int(promise) - 200 * round(hotel.hospital_km or 5))
        for hotel, spot, promise in zip(hotels, spots, promised, strict=True)
    ]
    return sorted(bases, key=lambda base: (-base.promise, base.hotel.id))


def link(facts: Facts, person: MobilityProfile, origin: str, target: str) -> tuple[DirectTrain, ...] | None:
    """How one gets from city to city: by one of these trains, () by road, or None: not in a day."""
    if origin == target:
        return ()
    cities = facts.catalog.cities[origin], facts.catalog.cities[target]
    ground = make_ground([home_spot(facts.catalog, city) for city in cities], person, facts.rules)
    by_road = () if ground.minutes[0, 1] < UNREACHABLE else None
    if ground.km[0, 1] < TRAIN_FROM_KM:
        return by_road
    stations = [city_stations(facts.catalog, city) for city in cities]
    return direct_trains(facts.rail, stations[0], stations[1]) or by_road
