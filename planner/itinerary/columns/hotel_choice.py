"""The hotels and the days of a trip whose nights are decided up to groups of neighbouring hotels.

Bounds tell which hotels of the groups, and which sets of places, can be in a better trip than the best one known. Only
day plans over these are listed from the hotels themselves; the best trip they make is found by branch and price.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from heapq import heappop, heappush
from itertools import combinations, groupby, product
from threading import Event
from time import perf_counter

import numpy as np
import numpy.typing as npt

from planner.itinerary.columns.column_pool import ColumnPool, PlanningContext, problem_of
from planner.itinerary.columns.day_plans import Listed, offer_of, side_by_side
from planner.itinerary.columns.grouped_hotels import GroupedHotels
from planner.itinerary.columns.hotel_bounds import BoundedDay, HotelBounds, Pair
from planner.itinerary.columns.merged_hotels import merged
from planner.itinerary.inputs import DaySketch, days_by_hours, sketch_day
from planner.itinerary.problem import HOME, DayPlans, DualPrices, Ints, Offer
from planner.itinerary.solver import (
    PENALTY,
    SHORT_DAYS,
    MasterSolution,
    Trip,
    TripRelaxation,
    better_days,
    choose_days,
    enumerate_days,
    route_cost,
    settled_worth,
    with_subsets,
)
from planner.solving import Progress, SolveOptions

FIRST_PLANS = 400  # of the groups on a day, whose sets of places a first trip is made of
MOST_PLANS = 6000  # and the best one
MOST_PAIRS = 240  # of hotels whose days are listed, without a move, and with one
MOST_LOOKS = 4  # at sets of hotels, for given nights of a long trip
FEW = 1000  # plans of the groups that are listed from all hotels of a long trip, if its bound is still open
EFFORT = 0.05  # of a whole solve, for the days between hotels with given nights of a long trip

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
class _Part:
    """Days from hotel to hotel that are in play, as an offer of the groups each, and the groups' plans whose sets of
    places are."""

    pairs: dict[Pair, tuple[int, ...]]
    plans: dict[int, Bools]


class HotelChoice:
    """Decides hotels and days for nights that are decided up to groups; `best` is the pool of the best trip found."""

    def __init__(self, groups: GroupedHotels, options: SolveOptions) -> None:
        self.groups, self.options = groups, options
        self.best: ColumnPool | None = None
        self._bounds = HotelBounds(groups)
        self._known: dict[int, _HotelDays] = {}
        self._open: dict[tuple[int, ...], dict[Alike, frozenset[str]]] = {}
        self._tried: set[tuple[int, ...]] = set()
        self._decided: dict[tuple[int, ...], int] = {}
        self._began = perf_counter()

    def decide(self, relaxed: TripRelaxation, floor: int, hasty: bool) -> MasterSolution:
        """The best trip with the nights of a linear program over the groups, if it is worth more than `floor`; a hasty
        look is at the most promising hotels and sets of places only."""
        nodes = tuple(next(iter(night)) for night in relaxed.ways.nights)
        if nodes in (self._tried if hasty else self._decided):
            return MasterSolution(floor, max(floor, self._decided.get(nodes, relaxed.bound)), ())
        self._tried.add(nodes)
        days, long = self._bounds.of_nights(relaxed.trip, nodes, relaxed.prices), len(nodes) >= SHORT_DAYS
        part = _path(days)
        found = self._solve(self._pool(part), floor, soon=long)
        if hasty:
            return replace(found, bound=relaxed.bound)
        floor, bound = max(floor, found.worth), relaxed.bound
        worth = settled_worth(floor, relaxed.trip.problem.days)
        if long:
            more = self._merge(days, relaxed, floor, worth)
            found, bound = more if more.picks else found, more.bound
            floor = max(floor, more.worth)
            worth = settled_worth(floor, relaxed.trip.problem.days)
        if not long or (
            bound > worth and sum(int(each.sum()) for each in _plans_above(days, worth)[0].values()) <= FEW
        ):
            part, left_out = self._rest(part, days, relaxed, worth)
            more = self._solve(self._pool(part), floor)
            bound = min(bound, max(more.bound, left_out))
        self._decided[nodes] = bound
        return replace(more if more.picks else found, bound=bound)

    def _merge(self, days: Days, relaxed: TripRelaxation, floor: int, worth: int) -> MasterSolution:
        """A trip from the hotels that suit its days best, and what any can be worth: days spent from one hotel are
        listed from it, those of a move are taken as from the groups; hotels are set apart until that is settled."""
        nodes = tuple(next(iter(night)) for night in relaxed.ways.nights)
        plans, least = _plans_above(days, worth)
        on, bounds = _days_of(days), _bounds_of(days)
        stays = {pair: on[pair] for pair in bounds if not _moves(pair) and bounds[pair] > worth}
        known = self._priced(_Part(stays, plans), relaxed.prices)
        days = self._bounds.of_nights(relaxed.trip, nodes, relaxed.prices, known)
        bounds = _bounds_of(days)
        stays = {pair: on[pair] for pair in stays if bounds[pair] > worth}
        least = max([least, *(bound for pair, bound in bounds.items() if not _moves(pair) and bound <= worth)])
        moves = self._moves_of(days, plans)
        likely = {hotel for pair in _path(days).pairs for hotel in pair[1:]}
        best = MasterSolution(floor, floor, ())
        hotels = frozenset(hotel for pair in stays for hotel in pair[1:] if hotel != HOME)
        waiting = [(-relaxed.bound, 0, hotels)]
        for looks in range(1, MOST_LOOKS + 1):
            if not waiting or -waiting[0][0] <= settled_worth(best.worth, len(days)):
                break
            bound, _, hotels = heappop(waiting)
            part = _Part({pair: stays[pair] for pair in stays if hotels.issuperset({*pair[1:]} - {HOME})}, plans)
            pool, pairs = self._pool(part), [pair for pair, _ in self._possible(part)]
            together = merged(pool.problem, [pair[0] for pair in pairs], relaxed.trip.problem, moves)
            options = replace(self.options.since(self._began), effort=EFFORT * self.options.effort, progress=self._tell)
            found = better_days(together.problem, options, settled_worth(best.worth, len(days)))
            if not found.picks and (best.worth == -PENALTY or found.bound <= settled_worth(best.worth, len(days))):
                least = max(least, found.bound if best.worth > -PENALTY else least)
                continue
            used = {hotel for source in together.sources(found.picks) for hotel in pairs[source][1:]}
            if used:
                some = {pair: on[pair] for pair in on if (used | likely).issuperset({*pair[1:]} - {HOME})}
                real = self._solve(self._pool(_Part(some, plans)), best.worth, soon=True)
                best = real if real.worth > best.worth else best
            bound = max(bound, -found.bound)
            halves = self._apart(hotels, (used or hotels) - {HOME}, nodes)
            for number, half in enumerate(halves):
                heappush(waiting, (bound, 2 * looks + number, half))
            least = max(least, least if halves else -bound)
        left = max([least, *(-bound for bound, *_ in waiting[:1])])
        return replace(best, bound=int(max(best.worth, np.floor(left + 1e-3))))

    def _apart(self, hotels: frozenset[int], used: Collection[int], nodes: tuple[int, ...]) -> list[frozenset[int]]:
        """The hotels without half of those of a group, in which one sleeps but once on end: those nearer to either of
        the two used ones that lie farthest apart. None if no group has two."""
        stays = Counter(node for node, _ in groupby(nodes))
        ground, context = self.groups.context.inputs.ground, self.groups.context
        row = {hotel: ground.index("hotel", context.bases[hotel].hotel.id) for hotel in hotels}
        group = {hotel: node for node, members in self.groups.members.items() for hotel in members}
        ends = [(a, b) for a, b in combinations(sorted(used), 2) if group[a] == group[b] and stays[group[a]] == 1]
        if not ends:
            return []
        one, other = max(ends, key=lambda pair: float(ground.km[row[pair[0]], row[pair[1]]]))
        near = {
            h for h in hotels if group[h] == group[one] and ground.km[row[h], row[one]] <= ground.km[row[h], row[other]]
        }
        far = {h for h in hotels if group[h] == group[one]} - near
        return [hotels - near, hotels - far]

    def _moves_of(self, days: Days, plans: dict[int, Bools]) -> dict[int, tuple[tuple[int, ...], Bools]]:
        """The groups' offers that move, each with the days it is used on and its plans that are open then."""
        offers = {each.offer for offers in days for each in offers}
        found = {}
        for offer in sorted(offers):
            grouped = self.groups.listed[offer]
            if HOME in (grouped.offer.origin, grouped.offer.target) or grouped.offer.origin == grouped.offer.target:
                continue
            used = tuple(number for number, offers in enumerate(days) if offer in {each.offer for each in offers})
            opened = [self._hours(grouped.offer.days)[alike] for alike in self._alike(grouped.offer.days, used)]
            shut = [place not in frozenset().union(*opened) for place in grouped.sketch.place_ids]
            closed = np.array([*shut, False])[grouped.offer.plans.places].any(axis=1)
            found[offer] = used, plans[offer] & ~closed
        return found

    def _alike(self, days: tuple[int, ...], used: tuple[int, ...]) -> list[Alike]:
        """The days that are alike of which some are used."""
        return [alike for alike in self._hours(days) if set(alike) & set(used)]

    def _rest(self, first: _Part, days: Days, relaxed: TripRelaxation, worth: int) -> tuple[_Part, int]:
        """All days of trips that may be worth more than `worth`, and what those that are left out can be worth: first
        days from a hotel and back are listed, then days from one to another between those that are left."""
        nodes = tuple(next(iter(night)) for night in relaxed.ways.nights)
        plans, least = _plans_above(days, worth)
        on, known = _days_of(days), dict[Pair, float]()  # what listed days add at most
        listed = _Part(dict(first.pairs), plans)
        for moving in (False, True):
            bounds = _bounds_of(days)
            rest = [pair for pair in bounds if _moves(pair) == moving and bounds[pair] > worth and pair not in known]
            rest.sort(key=lambda pair: -bounds[pair])
            listed.pairs |= {pair: on[pair] for pair in rest[:MOST_PAIRS]}
            least = max([least, *(bounds[pair] for pair in rest[MOST_PAIRS:])])
            known = self._priced(listed, relaxed.prices)
            days = self._bounds.of_nights(relaxed.trip, nodes, relaxed.prices, known)
        bounds = _bounds_of(days)
        kept = {pair: on[pair] for pair in listed.pairs if pair in first.pairs or bounds[pair] > worth}
        least = max([least, *(bounds[pair] for pair in bounds if pair in known and pair not in kept)])
        least = max([least, *(bound for bound in bounds.values() if bound <= worth)])
        return _Part(kept, plans), int(np.floor(least + 1e-3))

    def _priced(self, part: _Part, prices: DualPrices) -> dict[Pair, float]:
        """What the days of a part add at most at some prices."""
        problem = self._pool(part).problem
        trip, adds = Trip(problem), dict.fromkeys(part.pairs, -np.inf)
        for i, (pair, _) in enumerate(self._possible(part)):
            adds[pair] = max(adds[pair], float(trip.priced(i, prices).max()) - route_cost(problem, problem.offers[i]))
        return adds

    def _possible(self, part: _Part) -> list[tuple[Pair, Alike]]:
        """The pairs on days of theirs with any day plan."""
        self._list(part)
        return [
            (pair, alike)
            for pair, alike in self._used(part)
            if len(self._known[pair[0]].listed[*pair[1:], alike].offer.plans.value)
        ]

    def _used(self, part: _Part) -> list[tuple[Pair, Alike]]:
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

    def _pool(self, part: _Part) -> ColumnPool:
        """The columns of a part."""
        possible = self._possible(part)
        bases = sorted({hotel for pair in part.pairs for hotel in pair[1:]} - {HOME})
        node = {HOME: HOME, **{hotel: i for i, hotel in enumerate(bases)}}
        listed = tuple(
            _between(
                self._known[offer].listed[origin, target, alike],
                node[origin],
                node[target],
                tuple(day for day in alike if day in part.pairs[pair]),
            )
            for pair, alike in possible
            for offer, origin, target in (pair,)
        )
        context = self.groups.context
        chosen = tuple(context.bases[i] for i in bases)
        problem = problem_of(context.inputs, context.request, chosen, [each.offer for each in listed])
        given = {each.name: getattr(context, each.name) for each in fields(PlanningContext)} | {"bases": chosen}
        return ColumnPool(**given, listed=listed, problem=problem, seconds=perf_counter() - self._began)

    def _solve(self, pool: ColumnPool, floor: int, soon: bool = False) -> MasterSolution:
        """The best trip of a pool, or a good one `soon`; keeps that if it is worth more than the floor."""
        options = self.options.since(self._began)
        effort = options.effort * (EFFORT if pool.request.days > SHORT_DAYS else 1)
        options = replace(options, effort=effort, progress=self._tell)
        solution = choose_days(pool.problem, options, floor, soon)
        if not solution.picks:
            return MasterSolution(floor, max(floor, solution.bound) if floor > -PENALTY else floor, ())
        if solution.worth > floor:
            self.best = pool
        return MasterSolution(solution.worth, solution.bound, solution.picks)

    def _tell(self, now: Progress) -> None:
        """What is known of some nights bounds no others."""
        self.options.progress(replace(now, bound=None))

    def _list(self, part: _Part) -> None:
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

        found = side_by_side(work, zip(sketches, tables, strict=True), lambda _: self._tell(Progress("choose", 2, 4)))
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


