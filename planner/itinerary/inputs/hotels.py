"""Where a trip can sleep: the hotels worth considering, and how to get to their cities."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

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
    promises = [(place, worth[place.id] + MUST_POINTS * (place.id in request.musts)) for place in places]
    ranked = []
    for city, hotels in by_city.items():
        if city != home.name and link(facts, person, home.name, city) is None:
            continue
        bases = _rank_hotels(facts.rules, hotels, promises, request.days * person.visits_a_day)
        away = 0 if city != home.name or request.arrival else 1
        ranked.append((away, -bases[0].promise, city, bases[: facts.rules.whole("city-hotels")]))
    ranked.sort(key=lambda row: row[:3])
    chosen = [row for row in ranked if row[0] == 0 and row[1] < 0][: facts.rules.whole("trip-cities")] or ranked[:1]
    return [base for row in chosen for base in row[3]]


def _rank_hotels(rules: RulePack, hotels: list[Hotel], places: list[tuple[Place, int]], most: int) -> list[Base]:
    """A city's hotels, the one with the most within easy reach first; `places` with their points, of which `most`
    count."""
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


def link(facts: Facts, person: MobilityProfile, origin: str, target: str) -> tuple[DirectTrain, ...] | None:
    """How one gets from city to city: by one of these trains, () by road, or None: not in a day."""
    if origin == target:
        return ()
    cities = facts.catalog.cities[origin], facts.catalog.cities[target]
    ground = make_ground([home_spot(facts.catalog, city) for city in cities], person, facts.rules)
    by_road = () if ground.minutes[0, 1] < UNREACHABLE else None
    if ground.km[0, 1] < facts.rules.whole("train-from-km"):
        return by_road
    stations = [city_stations(facts.catalog, city, facts.rules) for city in cities]
    return direct_trains(facts.rail, stations[0], stations[1], facts.rules) or by_road
