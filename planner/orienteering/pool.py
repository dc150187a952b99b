"""Routes of good answers, kept for the master: compiled.

Each set of vertices has one slot, found by its hash; of two sets that want the same slot the one from the better answer
stays, of two orders of one set the first.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled
from planner.orienteering.arrays import ends_of
from planner.orienteering.problem import Floats, Times

SLOTS = 1 << 12
SPREAD = np.uint64(0x9E3779B97F4A7C15)  # spreads small numbers over 64 bits
Keys = npt.NDArray[np.uint64]


class Pool(NamedTuple):
    """`order` (slots x vertices), `size`, `key` (0: empty), `profit` of the route, `rank` the profit of the best answer
    it was part of; `mark` (vertices) is what a vertex adds to a key.

    Routes of one `group` (routes) may stand in for each other; `ends` (slots x 3): group, start and end of a route."""

    order: Times
    size: Times
    key: Keys
    profit: Floats
    rank: Floats
    mark: Keys
    group: Times
    ends: Times


def empty_pool(vertices: int, slots: int = SLOTS, group: Times | None = None) -> Pool:
    """Without `group` all routes may stand in for each other."""
    mark = np.random.default_rng(vertices).integers(1, 2**63, vertices, dtype=np.uint64)
    order, size = np.zeros((slots, vertices), dtype=np.int32), np.zeros(slots, dtype=np.int32)
    group = group if group is not None else np.zeros(vertices, dtype=np.int32)
    keys, profit, rank = np.zeros(slots, dtype=np.uint64), np.zeros(slots), np.full(slots, -1.0)
    return Pool(order, size, keys, profit, rank, mark, group, np.zeros((slots, 3), dtype=np.int32))


def routes_in(pool: Pool, most: int = 600) -> list[tuple[int, ...]]:
    """The routes of the best answers, at most so many."""
    slots = np.flatnonzero(pool.key)
    best = slots[np.lexsort((pool.key[slots], -pool.rank[slots]))][:most]
    return [tuple(int(v) for v in pool.order[slot, : pool.size[slot]]) for slot in best]


@compiled
def keep(pool, tour, r, rank):  # type: ignore[no-untyped-def]
    """Route `r` of an answer that collects `rank`."""
    start, end = ends_of(tour, r)
    key = np.uint64((pool.group[r] * len(pool.mark) + start) * len(pool.mark) + end) * SPREAD
    for k in range(1, tour.size[r] + 1):
        key ^= pool.mark[tour.order[r, k]]
    slot = key % np.uint64(len(pool.key))
    if key == 0 or rank <= pool.rank[slot]:
        return
    pool.rank[slot] = rank
    if key == pool.key[slot]:
        return
    pool.key[slot] = key
    pool.size[slot] = tour.size[r]
    pool.profit[slot] = tour.gain[r, 0]
    pool.ends[slot, 0], pool.ends[slot, 1], pool.ends[slot, 2] = pool.group[r], start, end
    for k in range(tour.size[r]):
        pool.order[slot, k] = tour.order[r, k + 1]
