"""What day plans and the ways through the nights are worth, and what they are charged at the prices of a program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled
from planner.itinerary.problem import HOME, DualPrices, Ints, Offer, TripProblem

PENALTY = 10_000_000  # points for a day without a plan or a must without a visit: never worth it

_ANY = 1e-4  # points

Floats = npt.NDArray[np.float64]


class Column(NamedTuple):
    """One day plan of one offer."""

    offer: int
    plan: int


class Trip:
    """A problem with what each plan of each offer is worth by everything but the kinds and the moves."""

    def __init__(self, problem: TripProblem) -> None:
        self.problem = problem
        points = np.zeros(problem.places + 1) if problem.extra is None else np.append(problem.extra, 0.0)
        points[list(problem.banned)] -= PENALTY
        self.values: list[Floats] = [
            offer.plans.value - offer.hard * problem.hard_cost + points[offer.places].sum(axis=1)
            for offer in problem.offers
        ]
        self._tables = _tables(problem, self.values)

    def light(self, index: int) -> Column:
        """The best plan with the fewest places of an offer: with these, a choice always exists."""
        offer = self.problem.offers[index]
        order = np.lexsort((-self.values[index], (offer.places >= 0).sum(axis=1)))
        return Column(index, int(order[0]))

    def priced(self, index: int, prices: DualPrices) -> Floats:
        """What the plans of an offer are worth less what they are charged (shape: plans)."""
        offer = self.problem.offers[index]
        left: Floats = self.values[index] - charged(offer.places, prices.place)
        for price, load in zip(prices.loads, loads(offer), strict=False):
            if price:
                left -= price * load
        node = stays_at(self.problem, offer)
        return left - charged(offer.places, prices.seen[node]) if node in prices.seen else left

    def reduced(self, offers: Ints, prices: DualPrices, used: Floats) -> tuple[Floats, Ints]:
        """What the plans of some offers are worth less what they, and using each offer, are charged: one offer after
        the other, and where each one's plans begin, and the last one's end."""
        problem, tables = self.problem, self._tables
        ends = np.concatenate([[0], np.cumsum(tables.size[offers])])
        seen_row = np.full(problem.nodes + 1, -1)  # HOME is the last
        seen_row[np.fromiter(prices.seen, dtype=np.int64)] = np.arange(len(prices.seen))
        charges = _Charges(
            used=used,
            place=prices.place,
            loads=np.array(prices.loads if any(prices.loads) else (), dtype=np.float64),
            seen=np.array(list(prices.seen.values())).reshape(len(prices.seen), problem.places + 1),
            seen_row=seen_row[tables.node[offers]],
        )
        left: Floats = _reduced(tables, offers, charges)
        return left, ends

    def places(self, column: Column) -> list[int]:
        """The places of a column, in the trip's numbering."""
        row = self.problem.offers[column.offer].places[column.plan]
        return [int(p) for p in row if p >= 0]


class _Tables(NamedTuple):
    """The plans of all offers for compiled code: tables of places (rows x 6) and loads (3 x rows), which offers share;
    by offer the first row of its table, how many plans it has, the place of its first worth in `worth`, and the only
    node at its ends."""

    places: Ints
    loads: Ints
    row: Ints
    size: Ints
    first: Ints
    worth: Floats
    node: Ints


def _tables(problem: TripProblem, values: Sequence[Floats]) -> _Tables:
    first: dict[int, int] = {}
    parts: list[Offer] = []
    rows = []
    end = 0
    for offer in problem.offers:
        if id(offer.places) not in first:
            first[id(offer.places)] = end
            parts.append(offer)
            end += len(offer.places)
        rows.append(first[id(offer.places)])
    sizes = np.array([len(each) for each in values], dtype=np.int64)
    wide = max((part.places.shape[1] for part in parts), default=0)
    places = [np.pad(part.places, ((0, 0), (0, wide - part.places.shape[1])), constant_values=-1) for part in parts]
    return _Tables(
        places=np.concatenate([np.zeros((0, wide), dtype=np.int64), *places]),
        loads=np.concatenate([np.zeros((3, 0), dtype=np.int64), *(np.stack(loads(part)) for part in parts)], axis=1),
        row=np.array(rows, dtype=np.int64),
        size=sizes,
        first=np.cumsum(sizes) - sizes,
        worth=np.concatenate([np.zeros(0), *values]),
        node=np.array([stays_at(problem, offer) for offer in problem.offers], dtype=np.int64),
    )


class _Charges(NamedTuple):
    """What plans are charged: by offer for using it, by place (the last is of no place), by load (none: nothing), and,
    for offers with a row of it, by place again."""

    used: Floats
    place: Floats
    loads: Floats
    seen: Floats
    seen_row: Ints


