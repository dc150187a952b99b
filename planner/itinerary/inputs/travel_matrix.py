"""The ground a trip moves on: spots, and minutes between them with the pauses older travellers need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from planner.catalog import City, Hotel, Place, Restaurant, Station
from planner.itinerary.problem import Ints
from planner.itinerary.types import Spot
from planner.people import MobilityProfile, way_minutes
from planner.rules import RulePack
from planner.travel import UNREACHABLE, ride_minutes, road_table, way_provider

Table = np.ndarray[tuple[int, ...], np.dtype[Any]]

NEXT_DOOR_M = 50  # on foot where no kilometres are left
ROUGH_DETOUR = 1.25
NEARLY = 1.3  # the rough minutes may be that far off
EARTH_KM = 6371.0


@dataclass(frozen=True)
class Ground:
    """Spots and the tables between them; `minutes` are UNREACHABLE where no ride is offered, `ride` those of them on
    wheels, 0 of ways that are walked; `foot` the metres of these, else 0; `groups` are the rows that a spot stands for
    the nearest of."""

    spots: tuple[Spot, ...]
    minutes: Ints
    ride: Ints
    foot: Ints
    km: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    pauses: Ints
    measured: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]  # by a routing server, no estimate
    groups: Mapping[Spot, Sequence[int]] = field(default_factory=dict)

    def index(self, kind: str, spot_id: str) -> int:
        """The row of a spot; KeyError if it is not on the ground."""
        return self._numbers[kind, spot_id]

    def meals(self, spot: Spot) -> int | None:
        """The row of where one may eat from a spot, for those of which several rows are the nearest."""
        return self._numbers.get(("meals", f"{spot.kind}:{spot.id}"))

    @cached_property
    def _numbers(self) -> dict[tuple[str, str], int]:
        return {(spot.kind, spot.id): i for i, spot in enumerate(self.spots)}

    @cached_property
    def tables(self) -> list[int]:
        """The rows of the restaurants."""
        return [row for row, spot in enumerate(self.spots) if spot.kind == "restaurant"]

    def nearest_table(self, row: int, within: int) -> int | None:
        """The restaurant that is reached first from a row, if within so many minutes."""
        best, minutes = self._nearest_tables[row] if self.tables else (None, UNREACHABLE)
        return best if minutes <= within else None

    @cached_property
    def _nearest_tables(self) -> list[tuple[int, int]]:
        to_tables = self.minutes[:, self.tables]
        nearest, least = to_tables.argmin(axis=1).tolist(), to_tables.min(axis=1).tolist()
        return [(self.tables[k], minutes) for k, minutes in zip(nearest, least, strict=True)]

    @cached_property
    def spread(self) -> dict[int, Ints]:
        """For each row of a group (3 x spots) the minutes of the longest walk from each spot to one of its rows and
        from one of these to the spot, and how much longer one may ride from one of them than from the group."""
        if not self.groups:
            return {}
        members, begins = _members(self.groups)
        on_foot = np.where(self.foot > 0, self.minutes, 0)
        numbers = [self.index(spot.kind, spot.id) for spot in self.groups]
        longer = self.ride[members] - self.ride[np.repeat(numbers, [len(group) for group in self.groups.values()])]
        longer[longer >= UNREACHABLE // 2] = 0
        found = (
            np.maximum.reduceat(on_foot[:, members], begins, axis=1).T,
            np.maximum.reduceat(on_foot[members], begins, axis=0),
            np.maximum(np.maximum.reduceat(longer, begins, axis=0), 0),
        )
        return dict(zip(numbers, np.stack(found, axis=1), strict=True))


def with_nearest(ground: Ground, groups: Mapping[Spot, Sequence[int]]) -> Ground:
    """The ground with further spots, each as near to every other as the nearest row of its group; to itself 0.

    Minutes, those on wheels and metres on foot are the least of the group each for itself: no row has less of any.
    """
    if not groups:
        return ground
    members, begins = _members(groups)

    def grown(table: Table) -> Table:
        right = np.minimum.reduceat(table[:, members], begins, axis=1)
        down = np.minimum.reduceat(table[members], begins, axis=0)
        corner = np.minimum.reduceat(down[:, members], begins, axis=1)
        np.fill_diagonal(corner, 0)
        return np.block([[table, right], [down, corner]])

    return Ground(
        (*ground.spots, *groups),
        grown(ground.minutes),
        grown(ground.ride),
        grown(ground.foot),
        grown(ground.km),
        grown(ground.pauses),
        grown(ground.measured),
        groups={spot: list(group) for spot, group in groups.items()},
    )


def _members(groups: Mapping[Spot, Sequence[int]]) -> tuple[Ints, Ints]:
    """The rows of all groups one after another, and where those of each begin."""
    begins = np.cumsum([0, *(len(group) for group in groups.values())])[:-1]
    return np.array([row for group in groups.values() for row in group]), begins


def stretch_minutes(person: MobilityProfile, rules: RulePack) -> int:
    """The longest ride without a pause: the coach rule or the person's own toilet interval."""
    return min(rules.whole("coach-stretch"), rules.whole("toilet"), person.toilet_min)


