"""The best single route, exactly: labels from its start on, keeping what no other label beats. Compiled.

A label is a way from the start to a vertex. It dominates another there if it collects no less, is no later, has used no
more of any resource, has had its break if the other has, and can still visit whatever the other can. What it may still
collect is bounded by the knapsack relaxation over the time that is left (Righini & Salani 2009).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from planner.compiled import compiled
from planner.orienteering.general.timing import (
    DUE,
    NEVER,
    TAKEN,
    Bools,
    Longs,
    Rules,
    arrive,
    arrive_after_break,
    at_start,
    by_end,
    rules_of,
)
from planner.orienteering.problem import Floats, Orienteering

LABELS = 1 << 18  # the most of one route
BUCKETS = 2048  # of time
WORD = 64
TINY = 1e-9


class BestRoute(NamedTuple):
    """`route` collects more than was asked; None if none does, or none was found. No route of this number collects
    more than `bound` or what was asked, whichever is more. `work`: labels looked at."""

    route: tuple[int, ...] | None
    profit: float
    bound: float
    work: float


class PricingProblem(NamedTuple):
    """What one route can do: `its` are the vertices it may visit, `closes` (vertices) by when service must start to be
    home in time, `span` (vertices x vertices) the least time from one start of service to another.

    For the bound, of time and each resource: `cost` (1 + resources x vertices) is what a visit takes at least, `rank`
    (1 + resources x its) orders them by prize for that, `last` is the least of the last way. With `every`, not the best
    route only is looked for but one for each set of visits.
    """

    route: int
    its: Longs
    closes: Longs
    span: Longs
    cost: Longs
    rank: Longs
    last: Longs
    every: bool


class ResourceLabels(NamedTuple):
    """`clock` DUE or TAKEN; `used` (labels x resources); `memory` (labels x words): what was visited or is out of
    reach. `first` (vertices) and `link` chain the labels that no other beats, by falling profit."""

    vertex: Longs
    time: Longs
    clock: Longs
    profit: Floats
    used: Longs
    memory: npt.NDArray[np.uint64]
    parent: Longs
    link: Longs
    first: Longs


class Queue(NamedTuple):
    """Labels to go on from: `due` the first by bucket of time, chained by `following`; those beaten since are not
    `alive`. `used`, `memory` are room for the next one."""

    due: Longs
    following: Longs
    alive: Bools
    used: Longs
    memory: npt.NDArray[np.uint64]


class Extension(NamedTuple):
    """From a `label` to a `vertex`, when there are `made` labels and the best route met collects `most`."""

    label: int
    vertex: int
    made: int
    most: float


class Child(NamedTuple):
    """A label that is not yet kept."""

    vertex: int
    time: int
    clock: int
    profit: float
    used: Longs
    memory: npt.NDArray[np.uint64]


def best_route(problem: Orienteering, route: int, above: float, limit: float, banned: Bools | None = None) -> BestRoute:
    """Look for the route with number `route` that collects most, and more than `above`, until `limit` labels have been
    looked at. `banned` (vertices) are not visited. With `above` below 0 the empty route counts, too."""
    rules = rules_of(problem)
    pricing = _pricing_problem(
        rules, route, banned if banned is not None else np.zeros(len(rules.prize), dtype=np.bool_)
    )
    labels = _no_labels(len(rules.prize), len(rules.limit))
    last, profit, bound, work, _ = extend_all(rules, pricing, labels, above, limit)
    return BestRoute(_visits(labels, last) if last >= 0 else None, profit, bound, work)


def all_routes(problem: Orienteering, route: int, above: float, limit: float) -> list[tuple[int, ...]] | None:
    """Of each set of vertices that the route can visit and collect more than `above`, one order; None if `limit`
    labels do not suffice."""
    rules = rules_of(problem)
    pricing = _pricing_problem(rules, route, np.zeros(len(rules.prize), dtype=np.bool_))._replace(every=True)
    labels = _no_labels(len(rules.prize), len(rules.limit))
    _, _, _, _, made = extend_all(rules, pricing, labels, above, limit)
    if not made:
        return None
    routes = (_visits(labels, int(last)) for last in _ended(rules, pricing, labels, made, above))
    return list({frozenset(its): its for its in routes}.values())


def _visits(labels: ResourceLabels, last: int) -> tuple[int, ...]:
    order: list[int] = []
    while last > 0:  # label 0 is the start
        order.append(int(labels.vertex[last]))
        last = int(labels.parent[last])
    return tuple(order[::-1])


def _pricing_problem(rules: Rules, r: int, banned: Bools) -> PricingProblem:
    start, end = int(rules.start[r]), int(rules.end[r])
    span = _spans(rules)
    closes = np.minimum(rules.closes[r], rules.closes[r, end] - span[:, end])
    opens = np.maximum(rules.opens[r], rules.opens[r, start] + span[start])
    its = np.flatnonzero(rules.visitable & ~banned & (opens <= closes)).astype(np.int64)
    ways = np.concatenate((rules.travel[None], rules.use_along))
    others = ways + np.where(np.eye(len(closes), dtype=np.bool_), NEVER, 0)
    cost = others.min(axis=1) + np.concatenate((rules.service[None], rules.use_at))
    rate = -rules.prize[its] / np.maximum(cost[:, its], TINY)
    last = np.minimum(others[:, :, end].min(axis=1), ways[:, start, end])
    return PricingProblem(r, its, closes, span, cost, its[np.argsort(rate, axis=1, kind="stable")], last, every=False)


def _spans(rules: Rules) -> Longs:
    """No way over other vertices takes less (Floyd & Warshall)."""
    span: Longs = rules.travel + rules.service[:, None]
    for k in range(len(span)):
        np.minimum(span, span[:, [k]] + span[k], out=span)
    np.fill_diagonal(span, 0)
    return span


def _no_labels(vertices: int, resources: int) -> ResourceLabels:
    whole = [np.empty(LABELS, dtype=np.int64) for _ in range(5)]
    vertex, time, clock, parent, link = whole
    memory = np.empty((LABELS, vertices // WORD + 1), dtype=np.uint64)
    used, first = np.empty((LABELS, resources), dtype=np.int64), np.full(vertices, -1, dtype=np.int64)
    return ResourceLabels(vertex, time, clock, np.empty(LABELS), used, memory, parent, link, first)


@compiled
def extend_all(rules, pricing, labels, most, limit):  # type: ignore[no-untyped-def]
    """Make every label that may lead to more than the best route met so far, or than `most`.

    Returns
    -------
    tuple
        The last label of the best route, or -1; its profit, or `most`; what no route exceeds; labels looked at; how
        many were made, 0 if `limit` or the room for them did not suffice.
    """
    room, buckets = len(labels.time), np.full(BUCKETS + 1, -1, np.int64)
    used, memory = np.zeros(labels.used.shape[1], np.int64), np.zeros(labels.memory.shape[1], np.uint64)
    queue = Queue(buckets, np.empty(room, np.int64), np.ones(room, np.bool_), used, memory)
    bound = _first(rules, pricing, labels, queue)
    count, last, work, bucket = 1, -1, 0.0, 0
    while bucket <= BUCKETS:
        x = queue.due[bucket]
        if x < 0:
            bucket += 1
            continue
        queue.due[bucket] = queue.following[x]
        if not queue.alive[x]:
            continue
        if work > limit or count + 2 * len(pricing.its) > room:
            return last, most, max(bound, most), work, 0
        if not pricing.every and labels.profit[x] > most + TINY and _ends(rules, pricing, labels, x):
            most, last = labels.profit[x], x
        for place in range(len(pricing.its)):
            j = pricing.its[place]
            if not labels.memory[x, j // WORD] >> np.uint64(j % WORD) & np.uint64(1):
                count, seen = _visit(rules, pricing, labels, queue, Extension(x, j, count, most))
                work += seen
    return last, most, most, work, count


@compiled
def _first(rules, pricing, labels, queue):  # type: ignore[no-untyped-def]
    """Put the start into the queue; no route collects more than what is returned."""
    r = pricing.route
    start_due, start_taken = at_start(rules, r)
    labels.vertex[0], labels.parent[0], labels.profit[0] = rules.start[r], -1, 0.0
    labels.time[0], labels.clock[0] = min(start_due, start_taken), DUE if start_due != NEVER else TAKEN
    labels.memory[0] = np.uint64(0)
    for q in range(labels.used.shape[1]):
        labels.used[0, q] = rules.use_at[q, rules.start[r]]
    queue.following[0], queue.due[0] = -1, 0
    ready = labels.time[0] + rules.service[rules.start[r]]
    return _may_collect(rules, pricing, ready, labels.used[0], labels.memory[0])


@compiled
def _visit(rules, pricing, labels, queue, extension):  # type: ignore[no-untyped-def]
    """Go on from a label to a vertex, straight and with the break on the way; the number of labels then, and how many
    were looked at."""
    r, x, j, count, seen = pricing.route, extension.label, extension.vertex, extension.made, 0
    i, time, opens = labels.vertex[x], labels.time[x], rules.opens[r, rules.start[r]]
    width = max((rules.closes[r, rules.end[r]] - opens) // BUCKETS + 1, 1)
    used, memory = queue.used, queue.memory
    if not _use(rules, r, labels.used[x], (i, j), used):
        return count, seen
    for clock in range(labels.clock[x], 2):
        after = arrive(rules, r, i, j, time) if clock == labels.clock[x] else arrive_after_break(rules, r, i, j, time)
        too_late = clock == DUE and after + rules.service[j] > rules.pauses.closes[r]
        if after > pricing.closes[j] or too_late:
            continue
        seen += 1
        child = Child(j, after, clock, labels.profit[x] + rules.prize[j], used, memory)
        _out_of_reach(pricing, labels.memory[x], child)
        if child.profit + _may_collect(rules, pricing, after + rules.service[j], used, memory) <= extension.most + TINY:
            continue
        more, kept = _keep(pricing, labels, queue.alive, child, count)
        seen += more
        if kept:
            labels.parent[count] = x
            bucket = (after - opens) // width
            queue.following[count] = queue.due[bucket]
            queue.due[bucket] = count
            count += 1
    return count, seen


@compiled
def _ends(rules, pricing, labels, x):  # type: ignore[no-untyped-def]
    """Whether the route may end after label `x`."""
    r, i = pricing.route, labels.vertex[x]
    end = rules.end[r]
    latest_due, latest = by_end(rules, r)
    for q in range(labels.used.shape[1]):
        if labels.used[x, q] + rules.use_along[q, i, end] > rules.limit[q, r]:
            return False
    straight = arrive(rules, r, i, end, labels.time[x])
    if labels.clock[x] != DUE:
        return straight <= latest
    return straight <= latest_due or arrive_after_break(rules, r, i, end, labels.time[x]) <= latest


@compiled
def _use(rules, r, had, leg, used):  # type: ignore[no-untyped-def]
    """Make `used` what `had` is after a leg and the visit at its end; whether that is allowed."""
    i, j = leg
    for q in range(len(used)):
        used[q] = had[q] + rules.use_along[q, i, j] + rules.use_at[q, j]
        if used[q] > rules.limit[q, r]:
            return False
    return True


@compiled
def _out_of_reach(pricing, had, child):  # type: ignore[no-untyped-def]
    """Make the memory of a `Child` what is visited, and, but for `every` set, what is no more in time, however one
    goes."""
    child.memory[:] = had
    child.memory[child.vertex // WORD] |= np.uint64(1) << np.uint64(child.vertex % WORD)
    for u in pricing.its:
        if not pricing.every and child.time + pricing.span[child.vertex, u] > pricing.closes[u]:
            child.memory[u // WORD] |= np.uint64(1) << np.uint64(u % WORD)


@compiled
def _may_collect(rules, pricing, time, used, memory):  # type: ignore[no-untyped-def]
    """No route collects more from `time` on, with so much `used`: the least of the knapsacks of time and resources."""
    r = pricing.route
    least = _knapsack(rules, pricing, 0, float(rules.closes[r, rules.end[r]] - time - pricing.last[0]), memory)
    for q in range(len(used)):
        left = float(rules.limit[q, r] - used[q] - pricing.last[q + 1])
        least = min(least, _knapsack(rules, pricing, q + 1, left, memory))
    return least


@compiled
def _knapsack(rules, pricing, q, left, memory):  # type: ignore[no-untyped-def]
    """Prizes for cost first, the last one in part, while something is left."""
    total = 0.0
    if left < 0.0:
        return total
    for place in range(pricing.rank.shape[1]):
        j = pricing.rank[q, place]
        if memory[j // WORD] >> np.uint64(j % WORD) & np.uint64(1):
            continue
        cost = pricing.cost[q, j]
        if cost > left:
            return total + rules.prize[j] * left / cost
        total += rules.prize[j]
        left -= cost
    return total


@compiled
def _keep(pricing, labels, alive, child, new):  # type: ignore[no-untyped-def]
    """Labels looked at, and whether `new` went into the chain of its vertex: none there beats it.

    What it beats goes."""
    seen, before, y = 1, -1, labels.first[child.vertex]
    while y >= 0 and labels.profit[y] >= child.profit:
        seen += 1
        if _beats(pricing, labels, y, child):
            return seen, False
        before, y = y, labels.link[y]
    labels.vertex[new], labels.time[new], labels.clock[new] = child.vertex, child.time, child.clock
    labels.profit[new], labels.link[new] = child.profit, y
    labels.used[new], labels.memory[new] = child.used, child.memory
    if before < 0:
        labels.first[child.vertex] = new
    else:
        labels.link[before] = new
    before = new
    while y >= 0:
        seen += 1
        if _beaten(pricing, labels, y, child):
            alive[y] = False
            labels.link[before] = labels.link[y]
        else:
            before = y
        y = labels.link[y]
    return seen, True


@compiled
def _beats(pricing, labels, y, child):  # type: ignore[no-untyped-def]
    """Whether label `y`, which collects no less, can do all that the `Child` can."""
    beaten = labels.time[y] <= child.time and labels.clock[y] >= child.clock
    for q in range(len(child.used)):
        beaten &= labels.used[y, q] <= child.used[q]
    for w in range(len(child.memory)):
        beaten &= _less(labels.memory[y, w], child.memory[w], pricing.every)
    return beaten


@compiled
def _beaten(pricing, labels, y, child):  # type: ignore[no-untyped-def]
    """Whether the `Child`, which collects no less, can do all that label `y` can."""
    beaten = child.time <= labels.time[y] and child.clock >= labels.clock[y]
    for q in range(len(child.used)):
        beaten &= child.used[q] <= labels.used[y, q]
    for w in range(len(child.memory)):
        beaten &= _less(child.memory[w], labels.memory[y, w], pricing.every)
    return beaten


@compiled
def _less(one, other, same):  # type: ignore[no-untyped-def]
    """Whether a word has no bit that the other lacks, or, with `same`, neither has."""
    return (one ^ other if same else one & ~other) == 0


@compiled
def _ended(rules, pricing, labels, made, above):  # type: ignore[no-untyped-def]
    """The labels after which the route may end and has collected more than `above`."""
    found, count = np.empty(made, np.int64), 0
    for x in range(made):
        if labels.profit[x] > above and _ends(rules, pricing, labels, x):
            found[count] = x
            count += 1
    return found[:count]