@compiled
def _reduced(tables, offers, charges):  # type: ignore[no-untyped-def]
    """As `Trip.reduced`; what a table is charged is worked out once."""
    places = tables.places
    charged_rows = np.empty(len(places))
    known = np.zeros(len(places), dtype=np.bool_)  # by the first row of a table
    left = np.empty(tables.size[offers].sum())
    at = 0
    for i in range(len(offers)):
        row, size, worth = tables.row[offers[i]], tables.size[offers[i]], tables.first[offers[i]]
        if size and not known[row]:
            known[row] = True
            for plan in range(row, row + size):
                charge = 0.0
                for k in range(places.shape[1]):
                    charge += charges.place[places[plan, k]]
                for k in range(len(charges.loads)):
                    charge += charges.loads[k] * tables.loads[k, plan]
                charged_rows[plan] = charge
        seen = charges.seen_row[i]
        for plan in range(size):
            left[at + plan] = tables.worth[worth + plan] - charged_rows[row + plan] - charges.used[i]
            if seen >= 0:
                for k in range(places.shape[1]):
                    left[at + plan] -= charges.seen[seen, places[row + plan, k]]
        at += size
    return left


@compiled
def best_of_each(left, ends, most):  # type: ignore[no-untyped-def]
    """Of the plans of some offers those that add anything, at most so many of each, the best ones: (the offer's place,
    plan) in order."""
    found = np.empty((most * (len(ends) - 1), 2), dtype=np.int64)
    size = 0
    for i in range(len(ends) - 1):
        begin = size
        for plan in range(ends[i], ends[i + 1]):
            if left[plan] <= _ANY:
                continue
            if size - begin == most and left[plan] <= left[ends[i] + found[size - 1, 1]]:
                continue
            to = size if size - begin < most else size - 1
            while to > begin and left[ends[i] + found[to - 1, 1]] < left[plan]:
                found[to] = found[to - 1]
                to -= 1
            found[to, 0], found[to, 1] = i, plan - ends[i]
            size = min(size + 1, begin + most)
    return found[:size]


@compiled
def charged(places, price):  # type: ignore[no-untyped-def]
    """The prices of the places of each plan; the last price is of no place."""
    charges = np.zeros(len(places))
    for plan in range(len(places)):
        for k in range(places.shape[1]):
            charges[plan] += price[places[plan, k]]
    return charges


def best_between(priced: Floats, first: Floats, last: Floats) -> Floats:
    """The most of `priced` (plans) less what the hotels at both ends cost (`first`: origins x plans, `last`: targets x
    plans); shape (origins, targets)."""
    best: Floats = _best_between(*map(np.ascontiguousarray, (priced, first, last)))
    return best


def least_of_plans(plans: Ints, farther: Floats, always: Floats, direct: Floats) -> Floats:
    """The least of `farther` (hotels x places) over the places of each plan (plans x 6, -1 for none) and `always`
    (hotels); `direct` (hotels) for a plan without any. Shape (hotels, plans)."""
    least: Floats = _least(np.ascontiguousarray(plans), *map(np.ascontiguousarray, (farther, always, direct)))
    return least


@compiled
def _best_between(priced, first, last):  # type: ignore[no-untyped-def]
    best = np.full((len(first), len(last)), -np.inf)
    for plan in range(len(priced)):
        for origin in range(len(first)):
            left = priced[plan] - first[origin, plan]
            for target in range(len(last)):
                best[origin, target] = max(best[origin, target], left - last[target, plan])
    return best


@compiled
def _least(plans, farther, always, direct):  # type: ignore[no-untyped-def]
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


def moves(offer: Offer) -> bool:
    """Does the night change to another hotel?"""
    return HOME not in (offer.origin, offer.target) and offer.origin != offer.target


def stays_at(problem: TripProblem, offer: Offer) -> int:
    """The only node at the ends of a day; HOME if there is another, or it is a cluster."""
    nodes = {offer.origin, offer.target} - {HOME}
    return max(nodes) if len(nodes) == 1 and max(nodes) < problem.nodes else HOME


def route_cost(problem: TripProblem, offer: Offer) -> int:
    """What using an offer on a day costs in points, whichever of its plans is taken: a move, and the night after it, if
    it does not lead to a cluster."""
    cost = problem.move_cost if moves(offer) else 0
    if offer.target != HOME and offer.target < problem.nodes:
        cost += night_cost(problem, offer.target)
        cost += 0 if problem.first_costs is None or offer.origin != HOME else int(problem.first_costs[offer.target])
    return cost


def night_cost(problem: TripProblem, node: int) -> int:
    """What a night at a node costs in points."""
    return 0 if problem.night_costs is None else int(problem.night_costs[node])


def loads(offer: Offer) -> tuple[Ints, Ints, Ints]:
    """Metres on foot, metres up and MET-minutes of an offer's plans (each of shape: plans)."""
    return offer.plans.walk, offer.plans.climb, offer.plans.met
