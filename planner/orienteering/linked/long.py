"""The search for one long route that ignores hotels, and for a way to cut it into trips."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from planner.orienteering.anneal import CoolingSchedule, Workspace
from planner.orienteering.arrays import ProblemArrays
from planner.orienteering.linked.cutting import LongRoute, anneal_cutting, no_cuts
from planner.orienteering.problem import Orienteering
from planner.orienteering.search import LargeNeighbourhoodSearch, RouteEnds

LARGEST = 2**29  # of the engine's units of time


class LongRouteSearch:
    """Anneals of one route as long as all trips together, and the best trips it has been cut into so far."""

    def __init__(self, problem: Orienteering, trips: ProblemArrays, seed: int) -> None:
        self.rounds = 0
        self._search = LargeNeighbourhoodSearch(long_route(problem, trips), seed)
        self._trips, self._start = trips, problem.starts[0]
        self._cuts = no_cuts(len(problem.prize), problem.routes, len(trips.hotels))
        way = problem.travel[problem.starts[0]], problem.travel[problem.ends[-1]]
        self._both = bool((way[0] == way[1]).all() and (problem.travel == problem.travel.T).all())

    def anneal(self, work: float, t_start: float, t_end: float, most: float) -> bool:
        """From temperature `t_start` to `t_end`, in mean prizes; whether trips were found that collect more than
        `most`."""
        search = self._search
        tours = search.tour, search.trial, search.best
        space = Workspace(search.arrays, *tours, search.candidates, search.pool, search.state)
        schedule = CoolingSchedule(search.prize * t_start, search.prize * t_end, search.tie)
        long = LongRoute(space, self._trips, self._cuts, self._both)
        rounds, found = anneal_cutting(long, work, schedule, most)
        self.rounds += rounds
        return bool(found > most)

    def trips(self) -> tuple[tuple[tuple[int, ...], ...], RouteEnds]:
        """The best trips, and where each starts and ends."""
        cuts = self._cuts
        order = [int(v) for v in cuts.order[: cuts.size[0]]]
        upto, hotels = [0, *cuts.upto.tolist()], [self._start, *cuts.hotel.tolist()]
        routes = tuple(tuple(order[a:b]) for a, b in pairwise(upto))
        return routes, tuple(pairwise(hotels))


def long_route(problem: Orienteering, trips: ProblemArrays) -> Orienteering:
    """One route from the first start to the last end, as long as all trips together; no hotel is visited.

    In units so coarse that its length is below LARGEST; rounded so that it is never too short.
    """
    total = int((trips.hours["due"].astype(np.int64) - trips.hours["begin"]).sum())
    coarse = total // LARGEST + 1
    closes = np.full((1, len(problem.prize)), total // coarse + 1, dtype=np.int32)
    start, end = problem.starts[0], problem.ends[-1]
    barred = sorted({*problem.hotels} - {start, end})
    closes[0, barred] = -1
    return replace(
        problem,
        travel=(problem.travel // coarse).astype(np.int32),
        service=(problem.service // coarse).astype(np.int32),
        opens=np.zeros(len(problem.prize), dtype=np.int32),
        routes=1,
        starts=(start,),
        ends=(end,),
        route_opens=None,
        route_closes=closes,
        hotels=(),
    )


def cuttable(problem: Orienteering) -> bool:
    """Whether there are trips from hotel to hotel, limited by time alone: no windows of their own, no totals."""
    opens = problem.opens if problem.route_opens is None else problem.route_opens
    closes = problem.closes if problem.route_closes is None else problem.route_closes
    free = closes.ndim > 1 and bool((opens == opens.min()).all() and (closes == closes[:, :1]).all())
    return bool(problem.hotels) and problem.routes > 1 and free and not problem.totals and not problem.service.any()
