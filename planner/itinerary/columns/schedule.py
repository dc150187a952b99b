"""A chosen order of steps → a day with times: as early as needed, and no earlier than useful."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planner.itinerary.inputs import DaySketch, TripInputs, opening, stay_with_pauses
from planner.itinerary.problem import LUNCH, TRAIN
from planner.itinerary.types import Day, Item, Leg, Lunch, Rest, Spot, Visit
from planner.people import stay_minutes, visit_breaks


@dataclass
class _Stop:
    """A step with its earliest and latest beginning; `at` and `leave` are points (they differ for a train)."""

    step: int
    at: int
    leave: int
    earliest: int
    latest: int
    lasts: int
    begin: int = 0


def make_day(inputs: TripInputs, sketch: DaySketch, steps: list[int], day: date, hotel: Spot | None) -> Day:
    """The day with its clock. `steps` as in `DayPlans.steps`, without padding."""
    stops = [_stop(sketch, step, before) for step, before in zip(steps, _points_before(sketch, steps), strict=True)]
    start = _run_clock(sketch, stops)
    items: list[Item] = []
    at, now = sketch.problem.start, start
    for stop in stops:
        now = _ride(inputs, sketch, items, at, stop.at, now)
        items += _items(inputs, sketch, stop, day)
        at, now = stop.leave, stop.begin + stop.lasts
    _ride(inputs, sketch, items, at, sketch.problem.end, now)
    visits = [item for item in items if isinstance(item, Visit)]
    return Day(
        date=day,
        items=tuple(items),
        hotel=hotel,
        walk_m=sum(v.walk_m for v in visits),
        climb_m=sum(v.climb_m for v in visits),
        met_min=sum(v.met_min for v in visits),
        ride_min=sum(i.end - i.start for i in items if isinstance(i, Leg) and i.mode == "ride"),
    )


def _points_before(sketch: DaySketch, steps: list[int]) -> list[int]:
    """The point one stands at before each step."""
    points, at = [], sketch.problem.start
    for step in steps:
        points.append(at)
        at = (
            int(sketch.problem.lunch_at[at])
            if step == LUNCH
            else sketch.problem.transfers[step - TRAIN].exit
            if step > LUNCH
            else step
        )
    return points


def _stop(sketch: DaySketch, step: int, before: int) -> _Stop:
    problem, limits = sketch.problem, sketch.problem.limits
    if step == LUNCH:
        at = int(problem.lunch_at[before])
        return _Stop(step, at, at, limits.lunch_from, limits.lunch_latest, limits.lunch_min + limits.rest_min)
    if step >= TRAIN:
        train = problem.transfers[step - TRAIN]
        return _Stop(step, train.entry, train.exit, train.ready_by, train.ready_by, train.out - train.ready_by)
    stay = int(problem.stay[step])
    return _Stop(step, step, step, int(problem.opens[step]), int(problem.closes[step]) - stay, stay)


def _run_clock(sketch: DaySketch, stops: list[_Stop]) -> int:
    """Set every beginning; returns when the day starts: later than it could if one would only wait."""
    travel, at, now = sketch.problem.travel, sketch.problem.start, sketch.problem.limits.start
    for stop in stops:
        stop.begin = max(now + int(travel[at, stop.at]), stop.earliest)
        now, at = stop.begin + stop.lasts, stop.leave
    return sketch.problem.limits.start + _late_start(sketch, stops)


def _late_start(sketch: DaySketch, stops: list[_Stop]) -> int:
    """Move the stops before the first wait against it, as far as each may begin later; returns the minutes."""
    travel, at, now = sketch.problem.travel, sketch.problem.start, sketch.problem.limits.start
    for number, stop in enumerate(stops):
        wait = stop.begin - now - int(travel[at, stop.at])
        if wait > 0:
            earlier = stops[:number]
            shift = min([wait, *(s.latest - s.begin for s in earlier)])
            for s in earlier:
                s.begin += shift
            return shift
        now, at = stop.begin + stop.lasts, stop.leave
    return 0


def _ride(inputs: TripInputs, sketch: DaySketch, items: list[Item], origin: int, target: int, now: int) -> int:
    minutes = int(sketch.problem.travel[origin, target])
    rows = sketch.points[origin], sketch.points[target]
    if minutes and rows[0] != rows[1]:
        ground = inputs.ground
        spots = ground.spots[rows[0]], ground.spots[rows[1]]
        km, pauses, measured = float(ground.km[rows]), int(ground.pauses[rows]), bool(ground.measured[rows])
        items.append(Leg(now, now + minutes, *spots, mode="ride", km=km, stops=pauses, measured=measured))
    return now + minutes


def _items(inputs: TripInputs, sketch: DaySketch, stop: _Stop, day: date) -> list[Item]:
    limits, spot = sketch.problem.limits, inputs.ground.spots[sketch.points[stop.at]]
    if stop.step == LUNCH:
        ended = stop.begin + limits.lunch_min
        rest = [Rest(ended, ended + limits.rest_min, spot)] if limits.rest_min else []
        return [Lunch(stop.begin, ended, spot), *rest]
    if stop.step >= TRAIN:
        train = sketch.frame.trains[stop.step - TRAIN]
        target = inputs.ground.spots[sketch.points[stop.leave]]
        arrive = stop.begin + stop.lasts - inputs.facts.rules.whole("station-after")
        return [Leg(train.depart, arrive, spot, target, mode="train", km=train.km, train=train.number)]
    place = inputs.facts.catalog.places[sketch.place_ids[stop.step]]
    sits, toilets = visit_breaks(
        stay_minutes(place.visit_min, place.walk_m, inputs.person), place.walk_m, inputs.person
    )
    return [
        Visit(
            start=stop.begin,
            end=stop.begin + stop.lasts,
            place=spot,
            walk_m=place.walk_m,
            climb_m=place.climb_m,
            met_min=int(sketch.problem.met[stop.step]),
            pauses=stay_with_pauses(place, inputs.person, inputs.facts.rules)[1],
            hours_known=opening(place, day, inputs.facts.rules)[2],
            sits=sits,
            toilets=toilets,
        )
    ]
