"""Orders of trains against brute force and against the checker."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dispatch import model, solve
from planner.dispatch.check import check_displib
from planner.dispatch.displib import read_displib, solution
from planner.dispatch.net import make_network, windows
from planner.dispatch.part import Deadline, PartSolution
from planner.dispatch.problem import DelayCost, Dispatch, Dispatched, Operation, Status
from planner.dispatch.solve import dispatch
from planner.dispatch.start import first_plan
from planner.solving import Cancelled, Progress, SolveOptions
from tests.planner.dispatch.small import Problem, cheapest, late, op, swap, write
from tests.support.effort import examples

OPTIONS = SolveOptions(seconds=3600, effort=60)


def solved(folder: Path, problem: Problem, options: SolveOptions = OPTIONS, workers: int = 1) -> Dispatched:
    """The answer, checked if there is one."""
    path = write(folder, problem)
    found = dispatch(read_displib(path), options, workers)
    if found.events:
        assert check_displib(path, solution(found)) == (found.objective, [])
    return found


@pytest.mark.parametrize(
    ("problem", "cost"),
    [
        # one after the other: 10 and 20; with a spare track nobody waits
        (swap(""), 30),
        (swap("c"), 20),
        # the follower waits for the release as well: 10, then 5 + 9 + 10
        (
            {
                "trains": [[op(0, 1, start_ub=0), op(5, 2, on="a", release=9), op(5, 3, on="b", release=9), op(5)]] * 2,
                "objective": [late(0, 3), late(1, 3)],
            },
            34,
        ),
        # three trains in a ring, each on what the next one wants: one of them can be somewhere else
        (
            {
                "trains": [
                    [op(0, 1, start_ub=0), op(5, 2, on="a"), op(5, 3, on="b"), op(5)],
                    [op(0, 1, on="c", start_ub=0), op(5, 2, on="a"), op(5)],
                    [op(0, 1, on="b", start_ub=0), op(5, 2, on="c"), op(5)],
                ],
                "objective": [late(0, 3)],
            },
            15,
        ),
        # the way round is longer, but free
        (
            {
                "trains": [
                    [op(0, 1, 2, start_ub=0), op(5, 3, on="a"), op(8, 3, on="b"), op(0)],
                    [op(20, 1, on="a", start_ub=0), op(0)],
                ],
                "objective": [late(0, 3)],
            },
            8,
        ),
        # a step is due at its threshold, not after it; who takes the other way does not pay
        ({"trains": [[op(5, 1), op()]], "objective": [late(0, 1, 5, 0, 7)]}, 7),
        ({"trains": [[op(5, 1), op()]], "objective": [late(0, 1, 6, 0, 7)]}, 0),
        ({"trains": [[op(0, 1, 2), op(0, 3), op(4, 3), op()]], "objective": [late(0, 1, 0, 0, 9), late(0, 3)]}, 4),
        # a way that leaves out an operation of the other
        ({"trains": [[op(3, 1, 2), op(9, 2), op(1, 3), op()]], "objective": [late(0, 3), late(0, 1, 0, 0, 50)]}, 4),
        # numbers as large as a file may have
        ({"trains": [[op(10**9, 1, start_lb=10**9), op()]] * 2, "objective": [late(0, 1, 0, 10**9)]}, 2 * 10**18),
        # nothing to run at all, or a single operation
        ({"trains": [[op()]], "objective": [late(0, 0, 0, 5, 2)]}, 2),
        ({"trains": [], "objective": []}, 0),
    ],
)
def test_worked_by_hand(tmp_path: Path, problem: Problem, cost: int) -> None:
    assert cheapest(problem) == cost
    found = solved(tmp_path, problem)
    assert (found.status, found.objective, found.bound) == (Status.OPTIMAL, cost, cost)


@pytest.mark.parametrize(
    "trains",
    [
        [[op(5, 1, on="a", start_ub=0), op(5)]] * 2,  # both there at once
        [  # each on what the other wants: they would swap in no time
            [op(5, 1, on="a", start_ub=0), op(5, 2, on="b"), op(5)],
            [op(5, 1, on="b", start_ub=0), op(5, 2, on="a"), op(5)],
        ],
        [  # the same in a ring of three
            [op(5, 1, on="a", start_ub=0), op(5, 2, on="b"), op(5)],
            [op(5, 1, on="b", start_ub=0), op(5, 2, on="c"), op(5)],
            [op(5, 1, on="c", start_ub=0), op(5, 2, on="a"), op(5)],
        ],
        [[op(0, 1), op(0, on="a")]] * 2,  # who is at its exit never leaves
        [[op(5, 1), op(0, start_ub=4)]],  # alone, but too late
    ],
)
def test_no_order_at_all(tmp_path: Path, trains: list[Any]) -> None:
    problem = {"trains": trains, "objective": []}
    assert cheapest(problem) is None
    found = solved(tmp_path, problem)
    assert (found.status, found.objective, found.events) == (Status.INFEASIBLE, None, ())


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Two or three trains of up to five operations on three resources, with alternatives and windows."""
    trains = []
    for _ in range(draw(st.integers(2, 3))):
        count = draw(st.integers(2, 4))
        ops = []
        for o in range(count):
            later = range(o + 1, count)
            follow = sorted(draw(st.sets(st.sampled_from(later), min_size=1, max_size=2))) if later else []
            on = "".join(sorted(draw(st.sets(st.sampled_from("abc"), max_size=2))))
            ops.append(op(draw(st.integers(0, 4)), *follow, on=on, release=draw(st.integers(0, 2))))
            if draw(st.integers(0, 4)) == 0:
                ops[o]["start_lb"] = draw(st.integers(0, 8))
            if draw(st.integers(0, 5)) == 0:
                ops[o]["start_ub"] = draw(st.integers(8, 14))
        for o in range(1, count):  # every operation follows one
            if not any(o in one["successors"] for one in ops[:o]):
                ops[o - 1]["successors"].append(o)
        ops[-1]["resources"] = ops[-1]["resources"] if draw(st.integers(0, 9)) == 0 else []
        trains.append(ops)
    delays = st.tuples(st.integers(0, len(trains) - 1), st.integers(0, 9), st.integers(0, 9), st.integers(0, 3))
    objective = [
        late(t, o % len(trains[t]), threshold, coeff, draw(st.sampled_from([0, 0, 5])))
        for t, o, threshold, coeff in draw(st.lists(delays, max_size=4))
    ]
    return {"trains": trains, "objective": objective}


