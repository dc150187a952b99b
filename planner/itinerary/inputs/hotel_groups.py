"""Neighbouring hotels as one node, whose day plans bound those of each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planner.itinerary.inputs.hotels import Base, HotelGroup
from planner.itinerary.inputs.travel_matrix import with_nearest
from planner.itinerary.inputs.trip_inputs import TripInputs
from planner.itinerary.types import Spot


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
    return replace(inputs, ground=with_nearest(inputs.ground, spots)), nodes
