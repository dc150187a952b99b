"""What routes that share hotels or limits collect at most, by problems that ask for less."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from planner.orienteering.arrays import ProblemArrays
from planner.orienteering.linked.circuit import Circuit
from planner.orienteering.linked.long import long_route
from planner.orienteering.problem import Orienteering
from planner.orienteering.proofs import better_by, pack_columns, prove
from planner.orienteering.search import LargeNeighbourhoodSearch

EPSILON = 1e-6
LABELS = 0.5  # share of the work on a bound that exact labels may take
Late = Callable[[], bool]


def first_bound(problem: Orienteering, arrays: ProblemArrays) -> float:
    """What can be visited at all, and, for each total, the knapsack's relaxation."""
    prize = np.where(arrays.windows["closes"].max(axis=0) >= 0, problem.prize, 0.0)
    bounds = [float(prize.sum())]
    for total in problem.totals:
        by_rate = np.argsort(-prize / np.maximum(total.at, EPSILON), kind="stable")
        use = total.at[by_rate].astype(float)
        spent = np.minimum(np.cumsum(use), float(total.limit))
        shares = np.where(use > 0, np.diff(spent, prepend=0.0) / np.maximum(use, EPSILON), 1.0)
        bounds.append(float(prize[by_rate] @ shares))
    return whole(problem, min(bounds))


def long_bound(
    problem: Orienteering, arrays: ProblemArrays, profit: float, limit: float, late: Late
) -> tuple[float, float]:
    """The bound of one route as long as all trips together, or `profit` if no such route collects more; and the work,
    in labels. Exact labels first, which suffice for short routes; then a linear program, which is close for long ones.
    """
    long = long_route(problem, arrays)
    start, end = problem.starts[0], problem.ends[-1]
    due = long.closes[0] if long.route_closes is None else long.route_closes[0, end]
    its = np.flatnonzero((long.prize > 0) & (long.travel[start] + long.travel[:, end] <= due))
    its = its[~np.isin(its, problem.hotels)]
    travel = long.travel[np.ix_([start, *its], [end, *its])]  # vertex 0 is the start when left, the end when reached
    flat = np.zeros(len(travel), dtype=np.int32)
    prize = np.append(0.0, long.prize[its])
    proof = prove(Orienteering(travel, flat, flat, flat + due, prize, 1), profit, LABELS * limit)
    bound, work = max(proof.bound, profit), proof.work
    if bound > profit and not late() and bool((problem.travel == problem.travel.T).all()):
        circuit, more = circuit_bound(problem, arrays, limit - work, late)
        bound, work = min(bound, max(circuit, profit)), work + more
    return whole(problem, bound), work


def circuit_bound(problem: Orienteering, arrays: ProblemArrays, limit: float, late: Late) -> tuple[float, float]:
    """The bound of the linear program, and the work, in labels; lengths are symmetric."""
    slack = 2 * len(problem.prize) * problem.routes  # what rounding could have made of all legs and limits
    total = float((arrays.hours["due"].astype(np.int64) - arrays.hours["begin"]).sum() + slack)
    prize = np.where(arrays.windows["closes"].max(axis=0) >= 0, problem.prize, 0.0)
    circuit = Circuit(problem.travel / total, prize, (problem.starts[0], problem.ends[-1]), 1.0)
    found = circuit.bound(0.0, limit, late)
    return whole(problem, found.bound), found.work


def plain_bound(
    problem: Orienteering, search: LargeNeighbourhoodSearch, limit: float, late: Late
) -> tuple[float, float]:
    """The bound of the plain problem with the outer windows, no totals, and the work, in labels."""
    arrays = search.arrays
    opens, closes = arrays.windows["opens"].min(axis=0), arrays.windows["closes"].max(axis=0)
    opens[0], closes[0] = arrays.hours["begin"].min(), arrays.hours["due"].max()
    plain = replace(
        problem, opens=opens, closes=closes, route_opens=None, route_closes=None, totals=(), starts=(), ends=()
    )
    if problem.routes == 1:
        proof = prove(plain, search.profit, limit)
        return max(proof.bound, search.profit), proof.work
    packed = pack_columns(plain, search.routes(), search.profit, limit, late)
    return max(packed.bound, search.profit), packed.work


def whole(problem: Orienteering, bound: float) -> float:
    """No answer collects more than the largest multiple of the least difference in prizes below a bound."""
    step = better_by(problem.prize)
    return step * float(np.floor(bound / step + EPSILON)) if step > EPSILON and bound < np.inf else bound
