"""The problem and routes under work, as arrays that compiled code reads and writes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled
from planner.orienteering.problem import Floats, NotSupported, Orienteering, Times

NEVER = 1 << 30
OUT, DROPPED = -1, -2
TINY = 1e-9
MOST_WINDOWS = 2  # of a vertex on one route
OPENS, CLOSES, SERVICE, SHUTS, REOPENS = range(5)  # rows of a plane
POWERS = 32  # how much a prize may weigh against time: so many steps
LEAST_POWER, MOST_POWER = 1.0, 2.5
LANES = 16  # vertices looked at in one instruction, at most
WINDOW = np.dtype(
    [(name, np.int32) for name in ("opens", "closes", "shuts", "reopens", "service", "unused")]
    + [("prize", np.float64)]
)
PLANE = "opens", "closes", "service", "shuts", "reopens"
HOURS = np.dtype([(name, np.int32) for name in ("begin", "due", "kind")])
TIMES = np.dtype([(name, np.int32) for name in ("early", "late", "leave", "leg")])
Bools = npt.NDArray[np.bool_]
Records = npt.NDArray[np.void]


class ProblemArrays(NamedTuple):
    """The problem as compiled code reads it. `back` is `travel` turned round, so that what leads to a vertex lies in
    one row; rows of both and of `planes` go on beyond the vertices (`padded`), where nothing fits. `near` lists the
    other vertices by their distance from each.

    `hours` (routes, HOURS): when a route starts, by when it must be at its end, and its kind. Routes of one kind have
    the same `windows` (kinds x vertices, WINDOW): from `opens` to `closes`, but for the time between `shuts` and
    `reopens`, both NEVER if there is none; beside it what a vertex pays. `planes` (kinds x 5 x vertices) has the same
    times, each of all vertices in one row, to be looked at many at once. `weights` (POWERS x vertices): prizes, raised
    to powers. `use` (totals x vertices) and `most` (totals): limits over all routes. `hotels`: where routes may end and
    start, if that is to be chosen.
    """

    travel: Times
    back: Times
    windows: Records
    planes: Times
    weights: Floats
    hours: Records
    near: Times
    use: Times
    most: Times
    hotels: Times


class Tour(NamedTuple):
    """Routes under work. `order` (routes x places) begins and ends where the route does, `size` counts what is between.

    `times` (routes x places, TIMES): `early`, `late` are the first and last start of service there, `leave` the first
    end of it, `leg` the travel to the next place. `on` (vertices) is the route, OUT or DROPPED. `gain` (routes x 2):
    the route's prizes and its travel. `used` (totals): what all routes use.
    """

    order: Times
    size: Times
    times: Records
    on: Times
    gain: Floats
    used: Times


def arrays_of(problem: Orienteering) -> ProblemArrays:
    """The problem without its resources and breaks, which this engine does not know."""
    if problem.resources or any(problem.breaks):
        raise NotSupported("annealing: only routes limited by time, windows and totals, without a break")
    vertices, routes = len(problem.prize), problem.routes
    starts, ends = problem.starts or (0,) * routes, problem.ends or (0,) * routes
    terminals = np.union1d([*starts, *ends], problem.hotels).astype(np.int64)
    windows, kind = _windows(problem)
    hours = np.zeros(routes, dtype=HOURS)
    hours["kind"], hours["begin"], hours["due"] = kind, windows["opens"][kind, starts], windows["closes"][kind, ends]
    windows["closes"][:, terminals] = -1
    windows["prize"][:, terminals] = 0.0
    near = np.argsort(problem.travel, axis=1, kind="stable")
    width = max(vertices - len(terminals) - 1, 0)
    rows = np.zeros((vertices, width), dtype=np.int32)
    for v in range(vertices):
        rows[v] = near[v][~np.isin(near[v], terminals) & (near[v] != v)][:width]
    use = np.array([total.at for total in problem.totals], dtype=np.int32).reshape(-1, vertices)
    most = np.array([total.limit for total in problem.totals], dtype=np.int32)
    return ProblemArrays(
        travel=_padded(problem.travel, NEVER // 2),
        back=_padded(problem.travel.T, NEVER // 2),
        windows=windows,
        planes=_padded(np.stack([windows[name] for name in PLANE], axis=1), -1),
        weights=np.maximum(problem.prize, TINY) ** np.linspace(LEAST_POWER, MOST_POWER, POWERS)[:, None],
        hours=hours,
        near=rows,
        use=use,
        most=most,
        hotels=np.array(problem.hotels, dtype=np.int32),
    )


def padded(vertices: int) -> int:
    """So many columns that the last instruction over them is as full as the others."""
    return -(-vertices // LANES) * LANES


def _padded(rows: Times, value: int) -> Times:
    """The rows, filled up with a value to the width of `padded`."""
    beyond = padded(rows.shape[-1]) - rows.shape[-1]
    return np.ascontiguousarray(np.pad(rows, [(0, 0)] * (rows.ndim - 1) + [(0, beyond)], constant_values=value))


def _windows(problem: Orienteering) -> tuple[Records, Times]:
    """The windows of each kind of route, as in `ProblemArrays`, and the kind of each route."""
    shape, both = (problem.routes, 1, len(problem.prize)), []
    for own, common in ((problem.route_opens, problem.opens), (problem.route_closes, problem.closes)):
        its = common if own is None else own
        both.append(its[:, None] if its.ndim == 2 else np.broadcast_to(its, shape) if its.ndim == 1 else its)
    opens, closes = (its.astype(np.int32) for its in np.broadcast_arrays(*both))
    rows = np.concatenate((opens, closes), axis=1).reshape(problem.routes, -1)
    _, first, kind = np.unique(rows, axis=0, return_index=True, return_inverse=True)
    opens, closes = opens[first], closes[first]
    used = opens <= closes
    if opens.shape[1] > MOST_WINDOWS:
        raise NotSupported(f"{opens.shape[1]} windows a vertex, at most {MOST_WINDOWS}")
    windows = np.zeros((len(first), shape[-1]), dtype=WINDOW)
    windows["service"], windows["prize"] = problem.service, problem.prize
    windows["opens"] = np.where(used, opens, NEVER).min(axis=1)
    windows["closes"] = np.where(used, closes, -1).max(axis=1)
    shuts, reopens = np.where(used.all(axis=1), (closes[:, 0], opens[:, -1]), NEVER)
    windows["shuts"] = np.where(reopens > shuts, shuts, NEVER)
    windows["reopens"] = np.where(reopens > shuts, reopens, NEVER)
    return windows, kind.reshape(-1).astype(np.int32)


def empty_tour(vertices: int, routes: int, totals: int = 0) -> Tour:
    """Nothing visited, everything just dropped, from vertex 0 and back; times are not known yet."""
    places = (routes, vertices + 2)
    return Tour(
        order=np.zeros(places, dtype=np.int32),
        size=np.zeros(routes, dtype=np.int32),
        times=np.zeros(places, dtype=TIMES),
        on=np.full(vertices, DROPPED, dtype=np.int32),
        gain=np.zeros((routes, 2)),
        used=np.zeros(totals, dtype=np.int32),
    )


@compiled
def ends_of(tour, r):  # type: ignore[no-untyped-def]
    """Where route `r` starts and ends."""
    return tour.order[r, 0], tour.order[r, tour.size[r] + 1]
