"""The rules of a trip as rows of a linear model, for GLOP and for SCIP; day plans are its columns.

A day plan that may be used on any of several days is one column, not one a day: route variables say which
offer is used on which day, and an offer gives as many plans as the days it is used on. So days that
are alike bring no symmetry, and there are far fewer columns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.linear_solver import pywraplp

from planner.compiled import compiled
from planner.itinerary.problem import HOME, DualPrices, Ints, Offer, TripProblem

PENALTY = 10_000_000  # points for a day without a plan or a must without a visit: never worth it
KIND_LEVELS = ((1, 2), (2, 2), (3, 100))  # cost factor, how many more of the kind at that cost

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

    def light(self, index: int) -> Column:
        """The best plan with the fewest places of an offer: with these, a choice always exists."""
        offer = self.problem.offers[index]
        order = np.lexsort((-self.values[index], (offer.places >= 0).sum(axis=1)))
        return Column(index, int(order[0]))

    def priced(self, index: int, prices: DualPrices) -> Floats:
        """What the plans of an offer are worth less what they are charged (shape: plans)."""
        offer = self.problem.offers[index]
        left: Floats = _less(self.values[index], offer.places, prices.place)
        for price, load in zip(prices.loads, loads(offer), strict=False):
            if price:
                left -= price * load
        return left

    def places(self, column: Column) -> list[int]:
        """The places of a column, in the trip's numbering."""
        row = self.problem.offers[column.offer].places[column.plan]
        return [int(p) for p in row if p >= 0]


@compiled
def _less(worth, places, price):  # type: ignore[no-untyped-def]
    """What each plan is worth less the prices of its places; the last price is of no place."""
    left = worth.copy()
    for plan in range(len(places)):
        for k in range(places.shape[1]):
            left[plan] -= price[places[plan, k]]
    return left


def moves(offer: Offer) -> bool:
    """Does the night change to another hotel?"""
    return HOME not in (offer.origin, offer.target) and offer.origin != offer.target


def route_cost(problem: TripProblem, offer: Offer) -> int:
    """What using an offer on a day costs in points, whichever of its plans is taken: a move, and the night after it."""
    cost = problem.move_cost if moves(offer) else 0
    if offer.target != HOME:
        cost += 0 if problem.night_costs is None else int(problem.night_costs[offer.target])
        cost += 0 if problem.first_costs is None or offer.origin != HOME else int(problem.first_costs[offer.target])
    return cost


def loads(offer: Offer) -> tuple[Ints, Ints, Ints]:
    """Metres on foot, metres up and MET-minutes of an offer's plans (each of shape: plans)."""
    return offer.plans.walk, offer.plans.climb, offer.plans.met


