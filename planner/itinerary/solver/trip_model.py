"""The rules of a trip as rows of a linear model, for GLOP and for SCIP; day plans are its columns.

A day plan that may be used on any of several days is one column, not one a day: route variables say which
offer is used on which day, and an offer gives as many plans as the days it is used on. So days that
are alike bring no symmetry, and there are far fewer columns.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from ortools.linear_solver import linear_solver_pb2, pywraplp

from planner.itinerary.problem import HOME, DualPrices, Ints
from planner.itinerary.solver.plan_worth import (
    PENALTY,
    Column,
    Floats,
    Trip,
    loads,
    moves,
    night_cost,
    route_cost,
)
from planner.itinerary.solver.stay_cuts import StayCuts

KIND_LEVELS = ((1, 2), (2, 2), (3, 100))  # cost factor, how many more of the kind at that cost


class Model:
    """The rows and route variables of a trip. With `relaxed`, days, musts and limits have slack."""

    def __init__(self, trip: Trip, relaxed: bool) -> None:
        self.trip = trip
        self.relaxed = relaxed
        self.solver = pywraplp.Solver.CreateSolver("GLOP" if relaxed else "SCIP")
        self.objective = self.solver.Objective()
        self.objective.SetMaximization()
        self.lacks: dict[int, pywraplp.Variable] = {}  # by must place, below 0 for everything else
        self.columns: dict[Column, pywraplp.Variable] = {}  # the last variables, in their order
        self._allowed = set(range(len(trip.problem.offers)))
        self._cuts = StayCuts(trip, self.solver)
        self._make_rows()
        self._make_routes()
        self._open = dict.fromkeys(self.routes, True)
        self._before = self.solver.NumVariables()  # of the columns'
        self.values: Floats = np.zeros(0)  # of all variables at the optimum
        self.duals: Floats = np.zeros(0)  # of all rows

    def _make_rows(self) -> None:
        problem, solver = self.trip.problem, self.solver
        free = solver.infinity()
        self.days = [solver.Constraint(1, 1) for _ in range(problem.days)]
        self.nights = [[solver.Constraint(0, 0) for _ in range(problem.nodes)] for _ in range(problem.days - 1)]
        self.links = [solver.Constraint(0, 0) for _ in problem.offers]
        self.arrivals = [[solver.Constraint(0, 0) for _ in problem.clusters] for _ in self.nights]
        self.departures = [[solver.Constraint(0, 0) for _ in problem.clusters] for _ in self.nights]
        self.moves = solver.Constraint(0, free)
        self.cities = [solver.Constraint(0, free) for _ in set(problem.cities)]
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
            for row, most in ((self.moves, problem.days), *((row, 1) for row in self.cities)):
                self._lack(-1, row, 1, most)
            for place in problem.must:
                self._lack(place, self.visits[place], 1, 1)
            for row in (*self.loads, *([self.budget] if self.budget else [])):
                self._lack(-1, row, -1, free)

    def read(self) -> None:
        """Take over the optimum of a linear program just solved."""
        answer = linear_solver_pb2.MPSolutionResponse()
        self.solver.FillSolutionResponseProto(answer)
        self.values, self.duals = np.array(answer.variable_value), np.array(answer.dual_value)

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
                if offer.target >= problem.nodes:
                    self.arrivals[day][offer.target - problem.nodes].SetCoefficient(route, 1)
                elif offer.target != HOME:
                    self.nights[day][offer.target].SetCoefficient(route, 1)
                origin, target = problem.city_of(offer.origin), problem.city_of(offer.target)
                if target not in (HOME, origin):
                    self.cities[target].SetCoefficient(route, 1)
                if offer.origin >= problem.nodes:
                    self.departures[day - 1][offer.origin - problem.nodes].SetCoefficient(route, 1)
                elif offer.origin != HOME:
                    self.nights[day - 1][offer.origin].SetCoefficient(route, -1)
        self._make_passes()

    def _make_passes(self) -> None:
        """The nodes at which nights of clusters begin (True) and end."""
        problem = self.trip.problem
        self.passes: dict[tuple[int, int, bool], pywraplp.Variable] = {}
        for night, rows in enumerate(self.nights):
            for cluster, nodes in enumerate(problem.clusters):
                for node in nodes if len(nodes) > 1 else ():
                    into = self.passes[night, node, True] = self._variable(1)
                    self.arrivals[night][cluster].SetCoefficient(into, -1)
                    rows[node].SetCoefficient(into, 1)
                    self.objective.SetCoefficient(into, -night_cost(problem, node))
                    out = self.passes[night, node, False] = self._variable(1)
                    self.departures[night][cluster].SetCoefficient(out, -1)
                    rows[node].SetCoefficient(out, -1)

    @cached_property
    def _arrivals(self) -> dict[int, list[pywraplp.Variable]]:
        """By node, what brings one there to stay."""
        problem = self.trip.problem
        found: dict[int, list[pywraplp.Variable]] = {node: [] for node in range(problem.nodes)}
        for (index, _), route in self.routes.items():
            offer = problem.offers[index]
            if offer.target != offer.origin and HOME != offer.target < problem.nodes:
                found[offer.target].append(route)
        for (_, node, begins), used in self.passes.items():
            if begins:
                found[node].append(used)
        return found

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
        for city, row in enumerate(self.cities):
            row.SetLb(float(city in cities))
        problem = self.trip.problem
        spent = [
            nodes | {problem.nodes + k for k, cluster in enumerate(problem.clusters) if not nodes.isdisjoint(cluster)}
            for nodes in nights
        ]
        ends = (frozenset({HOME}), *spent, frozenset({HOME}))
        self._allowed = set()
        for (night, node, _), used in self.passes.items():
            used.SetUb(float(node in nights[night]))
        for (index, day), route in self.routes.items():
            offer = problem.offers[index]
            may = offer.origin in ends[day] and offer.target in ends[day + 1]
            if may != self._open[index, day]:
                route.SetUb(float(may))
                self._open[index, day] = may
            if may:
                self._allowed.add(index)

    def allowed(self) -> list[int]:
        """The offers that may be used."""
        return sorted(self._allowed)

    def slept(self) -> list[Floats]:
        """For each night, how much of it is spent at each node (shape: nodes)."""
        problem = self.trip.problem
        nights, nodes, ways = self._ways
        shares = np.zeros((len(self.nights), problem.nodes))
        np.add.at(shares, (nights, nodes), self.values[ways])
        return list(shares)

    @cached_property
    def _ways(self) -> tuple[Ints, Ints, Ints]:
        """The variables of which each is a way to spend a night at a node: (nights, nodes, their numbers)."""
        problem = self.trip.problem
        found = [
            (day, problem.offers[index].target, route.index())
            for (index, day), route in self.routes.items()
            if day < len(self.nights) and problem.offers[index].target < problem.nodes
        ]
        found += [(night, node, used.index()) for (night, node, begins), used in self.passes.items() if begins]
        nights, nodes, ways = np.array(found, dtype=np.int64).reshape(len(found), 3).T
        return nights, nodes, ways

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
        self._cuts.add(column, places, variable)
        for kind, count in kinds.items():
            self.kinds[kind].SetCoefficient(variable, count)
        if self.budget is not None and problem.fees is not None:
            self.budget.SetCoefficient(variable, float(problem.fees[places].sum()))
        for row, load in zip(self.loads, loads(offer), strict=False):
            row.SetCoefficient(variable, float(load[column.plan]))

    def cut(self) -> bool:
        """State more of what is true of trips and broken by the optimum; is there any?"""
        return self._cuts.cut(self.columns, self.values[self._before :], self._arrivals, self.values)

    def at_least(self, worth: int) -> None:
        """Only trips worth so much."""
        row = self.solver.Constraint(worth, self.solver.infinity())
        for variable in self.solver.variables():
            row.SetCoefficient(variable, self.objective.GetCoefficient(variable))

    def short(self) -> frozenset[int]:
        """The must places slack was needed for; all of them, or -1, where a day or a limit needed some."""
        short = {name for name, lack in self.lacks.items() if self.values[lack.index()] > 1e-6}
        return frozenset(short) if not short or min(short) >= 0 else self.trip.problem.must or frozenset({-1})

    def prices(self) -> DualPrices:
        """What the rules that all days share charge at the optimum."""
        problem = self.trip.problem
        first = self.visits[0].index() if self.visits else 0
        visits = self.duals[first : first + problem.places].copy()
        optional = np.ones(problem.places, dtype=np.bool_)
        optional[list(problem.must)] = False
        visits[optional] = visits[optional].clip(0.0)
        kinds = {kind: max(self._price(row), 0.0) for kind, row in self.kinds.items()}
        loads = tuple(max(self._price(row), 0.0) for row in self.loads)
        budget = 0.0 if self.budget is None else max(self._price(self.budget), 0.0)
        place = np.append(visits + [kinds[int(kind)] for kind in problem.kinds], 0.0)
        if problem.fees is not None:
            place[:-1] += budget * problem.fees
        stock = float(visits.sum()) + budget * (problem.budget or 0)
        stock += sum(price * most for price, most in zip(loads, problem.load_most or (), strict=True))
        for price in kinds.values():
            more = (most * max(0.0, price - level * problem.kind_cost) for level, most in KIND_LEVELS)
            stock += price * problem.kind_free + sum(more)
        return DualPrices(place, loads, stock, self._cuts.prices(self.duals))

    def _price(self, row: pywraplp.Constraint) -> float:
        return float(self.duals[row.index()])

    def charges(self, offers: Ints) -> Floats:
        """What using each of some offers on a day is charged at the optimum."""
        first = self.links[0].index() if self.links else 0
        charged: Floats = self.duals[first + offers]
        return charged
