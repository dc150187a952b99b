"""Labels: ways from the start to a vertex that no other is better than. Compiled.

With time turned round they grow from the end. Labels of one direction bound those of the other: only what, joined to
one from the other end, can still collect enough goes on.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled
from planner.orienteering.arrays import TINY
from planner.orienteering.problem import Floats, Orienteering, Times

LABELS = 1 << 19  # the most of one pass
BUCKETS = 4096  # of time
WORD = 64
Bits = npt.NDArray[np.uint64]


class RouteGraph(NamedTuple):
    """The problem in one direction: as compiled code reads it, the start's service done. `span` (vertices x vertices)
    is the least time from one start of service to another, over any others."""

    travel: Times
    service: Times
    opens: Times
    closes: Times
    prize: Floats
    span: Times


class Arrival(NamedTuple):
    """A way that reaches `vertex`: start of service, profit, and the visits it may not repeat (words)."""

    vertex: int
    time: int
    profit: float
    memory: Bits


class Labels(NamedTuple):
    """Ways from the start to a vertex. `memory` (labels x words): the visits it may not repeat, itself among them.

    `first` (vertices) and `link` chain the labels that no other is better than, by falling profit.
    """

    vertex: Times
    time: Times
    profit: Floats
    parent: Times
    memory: Bits
    link: Times
    first: Times


class Pass(NamedTuple):
    """One pass of labels over a graph: `near` (vertices x words) are the visits each vertex remembers, `labels` the
    ones to make, `other` those of the pass before, from the other end."""

    graph: RouteGraph
    near: Bits
    labels: Labels
    other: Labels


class Target(NamedTuple):
    """What a pass looks for: labels that may lead to more than `most`, or, with `rising`, than the best route met so
    far; with `every`, of each set of visits, not only the better ones. `limit`: labels that may be looked at."""

    most: float
    limit: float
    rising: bool
    every: bool


def forward_graph(problem: Orienteering) -> tuple[RouteGraph, Times]:
    """The problem without what no route can visit, windows as narrow as the way out and back allows; its vertices."""
    problem.require_plain("labels from both ends")
    start, end = int(problem.opens[0] + problem.service[0]), int(problem.closes[0])
    span = problem.travel.astype(np.int64) + problem.service[:, None]
    span[0] = problem.travel[0]
    _shorten(span)
    opens = np.maximum(problem.opens, start + span[0])
    closes = np.minimum(problem.closes, end - span[:, 0])
    opens[0], closes[0] = start, end
    kept = np.union1d(0, np.flatnonzero(opens <= closes)).astype(np.int32)
    square = np.ix_(kept, kept)
    service = problem.service[kept]
    service[0] = 0
    way = RouteGraph(
        problem.travel[square],
        service,
        opens[kept].astype(np.int32),
        closes[kept].astype(np.int32),
        problem.prize[kept],
        span[square].astype(np.int32),
    )
    return way, kept


def reversed_graph(way: RouteGraph) -> RouteGraph:
    """Time runs from the end to the start."""
    start, end = int(way.opens[0]), int(way.closes[0])
    opens, closes = start + end - way.closes - way.service, start + end - way.opens - way.service
    span = (way.span - way.service[:, None] + way.service).T
    travel, span = np.ascontiguousarray(way.travel.T), np.ascontiguousarray(span)
    return RouteGraph(travel, way.service, opens, closes, way.prize, span)


def no_labels(vertices: int) -> Labels:
    words = vertices // WORD + 1
    whole = (np.empty(LABELS, dtype=np.int32) for _ in range(4))
    vertex, time, parent, link = whole
    memory, first = np.empty((LABELS, words), dtype=np.uint64), np.full(vertices, -1, dtype=np.int32)
    return Labels(vertex, time, np.empty(LABELS), parent, memory, link, first)


def bits(rows: npt.NDArray[np.intp]) -> Bits:
    bits = np.zeros((len(rows), len(rows) // WORD + 1), dtype=np.uint64)
    for column in rows.T:
        bits[np.arange(len(rows)), column // WORD] |= np.uint64(1) << (column % WORD).astype(np.uint64)
    return bits


def visits(labels: Labels, last: int) -> list[int]:
    order: list[int] = []
    while last > 0:  # label 0 is the start
        order.append(int(labels.vertex[last]))
        last = int(labels.parent[last])
    return order[::-1]


@compiled
def _shorten(span):  # type: ignore[no-untyped-def]
    """No way over other vertices takes less."""
    for k in range(len(span)):
        for i in range(len(span)):
            through = span[i, k]
            for j in range(len(span)):
                span[i, j] = min(span[i, j], through + span[k, j])


@compiled
def extend_all(one_pass, target):  # type: ignore[no-untyped-def]
    """Make all labels of a `Pass` that a `Target` asks for.

    Returns
    -------
    tuple
        With `rising`, the last label of the best route, or -1; its profit, or `most`; what no route exceeds (infinity
        if `limit` or the room for labels did not suffice); the work.
    """
    way, near, labels, other = one_pass
    most, limit, rising, every = target
    vertices, words = near.shape
    start, end = way.opens[0], way.closes[0]
    bounded = other.first.max() >= 0
    labels.first[:] = -1
    width = (end - start) // BUCKETS + 1
    due = np.full(BUCKETS + 1, -1, np.int32)  # by bucket of time: labels to go on from, chained by `following`
    following = np.empty(len(labels.time), np.int32)
    alive = np.ones(len(labels.time), np.bool_)
    met = np.full(vertices, -1, np.int32)
    memory = np.zeros(words, np.uint64)
    labels.vertex[0], labels.time[0], labels.profit[0], labels.parent[0] = 0, start, 0.0, -1
    labels.memory[0] = 0
    following[0] = -1
    due[0] = 0
    count, last, top, work, bucket = 1, -1, most, 0.0, 0
    while bucket <= BUCKETS:
        x = due[bucket]
        if x < 0:
            bucket += 1
            continue
        due[bucket] = following[x]
        if not alive[x]:
            continue
        if work > limit or count + vertices > len(labels.time):
            return last, most, np.inf, work
        i, profit = labels.vertex[x], labels.profit[x]
        leave = labels.time[x] + way.service[i]
        if profit > most + TINY and leave + way.travel[i, 0] <= end:
            top = max(top, profit)
            if rising and _simple(labels, x, met):
                most, last = profit, x
        work += vertices
        for j in range(1, vertices):
            word, bit = j // WORD, np.uint64(1) << np.uint64(j % WORD)
            reached = max(leave + way.travel[i, j], way.opens[j])
            if j == i or reached > way.closes[j] or labels.memory[x, word] & bit:
                continue
            arrival = Arrival(j, reached, profit + way.prize[j], memory)
            _update_memory(one_pass, labels.memory[x], arrival, every)
            if bounded:
                seen, improves = _can_improve(way, other, arrival, most - arrival.profit)
                work += seen
                if not improves:
                    continue
            seen, placed = _insert_label(labels, alive, arrival, count, every)
            work += seen
            if placed:
                labels.vertex[count], labels.parent[count] = j, x
                at = (reached - start) // width
                following[count] = due[at]
                due[at] = count
                count += 1
    return last, most, max(top, most), work


@compiled
def _update_memory(one_pass, had, arrival, every):  # type: ignore[no-untyped-def]
    """Make the memory of an `Arrival` what is left of `had`: its vertex, and what is near and still in reach, or
    `every` visit."""
    way, near = one_pass.graph, one_pass.near
    j, time, memory = arrival.vertex, arrival.time, arrival.memory
    for w in range(len(memory)):
        memory[w] = had[w] if every else had[w] & near[j, w]
        rest = np.uint64(0) if every else memory[w]
        u = w * WORD
        while rest:
            if rest & np.uint64(1) and time + way.span[j, u] > way.closes[u]:
                memory[w] &= ~(np.uint64(1) << np.uint64(u % WORD))
            rest >>= np.uint64(1)
            u += 1
    memory[j // WORD] |= np.uint64(1) << np.uint64(j % WORD)


@compiled
def _can_improve(way, other, arrival, lacks):  # type: ignore[no-untyped-def]
    """Labels looked at, and whether one from the other end, joined to an `Arrival`, brings more than `lacks`."""
    j, memory = arrival.vertex, arrival.memory
    latest = way.opens[0] + way.closes[0] - way.service[j] - arrival.time
    y = other.first[j]
    seen = 1
    while y >= 0 and other.profit[y] - way.prize[j] > lacks + TINY:
        seen += 1
        if other.time[y] <= latest:
            shared = np.uint64(0)
            for w in range(len(memory)):
                both = memory[w] & other.memory[y, w]
                if w == j // WORD:
                    both &= ~(np.uint64(1) << np.uint64(j % WORD))
                shared |= both
            if shared == 0:
                return seen, True
        y = other.link[y]
    return seen, False


@compiled
def _insert_label(labels, alive, arrival, new, every):  # type: ignore[no-untyped-def]
    """Labels looked at, and whether label `new` went into the chain of its vertex: none there is at least as good.
    Worse ones go.

    With `every` only labels with the same visits are compared."""
    j, time, profit, memory = arrival
    seen, before, y = 1, -1, labels.first[j]
    while y >= 0 and labels.profit[y] > profit:
        seen += 1
        if labels.time[y] <= time and _is_subset(labels.memory[y], memory, every):
            return seen, False
        before, y = y, labels.link[y]
    after = y
    while y >= 0 and labels.profit[y] == profit:
        seen += 1
        if labels.time[y] <= time and _is_subset(labels.memory[y], memory, every):
            return seen, False
        y = labels.link[y]
    labels.time[new], labels.profit[new], labels.link[new] = time, profit, after
    labels.memory[new] = memory
    if before < 0:
        labels.first[j] = new
    else:
        labels.link[before] = new
    before, y = new, after
    while y >= 0:
        seen += 1
        if time <= labels.time[y] and _is_subset(memory, labels.memory[y], every):
            alive[y] = False
            labels.link[before] = labels.link[y]
        else:
            before = y
        y = labels.link[y]
    return seen, True


@compiled
def _is_subset(one, other, same):  # type: ignore[no-untyped-def]
    """Whether `one` has nothing that `other` lacks, or, with `same`, neither has."""
    beside = np.uint64(0)
    for w in range(len(one)):
        beside |= one[w] ^ other[w] if same else one[w] & ~other[w]
    return beside == 0


@compiled
def _simple(labels, x, met):  # type: ignore[no-untyped-def]
    """Whether the way to label `x` visits nothing twice."""
    y = x
    while y > 0:
        if met[labels.vertex[y]] == x:
            return False
        met[labels.vertex[y]] = x
        y = labels.parent[y]
    return True


@compiled
def completed(way, labels, above, each):  # type: ignore[no-untyped-def]
    """Labels of routes that collect more than `above` and visit nothing twice: the `each` best by their last vertex."""
    met = np.full(len(way.prize), -1, np.int32)
    found, count = np.empty(len(way.prize) * each, np.int64), 0
    for v in range(1, len(way.prize)):
        y, left = labels.first[v], each
        while y >= 0 and left > 0 and labels.profit[y] > above:
            back = labels.time[y] + way.service[v] + way.travel[v, 0]
            if back <= way.closes[0] and _simple(labels, y, met):
                found[count] = y
                count, left = count + 1, left - 1
            y = labels.link[y]
    return found[:count]
