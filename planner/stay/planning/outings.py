"""Gentle outings from each base, listed by the trip engine: for each set of days on which the same places are open."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from planner.catalog import Hotel
from planner.facts import Facts
from planner.itinerary.columns import list_plans, make_day
from planner.itinerary.inputs import (
    DayFrame,
    DaySketch,
    Scoring,
    TripInputs,
    days_by_hours,
    happening_places,
    hotel_spot,
    limits_for,
    make_inputs,
    memory_themes,
    refusal,
    sketch_day,
    weights_of,
)
from planner.itinerary.types import Day
from planner.people import MobilityProfile
from planner.stay.planning.problem import Ints, OutingOffer
from planner.stay.types import StayRequest

VISITS = 2  # columns of an offer; the rule `stay-outing-visits` is no more


@dataclass(frozen=True)
class ListedOutings:
    """Outings of a base on some days as an offer, with the steps of each and the sketch they are steps of."""

    offer: OutingOffer
    sketch: DaySketch
    steps: Ints


class Outings:
    """The outings of a stay's bases, over the numbering of places in `places`."""

    def __init__(
        self,
        facts: Facts,
        request: StayRequest,
        person: MobilityProfile,
        hotels: Sequence[Hotel],
        dates: Sequence[date],
    ) -> None:
        rules = facts.rules
        self._dates = tuple(dates)
        worth = _worths(facts, request, person, self._dates)
        self._inputs = make_inputs(facts, person, worth, (), [hotel_spot(hotel) for hotel in hotels])
        self.places = tuple(self._inputs.worth)
        self._numbers = {place: number for number, place in enumerate(self.places)}
        most = min(rules.whole("stay-outing-visits"), person.visits_a_day)
        limits = limits_for(person, rules, rules.minute("stay-out-from"), rules.minute("stay-out-to"))
        ride = min(person.ride_min, rules.whole("stay-outing-ride"))
        self._limits = replace(limits, visits=most, ride_min=ride)

    def of(self, hotel: Hotel, daily: Collection[str] = ()) -> Iterator[ListedOutings]:
        """All outings from a hotel that are worth more than staying there, by days; to none of the `daily` places (by
        id), where one goes on any day."""
        spot, near = hotel_spot(hotel), self._near(hotel, daily)
        for month in sorted({(day.year, day.month) for day in self._dates}):
            days = tuple(n for n, day in enumerate(self._dates) if (day.year, day.month) == month)
            for group, open_places in days_by_hours(near, self._dates, days):
                if not open_places:
                    continue
                frame = DayFrame(spot, spot, self._dates[group[0]], self._limits)
                sketch, plans = list_plans(near, sketch_day(near, frame, open_places))
                numbers = np.array([self._numbers[place] for place in sketch.place_ids] + [-1], dtype=np.int64)
                places = np.sort(numbers[plans.places], axis=1)[:, ::-1][:, :VISITS]
                kept = worth_making(places, plans.value)
                if len(kept):
                    yield ListedOutings(OutingOffer(group, places[kept], plans.value[kept]), sketch, plans.steps[kept])

    def day(self, listed: ListedOutings, outing: int, day: date, hotel: Hotel) -> Day:
        """An outing with its times."""
        steps = [int(step) for step in listed.steps[outing] if step >= 0]
        return make_day(self._inputs, listed.sketch, steps, day, hotel_spot(hotel))

    def _near(self, hotel: Hotel, daily: Collection[str]) -> TripInputs:
        """The inputs with the places alone that one can ride to and back from in an outing."""
        ground, worth = self._inputs.ground, self._inputs.worth
        row = ground.index("hotel", hotel.id)
        reach = self._limits.ride_min
        near = {
            place: points
            for place, points in worth.items()
            if place not in daily and _ride(ground.minutes, ground.foot, row, ground.index("place", place)) * 2 <= reach
        }
        return replace(self._inputs, worth=near)


def worth_making(places: Ints, values: Ints) -> Ints:
    """The numbers of those outings that are worth something, and more than one with fewer of the same places."""
    alone: dict[int, int] = {}
    for (first, second), value in zip(places.tolist(), values.tolist(), strict=True):
        if second < 0 <= first:
            alone[first] = max(alone.get(first, 0), value)
    kept = dict[tuple[int, int], int]()
    for number, ((first, second), value) in enumerate(zip(places.tolist(), values.tolist(), strict=True)):
        less = max(alone.get(first, 0), alone.get(second, 0)) if second >= 0 else 0
        best = kept.get((first, second))
        if first >= 0 and value > less and (best is None or value > int(values[best])):
            kept[first, second] = number
    return np.array(sorted(kept.values()), dtype=np.int64)


def _ride(minutes: Ints, foot: Ints, row: int, column: int) -> int:
    return 0 if foot[row, column] else int(minutes[row, column])


def _worths(facts: Facts, request: StayRequest, person: MobilityProfile, dates: Sequence[date]) -> dict[str, int]:
    """Points by id of every place the party can go to; without a theme all themes are liked alike."""
    themes = facts.rules.themes
    happening = frozenset[str]().union(*(happening_places(facts.catalog.events.values(), day) for day in dates))
    scoring = Scoring(
        weights_of(facts.rules),
        request.theme or "",
        () if request.theme else tuple(themes),
        tuple(request.start.year - age for age in request.ages),
        request.start,
        happening,
        memory_themes(themes),
    )
    return {
        place.id: scoring.points(place)
        for place in sorted(facts.catalog.places.values(), key=lambda p: p.id)
        if place.id not in request.bans and refusal(place, person, facts.rules) is None
    }