@pytest.mark.thorough
@settings(max_examples=examples(150))
@given(problem=problems())
def test_small_problems_against_brute_force(tmp_path_factory: pytest.TempPathFactory, problem: Problem) -> None:
    found = solved(tmp_path_factory.mktemp("displib"), problem)
    best = cheapest(problem)
    assert found.objective == best
    assert found.status == (Status.INFEASIBLE if best is None else Status.OPTIMAL)


@pytest.mark.thorough
@settings(max_examples=examples(60))
@given(problem=problems())
def test_by_parts_alone_nothing_is_broken(tmp_path_factory: pytest.TempPathFactory, problem: Problem) -> None:
    """As with problems that are too large to be decided as a whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solve._Search, "_whole", lambda *_: PartSolution(None, 0, 0.0, settled=False))
        found = solved(tmp_path_factory.mktemp("displib"), problem, SolveOptions(seconds=3600, effort=0.01))
    best = cheapest(problem)
    if found.objective is None:
        assert found.status == Status.UNKNOWN or best is None
    else:
        assert best is not None
        assert found.bound <= best <= found.objective


def line(trains: int, stations: int) -> Dispatch:
    """A single track with two tracks a station, trains from both ends every five minutes."""
    found, costs = [], []
    for t in range(trains):
        way = range(stations) if t % 2 else range(stations - 1, -1, -1)
        ops = [Operation(start_lb=60 * (5 * t // 2), start_ub=60 * (5 * t // 2), successors=(1,))]
        for s in way:
            o = len(ops)
            ops.append(Operation(300 + 40 * (s * t % 3), resources=((3 * s, 20),), successors=(o + 1, o + 2)))
            ops += [Operation(60, resources=((3 * s + k, 20),), successors=(o + 3,)) for k in (1, 2)]
        ops.append(Operation())
        found.append(tuple(ops))
        costs.append(DelayCost(t, len(ops) - 1, 360 * stations, 1 + t % 3))
    return Dispatch(tuple(found), tuple(costs))


def test_the_same_seed_gives_the_same_order() -> None:
    short = SolveOptions(seconds=3600, effort=0.6, seed=3)
    one, other = (dispatch(line(6, 6), short, workers) for workers in (1, 2))
    assert one.events == other.events
    assert (one.status, one.objective, one.bound) == (other.status, other.objective, other.bound)


def test_it_tells_how_it_goes_and_stops_when_nobody_wants_it() -> None:
    raised: list[Progress] = []

    def stop(progress: Progress) -> None:
        raised.append(progress)
        if progress.worth is not None:
            raise Cancelled

    with pytest.raises(Cancelled):
        dispatch(line(14, 12), SolveOptions(seconds=3600, effort=300, progress=stop))
    assert raised[-1].bound is not None
    assert raised[-1].worth is not None
    assert raised[-1].worth <= raised[-1].bound


def test_no_train_is_put_on_the_line_once_the_time_is_over() -> None:
    net = make_network(line(3, 3))
    latest = [windows(course, (1 << len(course.ops)) - 1, net.horizon).latest for course in net.courses]
    assert first_plan(net, latest, Deadline(perf_counter() - 1), 1).paths == ((), (), ())
    within = Deadline(perf_counter() - 1, Deadline(perf_counter() + 3600))
    assert all(first_plan(net, latest, within, 1).paths)


def test_it_stops_soon_in_the_middle_of_a_long_solve() -> None:
    """It looks up while solvers are at work, and would otherwise go on for most of an hour."""
    reported: list[Progress] = []

    def stop(progress: Progress) -> None:
        reported.append(progress)
        if len(reported) == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        dispatch(line(30, 20), SolveOptions(seconds=3000, effort=3000, progress=stop))
    assert len(reported) == 5


def test_parts_are_left_alone_that_are_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "MOST_ORDERS", 30)
    found = dispatch(line(8, 6), SolveOptions(seconds=3600, effort=1.0))
    assert found.status == Status.FEASIBLE
    assert found.objective is not None
    assert found.objective > found.bound
