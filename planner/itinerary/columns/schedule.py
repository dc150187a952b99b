"""A chosen order of steps → a day with times and all that lies between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from planner.itinerary.columns.clock import TimedStop, timed
from planner.itinerary.inputs import DaySketch, TripInputs, opening, stay_with_pauses
from planner.itinerary.problem import LUNCH, TRAIN, DayProblem
from planner.itinerary.types import Day, Item, Leg, Lunch, Pause, Rest, Spot, Visit
from planner.people import MobilityProfile, stay_minutes, visit_breaks, way_effort


def make_day(inputs: TripInputs, sketch: DaySketch, steps: list[int], day: date, hotel: Spot | None) -> Day:
    """The day with its clock. `steps` as in `DayPlans.steps`, without padding."""
    problem, stops = sketch.problem, timed(sketch.problem, lunch_at_home(sketch.problem, steps))
    items: list[Item] = []
    at = problem.start
    now = stops[0].begin - stops[0].pause - stops[0].way if stops else problem.limits.start
    for stop in stops:
        leave = now if stop.step >= TRAIN else stop.begin - stop.way  # time to spare is spent where one is
        if leave - now >= inputs.facts.rules.whole("break-length"):
            items.append(Pause(now, leave, _spot(inputs, sketch, at), "break"))
        now = _way(inputs, sketch, items, (at, stop.at), leave)
        items += _items(inputs, sketch, stop, day, now)
        at, now = stop.leave, stop.end
    leave = _leave_at(inputs, sketch, at, now)
    if leave - now >= inputs.facts.rules.whole("break-length"):
        items.append(Pause(now, leave, _spot(inputs, sketch, at), "break"))
    _way(inputs, sketch, items, (at, problem.end), leave)
    return day_of(inputs.person, day, rested_in_bed(items, hotel, inputs.facts.rules.minute("midday-rest-to")), hotel)


def _leave_at(inputs: TripInputs, sketch: DaySketch, at: int, now: int) -> int:
    """When one sets out to where the day ends: at once, or from a hotel just in time for the departure."""
    limits = sketch.problem.limits
    if not limits.fixed_end or _spot(inputs, sketch, at).kind != "hotel":
        return now
    return max(now, limits.end - int(sketch.problem.travel[at, sketch.problem.end]))


def lunch_at_home(problem: DayProblem, steps: list[int]) -> list[int]:
    """The steps without a lunch at their end, where one is home in time to eat there and the way straight home asks for
    no more on foot or on wheels; lunch at a table that is worth something stays."""
    if not steps or steps[-1] != LUNCH:
        return steps
    stops = timed(problem, steps[:-1])
    at, now = (stops[-1].leave, stops[-1].end) if stops else (problem.start, problem.limits.start)
    table = int(problem.lunch_at[at])
    bed = int(problem.rest_at[table])
    in_time = now + problem.travel[at, problem.end] <= problem.limits.home_lunch
    over = [way[at, table] + way[table, bed] + way[bed, problem.end] for way in (problem.foot, problem.ride)]
    no_harder = all(way[at, problem.end] <= most for way, most in zip((problem.foot, problem.ride), over, strict=True))
    worth_it = bool(problem.table_worth and problem.named[table])
    return steps[:-1] if in_time and no_harder and not worth_it else steps


def rested_in_bed(items: list[Item], hotel: Spot | None, latest: int) -> list[Item]:
    """The items, the midday rest at the hotel if it is all that is left to do but the way there, and ends by minute
    `latest` even so."""
    match items:
        case [*before, Lunch() as lunch, Rest() as rest, Leg(mode="ride" | "walk") as leg] if (
            leg.target == hotel and rest.spot == lunch.spot and leg.end <= latest
        ):
            there = leg.end - leg.start + rest.start
            return [*before, lunch, replace(leg, start=rest.start, end=there), Rest(there, leg.end, leg.target)]
    return items


def day_of(person: MobilityProfile, day: date, items: Sequence[Item], hotel: Spot | None) -> Day:
    """A day of these items, with what they ask for."""
    visits = [item for item in items if isinstance(item, Visit)]
    legs = [item for item in items if isinstance(item, Leg)]
    foot = sum(leg.walk_m for leg in legs)
    return Day(
        date=day,
        items=tuple(items),
        hotel=hotel,
        walk_m=sum(v.walk_m for v in visits) + foot,
        climb_m=sum(v.climb_m for v in visits),
        met_min=sum(v.met_min for v in visits) + way_effort(foot, person),
        ride_min=sum(leg.end - leg.start for leg in legs if leg.mode == "ride"),
    )


def _spot(inputs: TripInputs, sketch: DaySketch, point: int) -> Spot:
    return inputs.ground.spots[sketch.points[point]]


def _way(inputs: TripInputs, sketch: DaySketch, items: list[Item], way: tuple[int, int], now: int) -> int:
    """Add the ride or the walk from point to point, if they are not one; returns the minute of arrival."""
    ground, minutes = inputs.ground, int(sketch.problem.travel[way])
    rows = sketch.points[way[0]], sketch.points[way[1]]
    if minutes and rows[0] != rows[1]:
        walk_m = int(ground.foot[rows])
        items.append(
            Leg(
                now,
                now + minutes,
                ground.spots[rows[0]],
                ground.spots[rows[1]],
                mode="walk" if walk_m else "ride",
                km=float(ground.km[rows]),
                stops=int(ground.pauses[rows]),
                walk_m=walk_m,
                measured=bool(ground.measured[rows]),
            )
        )
    return now + minutes


def _items(inputs: TripInputs, sketch: DaySketch, stop: TimedStop, day: date, now: int) -> list[Item]:
    """What a stop is for those who are there from minute `now`."""
    limits, spot = sketch.problem.limits, _spot(inputs, sketch, stop.at)
    if stop.step == LUNCH:
        items: list[Item] = [Lunch(stop.begin, stop.begin + limits.lunch_min, spot)]
        ended = _way(inputs, sketch, items, (stop.at, stop.leave), stop.begin + limits.lunch_min)
        if limits.rest_min:
            items.append(Rest(ended, ended + limits.rest_min, _spot(inputs, sketch, stop.leave)))
        return items
    if stop.step >= TRAIN:
        train, target = sketch.frame.all_trains[stop.step - TRAIN], _spot(inputs, sketch, stop.leave)
        times = train.depart, train.arrive
        ride = Leg(*times, spot, target, "train", train.km, train=train.number, estimated=train.estimated)
        return [Pause(now, train.depart, spot, "wait"), ride]
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
