"""What trips from hotel to hotel can be worth at most where only some of their days are listed.

The other days are as good as their group's plans can be from these hotels. A linear program over both finds prices at
which hotels and days fit together; it mostly shows that no more days need to be listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from planner.itinerary.columns.column_pool import problem_of
from planner.itinerary.columns.hotel_bounds import HotelBounds, Pair
from planner.itinerary.columns.hotel_days import HotelDays, HotelPart, hotels_of
from planner.itinerary.problem import HOME, DualPrices
from planner.itinerary.solver import PENALTY, NoOptimum, Trip, TripRelaxation, Ways
from planner.solving import Progress


def relaxed_worth(
    prices: DualPrices,
    days: HotelDays,
    bounds: HotelBounds,
    part: HotelPart,
    others: Mapping[Pair, tuple[int, ...]],
    worth: int,
) -> int:
    """A bound of the trips of the listed days of a part, and of others on given days, if none is above a worth; else
    what is above it. The program begins with what is worth most at `prices`."""

    def look() -> None:
        days.options.progress(Progress("choose", 2, 4))

    context, bases = days.groups.context, hotels_of([*part.pairs, *others])
    node = {HOME: HOME, **{hotel: i for i, hotel in enumerate(bases)}}
    offers = [each.offer for each in days.listed(part, bases)]
    for pair, on in others.items():
        offer, origin, target = pair
        bounded = bounds.offer(pair, part.plans[offer])
        offers.append(replace(bounded, origin=node[origin], target=node[target], days=on))
    problem = problem_of(context.inputs, context.request, [context.bases[i] for i in bases], offers)
    relaxed = TripRelaxation(Trip(problem), look, days.options.work, prices=replace(prices, seen={}))
    try:
        return relaxed.above(Ways(frozenset(problem.cities), relaxed.all_ways().nights), worth)
    except NoOptimum:
        return PENALTY
