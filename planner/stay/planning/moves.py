"""The days on which one travels: to a base, between two, and home; as the trip engine plans a day without visits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from planner.caching import memoize
from planner.catalog import Hotel
from planner.facts import Facts
from planner.itinerary.columns import list_plans, make_day
from planner.itinerary.inputs import (
    CityLinks,
    DayFrame,
    DirectTrain,
    home_spot,
    hotel_spot,
    limits_for,
    make_inputs,
    sketch_day,
    station_spot,
)
from planner.itinerary.types import Day, Spot
from planner.people import MobilityProfile

MOVES = 4000  # held


class Moves:
    """Ways from home to the bases, between them, and back."""

    def __init__(self, facts: Facts, person: MobilityProfile, home: str) -> None:
        self._facts, self._person = facts, person
        self._home = home_spot(facts.catalog, facts.catalog.cities[home]), home
        self._links = CityLinks(facts, person)

    def come(self, hotel: Hotel, day: date) -> tuple[Day, int] | None:
        """The way from home to a hotel, and what it costs in points; None if there is none in a day."""
        return self._move(self._home, (hotel_spot(hotel), hotel.city), day)

    def between(self, first: Hotel, second: Hotel, day: date) -> tuple[Day, int] | None:
        """The same between two hotels."""
        return self._move((hotel_spot(first), first.city), (hotel_spot(second), second.city), day)

    def go(self, hotel: Hotel, day: date) -> tuple[Day, int] | None:
        """The same from a hotel home."""
        return self._move((hotel_spot(hotel), hotel.city), self._home, day)

    def _move(self, origin: tuple[Spot, str], target: tuple[Spot, str], day: date) -> tuple[Day, int] | None:
        facts = self._facts
        digests = facts.catalog.digest, facts.rail.digest, facts.rules.mark
        key = digests, self._person, origin, target, day.month
        planned = _planned(key, self, origin, target, day)
        return None if planned is None else (replace(planned[0], date=day), planned[1])

    def plan(self, origin: tuple[Spot, str], target: tuple[Spot, str], day: date) -> tuple[Day, int] | None:
        """The best day from one spot in a city to another, without visits: by a train of the usual hours, else by an
        early one, else by road."""
        trains = self._links.way(origin[1], target[1])
        if trains is None:
            return None
        ways = ((trains, False), (trains, True), ((), False)) if trains else (((), False),)
        tried = (self._by(origin[0], target[0], day, *way) for way in ways)
        return next((found for found in tried if found), None)

    def _by(
        self, origin: Spot, target: Spot, day: date, trains: tuple[DirectTrain, ...], early: bool
    ) -> tuple[Day, int] | None:
        facts, rules = self._facts, self._facts.rules
        stations = {name for train in trains for name in (train.origin, train.target)}
        spots = [station_spot(facts.catalog.stations[name]) for name in sorted(stations)]
        inputs = make_inputs(facts, self._person, {}, (), [origin, target, *spots])
        hotel = target if target.kind == "hotel" else None
        begin = rules.minute("train-day-start") if early else None
        limits = limits_for(self._person, rules, rules.minute("day-start"), rules.minute("hotel-by"), begin)
        frame = DayFrame(origin, target, day, limits, trains)
        sketch, plans = list_plans(inputs, sketch_day(inputs, frame, ()))
        if not len(plans.value):
            return None
        best = int(np.argmax(plans.value))
        steps = [int(step) for step in plans.steps[best] if step >= 0]
        return make_day(inputs, sketch, steps, day, hotel), -int(plans.value[best])


@memoize(key=lambda key, *_: key, size=MOVES)
def _planned(
    _key: object, moves: Moves, origin: tuple[Spot, str], target: tuple[Spot, str], day: date
) -> tuple[Day, int] | None:
    return moves.plan(origin, target, day)