def make_ground(spots: list[Spot], person: MobilityProfile, rules: RulePack) -> Ground:
    """Tables for these spots and this person."""
    roads = road_table([(spot.lat, spot.lon) for spot in spots])
    ride = roads.minutes.astype(np.int64)
    pauses = np.maximum(0, -(-ride // stretch_minutes(person, rules)) - 1)
    minutes = ride + pauses * (rules.whole("break-length") + person.queue_min)
    minutes[ride > 0] += person.boarding_min
    minutes[minutes > rules.whole("longest-ride")] = UNREACHABLE
    foot = np.where(minutes < UNREACHABLE, on_foot(roads.km, person, rules), 0)
    minutes[foot > 0] = [way_minutes(metres, person) for metres in foot[foot > 0].tolist()]
    pauses[foot > 0] = 0
    ride = np.where(foot > 0, 0, minutes)
    return Ground(tuple(spots), minutes, ride, foot, roads.km, pauses, ~roads.estimated)


def on_foot(km: np.ndarray[tuple[int, ...], np.dtype[np.float64]], person: MobilityProfile, rules: RulePack) -> Ints:
    """The metres of ways too short for a car, where the person can walk them without a long rest; else 0."""
    metres: Ints = np.maximum(np.round(km * 1000), NEXT_DOOR_M).astype(np.int64)
    farthest = rules.whole("walk-stretch") * 60 * person.pace
    metres[(metres >= rules.whole("walk-below")) | (metres > farthest)] = 0
    np.fill_diagonal(metres, 0)
    return metres


def rough_minutes(origins: list[Spot], targets: list[Spot]) -> Ints:
    """Rough minutes on wheels from each origin to each target, for ranking only; shape (origins, targets)."""
    minutes: Ints = ride_minutes(ROUGH_DETOUR * air_km(origins, targets)).astype(np.int64)
    return minutes


def near_minutes(origins: list[Spot], targets: list[Spot], most: int) -> Ints:
    """Minutes on wheels from each origin to each target that may lie within `most`, else UNREACHABLE; estimates."""
    first, second = np.nonzero(rough_minutes(origins, targets) <= NEARLY * most)
    points = [(spot.lat, spot.lon) for spot in (*origins, *targets)]
    minutes = np.full((len(origins), len(targets)), UNREACHABLE, dtype=np.int64)
    minutes[first, second] = way_provider().ways(points, first, second + len(origins))[1]
    return minutes


def air_km(origins: list[Spot], targets: list[Spot]) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """Kilometres through the air on a sphere, shape (origins, targets)."""
    lat1, lon1 = np.radians([(s.lat, s.lon) for s in origins]).reshape(-1, 2).T[:, :, None]
    lat2, lon2 = np.radians([(s.lat, s.lon) for s in targets]).reshape(-1, 2).T[:, None, :]
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    km: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = 2 * EARTH_KM * np.arcsin(np.sqrt(half))
    return km


def place_spot(place: Place) -> Spot:
    """A place as a spot."""
    return Spot("place", place.id, place.name, place.name_en, place.lat, place.lon)


def hotel_spot(hotel: Hotel) -> Spot:
    """A hotel as a spot."""
    return Spot("hotel", hotel.id, hotel.name, hotel.name_en, hotel.lat, hotel.lon)


def restaurant_spot(restaurant: Restaurant) -> Spot:
    """A restaurant as a spot."""
    return Spot("restaurant", restaurant.id, restaurant.name, restaurant.name_en, restaurant.lat, restaurant.lon)


def station_spot(station: Station, city: City | None = None) -> Spot:
    """A station; one without a known position stands where its city's main station stands."""
    lat, lon = station.lat, station.lon
    if lat is None or lon is None:
        if city is None:
            raise ValueError(f"station {station.name} has no position")
        lat, lon = city.lat, city.lon
    return Spot("station", station.name, f"{station.name}站", station.name_en, lat, lon)
