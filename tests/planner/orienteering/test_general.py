"""Routes with their own ends, windows, resources and break, against every order of every set."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.orienteering import (
    Break,
    NoRoute,
    NotSupported,
    Orienteering,
    Resource,
    RouteSchedule,
    check_schedules,
    collect,
)
from planner.orienteering.general import best_route
from planner.orienteering.proofs.columns import pack_columns
from planner.orienteering.proofs.exact import find, find_all, prove
from planner.orienteering.search import LargeNeighbourhoodSearch
from planner.orienteering.solve import upper_bound
from tests.planner.orienteering.test_exact import ENOUGH
from tests.support.effort import examples


@st.composite
def problems(draw: st.DrawFn, routes: int) -> Orienteering:
    """Up to six vertices; any of the extras, and none of them, may be there."""
    count = draw(st.integers(3, 6))

    def some(low: int, high: int, *shape: int) -> np.ndarray:
        size = int(np.prod(shape))
        return np.array(draw(st.lists(st.integers(low, high), min_size=size, max_size=size)), np.int32).reshape(shape)

    def per_route(its: st.SearchStrategy[object]) -> tuple[object, ...]:
        return tuple(draw(st.lists(its, min_size=routes, max_size=routes)))

    travel = some(0, 30, count, count)
    np.fill_diagonal(travel, 0)
    opens = some(0, 60, count)
    opens[:2] = 0
    closes = opens + some(0, 90, count)
    closes[:2] = draw(st.integers(40, 200))
    pauses = st.builds(
        lambda lasts, begin, wide: Break(lasts, begin, begin + wide), *map(st.integers, (0, 0, 0), (30, 80, 40))
    )
    extras: dict[str, object] = {}
    if draw(st.booleans()):
        extras |= {"starts": per_route(st.integers(0, 1)), "ends": per_route(st.integers(0, 1))}
    if draw(st.booleans()):
        extras["breaks"] = per_route(st.none() | pauses)
    if draw(st.booleans()):
        narrower = some(0, 25, routes, count)
        extras["route_opens"] = (opens + narrower).astype(np.int32)
        extras["route_closes"] = np.broadcast_to(closes, (routes, count)).astype(np.int32)
    extras["resources"] = tuple(
        Resource(some(0, 9, count), some(0, 9, count, count), some(0, 40, routes))
        for _ in range(draw(st.integers(0, 2)))
    )
    return Orienteering(travel, some(0, 9, count), opens, closes, some(0, 9, count).astype(float), routes, **extras)  # type: ignore[arg-type]


def ends(problem: Orienteering, r: int) -> tuple[int, int]:
    return (problem.starts or (0,) * problem.routes)[r], (problem.ends or (0,) * problem.routes)[r]


def runs(problem: Orienteering, r: int, order: tuple[int, ...]) -> bool:
    """Whether route `r` can visit these: the break tried at every place, before and after each way."""
    start, end = ends(problem, r)
    opens = problem.opens if problem.route_opens is None else problem.route_opens[r]
    closes = problem.closes if problem.route_closes is None else problem.route_closes[r]
    stops = (start, *order, end)
    for resource in problem.resources:
        used = sum(resource.at[v] for v in stops[:-1]) + sum(resource.along[leg] for leg in pairwise(stops))
        if used > resource.limit[r]:
            return False
    pause = problem.breaks[r] if problem.breaks else None
    tries = [(-1, False), *((leg, first) for leg in range(len(stops) - 1) for first in (True, False) if pause)]
    for at, first in tries:
        now, held = int(opens[start]), True
        for leg, (v, u) in enumerate(pairwise(stops)):
            now += int(problem.service[v])
            for step in ("break", "way") if first else ("way", "break"):
                if step == "way":
                    now += int(problem.travel[v, u])
                elif leg == at and pause:
                    now = max(now, pause.opens)
                    held = held and now <= pause.closes
                    now += pause.duration
            now = max(now, int(opens[u]))
            held = held and now <= closes[u]
        if held and (at >= 0 or not pause or now <= pause.closes):
            return True
    return False


def sets_of(problem: Orienteering, r: int) -> set[frozenset[int]]:
    """All that route `r` can visit."""
    count = range(len(problem.prize))
    others = [v for v in count if all(v not in ends(problem, s) for s in range(problem.routes))]
    orders = (order for size in range(len(others) + 1) for order in permutations(others, size))
    return {frozenset(order) for order in orders if runs(problem, r, order)}


def best_of_all(problem: Orienteering) -> float | None:
    """The most that all routes collect; None if one cannot be run at all."""
    best: dict[frozenset[int], float] = {frozenset(): 0.0}
    for r in range(problem.routes):
        its = sets_of(problem, r)
        more = {
            had | one: gain + float(problem.prize[list(one)].sum())
            for had, gain in best.items()
            for one in its
            if not had & one
        }
        best = more
    return max(best.values(), default=None)


@pytest.mark.thorough
@settings(max_examples=examples(60), deadline=None)
@given(problem=problems(1))
def test_the_best_route_is_found_and_proven(problem: Orienteering) -> None:
    best = best_of_all(problem)
    if best is None:
        with pytest.raises(NoRoute):
            collect(problem if not problem.plain else replace(problem, starts=(0,)), 0.01, clock=lambda: 0.0)
        return
    if problem.plain:
        problem = replace(problem, starts=(0,))
    found = collect(problem, 0.01, clock=lambda: 0.0)
    assert check_schedules(problem, found.schedules) == (best, [])
    assert found.profit == found.bound == best
    assert best_route(problem, 0, best, ENOUGH).route is None
    assert prove(problem, best - 1, ENOUGH).bound == best


@pytest.mark.thorough
@settings(max_examples=examples(30), deadline=None)
@given(problem=problems(2))
def test_two_routes_hold_and_are_the_best(problem: Orienteering) -> None:
    if problem.plain:
        problem = replace(problem, starts=(0, 0))
    best = best_of_all(problem)
    if best is None:
        return
    found = collect(problem, 0.05, clock=lambda: 0.0)
    assert check_schedules(problem, found.schedules) == (best, [])
    assert found.profit == best <= found.bound


def street(**extras: object) -> Orienteering:
    """Five sights on a street, ten minutes apart, twenty at each; from one end and back by 200."""
    at = np.arange(6)
    travel = (10 * np.abs(at[:, None] - at)).astype(np.int32)
    service = np.where(at > 0, 20, 0).astype(np.int32)
    prize = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 5.0])
    one = Orienteering(travel, service, np.zeros(6, np.int32), np.full(6, 200, np.int32), prize, 1)
    return replace(one, **extras)  # type: ignore[arg-type]


def metres(limit: int) -> Resource:
    at = np.arange(6)
    return Resource(
        np.full(6, 10, np.int32), (100 * np.abs(at[:, None] - at)).astype(np.int32), np.array([limit], np.int32)
    )


@pytest.mark.parametrize(
    ("extras", "profit"),
    [
        ({"starts": (0,)}, 15.0),  # 100 on the way, 100 at sights
        ({"ends": (5,), "route_closes": np.full((1, 6), 130, np.int32)}, 10.0),  # there by 130, the end pays nothing
        ({"resources": (metres(1060),)}, 15.0),  # 1000 there and back, 10 at each of six
        ({"resources": (metres(1059),)}, 14.0),
        ({"resources": (metres(850),)}, 10.0),  # to the fourth and back
        ({"breaks": (Break(20, 60, 120),)}, 14.0),  # no time for the first
        ({"breaks": (Break(20, 60, 199),)}, 14.0),
        ({"breaks": (Break(20, 60, 200),)}, 15.0),  # home before it is due
        ({"breaks": (Break(20, 0, 0),)}, 14.0),  # before the first step
    ],
)  # fmt: skip
def test_a_street_by_hand(extras: dict[str, object], profit: float) -> None:
    problem = street(**extras)
    found = collect(problem, 0.1, clock=lambda: 0.0)
    assert check_schedules(problem, found.schedules) == (best_of_all(problem), [])
    assert found.profit == profit == found.bound


def test_each_day_of_a_journey_has_its_own_ends_and_hours() -> None:
    """From one end of the street to the third sight, and on to the other end the next day, which is short."""
    closes = np.array([[100] * 6, [60] * 6], np.int32)
    problem = replace(street(), routes=2, starts=(0, 3), ends=(3, 5), route_closes=closes)
    found = collect(problem, 0.01, clock=lambda: 0.0)
    assert found.routes == ((1, 2), (4,))
    assert found.proven
    assert [stops[0] + stops[-1] for stops, _ in found.schedules] == [(0, 0, 3, 70), (3, 0, 5, 60)]


BROKEN = [
    (RouteSchedule(((0, 0), (1, 10), (0, 40)), 45), ["no time for a break of 20 at 45"]),
    (
        RouteSchedule(((0, 0), (1, 10), (0, 60)), 31),
        ["break at 31, not from 40 to 120", "no time for a break of 20 at 31"],
    ),
    (
        RouteSchedule(((0, 0), (1, 10), (0, 60)), 39),
        ["break at 39, not from 40 to 120", "no time for a break of 20 at 39"],
    ),
    (RouteSchedule(((0, 0), (1, 10), (0, 60)), 40), []),
    (RouteSchedule(((0, 0), (1, 10), (0, 40)), None), []),
    (RouteSchedule(((0, 0), (1, 10), (0, 121)), None), ["no break, and not at its end by 120"]),
    (RouteSchedule(((0, 0), (1, 9), (0, 40)), None), ["1 at 9, not before 10"]),
    (RouteSchedule(((0, 0), (1, 10), (2, 39), (0, 100)), None), ["2 at 39, not before 40"]),
    (RouteSchedule(((0, 0), (1, 10), (1, 30), (0, 70)), None), ["1 a second time"]),
    (RouteSchedule(((0, 0), (0, 10), (0, 20)), None), ["0 is where routes start or end"]),
    (RouteSchedule(((1, 0), (0, 30)), None), ["starts at 1, not 0"]),
    (RouteSchedule(((0, 0), (1, 10)), None), ["ends at 1, not 0"]),
    (RouteSchedule(((0, 0),), None), ["no start and end"]),
    (
        RouteSchedule(((0, 0), (5, 50), (0, 201)), 70),
        ["0 at 201, open from 0 to 200", "1020 of resource 0, at most 900"],
    ),
]


@pytest.mark.parametrize(("run", "wrong"), BROKEN)
def test_the_checker_names_what_is_wrong(run: RouteSchedule, wrong: list[str]) -> None:
    problem = street(breaks=(Break(20, 40, 120),), resources=(metres(900),))
    found = check_schedules(problem, (run,))[1]
    assert found == [f"route 0: {why}" for why in wrong]
    assert check_schedules(problem, ()) == (0.0, ["0 schedules, not 1"])
    assert check_schedules(street(), (run._replace(break_at=1),))[1][-1].startswith("route 0:")


def test_engines_that_know_only_plain_problems_refuse_others() -> None:
    problem = street(breaks=(Break(20, 40, 120),))
    for engine in (
        lambda: pack_columns(problem, (), 0.0, ENOUGH),
        lambda: find(problem, 0.0, ENOUGH),
        lambda: find_all(problem, 0.0, ENOUGH),
        lambda: LargeNeighbourhoodSearch(problem, 1),
        lambda: upper_bound(problem),
        problem.reachable,
    ):
        with pytest.raises(NotSupported, match="without a break"):
            engine()


@pytest.mark.parametrize(
    ("extras", "why"),
    [
        ({"starts": (0, 1)}, "starts: one for each of 1 routes, not 2"),
        ({"ends": (6,)}, "a vertex that is not there"),
        ({"route_opens": np.zeros((2, 6), np.int32)}, "route_opens: routes x vertices"),
        ({"breaks": (Break(-1, 0, 9),)}, "a break must not be shorter"),
        ({"breaks": (Break(1, 9, 8),)}, "a break must not be shorter"),
        ({"resources": (metres(-1),)}, "a resource is never given back"),
        ({"resources": (replace(metres(1), at=np.zeros(5, np.int32)),)}, "a resource is used at each vertex"),
        ({"prize": np.zeros(5)}, "must cover the same vertices"),
    ],
)
def test_problems_that_do_not_fit_together(extras: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        street(**extras)


def journey(sights: int, days: int) -> Orienteering:
    """Days in a city: from a hotel and back, lunch, metres walked and climbed."""
    random = np.random.default_rng(5)
    points = random.integers(0, 60, (sights, 2))
    travel = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1)).astype(np.int32)
    opens, closes = random.integers(480, 600, (days, sights)), random.integers(900, 1100, (days, sights))
    opens[:, 0], closes[:, 0] = 510, 1080
    walked = Resource(random.integers(0, 1500, sights).astype(np.int32), travel * 10, np.full(days, 4000, np.int32))
    climbed = Resource(random.integers(0, 60, sights).astype(np.int32), travel * 0, np.full(days, 120, np.int32))
    service, prize = random.integers(30, 120, sights).astype(np.int32), random.integers(5, 40, sights).astype(float)
    service[0], prize[0] = 0, 0.0
    return Orienteering(
        travel, service, opens[0].astype(np.int32), closes[0].astype(np.int32), prize, days,
        route_opens=opens.astype(np.int32), route_closes=closes.astype(np.int32),
        breaks=(Break(60, 660, 780),) * days, resources=(walked, climbed),
    )  # fmt: skip


def test_the_same_seed_gives_the_same_days_and_they_hold() -> None:
    problem = journey(30, 3)
    found = [collect(problem, 0.2, seed, lambda: 0.0) for seed in (1, 1)]
    assert found[0] == found[1]
    assert check_schedules(problem, found[0].schedules) == (found[0].profit, [])
    assert found[0].profit <= found[0].bound
    assert all(break_at is not None for _, break_at in found[0].schedules)
    assert problem.route_opens is not None
    assert problem.route_closes is not None
    hours = {"route_opens": problem.route_opens[:1], "route_closes": problem.route_closes[:1]}
    budgets = tuple(replace(one, limit=one.limit[:1]) for one in problem.resources)
    day = replace(problem, routes=1, breaks=problem.breaks[:1], resources=budgets, **hours)
    assert collect(day, 1.0, clock=lambda: 0.0).proven
