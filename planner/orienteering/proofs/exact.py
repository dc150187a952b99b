"""The best single route, proven; and routes that collect much, for the linear program over all of them.

Labels grow from both ends by turns. Each pass remembers more of what a route has visited (ng-routes, Baldacci et al.
2011) and keeps only what, joined to a label of the pass before, can still collect more than is known or asked; so the
last pass, which remembers everything, has little left to do.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from planner.orienteering.general import best_route
from planner.orienteering.labels import (
    Pass,
    Target,
    bits,
    completed,
    extend_all,
    forward_graph,
    no_labels,
    reversed_graph,
    visits,
)
from planner.orienteering.problem import Orienteering

REMEMBERED = 6, 2  # nearest vertices whose visits a vertex remembers, at first; how many times more in each pass
FIRST = 0.125  # share of the limit that the first pass of a proof may take: the later ones are harder
MOST_VERTICES = 400
LISTED = 1 << 12  # the most routes of one last vertex that are listed
Route = tuple[int, ...]


class ExactRoute(NamedTuple):
    """`route` collects more than was known; empty if none does, or none was found. No route collects more than `bound`.
    `work`: labels looked at."""

    route: Route
    bound: float
    work: float


class FoundRoutes(NamedTuple):
    """Routes that collect more than was asked; `whole` if they are all. No route collects more than `bound`."""

    routes: tuple[Route, ...]
    bound: float
    whole: bool
    work: float


def prove(problem: Orienteering, profit: float, limit: float) -> ExactRoute:
    """Look for a route that collects more than `profit` until none can, or `limit` labels have been looked at.

    If none can any more, `bound` is what the best one collects; else infinity, or what the routes that may visit a
    vertex twice collect. A problem that is more than plain is proven by labels from its start alone.
    """
    if not problem.plain:
        found = best_route(problem, 0, profit, limit)
        return ExactRoute(found.route or (), found.bound, found.work)
    if len(problem.prize) > MOST_VERTICES:
        return ExactRoute((), np.inf, 0.0)
    passes = _Passes(problem)
    route: Route = ()
    most, bound, may = float(profit), np.inf, FIRST * limit
    while most < bound:
        last, most, top = passes.run(most, may, rising=True)
        if last >= 0:
            route = passes.route(last)
        if top == np.inf:
            break
        bound, may = min(bound, top), limit
        passes.turn()
    return ExactRoute(route, bound, passes.work)


def find(problem: Orienteering, above: float, limit: float) -> FoundRoutes:
    """Routes that collect more than `above`, one a last vertex, of the first pass that meets any."""
    passes, bound = _Passes(problem), np.inf
    while bound > above:
        _, _, top = passes.run(above, limit)
        routes = passes.routes(above, 1)
        bound = min(bound, top)
        if routes or top == np.inf:
            return FoundRoutes(routes, bound, False, passes.work)
        passes.turn()
    return FoundRoutes((), bound, True, passes.work)


def find_all(problem: Orienteering, above: float, limit: float) -> FoundRoutes:
    """Of each set of vertices that a route can visit and collect more than `above`, such a route."""
    passes = _Passes(problem)
    for _ in range(2):
        _, _, top = passes.run(above, limit)
        if top == np.inf:
            return FoundRoutes((), np.inf, False, passes.work)
        passes.turn()
    _, _, top = passes.run(above, limit, every=True)
    return FoundRoutes(passes.routes(above, LISTED), top, top < np.inf, passes.work)


class _Passes:
    """Labels from one end, bounded by those of the pass before from the other."""

    def __init__(self, problem: Orienteering) -> None:
        self._way, self._vertices = forward_graph(problem)
        self._near = np.argsort(self._way.travel + self._way.travel.T, axis=1, kind="stable")
        self._labels, self._other = no_labels(len(self._near)), no_labels(len(self._near))
        self._remembered, self._outward = REMEMBERED[0], True
        self.work = 0.0

    def run(self, most: float, limit: float, rising: bool = False, every: bool = False) -> tuple[int, float, float]:
        """As `extend_all`, which may look at as many labels as `limit` exceeds the work so far."""
        memory = bits(self._near[:, : self._remembered + 1])
        one_pass = Pass(self._way, memory, self._labels, self._other)
        last, most, top, done = extend_all(one_pass, Target(most, limit - self.work, rising, every))
        self.work += done
        return last, most, top

    def turn(self) -> None:
        """The next pass comes from the other end and remembers more."""
        self._way, self._labels, self._other = reversed_graph(self._way), self._other, self._labels
        self._outward = not self._outward
        self._remembered *= REMEMBERED[1]

    def route(self, last: int) -> Route:
        order = visits(self._labels, last)
        return tuple(int(self._vertices[v]) for v in (order if self._outward else order[::-1]))

    def routes(self, above: float, each: int) -> tuple[Route, ...]:
        return tuple(self.route(int(last)) for last in completed(self._way, self._labels, above, each))