def _path(days: Days) -> _Part:
    """The hotels with the best bound, and the plans with the best ones."""
    pairs: dict[Pair, list[int]] = defaultdict(list)
    plans: dict[int, Bools] = {}
    at = HOME
    for number, offers in enumerate(days):
        best = max(offers, key=lambda each: each.pairs[each.origins.index(at)].max())
        target = best.targets[int(best.pairs[best.origins.index(at)].argmax())]
        pairs[best.offer, at, target].append(number)
        plans[best.offer] = _top(best.plans, FIRST_PLANS)
        at = target
    return _Part({pair: tuple(on) for pair, on in pairs.items()}, plans)


def _plans_above(days: Days, worth: int) -> tuple[dict[int, Bools], float]:
    """The plans whose bounds are above a worth, at most MOST_PLANS a day; and the highest bound of the others."""
    plans: dict[int, Bools] = {}
    left_out = float(-PENALTY)
    for each in (each for offers in days for each in offers):
        kept = _top(each.plans, MOST_PLANS) & (each.plans > worth)
        left_out = max(left_out, float(each.plans[~kept].max(initial=-PENALTY)))
        plans[each.offer] = plans.get(each.offer, kept) | kept
    return plans, left_out


def _bounds_of(days: Days) -> dict[Pair, float]:
    """What trips with each pair of hotels can be worth at most."""
    found: dict[Pair, float] = {}
    for each in (each for offers in days for each in offers):
        for (i, origin), (k, target) in product(enumerate(each.origins), enumerate(each.targets)):
            pair = each.offer, origin, target
            found[pair] = max(found.get(pair, -np.inf), float(each.pairs[i, k]))
    return found


def _days_of(days: Days) -> dict[Pair, tuple[int, ...]]:
    """The days that each pair of hotels may be used on."""
    on: dict[Pair, tuple[int, ...]] = {}
    for number, offers in enumerate(days):
        for each in offers:
            for pair in product((each.offer,), each.origins, each.targets):
                on[pair] = (*on.get(pair, ()), number)
    return on


def _moves(pair: Pair) -> bool:
    return pair[1] != pair[2] and HOME not in pair[1:]


def _top(bounds: npt.NDArray[np.float64], most: int) -> Bools:
    kept = np.zeros(len(bounds), dtype=np.bool_)
    kept[np.argsort(-bounds, kind="stable")[:most]] = True
    return kept
