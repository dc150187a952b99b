"""What it costs a route to visit each vertex, for all of them at once: compiled, eight or more in one instruction.

One place of a route is held against every vertex in turn: what changes from one to the next lies side by side in
memory. Numbers stay 32 bits wide, and nothing is sliced: either would cost as much as the vertices themselves.
"""

from __future__ import annotations

import numpy as np

from planner.compiled import compiled
from planner.orienteering.arrays import CLOSES, NEVER, OPENS, REOPENS, SERVICE, SHUTS

BESIDE, AT_ONCE = 60, 24.0  # a place takes the time of so many vertices beside them; of so many, that of one by itself


@compiled
def sweep(arrays, tour, r, costs):  # type: ignore[no-untyped-def]
    """Write into row `r` of `costs` the least cost of a visit to each vertex, NEVER if it fits nowhere on route `r`;
    returns the work, in places tried."""
    costs[r, :] = NEVER
    travel, back, planes, times = arrays.travel, arrays.back, arrays.planes, tour.times
    kind, nothing, never = arrays.hours[r].kind, np.int32(0), np.int32(NEVER)
    for k in range(tour.size[r] + 1):
        i, j = tour.order[r, k], tour.order[r, k + 1]
        leave, leg = np.int32(times[r, k].leave), np.int32(times[r, k].leg)
        early, late = np.int32(times[r, k + 1].early), np.int32(times[r, k + 1].late)
        for u in range(costs.shape[1]):
            to_it, from_it, service = travel[i, u], back[j, u], planes[kind, SERVICE, u]
            start = max(np.int32(leave + to_it), planes[kind, OPENS, u])
            start = max(start, planes[kind, REOPENS, u]) if start > planes[kind, SHUTS, u] else start
            reached = np.int32(start + service + from_it)
            later = max(np.int32(reached - early), nothing)
            found = max(np.int32(to_it + from_it - leg + service + later), nothing)
            fits = (start <= planes[kind, CLOSES, u]) & (reached <= late)
            costs[r, u] = min(costs[r, u], found if fits else never)
    return (tour.size[r] + 1) * (costs.shape[1] + BESIDE) / AT_ONCE
