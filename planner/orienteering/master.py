"""The best routes of the pool that share no vertex: the set-packing master, by depth-first search over bit sets.

Routes are taken by falling profit, so a choice can be given up as soon as as many of the next one would not be enough.
"""

from __future__ import annotations

import numpy as np

from planner.compiled import compiled
from planner.orienteering.arrays import DROPPED, Tour
from planner.orienteering.pool import Pool
from planner.orienteering.problem import Times

WORD = 64


def recombine(pool: Pool, routes: int, most: float, work: float) -> tuple[Times, float]:
    """Slots of at most `routes` disjoint routes that collect more than `most`, and the work done, in places tried.

    No slots if there are none or `work` did not suffice to find them.
    """
    slots = np.flatnonzero(pool.key)
    slots = slots[np.lexsort((pool.key[slots], -pool.profit[slots]))].astype(np.int32)
    chosen, done = _pack(pool, slots, routes, most, work)
    return slots[chosen], done


@compiled
def _pack(pool, slots, routes, most, limit):  # type: ignore[no-untyped-def]
    """Places in `slots`, and the work."""
    words = pool.order.shape[1] // WORD + 1
    bits = np.zeros((len(slots), words), np.uint64)
    profit = np.zeros(len(slots))
    for x in range(len(slots)):
        profit[x] = pool.profit[slots[x]]
        for k in range(pool.size[slots[x]]):
            v = pool.order[slots[x], k]
            bits[x, v // WORD] |= np.uint64(1) << np.uint64(v % WORD)
    left = np.zeros((routes, len(slots)), np.int32)  # by level: what is disjoint from all chosen so far
    left[0] = np.arange(len(slots))
    count, at = np.zeros(routes, np.int64), np.zeros(routes, np.int64)
    count[0] = len(slots)
    got = np.zeros(routes + 1)
    pick = np.zeros(routes, np.int64)
    best = pick[:0].copy()
    work, level = float(10 * len(slots)), 0
    while level >= 0 and work < limit:
        still = routes - level
        if at[level] == count[level] or got[level] + still * profit[left[level, at[level]]] <= most:
            level -= 1
            continue
        x = left[level, at[level]]
        at[level] += 1
        pick[level] = x
        total = got[level] + profit[x]
        if total > most:
            most = total
            best = pick[: level + 1].copy()
        if still == 1:
            continue
        kept = 0
        for place in range(at[level], count[level]):
            y = left[level, place]
            first = left[level + 1, 0] if kept else y
            if total + (still - 2) * profit[first] + profit[y] <= most:
                break
            shared = np.uint64(0)
            for word in range(words):
                shared |= bits[x, word] & bits[y, word]
            work += 1.0
            if shared == 0:
                left[level + 1, kept] = y
                kept += 1
        level += 1
        count[level], at[level], got[level] = kept, 0, total
    return best, work


def lay(pool: Pool, slots: Times, tour: Tour) -> None:
    """Make `tour` the routes in `slots`; its times are not known yet."""
    tour.on[:] = DROPPED
    tour.size[:] = 0
    tour.order[:] = 0
    for r, slot in enumerate(slots):
        order = pool.order[slot, : pool.size[slot]]
        tour.order[r, 1 : len(order) + 1] = order
        tour.size[r] = len(order)
        tour.on[order] = r
