"""What a trip whose nights are spent in given groups of hotels can be worth at most, hotel by hotel.

What a group's day plan is worth, less the minutes that a hotel lies farther than the group from its first and from its
last stop, bounds the plan of that hotel with the same places; at prices of what the days share that bounds every trip
through the hotel.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from planner.itinerary.columns.day_plans import Listed
from planner.itinerary.columns.grouped_hotels import GroupedHotels
from planner.itinerary.inputs import DaySketch
from planner.itinerary.problem import HOME, DayPlans, DualPrices, Offer
from planner.itinerary.solver import Trip, best_between, charged, least_of_plans, moves, route_cost

Floats = npt.NDArray[np.float64]
Pair = tuple[int, int, int]  # an offer of the groups, and the hotels a day goes from and to


@dataclass(frozen=True)
class BoundedDay:
    """One day of a trip between groups: which offer of theirs it uses; `pairs`, what any trip can be worth that goes
    from one hotel to another on it (origins x targets); and `plans`, what any can that uses a plan (shape: plans)."""

    offer: int
    origins: tuple[int, ...]
    targets: tuple[int, ...]
    pairs: Floats
    plans: Floats


class HotelBounds:
    """Bounds for the hotels of groups; remembers how much farther each lies from what its group's plans begin with and
    end with."""

    def __init__(self, groups: GroupedHotels) -> None:
        self.groups = groups
        self._losses: dict[tuple[int, bool], Floats] = {}

    def of_nights(
        self, trip: Trip, nodes: Sequence[int], prices: DualPrices, known: Mapping[Pair, float] = MappingProxyType({})
    ) -> list[list[BoundedDay]]:
        """For each day of a trip that spends its nights at these nodes, the offers it may use, with their bounds; the
        prices of what is seen are by hotel.

        `known` is what a day adds at most, at these prices, where its plans from one hotel to another are listed.
        """
        ends = (HOME, *nodes, HOME)
        days = [
            [(index, *self._adds(trip, index, prices, known)) for index, offer in enumerate(trip.problem.offers)
             if (offer.origin, offer.target) == (ends[day], ends[day + 1]) and day in offer.days]
            for day in range(trip.problem.days)
        ]  # fmt: skip
        there = [np.zeros(1)]
        for offers in days:
            there.append(_most((there[-1][:, None] + added for *_, added in offers), axis=0))
        back = [np.zeros(1)]
        for offers in reversed(days):
            back.insert(0, _most((back[0][None, :] + added for *_, added in offers), axis=1))
        return [
            [
                BoundedDay(
                    index,
                    self._hotels(trip.problem.offers[index].origin),
                    self._hotels(trip.problem.offers[index].target),
                    there[day][:, None] + added + back[day + 1][None, :] + prices.stock,
                    self._plans(trip, index, priced, there[day], back[day + 1], prices) + prices.stock,
                )
                for index, priced, added in offers
            ]
            for day, offers in enumerate(days)
        ]

    def offer(self, pair: Pair, plans: npt.NDArray[np.bool_]) -> Offer:
        """Some of a group's plans from one hotel to another, each worth as much as it can be there."""
        index, origin, target = pair
        offer = self.groups.problem.offers[index]
        first, last = self.costs(index, len(plans))
        i, k = self._hotels(offer.origin).index(origin), self._hotels(offer.target).index(target)
        kept = DayPlans(*(getattr(offer.plans, each.name)[plans] for each in fields(DayPlans)))
        worth = np.ceil(kept.value - first[i][plans] - last[k][plans]).astype(np.int64)
        return replace(offer, plans=replace(kept, value=worth), places=offer.places[plans], hard=offer.hard[plans])

    def _hotels(self, node: int) -> tuple[int, ...]:
        return (HOME,) if node == HOME else tuple(self.groups.members[node])

    def _adds(self, trip: Trip, index: int, prices: DualPrices, known: Mapping[Pair, float]) -> tuple[Floats, Floats]:
        """What each plan of an offer is worth less what it is charged, and the most it adds from one hotel to another
        (origins x targets)."""
        offer, problem = trip.problem.offers[index], trip.problem
        priced = trip.priced(index, replace(prices, seen={})) - route_cost(problem, offer)
        first, last = self._charged(index, prices)
        if offer.origin == offer.target:
            added = np.full((len(first), len(last)), -np.inf)
            np.fill_diagonal(added, (priced - first - last).max(axis=1))
        else:
            added = best_between(priced, first, last)
        if offer.target != HOME:
            bases = [self.groups.context.bases[i] for i in self.groups.members[offer.target]]
            added = added - [base.night_cost - self.groups.nodes[offer.target].night_cost for base in bases]
        origins, targets = self._hotels(offer.origin), self._hotels(offer.target)
        if offer.origin != offer.target:
            added = added + [prices.arrival_worth(HOME, target) for target in targets]
        for i, origin in enumerate(origins):
            for k, target in enumerate(targets):
                added[i, k] = min(added[i, k], known.get((index, origin, target), np.inf))
        return priced, added

    def _plans(self, trip: Trip, index: int, priced: Floats, there: Floats, back: Floats, prices: DualPrices) -> Floats:
        """The most that the whole trip adds up to with each plan of an offer."""
        offer = trip.problem.offers[index]
        first, last = self._charged(index, prices)
        if offer.origin != offer.target:
            back = back + [prices.arrival_worth(HOME, target) for target in self._hotels(offer.target)]
        if offer.target != HOME:
            bases = [self.groups.context.bases[i] for i in self.groups.members[offer.target]]
            more = [base.night_cost - self.groups.nodes[offer.target].night_cost for base in bases]
            back = back - np.array(more)
        if offer.origin == offer.target:
            whole: Floats = priced + ((there + back)[:, None] - first - last).max(axis=0)
            return whole
        apart: Floats = priced + (there[:, None] - first).max(axis=0) + (back[:, None] - last).max(axis=0)
        return apart

    def _charged(self, index: int, prices: DualPrices) -> tuple[Floats, Floats]:
        """The costs of an offer's plans from and to each hotel, with what is charged there for what they see."""
        offer = self.groups.problem.offers[index]
        first, last = self.costs(index, len(offer.places))
        if moves(offer):
            return first, last
        hotels = self._hotels(max(offer.origin, offer.target))
        none = np.zeros(len(offer.places))
        charges = np.array([charged(offer.places, prices.seen[h]) if h in prices.seen else none for h in hotels])
        return (first, last + charges) if offer.origin == HOME else (first + charges, last)

    def costs(self, index: int, plans: int) -> tuple[Floats, Floats]:
        """What the minutes to the first and from the last stop cost more from each hotel; each (hotels x plans)."""
        offer, cost = self.groups.problem.offers[index], self.groups.inputs.weights.ride_min
        none = np.zeros((1, plans))
        return (
            none if offer.origin == HOME else self._loss(index, cost, last=False),
            none if offer.target == HOME else self._loss(index, cost, last=True),
        )

    def _loss(self, index: int, cost: int, last: bool) -> Floats:
        if (index, last) not in self._losses:
            self._losses[index, last] = cost * self._farther(self.groups.listed[index], last)
        return self._losses[index, last]

    def _farther(self, listed: Listed, last: bool) -> Floats:
        sketch, problem = listed.sketch, listed.sketch.problem
        node, other = (sketch.target, sketch.origin) if last else (sketch.origin, sketch.target)
        farther = self._from_points(sketch, node) if last else self._to_points(sketch, node)
        places = farther[:, : len(sketch.place_ids)]
        trains = problem.back if last and problem.back else problem.transfers
        if trains:
            calls = sorted({train.exit if last else train.entry for train in trains})
            always = farther[:, calls].min(axis=1)
            return least_of_plans(listed.offer.plans.places, places, always, always)
        direct = np.zeros(len(farther)) if other == node else farther[:, problem.start if last else problem.end]
        return least_of_plans(listed.offer.plans.places, places, np.full(len(farther), np.inf), direct)

    def _from_points(self, sketch: DaySketch, node: int) -> Floats:
        """How many minutes on wheels each hotel of a group is farther than the group from the points of a day, or from
        where one eats after them (hotels x points); 0 where that may be elsewhere."""
        ground, points = self.groups.inputs.ground, np.array(sketch.points)
        rows, here = self._rows(node)
        farther = (ground.ride.T[rows] - ground.ride[:, here])[:, points]
        eats = sketch.problem.lunch_at
        unknown = (eats < 0) | np.array([ground.spots[points[eat]].kind == "meals" for eat in eats], dtype=np.bool_)
        least: Floats = np.minimum(farther, np.where(unknown, 0, farther[:, eats])).astype(np.float64)
        return least

    def _to_points(self, sketch: DaySketch, node: int) -> Floats:
        """As `_from_points`, how much farther each hotel is to them, maybe over where one eats and back."""
        ground, points = self.groups.inputs.ground, np.array(sketch.points)
        rows, here = self._rows(node)
        farther = ground.ride[rows] - ground.ride[here]
        meals = ground.meals(self.groups.nodes[node].spot)
        if meals is not None:
            eats = np.array(ground.groups[ground.spots[meals]])
            onward = np.minimum(ground.ride[eats], ground.ride[eats, rows][:, None] + ground.ride[rows])
            over = ground.ride[rows, eats][:, None] + onward
            farther = np.minimum(farther, over - ground.ride[here, meals] - ground.ride[meals])
        least: Floats = farther[:, points].astype(np.float64)
        return least

    def _rows(self, node: int) -> tuple[list[int], int]:
        """The rows of a group's hotels on the ground, and its own."""
        ground, spot = self.groups.inputs.ground, self.groups.nodes[node].spot
        hotels = [self.groups.context.bases[i].hotel.id for i in self.groups.members[node]]
        return [ground.index("hotel", hotel) for hotel in hotels], ground.index(spot.kind, spot.id)


def _most(ways: Iterable[Floats], axis: int) -> Floats:
    """The most of several ways along an axis."""
    best: Floats = np.maximum.reduce([way.max(axis=axis) for way in ways])
    return best
