"""One day of a trip as numbers for the solver, with the meaning of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from planner.itinerary.inputs.hotel_groups import ways_between
from planner.itinerary.inputs.meals import meal_points
from planner.itinerary.inputs.outdoors import outdoor_budget
from planner.itinerary.inputs.rail_links import DirectTrain
from planner.itinerary.inputs.trip_inputs import TripInputs, VisitNeeds
from planner.itinerary.problem import HOME, MAX_PLACES, NO_LIMIT, DayLimits, DayProblem, Ints, Transfer
from planner.itinerary.types import Spot
from planner.people import met_of_km
from planner.travel import UNREACHABLE


@dataclass(frozen=True)
class DayFrame:
    """What a day is planned within: from `origin` to `target` on `day`, its limits, and the trains of which it takes
    one; none: by road. With trains `back` it is a day trip, over places nearer to where the first trains lead than to
    `origin`. Where it stands for any of several `days` of a month, a place is open whenever it is on one. An
    `evening` leads from the station of a late arrival straight to the hotel."""

    origin: Spot
    target: Spot
    day: date
    limits: DayLimits
    trains: tuple[DirectTrain, ...] = ()
    evening: bool = False
    days: tuple[date, ...] = ()
    back: tuple[DirectTrain, ...] = ()

    @property
    def all_trains(self) -> tuple[DirectTrain, ...]:
        """The trains there and back."""
        return (*self.trains, *self.back)


@dataclass(frozen=True)
class DaySketch:
    """A day's problem with the meaning of its numbers: which spot each point is, and its frame, whose trains are the
    transfers. `origin` and `target` are nodes, `days` those of the trip it may be used on; what is open when is the
    same on all of them."""

    origin: int
    target: int
    days: tuple[int, ...]
    problem: DayProblem
    points: tuple[int, ...]  # rows of the ground
    place_ids: tuple[str, ...]
    frame: DayFrame  # its day is one of `days`


def days_by_hours(
    inputs: TripInputs, dates: tuple[date, ...], days: tuple[int, ...]
) -> list[tuple[tuple[int, ...], list[str]]]:
    """The days on which the same places are open at the same times, and those places."""
    groups: dict[tuple[tuple[str, int, int], ...], list[int]] = defaultdict(list)
    for number in days:
        day = dates[number]
        places = (inputs.facts.catalog.places[p] for p in inputs.worth)
        possible = (p for p in places if inputs.possible(p.id, day))
        groups[tuple((p.id, *inputs.window(p.id, day)) for p in possible)].append(number)
    return [(tuple(group), [row[0] for row in hours]) for hours, group in groups.items()]


def days_by_month(
    inputs: TripInputs, dates: tuple[date, ...], days: tuple[int, ...]
) -> list[tuple[tuple[int, ...], list[str]]]:
    """The days of each month, and the places that are open on any of them."""
    groups: dict[int, dict[int, set[str]]] = defaultdict(dict)
    for group, places in days_by_hours(inputs, dates, days):
        for number in group:
            groups[dates[number].month][number] = set(places)
    return [(tuple(sorted(group)), sorted(set().union(*group.values()))) for group in groups.values()]


def sketch_day(inputs: TripInputs, frame: DayFrame, open_places: Iterable[str], most: int = MAX_PLACES) -> DaySketch:
    """The problem of one day within a frame, over at most `most` of the open places: musts, then the worthiest."""
    ground = inputs.ground
    ends = [ground.index(spot.kind, spot.id) for spot in (frame.origin, frame.target)]
    nearest = ground.minutes[ends].min(axis=0)
    if frame.back:
        reached = sorted({ground.index("station", train.target) for train in frame.trains})
        there = ground.minutes[reached].min(axis=0)
        nearest = np.where(there < nearest, there, UNREACHABLE)
    minutes_to = nearest.tolist()
    away = [(p, minutes_to[ground.index("place", p)]) for p in open_places]
    cost = inputs.weights.ride_min
    ranked = sorted(
        (p not in inputs.musts, cost * minutes - inputs.worth[p], p) for p, minutes in away if minutes < UNREACHABLE
    )
    chosen = sorted(p for *_, p in ranked[:most])
    points = [ground.index("place", p) for p in chosen] + ends
    trains = _transfers(inputs, frame, points)
    bed = next((spot for spot in (frame.target, frame.origin) if spot.kind in ("hotel", "group")), None)
    lunch_at, rest_at, named = meal_points(ground, inputs.facts, frame.day.month, bed, points)
    out, limits = _open_air(inputs, frame, chosen)
    ways = ways_between(ground, points, bed, inputs.facts.rules.whole("rest-reach"))
    if ways.later is not None:  # on a day trip one takes the first train one catches, and may wait for the one back
        limits = replace(limits, wait_free=NO_LIMIT if frame.back else limits.wait_free + ways.later)
    windows = np.array([inputs.span(p, frame.day, frame.days) for p in chosen], dtype=np.int64).reshape(len(chosen), 2)
    needs = np.array([inputs.visit(p) for p in chosen], dtype=np.int64).reshape(len(chosen), len(VisitNeeds._fields))
    stay, pauses, part, walk, climb, met = needs.T
    problem = DayProblem(
        travel=ways.minutes,
        ride=ways.ride,
        foot=ways.foot,
        lunch_at=lunch_at,
        rest_at=rest_at,
        named=named,
        start=len(chosen),
        end=len(chosen) + 1,
        opens=windows[:, 0],
        closes=windows[:, 1],
        stay=stay,
        walk=walk,
        climb=climb,
        met=met,
        out=out,
        part=part,
        pauses=pauses,
        ride_due=_ride_due(inputs, stay),
        worth=np.array([inputs.worth[p] for p in chosen], dtype=np.int64),
        limits=limits,
        transfers=trains[: len(frame.trains)],
        back=trains[len(frame.trains) :],
        ride_cost=inputs.weights.ride_min,
        idle_cost=inputs.weights.idle_min,
        over_cost=inputs.weights.evening_over if frame.evening else inputs.weights.ride_over,
        ride_free=inputs.facts.rules.whole("evening-reach") if frame.evening else inputs.person.ride_a_visit,
        early_cost=inputs.weights.early_half_hour,
        table_worth=inputs.table_worth,
        foot_met=met_of_km(inputs.person),
    )
    return DaySketch(HOME, HOME, (0,), problem, tuple(points), tuple(chosen), frame)


def _ride_due(inputs: TripInputs, stay: Ints) -> Ints:
    """The minutes on wheels that each visit allows: no more than a share of its own."""
    share = inputs.facts.rules.number("ride-for-seeing")
    due: Ints = np.minimum(inputs.person.ride_a_visit, share * stay).astype(np.int64)
    return due


def _transfers(inputs: TripInputs, frame: DayFrame, points: list[int]) -> tuple[Transfer, ...]:
    """The frame's trains over the points of their stations; appends these to `points`."""
    rules, at = inputs.facts.rules, dict[str, int]()
    for train in frame.all_trains:
        for name in (train.origin, train.target):
            if name not in at:
                at[name] = len(points)
                points.append(inputs.ground.index("station", name))
    before = rules.whole("station-before") + inputs.person.boarding_min
    after = rules.whole("station-after") + inputs.person.boarding_min
    early = rules.minute("early-train")
    return tuple(
        Transfer(at[train.origin], at[train.target], train.depart - before, train.arrive + after, train.depart < early)
        for train in frame.all_trains
    )


def _open_air(inputs: TripInputs, frame: DayFrame, places: list[str]) -> tuple[Ints, DayLimits]:
    """Minutes outdoors of each place where the weather rations them, and the day's limits with theirs. A place that has
    to be seen counts no more than the day allows."""
    rules, person = inputs.facts.rules, inputs.person
    out, limits = np.zeros(len(places), dtype=np.int64), frame.limits
    kinds = set()
    for number, place in enumerate(places):
        kind, minutes = inputs.open_air(place, frame.day.month)
        if kind:
            kinds.add(kind)
            most = outdoor_budget(person, kind) if place in inputs.musts else NO_LIMIT
            out[number] = min(most, minutes)
    if kinds:
        limits = replace(limits, out_min=min(limits.out_min, *(outdoor_budget(person, kind) for kind in kinds)))
    if "hot" in kinds:
        limits = replace(limits, shade=(rules.minute("heat-from"), rules.minute("heat-to")))
    return out, limits
