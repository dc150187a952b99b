"""One route that collects much, from nothing: labels by time, of which each vertex keeps the best few. Compiled.

A label is a way from the start to a vertex. Without asking what another has visited, it goes on only if fewer than
`keep` that were there earlier collect as much: no proof, but a good route in the time of a few thousand rounds of
annealing, and with other prizes another one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled
from planner.orienteering.arrays import Bools, ProblemArrays
from planner.orienteering.problem import Floats, Times

KEEP = 3
LABELS, GONE_ON = 1 << 20, 1 << 17  # the most that wait at once, and that are gone on from
BUCKETS = 1024  # of time
STEP = 3.5  # places tried in the time of one vertex looked at
WORD = 64


class BeamRoom(NamedTuple):
    """Labels waiting: `time` of service at `vertex`, `profit`, the number of the label they come from, and the next one
    of the bucket or of the free ones. Of those gone on from: the vertex (`at`), the label `before`, what is visited."""

    time: Times
    vertex: Times
    parent: Times
    following: Times
    profit: Floats
    at: Times
    before: Times
    visited: npt.NDArray[np.uint64]


def beam_room(vertices: int) -> BeamRoom:
    """Room for the most labels."""
    time, vertex, parent, following = (np.empty(LABELS, dtype=np.int32) for _ in range(4))
    visited = np.empty((GONE_ON, vertices // WORD + 1), dtype=np.uint64)
    at, before = (np.empty(GONE_ON, dtype=np.int32) for _ in range(2))
    return BeamRoom(time, vertex, parent, following, np.empty(LABELS), at, before, visited)


def beam_route(
    arrays: ProblemArrays, room: BeamRoom, allowed: Bools, prize: Floats, keep: int = KEEP
) -> tuple[tuple[int, ...], float]:
    """A route from vertex 0 and back over `allowed` vertices that collects much of `prize`; and the work, in places
    tried."""
    last, steps = _grow(arrays, room, np.flatnonzero(allowed[1:]).astype(np.int32) + 1, prize, keep)
    order: list[int] = []
    while last > 0:
        order.append(int(room.at[last]))
        last = int(room.before[last])
    return tuple(order[::-1]), STEP * steps


@compiled
def _grow(arrays, room, its, prize, keep):  # type: ignore[no-untyped-def]
    """The last label, by its number among those gone on from, of the route that collects most; and how many vertices
    were looked at."""
    time, vertex, parent, following, profit, at, before, visited = room
    windows, begin, due = arrays.windows[arrays.hours[0].kind], arrays.hours[0].begin, arrays.hours[0].due
    width = (due - begin) // BUCKETS + 1
    most = np.full((len(prize), keep), -1.0)  # what labels gone on from collect, the most first
    pushed = np.full((len(prize), BUCKETS + 1), -1.0)
    latest = np.empty(len(prize), np.int32)
    for v in its:
        latest[v] = min(windows[v].closes, due - windows[v].service - arrays.travel[v, 0])
    first = np.full(BUCKETS + 1, -1, np.int32)
    time[0], vertex[0], parent[0], following[0], profit[0], first[0] = begin, 0, -1, -1, 0.0, 0
    visited[0] = np.uint64(0)
    made, free, gone, best, last, steps = 1, -1, 0, 0.0, 0, 0
    for bucket in range(BUCKETS + 1):
        while first[bucket] >= 0:
            x = first[bucket]
            first[bucket] = following[x]
            following[x], free = free, x
            i, collected, leave = vertex[x], profit[x], time[x] + windows[vertex[x]].service
            if i > 0 and not _among_best(most, i, collected):
                continue
            if gone == len(at):
                return last, steps
            at[gone], before[gone] = i, parent[x]
            visited[gone] = visited[max(parent[x], 0)]
            visited[gone, i // WORD] |= np.uint64(1) << np.uint64(i % WORD)
            if collected > best:
                best, last = collected, gone
            steps += len(its)
            for j in its:
                start = leave + arrays.travel[i, j]
                total = collected + prize[j]
                if start > latest[j] or total <= most[j, keep - 1]:
                    continue
                if visited[gone, j // WORD] >> np.uint64(j % WORD) & np.uint64(1):
                    continue
                start = max(start, windows[j].opens)
                then = (start - begin) // width
                if total < pushed[j, then] or (free < 0 and made == len(time)):
                    continue
                pushed[j, then] = total
                if free >= 0:
                    new, free = free, following[free]
                else:
                    new, made = made, made + 1
                time[new], vertex[new], parent[new], profit[new] = start, j, gone, total
                following[new], first[then] = first[then], new
            gone += 1
    return last, steps


@compiled
def _among_best(most, i, collected):  # type: ignore[no-untyped-def]
    """Whether fewer than all that are kept at vertex `i` collect as much; if so it is among them."""
    k = most.shape[1] - 1
    if collected <= most[i, k]:
        return False
    while k > 0 and most[i, k - 1] < collected:
        most[i, k] = most[i, k - 1]
        k -= 1
    most[i, k] = collected
    return True
