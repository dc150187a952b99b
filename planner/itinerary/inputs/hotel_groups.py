"""Neighbouring hotels as one node, whose day plans bound those of each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from planner.itinerary.inputs.hotels import Base, HotelGroup
from planner.itinerary.inputs.meals import meal_groups
from planner.itinerary.inputs.travel_matrix import Ground, with_nearest
from planner.itinerary.inputs.trip_inputs import TripInputs
from planner.itinerary.problem import Ints
from planner.itinerary.types import Spot
from planner.travel import UNREACHABLE


class DayWays(NamedTuple):
    """Between the points of a day (points x points): minutes, those on wheels, metres on foot; and how many minutes
    later than from the groups of the day one may come to a train from one of their hotels, None without a group."""

    minutes: Ints
    ride: Ints
    foot: Ints
    later: int | None


def with_groups(
    inputs: TripInputs, bases: Sequence[Base], within_km: float
) -> tuple[TripInputs, tuple[HotelGroup, ...]]:
    """The inputs with one node for the bases of a city that lie within so many km of the first of them, and so on; one
    that is alone stays itself."""
    groups: list[list[Base]] = []
    rows = {base.hotel.id: inputs.ground.index("hotel", base.hotel.id) for base in bases}
    for base in bases:
        near = (
            group
            for group in groups
            if group[0].city == base.city
            and inputs.ground.km[rows[group[0].hotel.id], rows[base.hotel.id]] <= within_km
        )
        group = next(near, None)
        if group is None:
            groups.append([base])
        else:
            group.append(base)
    nodes = tuple(
        HotelGroup(
            Spot("group", group[0].hotel.id, group[0].city, group[0].city, 0.0, 0.0) if group[1:] else group[0].spot,
            group[0].city,
            min(base.night_cost for base in group),
            tuple(base.hotel.id for base in group),
        )
        for group in groups
    )
    spots = {node.spot: [rows[hotel] for hotel in node.hotels] for node in nodes if node.hotels[1:]}
    hotels = list(rows.values())
    meals = meal_groups(inputs.ground, inputs.facts, list(inputs.worth), hotels, list(spots.items())) if spots else {}
    return replace(inputs, ground=with_nearest(inputs.ground, {**spots, **meals})), nodes


def ways_between(ground: Ground, points: Sequence[int], bed: Spot | None, rest_reach: int) -> DayWays:
    """The ways of a day that rests in `bed`. Those of a day with groups are no longer than from any of their hotels:
    after lunch where some of the bed's are within `rest_reach` minutes, one goes on over any of these."""
    square = np.ix_(points, points)
    minutes, ride, foot = (table[square] for table in (ground.minutes, ground.ride, ground.foot))
    if all(ground.spots[row].kind != "group" for row in points):
        return DayWays(minutes, ride, foot, None)
    if bed is not None and bed.kind == "group":
        hotels = np.ix_(points, ground.groups[bed])
        near = ground.minutes[hotels] <= rest_reach
        always = near.all(axis=1) & np.array([ground.spots[row].kind == "restaurant" for row in points])
        onward = np.ix_(ground.groups[bed], points)
        for way, table in zip((minutes, ride, foot), (ground.minutes, ground.ride, ground.foot), strict=True):
            there = np.where(near, table[hotels], UNREACHABLE)
            over = (there[:, :, None] + table[onward][None]).min(axis=1)
            way[:] = np.where(always[:, None], over, np.minimum(way, over))
            way[np.arange(len(points)), np.arange(len(points))] = 0
    return DayWays(minutes, ride, foot, _later(ground, points))


def _later(ground: Ground, points: Sequence[int]) -> int:
    """What one may walk to and from the hotels of groups and where they eat, and ride longer from a hotel than from its
    group after lunch."""
    spread = np.stack([ground.spread[row][:, points] for row in points if row in ground.spread])
    there, back, longer = spread.max(axis=(0, 2)).tolist()
    return int(2 * there + back + longer)
