"""Rows that are true of every trip, stated where the optimum of its linear program breaks them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from ortools.linear_solver import pywraplp

from planner.itinerary.problem import HOME
from planner.itinerary.solver.plan_worth import Column, Floats, Trip, stays_at

_LEAST = 0.05  # by which a row is broken, to be stated


class StayCuts:
    """Rows that are true of every trip, by node and place, stated where the optimum of a linear program breaks them.

    Each place is seen once, so on days from a node and back at most as often as one comes to stay there. A linear
    program stays half the time at either of two nodes at no cost of a move, and sees all that is near one of them;
    with the rows it does not.
    """

    def __init__(self, trip: Trip, solver: pywraplp.Solver) -> None:
        self._trip, self._solver = trip, solver
        self._rows: dict[tuple[int, int], pywraplp.Constraint] = {}
        self._nodes = [stays_at(trip.problem, offer) for offer in trip.problem.offers]
        self._of_node: dict[int, list[Column]] = defaultdict(list)

    def add(self, column: Column, places: Sequence[int], variable: pywraplp.Variable) -> None:
        """Put a new column into the rows."""
        node = self._nodes[column.offer]
        if node != HOME and places:
            self._of_node[node].append(column)
        for place in places:
            row = self._rows.get((node, place))
            if row is not None:
                row.SetCoefficient(variable, 1)

    def cut(
        self,
        columns: Mapping[Column, pywraplp.Variable],
        shares: Floats,
        arrivals: Mapping[int, Sequence[pywraplp.Variable]],
        values: Floats,
    ) -> bool:
        """State the rows that are broken by the optimum (`shares` of the columns, `values` of all variables) over some
        columns and ways to come to nodes; are there any?"""
        often: dict[tuple[int, int], float] = defaultdict(float)
        names = list(columns)
        for number in np.flatnonzero(shares > 0).tolist():
            node = self._nodes[names[number].offer]
            for place in self._trip.places(names[number]) if node != HOME else ():
                often[node, place] += shares[number]
        come = {node: float(sum(values[into.index()] for into in arrivals[node])) for node in {key[0] for key in often}}
        broken = {key for key, share in often.items() if key not in self._rows and share > come[key[0]] + _LEAST}
        for node, place in sorted(broken):
            row = self._rows[node, place] = self._solver.Constraint(-self._solver.infinity(), 0)
            for into in arrivals[node]:
                row.SetCoefficient(into, -1)
        for node in sorted({node for node, _ in broken}):
            for column in self._of_node[node]:
                for place in self._trip.places(column):
                    if (node, place) in broken:
                        self._rows[node, place].SetCoefficient(columns[column], 1)
        return bool(broken)

    def prices(self, duals: Floats) -> dict[int, Floats]:
        """What seeing each place costs more by node at the optimum (the last price is of no place)."""
        found: dict[int, Floats] = {}
        for (node, place), row in self._rows.items():
            if (price := duals[row.index()]) > 0:
                found.setdefault(node, np.zeros(self._trip.problem.places + 1))[place] = price
        return found
