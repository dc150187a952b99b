"""The days of a trip that are still to come, as sketches: from where one is, over the nights' own hotels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.itinerary.inputs import (
    Base,
    CityLinks,
    DayFrame,
    DaySketch,
    DayTrains,
    TripInputs,
    city_of,
    day_clock,
    days_by_hours,
    ending_at_home,
    limits_for,
    sketch_day,
    trip_ends,
)
from planner.itinerary.problem import HOME, DayLimits
from planner.itinerary.replanning.progress import TripProgress, run_at_end, waited
from planner.itinerary.types import Item, Itinerary, Leg, Lunch, Visit
from planner.people import MobilityProfile, way_effort
from planner.rules import RulePack


def sketches_ahead(
    inputs: TripInputs, itinerary: Itinerary, bases: list[Base], progress: TripProgress
) -> list[DaySketch]:
    """The days still to come; the first goes on from where one is, with what it has left."""
    catalog, rules, whole = inputs.facts.catalog, inputs.facts.rules, itinerary.request
    end = trip_ends(catalog, whole)[1]
    spots = [progress.spot, *(base.spot for base in bases), end]
    nodes = [HOME, *range(len(bases)), HOME]
    end_city = city_of(catalog, whole.departure) or whole.home
    cities = [*((day.hotel and catalog.hotels[day.hotel.id].city) or end_city for day in itinerary.days)]
    dates = tuple(day.date for day in itinerary.days)
    sketches = []
    for number in range(progress.day, len(itinerary.days)):
        ahead = number - progress.day
        begun = whole.home if number == 0 else cities[number - 1]
        links = CityLinks(inputs.facts, inputs.person)
        way = links.way(begun, cities[number])
        if ahead == 0 and not _train_ahead(progress):
            way = ()
        elif ahead == 0 and way and progress.items and progress.items[0].start < rules.minute("day-start"):
            way = tuple(train for train in way if train.depart < rules.minute("early-train"))  # what one is up for
        limits = limits_for(inputs.person, rules, *day_clock(rules, whole, number, bool(way)))
        if number == len(itinerary.days) - 1:
            limits = ending_at_home(limits, rules, whole)
        groups = days_by_hours(inputs, dates, (number,))
        if ahead == 0:
            limits = _left(limits, progress, inputs.person, rules)
        late = number == 0 and limits.end > rules.minute("dinner-by") and whole.days > 1
        open_places = [] if late else groups[0][1]
        frame = DayFrame(spots[ahead], spots[ahead + 1], dates[number], limits, way or ())
        left = progress.left if ahead == 0 else itinerary.days[number].items
        frames = _with_day_trip(frame, left, links.day_trips(cities[number])) if not way else [frame]
        for each in frames:
            sketch = sketch_day(inputs, each, open_places)
            sketches.append(replace(sketch, origin=nodes[ahead], target=nodes[ahead + 1], days=(ahead,)))
    return sketches


def _with_day_trip(frame: DayFrame, left: Sequence[Item], trips: Sequence[DayTrains]) -> list[DayFrame]:
    """A day by road, or as the day trip by train that is planned: there and back, or only back for who is there."""
    rides = [(item.train, item.target.id) for item in left if isinstance(item, Leg) and item.mode == "train"]
    for there, back in trips:
        if len(rides) == 1 and rides[0] in {(train.number, train.target) for train in back}:
            return [replace(frame, trains=back)]
        if len(rides) == 2 and rides[0] in {(train.number, train.target) for train in there}:
            return [frame, replace(frame, trains=there, back=back)]
    return [frame]


def _train_ahead(progress: TripProgress) -> bool:
    """Is a train of today still to be taken?"""
    return any(isinstance(item, Leg) and item.mode == "train" for item in progress.left)


def _left(limits: DayLimits, progress: TripProgress, person: MobilityProfile, rules: RulePack) -> DayLimits:
    """What the day still allows after what is behind; lunch once had is had."""
    visits = [item for item in progress.items if isinstance(item, Visit)]
    legs = [item for item in progress.items if isinstance(item, Leg)]
    up_early = bool(progress.items) and limits.early is not None and progress.items[0].start < limits.start
    start = max(limits.early or limits.start, progress.minute) if up_early else max(limits.start, progress.minute)
    foot = sum(leg.walk_m for leg in legs)
    had_lunch = any(isinstance(item, Lunch) for item in progress.items)
    return replace(
        limits,
        start=start,
        early=None if progress.items else limits.early and max(limits.early, progress.minute),
        fixed=bool(progress.items) or limits.fixed,
        run=run_at_end(progress.items, rules),
        lunch_latest=min(limits.lunch_latest, start - 1) if had_lunch else limits.lunch_latest,
        walk_m=limits.walk_m - sum(visit.walk_m for visit in visits) - foot,
        climb_m=limits.climb_m - sum(visit.climb_m for visit in visits),
        met_min=limits.met_min - sum(visit.met_min for visit in visits) - way_effort(foot, person),
        ride_min=limits.ride_min
        - sum(leg.end - leg.start for leg in legs if leg.mode == "ride")
        - waited(progress.items, rules),
        visits=max(0, limits.visits - len(visits)),
    )
