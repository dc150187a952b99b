"""Day plans from hotel to hotel over sets of places of their groups' plans: listed when first asked for, and kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from threading import Event
from time import perf_counter

import numpy as np
import numpy.typing as npt

from planner.itinerary.columns.column_pool import ColumnPool, PlanningContext, problem_of
from planner.itinerary.columns.day_plans import Listed, listing_work, offer_of, side_by_side
from planner.itinerary.columns.grouped_hotels import GroupedHotels
from planner.itinerary.columns.hotel_bounds import BoundedDay, Pair
from planner.itinerary.inputs import DaySketch, days_by_hours, sketch_day
from planner.itinerary.problem import HOME, DayPlans, DualPrices, Ints, Offer
from planner.itinerary.solver import Trip, enumerate_days, route_cost, with_subsets
from planner.solving import Progress, SolveOptions

Bools = npt.NDArray[np.bool_]
Days = list[list[BoundedDay]]
Alike = tuple[int, ...]  # days of a trip on which the same places are open at the same times


@dataclass
class _HotelDays:
    """Plans of a group's offer whose sets of places are listed from its hotels, those `places`, and what was listed.
    `wanted` are the sets as a table, in the numbers of these places."""

    plans: Bools
    places: tuple[str, ...]
    wanted: dict[tuple[str, ...], Ints] = field(default_factory=dict)
    listed: dict[tuple[int, int, Alike], Listed] = field(default_factory=dict)


@dataclass
class HotelPart:
    """Days from hotel to hotel that are in play, as an offer of the groups each, and the groups' plans whose sets of
    places are."""

    pairs: dict[Pair, tuple[int, ...]]
    plans: dict[int, Bools]


class HotelDays:
    """Lists the days from hotel to hotel of groups; looks now and then whether they are still wanted."""

    def __init__(self, groups: GroupedHotels, options: SolveOptions) -> None:
        self.groups, self.options = groups, options
        self._known: dict[int, _HotelDays] = {}
        self._open: dict[tuple[int, ...], dict[Alike, frozenset[str]]] = {}
        self._began = perf_counter()

    def pool(self, part: HotelPart) -> ColumnPool:
        """The columns of a part."""
        context, bases = self.groups.context, hotels_of(part.pairs)
        chosen = tuple(context.bases[i] for i in bases)
        listed = self.listed(part, bases)
        problem = problem_of(context.inputs, context.request, chosen, [each.offer for each in listed])
        given = {each.name: getattr(context, each.name) for each in fields(PlanningContext)} | {"bases": chosen}
        return ColumnPool(**given, listed=listed, problem=problem, seconds=perf_counter() - self._began)

    def listed(self, part: HotelPart, bases: Sequence[int]) -> tuple[Listed, ...]:
        """The day plans of a part; nodes are numbers in `bases`."""
        node = {HOME: HOME, **{hotel: i for i, hotel in enumerate(bases)}}
        return tuple(
            _between(
                self._known[offer].listed[origin, target, alike],
                node[origin],
                node[target],
                tuple(day for day in alike if day in part.pairs[pair]),
            )
            for pair, alike in self.possible(part)
            for offer, origin, target in (pair,)
        )

    def priced(self, part: HotelPart, prices: DualPrices) -> dict[Pair, float]:
        """What the days of a part add at most at some prices, those of what is seen by hotel."""
        problem, bases = self.pool(part).problem, hotels_of(part.pairs)
        here = replace(prices, seen={i: prices.seen[hotel] for i, hotel in enumerate(bases) if hotel in prices.seen})
        trip, adds = Trip(problem), dict.fromkeys(part.pairs, -np.inf)
        for i, (pair, _) in enumerate(self.possible(part)):
            offer = problem.offers[i]
            most = float(trip.priced(i, here).max()) + here.arrival_worth(offer.origin, offer.target)
            adds[pair] = max(adds[pair], most - route_cost(problem, offer))
        return adds

    def possible(self, part: HotelPart) -> list[tuple[Pair, Alike]]:
        """The pairs on days of theirs with any day plan."""
        self._list(part)
        return [
            (pair, alike)
            for pair, alike in self._used(part)
            if len(self._known[pair[0]].listed[*pair[1:], alike].offer.plans.value)
        ]

    def _alike(self, days: tuple[int, ...], used: tuple[int, ...]) -> list[Alike]:
        """The days that are alike of which some are used."""
        return [alike for alike in self._hours(days) if set(alike) & set(used)]

    def _used(self, part: HotelPart) -> list[tuple[Pair, Alike]]:
        """The pairs in order, each with the days that are alike of which it may be used on some."""
        return [
            (pair, alike)
            for pair in sorted(part.pairs)
            for alike in self._alike(self.groups.listed[pair[0]].offer.days, part.pairs[pair])
        ]

    def _hours(self, days: tuple[int, ...]) -> dict[Alike, frozenset[str]]:
        """The days that are alike, with what is open on them."""
        if days not in self._open:
            request = self.groups.context.request
            dates = tuple(request.start + timedelta(days=day) for day in range(request.days))
            groups = days_by_hours(self.groups.context.inputs, dates, days)
            self._open[days] = {alike: frozenset(places) for alike, places in groups}
        return self._open[days]

    def _list(self, part: HotelPart) -> None:
        """List what is not listed yet of a part."""
        for offer, plans in part.plans.items():
            known = self._known.get(offer)
            if known is None or (plans & ~known.plans).any():
                plans = plans if known is None else plans | known.plans
                grouped = self.groups.listed[offer]
                used = np.unique(grouped.offer.plans.places[plans])
                places = tuple(grouped.sketch.place_ids[place] for place in used if place >= 0)
                self._known[offer] = _HotelDays(plans, places)
        new = [
            (pair, alike) for pair, alike in self._used(part) if (*pair[1:], alike) not in self._known[pair[0]].listed
        ]
        sketches = [self._sketch(pair, alike) for pair, alike in new]
        tables = [self._wanted(pair[0], sketch) for (pair, _), sketch in zip(new, sketches, strict=True)]

        def work(one: tuple[DaySketch, Ints], unwanted: Event) -> DayPlans:
            return enumerate_days(one[0].problem, unwanted, one[1])

        def look(_: int) -> None:
            self.options.progress(Progress("choose", 2, 4))

        found = list(side_by_side(work, zip(sketches, tables, strict=True), look))
        self.options.work.done += listing_work(found)
        for (pair, alike), sketch, made in zip(new, sketches, found, strict=True):
            listed = Listed(sketch, sketch, offer_of(self.groups.context.inputs, sketch, made))
            self._known[pair[0]].listed[*pair[1:], alike] = listed

    def _sketch(self, pair: Pair, alike: Alike) -> DaySketch:
        """A day from one hotel to another on days that are alike, over the places of the groups' plans."""
        offer, origin, target = pair
        grouped, context = self.groups.listed[offer], self.groups.context
        opened = self._hours(grouped.offer.days)[alike]
        day = context.request.start + timedelta(days=alike[0])
        spots = [None if hotel == HOME else context.bases[hotel].spot for hotel in (origin, target)]
        frame, limits = grouped.sketch.frame, grouped.sketch.problem.limits  # with what the weather of all places asks
        limits = replace(limits, wait_free=frame.limits.wait_free)
        frame = replace(frame, origin=spots[0] or frame.origin, target=spots[1] or frame.target, limits=limits)
        frame = replace(frame, day=day, days=())
        return sketch_day(context.inputs, frame, [place for place in self._known[offer].places if place in opened])

    def _wanted(self, offer: int, sketch: DaySketch) -> Ints:
        """The sets of places that are listed of an offer, in the numbers of a sketch."""
        known, grouped = self._known[offer], self.groups.listed[offer]
        if sketch.place_ids not in known.wanted:
            sets = grouped.offer.plans.places[known.plans]
            known.wanted[sketch.place_ids] = with_subsets(_masks(grouped.sketch, sketch, sets))
        return known.wanted[sketch.place_ids]


def hotels_of(pairs: Iterable[Pair]) -> list[int]:
    """The hotels that days go from or to."""
    return sorted({hotel for pair in pairs for hotel in pair[1:]} - {HOME})


def _between(listed: Listed, origin: int, target: int, days: tuple[int, ...]) -> Listed:
    """What is listed, as an offer from one node to another on some days."""
    sketch = replace(listed.sketch, origin=origin, target=target, days=days)
    offer: Offer = replace(listed.offer, origin=origin, target=target, days=days)
    return Listed(sketch, sketch, offer)


def _masks(groups: DaySketch, hotels: DaySketch, sets: Ints) -> Ints:
    """Sets of places in the numbers of a group's sketch as a bit for each place of a hotel's; without its other
    places."""
    number = {place: i for i, place in enumerate(hotels.place_ids)}
    bits = [1 << number[place] if place in number else 0 for place in groups.place_ids]
    masks: Ints = np.array([*bits, 0], dtype=np.int64)[sets].sum(axis=1)
    return masks
