"""What lies around a hotel for those who stay long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from planner.caching import memoize
from planner.catalog import Hotel, Place, Restaurant
from planner.facts import Facts
from planner.itinerary.inputs import air_km, hotel_spot, is_open, place_spot, restaurant_spot
from planner.itinerary.types import Spot
from planner.people import MobilityProfile, passable, way_minutes
from planner.rules import RulePack
from planner.stay.types import NearbyThing, ThingUse
from planner.travel import road_table

AROUND_KM = 9.0  # through the air; farther is farther than the rule `stay-ride`
HOTELS = 400  # whose ways are held
OWN_SPRING = "hot spring hotel"  # a kind of hotel with a spring of its own
BY_THE_SEA = ("seaside hotel", "seaside resort")
LODGINGS = (OWN_SPRING, "sanatorium", "resort", "seaside resort", "garden guesthouse")  # kinds made for staying longer
MARKETS = ("market", "shopping", "food street")  # in the category of a place one buys food at
SIGHT_MIN = 100  # a sight that takes longer is an outing
SPRINGS, SEAS, PARKS = ("hot_spring",), ("seaside",), ("park",)  # kinds of places
DAILY_USES: tuple[ThingUse, ...] = ("park", "sea", "market", "hot_spring", "table")  # gone to again and again


@dataclass(frozen=True)
class Surroundings:
    """A hotel, what is near, and which places those are (by id)."""

    hotel: Hotel
    things: tuple[NearbyThing, ...]
    places: dict[str, Place]

    @property
    def daily(self) -> frozenset[str]:
        """The ids of the places that one goes to again and again: no outings."""
        return frozenset(thing.spot.id for thing in self.things if thing.use in DAILY_USES)

    def open_on(self, day: date) -> Iterator[NearbyThing]:
        """What is near and open that day."""
        for thing in self.things:
            place = self.places.get(thing.spot.id) if thing.spot.kind == "place" else None
            if place is None or is_open(place, day):
                yield thing


@memoize(
    key=lambda facts, hotel: (facts.catalog.digest, hotel.id),
    size=HOTELS,
)
def _ways(facts: Facts, hotel: Hotel) -> tuple[tuple[Spot, Place | Restaurant, int, int], ...]:
    """Spots around a hotel, each with its row, the metres of the way and its minutes on wheels."""
    rows: list[tuple[Spot, Place | Restaurant]] = [
        *((place_spot(row), row) for row in facts.catalog.places.values() if row.usable),
        *((restaurant_spot(row), row) for row in facts.catalog.restaurants.values() if row.usable),
    ]
    here = hotel_spot(hotel)
    far = air_km([here], [spot for spot, _ in rows])[0]
    near = [row for row, km in zip(rows, far, strict=True) if km <= AROUND_KM]
    table = road_table([(here.lat, here.lon), *((spot.lat, spot.lon) for spot, _ in near)])
    return tuple(
        (spot, row, round(float(table.km[0, n]) * 1000), int(table.minutes[0, n]))
        for n, (spot, row) in enumerate(near, 1)
    )


def surroundings_of(facts: Facts, person: MobilityProfile, hotel: Hotel, bans: tuple[str, ...] = ()) -> Surroundings:
    """What is near a hotel for that person: on foot, or by a short ride; the nearest first."""
    rules, things, places = facts.rules, list[NearbyThing](), dict[str, Place]()
    if hotel.kind == OWN_SPRING:
        things.append(NearbyThing(hotel_spot(hotel), "hot_spring", "walk", 0, 0, rough=False))
    for spot, row, metres, wheels in _ways(facts, hotel):
        use = _use(row)
        if spot.id in bans or (isinstance(row, Place) and not _suits(row, person, rules)):
            continue
        feet, ride = way_minutes(metres, person), wheels + person.boarding_min
        on_foot = feet <= rules.whole("stay-foot") and 2 * metres <= rules.number("stay-foot-share") * person.walk_m
        if not on_foot and ride > rules.whole("stay-ride"):
            continue
        rough = hotel.position != "exact" or row.position != "exact"
        things.append(NearbyThing(spot, use, *(("walk", feet) if on_foot else ("ride", ride)), metres, rough))
        if isinstance(row, Place):
            places[row.id] = row
    return Surroundings(hotel, tuple(sorted(things, key=lambda thing: (thing.metres, thing.spot.id))), places)


def _use(row: Place | Restaurant) -> ThingUse:
    if isinstance(row, Restaurant):
        return "table"
    if any(word in row.category for word in MARKETS):
        return "market"
    for use, kinds in (("hot_spring", SPRINGS), ("sea", SEAS), ("park", PARKS)):
        if row.kind in kinds:
            return use  # type: ignore[return-value]
    return "sight"


def _suits(place: Place, person: MobilityProfile, rules: RulePack) -> bool:
    """May the person stroll there? As long as one likes, so that its usual metres do not count."""
    easy = place.intensity <= rules.whole("stay-leisure")
    return easy and passable(place.step_free, person.steps) and (_use(place) != "sight" or place.visit_min <= SIGHT_MIN)
