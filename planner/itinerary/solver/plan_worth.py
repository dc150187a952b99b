"""What day plans and the ways through the nights are worth, and what they are charged at the prices of a program."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled
from planner.itinerary.problem import HOME, DualPrices, Ints, Offer, TripProblem

PENALTY = 10_000_000  # points for a day without a plan or a must without a visit: never worth it

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, order=True)
class Column:
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
        first: dict[int, int] = {}
        self._same = [first.setdefault(id(offer.places), i) for i, offer in enumerate(problem.offers)]  # plans
        self._charges: dict[int, Floats] = {}
        self._charged_at: DualPrices | None = None

    def light(self, index: int) -> Column:
        """The best plan with the fewest places of an offer: with these, a choice always exists."""
        offer = self.problem.offers[index]
        order = np.lexsort((-self.values[index], (offer.places >= 0).sum(axis=1)))
        return Column(index, int(order[0]))

    def priced(self, index: int, prices: DualPrices) -> Floats:
        """What the plans of an offer are worth less what they are charged (shape: plans)."""
        if prices is not self._charged_at:
            self._charges, self._charged_at = {}, prices
        plans = self._same[index]
        if plans not in self._charges:
            offer = self.problem.offers[plans]
            charges: Floats = charged(offer.places, prices.place)
            for price, load in zip(prices.loads, loads(offer), strict=False):
                if price:
                    charges += price * load
            self._charges[plans] = charges
        left: Floats = self.values[index] - self._charges[plans]
        node = stays_at(self.problem, self.problem.offers[index])
        if node in prices.seen:
            left -= charged(self.problem.offers[index].places, prices.seen[node])
        return left

    def places(self, column: Column) -> list[int]:
        """The places of a column, in the trip's numbering."""
        row = self.problem.offers[column.offer].places[column.plan]
        return [int(p) for p in row if p >= 0]


@compiled
def charged(places, price):  # type: ignore[no-untyped-def]
    """The prices of the places of each plan; the last price is of no place."""
    charges = np.zeros(len(places))
    for plan in range(len(places)):
        for k in range(places.shape[1]):
            charges[plan] += price[places[plan, k]]
    return charges


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