class Model:
    """The rows and route variables of a trip. With `relaxed`, days, musts and limits have slack."""

    def __init__(self, trip: Trip, relaxed: bool) -> None:
        self.trip = trip
        self.relaxed = relaxed
        self.solver = pywraplp.Solver.CreateSolver("GLOP" if relaxed else "SCIP")
        self.objective = self.solver.Objective()
        self.objective.SetMaximization()
        self.lacks: dict[int, pywraplp.Variable] = {}  # by must place, below 0 for everything else
        self.columns: dict[Column, pywraplp.Variable] = {}
        self._allowed = set(range(len(trip.problem.offers)))
        self._make_rows()
        self._make_routes()

    def _make_rows(self) -> None:
        problem, solver = self.trip.problem, self.solver
        free = solver.infinity()
        self.days = [solver.Constraint(1, 1) for _ in range(problem.days)]
        self.nights = [[solver.Constraint(0, 0) for _ in range(problem.nodes)] for _ in range(problem.days - 1)]
        self.links = [solver.Constraint(0, 0) for _ in problem.offers]
        self.moves = solver.Constraint(0, free)
        self.stays = [solver.Constraint(0, free) for _ in set(problem.cities)]
        self.visits = [solver.Constraint(float(place in problem.must), 1) for place in range(problem.places)]
        self.kinds = {int(kind): solver.Constraint(-free, problem.kind_free) for kind in np.unique(problem.kinds)}
        for row in self.kinds.values():
            for level, most in KIND_LEVELS:
                self._slack(row, -1, -level * problem.kind_cost, most)
        self.budget = None if problem.budget is None else solver.Constraint(-free, problem.budget)
        self.loads = [solver.Constraint(-free, most) for most in problem.load_most or ()]
        if self.relaxed:
            for day in self.days:
                self._lack(-1, day, 1, 1)
            for row, most in ((self.moves, problem.days), *((row, 1) for row in self.stays)):
                self._lack(-1, row, 1, most)
            for place in problem.must:
                self._lack(place, self.visits[place], 1, 1)
            for row in (*self.loads, *([self.budget] if self.budget else [])):
                self._lack(-1, row, -1, free)

    def _make_routes(self) -> None:
        problem = self.trip.problem
        self.routes: dict[tuple[int, int], pywraplp.Variable] = {}
        for index, offer in enumerate(problem.offers):
            for day in offer.days:
                route = self.routes[index, day] = self._variable(1)
                self.days[day].SetCoefficient(route, 1)
                self.links[index].SetCoefficient(route, -1)
                if moves(offer):
                    self.moves.SetCoefficient(route, 1)
                self.objective.SetCoefficient(route, -route_cost(problem, offer))
                if offer.target != HOME:
                    self.nights[day][offer.target].SetCoefficient(route, 1)
                    self.stays[problem.cities[offer.target]].SetCoefficient(route, 1)
                if offer.origin != HOME:
                    self.nights[day - 1][offer.origin].SetCoefficient(route, -1)

    def _variable(self, most: float) -> pywraplp.Variable:
        return self.solver.NumVar(0, most, "") if self.relaxed else self.solver.IntVar(0, most, "")

    def _slack(self, row: pywraplp.Constraint, coefficient: int, cost: float, most: float) -> pywraplp.Variable:
        variable = self.solver.NumVar(0, most, "")
        row.SetCoefficient(variable, coefficient)
        self.objective.SetCoefficient(variable, cost)
        return variable

    def _lack(self, name: int, row: pywraplp.Constraint, coefficient: int, most: float) -> None:
        """Slack at a price; every one that is no must's gets a negative number."""
        self.lacks[name if name >= 0 else -1 - len(self.lacks)] = self._slack(row, coefficient, -PENALTY, most)

    def allow(self, cities: frozenset[int], nights: tuple[frozenset[int], ...]) -> None:
        """Sleep only at the given nodes, one set a night; the days before and after are at home.

        What follows from sleeping in `cities`, in all of them, is stated too: it makes the linear program far tighter.
        """
        self.moves.SetLb(max(0, len(cities) - 1))
        for city, row in enumerate(self.stays):
            row.SetLb(float(city in cities))
        ends = (frozenset({HOME}), *nights, frozenset({HOME}))
        self._allowed = set()
        for (index, day), route in self.routes.items():
            offer = self.trip.problem.offers[index]
            may = offer.origin in ends[day] and offer.target in ends[day + 1]
            route.SetUb(float(may))
            if may:
                self._allowed.add(index)

    def allowed(self) -> list[int]:
        """The offers that may be used."""
        return sorted(self._allowed)

    def slept(self) -> list[Floats]:
        """For each night, how much of it is spent at each node (shape: nodes)."""
        shares = [np.zeros(self.trip.problem.nodes) for _ in self.nights]
        for (index, day), route in self.routes.items():
            if day < len(shares):
                shares[day][self.trip.problem.offers[index].target] += route.solution_value()
        return shares

    def add(self, column: Column) -> None:
        """A column with what it contributes to each rule."""
        problem, offer = self.trip.problem, self.trip.problem.offers[column.offer]
        places = self.trip.places(column)
        once = bool(places) and not self.relaxed  # relaxed, the rows of the places say so
        variable = self.columns[column] = self._variable(1 if once else len(offer.days))
        self.objective.SetCoefficient(variable, float(self.trip.values[column.offer][column.plan]))
        self.links[column.offer].SetCoefficient(variable, 1)
        kinds: dict[int, int] = {}
        for place in places:
            self.visits[place].SetCoefficient(variable, 1)
            kind = int(problem.kinds[place])
            kinds[kind] = kinds.get(kind, 0) + 1
        for kind, count in kinds.items():
            self.kinds[kind].SetCoefficient(variable, count)
        if self.budget is not None and problem.fees is not None:
            self.budget.SetCoefficient(variable, float(problem.fees[places].sum()))
        for row, load in zip(self.loads, loads(offer), strict=False):
            row.SetCoefficient(variable, float(load[column.plan]))

    def at_least(self, worth: int) -> None:
        """Only trips worth so much."""
        row = self.solver.Constraint(worth, self.solver.infinity())
        for variable in self.solver.variables():
            row.SetCoefficient(variable, self.objective.GetCoefficient(variable))

    def short(self) -> frozenset[int]:
        """The must places slack was needed for; all of them, or -1, where a day or a limit needed some."""
        short = {name for name, lack in self.lacks.items() if lack.solution_value() > 1e-6}
        return frozenset(short) if not short or min(short) >= 0 else self.trip.problem.must or frozenset({-1})

    def prices(self) -> DualPrices:
        """What the rules that all days share charge at the optimum."""
        problem = self.trip.problem
        visits = np.array([row.dual_value() for row in self.visits])
        optional = [place not in problem.must for place in range(problem.places)]
        visits[optional] = visits[optional].clip(0.0)
        kinds = {kind: max(row.dual_value(), 0.0) for kind, row in self.kinds.items()}
        loads = tuple(max(row.dual_value(), 0.0) for row in self.loads)
        budget = 0.0 if self.budget is None else max(self.budget.dual_value(), 0.0)
        place = np.append(visits + [kinds[int(kind)] for kind in problem.kinds], 0.0)
        if problem.fees is not None:
            place[:-1] += budget * problem.fees
        stock = float(visits.sum()) + budget * (problem.budget or 0)
        stock += sum(price * most for price, most in zip(loads, problem.load_most or (), strict=True))
        for price in kinds.values():
            more = (most * max(0.0, price - level * problem.kind_cost) for level, most in KIND_LEVELS)
            stock += price * problem.kind_free + sum(more)
        return DualPrices(place, loads, stock)

    def reduced_costs(self, prices: DualPrices) -> dict[int, Floats]:
        """For each offer that may be used: what each of its plans would add to the optimum (shape: plans)."""
        return {index: self.trip.priced(index, prices) - self.price_of(index) for index in self.allowed()}

    def price_of(self, offer: int) -> float:
        """What using an offer on a day is charged at the optimum."""
        return float(self.links[offer].dual_value())
