"""What a trip's days are sketched from: the ground, the places within reach, and what a visit to each takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np

from planner.catalog import Catalog, Place
from planner.facts import Facts
from planner.itinerary.inputs.eligibility import is_open, leave_by, opening
from planner.itinerary.inputs.outdoors import Weather, daylight, harsh, outdoor_minutes, outdoors
from planner.itinerary.inputs.scoring import Weights, weights_of
from planner.itinerary.inputs.travel_matrix import (
    Ground,
    air_km,
    make_ground,
    place_spot,
    restaurant_spot,
    rough_minutes,
)
from planner.itinerary.problem import MAX_PLACES
from planner.itinerary.types import Spot
from planner.people import MobilityProfile, stay_minutes, visit_effort
from planner.rules import RulePack

LUNCH_REACH_KM = 3.0  # farther through the air is farther than the rule `lunch-reach`


class VisitNeeds(NamedTuple):
    """What a visit takes: minutes with its seated pauses, how many those are, and the longest stretch between them;
    metres on foot, metres up, and MET-minutes."""

    stay: int
    pauses: int
    part: int
    walk: int
    climb: int
    met: int


class OpenAir(NamedTuple):
    """The weather that rations the open air somewhere (None: none does), and the minutes outdoors of a visit then."""

    weather: Weather | None
    minutes: int


@dataclass(frozen=True)
class TripInputs:
    """Everything a trip's days are sketched from."""

    facts: Facts
    person: MobilityProfile
    ground: Ground
    weights: Weights
    worth: dict[str, int]
    musts: frozenset[str]
    pins: dict[str, tuple[date, int | None]] = field(default_factory=dict)  # the day of a place, and from when
    table_worth: int = 0  # points of a lunch at a known restaurant
    _windows: dict[tuple[str, date], tuple[int, int]] = field(default_factory=dict, compare=False)  # worked out so far
    _spans: dict[tuple[str, date, tuple[date, ...]], tuple[int, int]] = field(default_factory=dict, compare=False)
    _open: dict[tuple[str, date], bool] = field(default_factory=dict, compare=False)
    _visits: dict[str, VisitNeeds] = field(default_factory=dict, compare=False)
    _open_air: dict[tuple[str, int], OpenAir] = field(default_factory=dict, compare=False)

    def window(self, place: str, day: date) -> tuple[int, int]:
        """When a visit may begin at the earliest and must have ended; a pinned one begins on the minute."""
        if (place, day) not in self._windows:
            self._windows[place, day] = self._window(self.facts.catalog.places[place], day)
        return self._windows[place, day]

    def span(self, place: str, day: date, days: tuple[date, ...]) -> tuple[int, int]:
        """When a visit may begin at the earliest, and must have ended, on any of the days it is possible on; without
        any, on `day`."""
        if (place, day, days) not in self._spans:
            windows = [self.window(place, each) for each in days if self.possible(place, each)]
            windows = windows or [self.window(place, day)]
            self._spans[place, day, days] = min(opens for opens, _ in windows), max(ends for _, ends in windows)
        return self._spans[place, day, days]

    def possible(self, place: str, day: date) -> bool:
        """Is the place open at some time of that day, which may be the only one it is wanted on?"""
        if (place, day) not in self._open:
            self._open[place, day] = is_open(self.facts.catalog.places[place], day)
        return self._open[place, day] and self.pins.get(place, (day, None))[0] == day

    def visit(self, place: str) -> VisitNeeds:
        """What a visit takes, and asks of the person."""
        if place not in self._visits:
            self._visits[place] = self._needs(self.facts.catalog.places[place])
        return self._visits[place]

    def open_air(self, place: str, month: int) -> OpenAir:
        """What a visit in a month has in the open air."""
        if (place, month) not in self._open_air:
            row = self.facts.catalog.places[place]
            weather = harsh(self.facts.catalog, self.facts.rules, row.city, month)
            self._open_air[place, month] = OpenAir(
                weather, outdoor_minutes(row, self.person, weather) if weather else 0
            )
        return self._open_air[place, month]

    def _window(self, place: Place, day: date) -> tuple[int, int]:
        at = self.pins.get(place.id, (day, None))[1]
        opens, closes, _ = opening(place, day, self.facts.rules, at)
        stay = self.visit(place.id).stay
        opens, ends = max(opens, self.facts.rules.minute("day-start")), leave_by(place, closes, stay)
        if at is None and outdoors(place, self.facts.rules):
            light, dark = daylight(place, day)
            return max(opens, light), min(ends, dark)
        if at is None:
            return opens, ends
        return max(opens, at), min(ends, at + stay)

    def _needs(self, place: Place) -> VisitNeeds:
        stay, pauses = stay_with_pauses(place, self.person, self.facts.rules)
        without = stay_minutes(place.visit_min, place.walk_m, self.person)
        return VisitNeeds(
            stay=stay,
            pauses=pauses,
            part=-(-without // (pauses + 1)),
            walk=place.walk_m,
            climb=place.climb_m,
            met=visit_effort(place.visit_min, place.walk_m, self.person),
        )


def make_inputs(
    facts: Facts,
    person: MobilityProfile,
    worth: dict[str, int],
    musts: Iterable[str],
    spots: Iterable[Spot],
    pins: dict[str, tuple[date, int | None]] | None = None,
) -> TripInputs:
    """The ground with the given spots, the places worth a ride from them, and the restaurants near by."""
    spots, musts = list(dict.fromkeys(spots)), frozenset(musts)
    weights = weights_of(facts.rules)
    near = shortlist(facts.catalog, worth, musts, spots, weights.ride_min)
    points = [*spots, *(place_spot(facts.catalog.places[p]) for p in near)]
    tables = [restaurant_spot(r) for r in facts.catalog.restaurants.values() if r.usable]
    within = air_km(points, tables).min(axis=0) <= LUNCH_REACH_KM if tables else []
    points += [table for table, reached in zip(tables, within, strict=True) if reached]
    return TripInputs(facts, person, make_ground(points, person, facts.rules), weights, near, musts, pins or {})


def shortlist(
    catalog: Catalog, worth: dict[str, int], musts: frozenset[str], spots: list[Spot], ride_cost: int
) -> dict[str, int]:
    """The places that a day from or to one of the spots could be about: its musts, then the worthiest after the ride,
    whose minutes cost `ride_cost` points each.

    Far more of them than a day's problem takes; it only keeps large regions from slowing small trips down.
    """
    names = list(worth)
    rough = rough_minutes(spots, [place_spot(catalog.places[p]) for p in names])
    points = np.array([worth[p] for p in names]) - ride_cost * rough
    points[:, [p in musts for p in names]] = np.iinfo(np.int64).max
    best = np.argsort(-points, axis=1, kind="stable")[:, : 2 * MAX_PLACES]
    kept = {names[i] for i in best.ravel().tolist()}
    return {p: points for p, points in worth.items() if p in kept}


def stay_with_pauses(place: Place, person: MobilityProfile, rules: RulePack) -> tuple[int, int]:
    """(minutes, seated pauses in them): no stretch of sightseeing is longer than the rule allows."""
    stay = stay_minutes(place.visit_min, place.walk_m, person)
    pauses = (stay - 1) // rules.whole("sightseeing-stretch")
    return stay + pauses * rules.whole("break-length"), pauses
