"""What one route collects at most within a length: the linear program over its edges, cut until it hangs together.

Degrees, length, and generalised subtour elimination (Fischetti, Salazar & Toth 1998): what is visited is joined to the
ends of the route by two paths. Every program on the way is a relaxation, so work may stop anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from ortools.linear_solver import pywraplp

from planner.compiled import compiled
from planner.orienteering.problem import Floats

EPSILON = 1e-6
VIOLATED = 0.02  # by so much at least
MOST_CUTS = 60  # of one round
PROGRAM = 400.0  # labels in the time that the linear program needs for one column
Edges = npt.NDArray[np.intp]


class CircuitBound(NamedTuple):
    """No route collects more than `bound`; `work` in labels."""

    bound: float
    work: float


class Circuit:
    """One route from vertex `ends[0]` to `ends[1]` that is at most `limit` long; lengths are symmetric."""

    def __init__(self, length: Floats, prize: Floats, ends: tuple[int, int], limit: float) -> None:
        start, end = ends
        inside = (length[start] + length[end] <= limit) & (prize > 0)
        inside[[start, end]] = False
        self._its = np.flatnonzero(inside)  # vertex of each node but the last two, which are start and end
        nodes = np.append(self._its, ends)
        count = len(self._its)
        a, b = np.triu_indices(count + 2, 1)
        far = length[nodes[a], nodes[b]]
        way = np.minimum(
            length[start, nodes[a]] + length[end, nodes[b]], length[end, nodes[a]] + length[start, nodes[b]]
        )
        kept = np.where(a < count, way + far <= limit, False) | (b < count)
        at_start, at_end = b == count, b == count + 1
        kept &= ~at_start | (far + length[end, nodes[a]] <= limit)
        kept &= ~at_end | (far + length[start, nodes[a]] <= limit)
        kept |= (a == count) & (far <= limit)
        self._a, self._b, self._count = a[kept], b[kept], count
        self._program(far[kept], prize, limit)

    def _program(self, far: Floats, prize: Floats, limit: float) -> None:
        solver = pywraplp.Solver.CreateSolver("GLOP")
        self._solver, free = solver, solver.infinity()
        degree = [solver.RowConstraint(0.0, 0.0) for _ in self._its] + [solver.RowConstraint(1.0, 1.0) for _ in "se"]
        most = solver.RowConstraint(-free, limit)
        self._edges, self._visits = [], []
        for a, b, length in zip(self._a.tolist(), self._b.tolist(), far.tolist(), strict=True):
            edge = solver.NumVar(0.0, 1.0, "")
            degree[a].SetCoefficient(edge, 1.0)
            degree[b].SetCoefficient(edge, 1.0)
            most.SetCoefficient(edge, length)
            self._edges.append(edge)
        objective = solver.Objective()
        objective.SetMaximization()
        for node, v in enumerate(self._its.tolist()):
            visit = solver.NumVar(0.0, 1.0, "")
            degree[node].SetCoefficient(visit, -2.0)
            objective.SetCoefficient(visit, float(prize[v]))
            self._visits.append(visit)

    def bound(self, wanted: float, limit: float, late: Callable[[], bool]) -> CircuitBound:
        """Add cuts until none is violated, nothing collects what is `wanted`, or the work is done."""
        bound, work = np.inf, 0.0
        seen: set[bytes] = set()
        while work < limit and not late():
            if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
                break
            work += PROGRAM * len(self._edges) * (1 + len(seen) / 50)
            bound = min(bound, self._solver.Objective().Value())
            if bound < wanted - EPSILON or not self._cut(seen):
                break
        return CircuitBound(bound, work)

    def _cut(self, seen: set[bytes]) -> int:
        """Add what the optimum violates most; how many."""
        value = np.array([edge.solution_value() for edge in self._edges])
        visit = np.array([one.solution_value() for one in self._visits])
        weight = np.zeros((self._count + 2, self._count + 2))
        weight[self._a, self._b] = weight[self._b, self._a] = value
        sides, violation = _violated(weight, visit)
        added = 0
        for row in np.argsort(-violation, kind="stable"):
            side = sides[row]
            if violation[row] < VIOLATED or added == MOST_CUTS:
                break
            if side.tobytes() not in seen:
                seen.add(side.tobytes())
                self._add(side, int(np.argmax(np.where(side, visit, -1.0))))
                added += 1
        return added

    def _add(self, side: npt.NDArray[np.bool_], node: int) -> None:
        """The visits of `side` need as many edges less among them as `node` is visited."""
        row = self._solver.RowConstraint(-self._solver.infinity(), 0.0)
        full = np.append(side, (False, False))
        for edge in np.flatnonzero(full[self._a] & full[self._b]):
            row.SetCoefficient(self._edges[edge], 1.0)
        for other in np.flatnonzero(side):
            if other != node:
                row.SetCoefficient(self._visits[other], -1.0)


@compiled
def _violated(weight, visit):  # type: ignore[no-untyped-def]
    """Of each node the least cut between it and the ends, as its side of it, and by how much it is too small: pairs of
    nodes, too, whose edge is used more than one of them is visited."""
    count = len(visit)
    sides, violation = np.zeros((2 * count, count), np.bool_), np.zeros(2 * count)
    for v in range(count):
        if visit[v] < VIOLATED:
            continue
        cut = _least_cut(weight, v, sides[v])
        violation[v] = 2.0 * visit[v] - cut
        worst, other = 0.0, -1
        for u in range(count):
            if weight[u, v] - visit[v] > worst:
                worst, other = weight[u, v] - visit[v], u
        if other >= 0:
            violation[count + v] = 2.0 * worst
            sides[count + v, other] = sides[count + v, v] = True
    return sides, violation


@compiled
def _least_cut(weight, source, side):  # type: ignore[no-untyped-def]
    """The least cut between `source` and the two ends, and who is on its `side` (shortest augmenting paths)."""
    nodes = len(weight)
    room = weight.copy()
    before, queue = np.empty(nodes, np.int64), np.empty(nodes, np.int64)
    total = 0.0
    while True:
        before[:] = -1
        before[source], queue[0] = source, source
        first, last, end = 0, 1, -1
        while first < last and end < 0:
            v = queue[first]
            first += 1
            for u in range(nodes):
                if before[u] < 0 and room[v, u] > EPSILON:
                    before[u] = v
                    queue[last] = u
                    last += 1
                    if u >= nodes - 2:
                        end = u
                        break
        if end < 0:
            break
        flow, u = np.inf, end
        while u != source:
            flow = min(flow, room[before[u], u])
            u = before[u]
        u = end
        while u != source:
            room[before[u], u] -= flow
            room[u, before[u]] += flow
            u = before[u]
        total += flow
    for u in range(nodes - 2):
        side[u] = before[u] >= 0
    return total
