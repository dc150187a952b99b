"""What a trip with a hotel can be worth at most, for every hotel in reach, without listing its day plans.

Day plans are listed from one node for each group of neighbouring hotels, which is as near to everything as the nearest
of them. What such a plan is worth, less the minutes that a hotel lies farther than the node from the first and from the
last stop, bounds the plan of that hotel with the same places; at prices of what the days share that bounds every trip
through the hotel.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled
from planner.itinerary.columns.column_pool import ColumnPool, PlanningContext, problem_of
from planner.itinerary.columns.day_plans import Listed, list_days
from planner.itinerary.inputs import Base, CityLinks, changes_hotels, node_pairs, sketch_trip, with_groups
from planner.itinerary.problem import HOME, DayPlans, DualPrices, Offer
from planner.itinerary.solver import CityBound, CityBounds, NightLink, Trip, most_through, route_cost
from planner.solving import Progress, SolveOptions

Floats = npt.NDArray[np.float64]
CITY_HOTELS = 2  # of a city that are listed at first
FIRST_NODES = 6  # cities with one hotel each that are, if nights may be spent in several
FIRST_SETS = 3, 8  # of cities that those come from: at least, at most
LONG_CITIES = 6  # between which moves are listed
FEW_VISITS, MANY_CITIES = 3, 9  # a day; with those, between more
STAYING_KM, MOVING_KM = 4.0, 12.0  # by road, between hotels that are bounded together: without moves, and with them
SETS = 8  # of cities bounded by linear programs of their own in one look


@dataclass(frozen=True)
class Rivals:
    """Hotels that may be in a trip worth more than a floor, those of further cities first, then the best; and what any
    trip through hotels that are not listed yet can be worth."""

    bases: tuple[Base, ...]
    bound: int


class HotelBounds:
    """Bounds for all hotels of a context; for those of its most promising cities, if nights of the trip may be spent in
    several."""

    def __init__(self, context: PlanningContext, options: SolveOptions) -> None:
        self.context, self._options = context, options
        self._losses: dict[tuple[int, bool], Floats] = {}
        self._moving = changes_hotels(context.facts.rules, context.request)
        self._group()
        cities = [node.city for node in self._nodes]
        stays = [
            (a, b) for a, b in node_pairs(context.facts.rules, context.request, cities) if HOME in (a, b) or a == b
        ]
        self._take(self._list(stays))
        if self._moving:
            self._add_moves()

    def _group(self) -> None:
        within = MOVING_KM if self._moving else STAYING_KM
        self._inputs, self._nodes = with_groups(self.context.inputs, self.context.bases, within)
        number = {base.hotel.id: i for i, base in enumerate(self.context.bases)}
        self._hotels = {i: [number[hotel] for hotel in node.hotels] for i, node in enumerate(self._nodes)}

    def _list(self, pairs: Sequence[tuple[int, int]]) -> list[Listed]:
        sketches = sketch_trip(self._inputs, self.context.request, self._nodes, pairs=pairs)
        return list_days(self._inputs, sketches, self._options)

    def _take(self, listed: list[Listed]) -> None:
        self._listed = listed
        self.problem = problem_of(self._inputs, self.context.request, self._nodes, [each.offer for each in listed])
        self._cities = CityBounds(self.problem, lambda: self._options.progress(Progress("choose", 1, 4)))

    def _add_moves(self) -> None:
        """List the moves between the most promising cities, and leave the others."""
        most = MANY_CITIES if self.context.person.visits_a_day <= FEW_VISITS else LONG_CITIES
        problem = replace(self.problem, offers=(*self.problem.offers, *self._bare_moves()))
        best = CityBounds(problem, lambda: self._options.progress(Progress("choose", 1, 4))).best(most, most)
        names = [node.city for node in self._nodes]
        ranked = [names[problem.cities.index(city)] for each in best for city in sorted(each.cities)]
        kept = set(list(dict.fromkeys([*ranked, *names]))[:most])
        before = self._nodes
        self.context = replace(self.context, bases=tuple(base for base in self.context.bases if base.city in kept))
        self._group()
        now = {node.hotels: i for i, node in enumerate(self._nodes)}
        number = {HOME: HOME, **{i: now[node.hotels] for i, node in enumerate(before) if node.hotels in now}}
        stays = [
            _renumbered(each, number[each.offer.origin], number[each.offer.target])
            for each in self._listed
            if each.offer.origin in number and each.offer.target in number
        ]
        pairs = node_pairs(self.context.facts.rules, self.context.request, [node.city for node in self._nodes])
        self._take([*stays, *self._list([(a, b) for a, b in pairs if HOME not in (a, b) and a != b])])

    def _bare_moves(self) -> list[Offer]:
        """Days between cities without a visit: to tell which cities go well together."""
        request, links = self.context.request, CityLinks(self._inputs.facts, self._inputs.person)
        pairs = node_pairs(self._inputs.facts.rules, request, [node.city for node in self._nodes])
        none = np.full((1, 6), -1, dtype=np.int64)
        zero = np.zeros(1, dtype=np.int64)
        plans = DayPlans(none, np.full((1, 8), -1, dtype=np.int64), zero, zero, zero, zero)
        days = tuple(range(1, request.days - 1))
        return [
            Offer(a, b, days, plans, none, np.zeros(1, dtype=np.bool_))
            for a, b in pairs
            if HOME not in (a, b) and a != b and links.way(self._nodes[a].city, self._nodes[b].city) is not None
        ]

    def first(self) -> tuple[Base, ...]:
        """The best hotels of the cities that trips are worth most in, by their bounds."""
        known = self._cities.best(*FIRST_SETS)
        cities, of_each = (FIRST_NODES, 1) if self._moving else (self.problem.most_cities, CITY_HOTELS)
        chosen: dict[str, list[int]] = {}
        for each in known:
            bounds = self._through(each, [each.prices], {})
            for city in sorted({self._nodes[node].city for node in self._nodes_of(each)}):
                if city not in chosen and len(chosen) < cities:
                    ranked = sorted(self._hotels_of(city), key=lambda i: (-bounds.get(i, -np.inf), i))
                    chosen[city] = ranked[:of_each]
        return tuple(self.context.bases[i] for hotels in chosen.values() for i in hotels) or self.context.bases[:1]

    def _hotels_of(self, city: str) -> list[int]:
        return [i for i, base in enumerate(self.context.bases) if base.city == city]

    def rivals(self, pool: ColumnPool, prices: Sequence[DualPrices], floor: int) -> Rivals:
        """Which hotels that are not in the pool may be in a trip worth more than `floor`; `prices` are the pool's."""
        known, rest = self._cities.above(floor, SETS)
        number = {base.hotel.id: i for i, base in enumerate(self.context.bases)}
        inside = {number[base.hotel.id] for base in pool.bases}
        covered = {base.city for base in pool.bases}
        found: dict[int, tuple[bool, float]] = {}  # are its cities listed, and what a trip can be worth
        bound = rest
        for each in known:
            cities = {self._nodes[node].city for node in self._nodes_of(each)}
            here = cities <= covered
            vectors = [each.prices, *(prices if here else ())]
            through = self._through(each, vectors, self._inside(pool, vectors, number))
            if not here:
                most = min(max(through.get(i, -np.inf) for i in self._hotels_of(c)) for c in cities - covered)
                if most <= floor:
                    continue
            for i, points in through.items():
                if i not in inside and points > floor:
                    bound = max(bound, min(int(np.floor(points + 1e-3)), each.bound))
                    fresh = self.context.bases[i].city not in covered
                    found[i] = max(found.get(i, (fresh, points)), (fresh, points))
        ranked = sorted(found, key=lambda i: (found[i], -i), reverse=True)
        return Rivals(tuple(self.context.bases[i] for i in ranked), bound)

    def _nodes_of(self, each: CityBound) -> frozenset[int]:
        return frozenset(node for node, city in enumerate(self.problem.cities) if city in each.cities)

    def _inside(
        self, pool: ColumnPool, vectors: Sequence[DualPrices], number: dict[str, int]
    ) -> dict[tuple[int, int, tuple[int, ...]], list[float]]:
        """What the pool's own day plans add at most at each price vector, by (origin, target, days)."""
        trip, ends = Trip(pool.problem), {HOME: HOME, **{i: number[b.hotel.id] for i, b in enumerate(pool.bases)}}
        return {
            (ends[offer.origin], ends[offer.target], offer.days): [
                float(trip.priced(index, prices).max()) for prices in vectors
            ]
            for index, offer in enumerate(pool.problem.offers)
        }

    def _through(
        self,
        each: CityBound,
        vectors: Sequence[DualPrices],
        inside: dict[tuple[int, int, tuple[int, ...]], list[float]],
    ) -> dict[int, float]:
        """For each hotel of the cities, what a trip that sleeps in it and else in these cities can be worth."""
        nodes = self._nodes_of(each) | {HOME}
        offers = [
            (index, offer)
            for index, offer in enumerate(self.problem.offers)
            if offer.origin in nodes and offer.target in nodes
        ]
        best: dict[int, float] = {}
        for k, prices in enumerate(vectors):
            steps: list[NightLink] = []
            for index, offer in offers:
                priced = self._cities.trip.priced(index, prices) - route_cost(self.problem, offer)
                node_cost = 0 if offer.target == HOME else self._nodes[offer.target].night_cost
                for origin, target, adds in self._adds(index, priced):
                    own = inside.get((origin, target, offer.days))
                    more = 0 if target == HOME else self.context.bases[target].night_cost - node_cost
                    if own is not None:
                        adds = min(adds, own[k] - route_cost(self.problem, offer))
                    steps.append(NightLink(origin, target, offer.days, adds - more))
            most: dict[int, float] = {}
            for step, points in zip(steps, most_through(self.problem.days, steps), strict=True):
                for i in {step.origin, step.target} - {HOME}:
                    most[i] = max(most.get(i, -np.inf), points + prices.stock)
            best = {i: min(points, best.get(i, np.inf)) for i, points in most.items()}
        return best

    def _adds(self, index: int, priced: Floats) -> Iterable[tuple[int, int, float]]:
        """(origin, target, most added) for the hotels of an offer's cities."""
        offer, cost = self.problem.offers[index], self._inputs.weights.ride_min
        origins = [HOME] if offer.origin == HOME else self._hotels[offer.origin]
        targets = [HOME] if offer.target == HOME else self._hotels[offer.target]
        first = cost * self._loss(index, last=False) if offer.origin != HOME else np.zeros((1, len(priced)))
        last = cost * self._loss(index, last=True) if offer.target != HOME else np.zeros((1, len(priced)))
        if offer.origin == offer.target:
            for k, hotel in enumerate(origins):
                yield hotel, hotel, float((priced - first[k] - last[k]).max())
            return
        for k, origin in enumerate(origins):
            most = (priced - first[k] - last).max(axis=1)
            for target, adds in zip(targets, most, strict=True):
                yield origin, target, float(adds)

    def _loss(self, index: int, last: bool) -> Floats:
        """Minutes on wheels that each hotel lies farther than its city's node from the nearest stop that a plan can
        begin with, or end with; shape (hotels, plans)."""
        if (index, last) not in self._losses:
            self._losses[index, last] = self._farther(self._listed[index], last)
        return self._losses[index, last]

    def _farther(self, listed: Listed, last: bool) -> Floats:
        sketch, ground = listed.sketch, self._inputs.ground
        node, other = (sketch.target, sketch.origin) if last else (sketch.origin, sketch.target)
        rows = [ground.index("hotel", self.context.bases[i].hotel.id) for i in self._hotels[node]]
        here = ground.index("group", self._nodes[node].spot.id)
        table = ground.minutes.T if last else ground.minutes
        foot = ground.foot.T if last else ground.foot
        farther = np.where(foot[rows] > 0, 0.0, table[rows] - table[here])  # a way on foot costs no ride
        places = farther[:, list(sketch.points[: len(sketch.place_ids)])]
        frame = sketch.frame
        calls = {train.target if last else train.origin for train in frame.trains}
        if calls:
            always = farther[:, [ground.index("station", call) for call in sorted(calls)]].min(axis=1)
            return np.asarray(_nearest(listed.offer.plans.places, places, always, always))
        far_end = frame.origin if last else frame.target
        direct = farther[:, ground.index(far_end.kind, far_end.id)]
        if other == node:
            direct = np.zeros(len(rows))
        return np.asarray(_nearest(listed.offer.plans.places, places, np.full(len(rows), np.inf), direct))


def _renumbered(listed: Listed, origin: int, target: int) -> Listed:
    return Listed(
        replace(listed.sketch, origin=origin, target=target),
        replace(listed.whole, origin=origin, target=target),
        replace(listed.offer, origin=origin, target=target),
    )


@compiled
def _nearest(plans, farther, always, direct):  # type: ignore[no-untyped-def]
    """The least of `farther` (hotels x places) over each plan's places and `always` (hotels); `direct` (hotels) for a
    plan without any."""
    result = np.empty((len(farther), len(plans)))
    for hotel in range(len(farther)):
        for plan in range(len(plans)):
            least = always[hotel]
            seen = False
            for k in range(plans.shape[1]):
                if plans[plan, k] >= 0:
                    least = min(least, farther[hotel, plans[plan, k]])
                    seen = True
            result[hotel, plan] = least if seen else direct[hotel]
    return result
