"""One function a solver: problem, wall-clock seconds and seed to routes, on one thread.

Every solver gets whole units of time and the vertices a route can visit alone; the clock runs while its model is built.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from time import perf_counter

import numpy as np
import pyvrp
import vroom
from ortools.constraint_solver import pywrapcp, routing_enums_pb2
from pyvrp.stop import MaxRuntime

from planner.orienteering import Orienteering, collect

Routes = tuple[tuple[int, ...], ...]
Solver = Callable[[Orienteering, float, int], Routes]

PYVRP_PRIZE, ROUTING_PRIZE = (
    1_000,
    10_000,
)  # one of prize, against a unit of travel; the best of 100 to 100,000 for each
MOST_PRIORITY = 100  # VROOM takes no more
EXPLORATION = 5  # VROOM's most thorough


def ours(problem: Orienteering, seconds: float, seed: int) -> Routes:
    return collect(problem, seconds, seed).routes


def with_pyvrp(problem: Orienteering, seconds: float, seed: int) -> Routes:
    """Optional clients with a prize, against a small cost of travel."""
    until = perf_counter() + seconds
    kept, ways = _kept(problem)
    leaves, back = _day(problem)
    clients = [
        pyvrp.Client(
            location=place,
            service_duration=int(problem.service[v]),
            tw_early=int(problem.opens[v]),
            tw_late=int(problem.closes[v]),
            prize=round(problem.prize[v] * PYVRP_PRIZE),
            required=False,
        )
        for place, v in enumerate(kept)
        if v
    ]
    data = pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0)] * len(kept),
        clients=clients,
        depots=[pyvrp.Depot(0)],
        vehicle_types=[pyvrp.VehicleType(num_available=problem.routes, tw_early=leaves, tw_late=back)],
        distance_matrices=[ways],
        duration_matrices=[ways],
    )
    found = pyvrp.solve(data, MaxRuntime(_left(until)), seed=seed, collect_stats=False, display=False)
    return tuple(tuple(kept[1 + stop.idx] for stop in route if stop.is_client()) for route in found.best.routes())


def with_routing(problem: Orienteering, seconds: float, _seed: int) -> Routes:
    """Guided local search; a vertex left out costs its prize. The library draws nothing at random here."""
    until = perf_counter() + seconds
    kept, ways = _kept(problem)
    leaves, back = _day(problem)
    nodes = pywrapcp.RoutingIndexManager(len(kept), problem.routes, 0)
    model = pywrapcp.RoutingModel(nodes)
    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitMatrix(ways.tolist()))
    stays = problem.service[kept].astype(np.int64)
    stays[0] = 0  # is in `leaves`
    model.AddDimension(model.RegisterTransitMatrix((ways + stays[:, None]).tolist()), back, back, False, "time")
    time = model.GetDimensionOrDie("time")
    for vehicle in range(problem.routes):
        time.CumulVar(model.Start(vehicle)).SetRange(leaves, back)
    for place, v in enumerate(kept[1:], 1):
        index = nodes.NodeToIndex(place)
        time.CumulVar(index).SetRange(int(problem.opens[v]), int(problem.closes[v]))
        model.AddDisjunction([index], round(problem.prize[v] * ROUTING_PRIZE))
    how = pywrapcp.DefaultRoutingSearchParameters()
    how.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PATH_CHEAPEST_ARC
    how.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    how.time_limit.FromTimedelta(timedelta(seconds=_left(until)))
    found = model.SolveWithParameters(how)
    if found is None:
        return ()
    routes = []
    for vehicle in range(problem.routes):
        route, index = [], found.Value(model.NextVar(model.Start(vehicle)))
        while not model.IsEnd(index):
            route.append(kept[nodes.IndexToNode(index)])
            index = found.Value(model.NextVar(index))
        routes.append(tuple(route))
    return tuple(routes)


def with_vroom(problem: Orienteering, seconds: float, _seed: int) -> Routes:
    """Jobs whose priority is their prize. Ends by itself, often early; draws nothing at random."""
    until = perf_counter() + seconds
    kept, ways = _kept(problem)
    if len(kept) == 1:  # VROOM wants a job
        return ()
    scale = min(1.0, MOST_PRIORITY / max(float(problem.prize.max()), 1.0))
    model = vroom.Input()
    model.set_durations_matrix("car", ways.astype(np.uint32))
    for vehicle in range(problem.routes):
        model.add_vehicle(vroom.Vehicle(vehicle + 1, start=0, end=0, time_window=_day(problem)))
    for place, v in enumerate(kept[1:], 1):
        model.add_job(
            vroom.Job(
                v,
                place,
                default_service=int(problem.service[v]),
                priority=round(problem.prize[v] * scale),
                time_windows=[(int(problem.opens[v]), int(problem.closes[v]))],
            )
        )
    found = model.solve(exploration_level=EXPLORATION, nb_threads=1, timeout=timedelta(seconds=_left(until)))
    steps = found.routes
    steps = steps[steps["type"] == "job"]
    return tuple(
        tuple(int(v) for v in steps["id"][steps["vehicle_id"] == each]) for each in steps["vehicle_id"].unique()
    )


def _kept(problem: Orienteering) -> tuple[list[int], np.ndarray]:
    """Vertex 0 and those a route can visit alone, and the ways between them (kept x kept, whole units)."""
    kept = [0, *np.flatnonzero(problem.reachable()).tolist()]
    return kept, problem.travel[np.ix_(kept, kept)].astype(np.int64)


def _day(problem: Orienteering) -> tuple[int, int]:
    """When a route leaves vertex 0, its service done, and when it must be back; whole units."""
    return int(problem.opens[0] + problem.service[0]), int(problem.closes[0])


def _left(until: float) -> float:
    return max(until - perf_counter(), 0.001)


SOLVERS: dict[str, Solver] = {
    "Silverway": ours,
    "PyVRP": with_pyvrp,
    "OR-Tools routing": with_routing,
    "VROOM": with_vroom,
}
