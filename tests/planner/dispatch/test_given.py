"""Given trains, trains that may be moved at a cost, and free ones in one problem, against every choice of times."""

from __future__ import annotations

from itertools import chain, groupby, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.dispatch import (
    DelayCost,
    Dispatch,
    Dispatched,
    Operation,
    Status,
    as_mapping,
    check_events,
    dispatch,
    solution,
)
from planner.solving import SolveOptions
from tests.support.effort import examples

OPTIONS = SolveOptions(seconds=3600, effort=60)
Runs = tuple[tuple[int, int], ...]  # of a train: (operation, start)


def solved(problem: Dispatch) -> Dispatched:
    """The answer, checked if there is one."""
    found = dispatch(problem, OPTIONS, 1)
    if found.events:
        assert check_events(as_mapping(problem), solution(found)) == (found.objective, [])
    return found


def runs_of(ops: tuple[Operation, ...]) -> list[Runs]:
    """Every path with every choice of times."""
    found: list[Runs] = []

    def go(run: Runs) -> None:
        op, began = ops[run[-1][0]], run[-1][1]
        if not op.successors:
            found.append(run)
        for p in op.successors:
            for start in range(max(ops[p].start_lb, began + op.min_duration), ops[p].start_ub + 1):
                go((*run, (p, start)))

    for start in range(ops[0].start_lb, ops[0].start_ub + 1):
        go(((0, start),))
    return found


def cost_of(problem: Dispatch, runs: tuple[Runs, ...]) -> int:
    total = 0
    for cost in problem.costs:
        for o, start in runs[cost.train]:
            if o == cost.operation:
                total += max(0, start - cost.threshold) * cost.coeff + max(0, cost.threshold - start) * cost.early
                total += cost.increment if start >= cost.threshold else 0
    return total


def in_some_order(problem: Dispatch, runs: tuple[Runs, ...]) -> bool:
    """Whether these times hold in one order of the events at the same time."""
    events = sorted((start, t, n, o) for t, run in enumerate(runs) for n, (o, start) in enumerate(run))
    groups = [list(its) for _, its in groupby(events, key=lambda event: event[0])]
    clashes = []
    for a, b in permutations(range(len(runs)), 2):
        if a in problem.given and b in problem.given:
            continue
        for (n, (o, start)), (m, (p, other)) in product(enumerate(runs[a]), enumerate(runs[b])):
            for r, release in problem.trains[a][o].resources:
                if any(r == s for s, _ in problem.trains[b][p].resources):
                    leaves = runs[a][n + 1][1] if n + 1 < len(runs[a]) else 10**6
                    clashes.append(((a, n), (start, leaves, release), (b, m), other))
    for tried in product(*(permutations(its) for its in groups)):
        place = {(t, n): at for at, (_, t, n, _) in enumerate(chain.from_iterable(tried))}
        in_line = all(place[t, n] < place[t, n + 1] for t, run in enumerate(runs) for n in range(len(run) - 1))
        if in_line and all(
            place[b, m] < place[a, n] or (place.get((a, n + 1), 10**6) < place[b, m] and other >= leaves + release)
            for (a, n), (_, leaves, release), (b, m), other in clashes
        ):
            return True
    return False


def cheapest(problem: Dispatch) -> int | None:
    choices = sorted(product(*map(runs_of, problem.trains)), key=lambda runs: cost_of(problem, runs))
    return next((cost_of(problem, runs) for runs in choices if in_some_order(problem, runs)), None)


@st.composite
def problems(draw: st.DrawFn) -> Dispatch:
    """One or two given trains, one or two with windows up to four wide, on two resources."""
    small, few = st.integers(0, 2), st.integers(0, 3)
    held = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1)), max_size=1)
    trains, costs = [], []
    fixed = draw(st.integers(1, 2))
    for _ in range(fixed):
        times = sorted(draw(st.lists(st.integers(0, 8), min_size=3, max_size=3)))
        ops = [Operation(0, at, at, tuple(draw(held)), (n + 1,)) for n, at in enumerate(times[:-1])]
        trains.append((*ops, Operation(0, times[-1], times[-1])))
    for t in range(fixed, fixed + draw(st.integers(1, 2))):
        count, at, ops = draw(st.integers(2, 3)), draw(few), []
        for n in range(count - 1):
            ops.append(Operation(draw(small), at, at + draw(few), tuple(draw(held)), (n + 1,)))
            at += draw(small)
        trains.append((*ops, Operation(0, at, at + 4)))
        for o in range(count):
            wished, kind = at + draw(st.integers(-3, 3)), draw(st.sampled_from(["", "shift", "late", "early"]))
            if kind == "shift":
                costs.append(DelayCost.of_shift(t, o, max(wished, 0), draw(few)))
            elif kind:
                factors = {"coeff": draw(few), "increment": draw(few)} if kind == "late" else {"early": draw(few)}
                costs.append(DelayCost(t, o, max(wished, 0), **factors))
    return Dispatch(tuple(trains), tuple(costs), frozenset(range(fixed)))


@pytest.mark.thorough
@settings(max_examples=examples(80), deadline=None)
@given(problem=problems())
def test_small_problems_against_every_choice_of_times(problem: Dispatch) -> None:
    found, best = solved(problem), cheapest(problem)
    assert found.objective == best
    assert found.status == (Status.INFEASIBLE if best is None else Status.OPTIMAL)


def line(at: int, until: int, track: int = 0) -> tuple[Operation, ...]:
    return Operation(0, at, at, ((track, 0),), (1,)), Operation(0, until, until)


def test_two_given_trains_that_clash_are_taken_as_they_are() -> None:
    moves = Operation(2, 0, 9, ((0, 0),), (1,)), Operation()
    problem = Dispatch(
        (line(0, 4), line(2, 6), moves), (DelayCost.of_shift(2, 0, wished=3, coeff=5),), frozenset({0, 1})
    )
    found = solved(problem)
    assert (found.status, found.objective) == (Status.OPTIMAL, 15)  # from 3 to 6, when both are gone
    assert solved(Dispatch(problem.trains, problem.costs)).status == Status.INFEASIBLE


def test_a_train_is_moved_the_cheaper_way() -> None:
    """The track is taken from 4 to 9; wished for at 5, the train needs it for 2: to 2 is nearer than to 9."""
    moves = Operation(2, 0, 20, ((0, 0),), (1,)), Operation()
    problem = Dispatch((line(4, 9), moves), (DelayCost.of_shift(1, 0, wished=5, coeff=1),), frozenset({0}))
    assert solved(problem).objective == 3
    assert next(event.time for event in solved(problem).events if event.train == 1) == 2
    dear_early = Dispatch(problem.trains, (DelayCost(1, 0, 5, coeff=1, early=2),), frozenset({0}))
    assert solved(dear_early).objective == 4


@pytest.mark.parametrize(
    ("train", "why"),
    [
        (
            (Operation(0, 3, 4, (), (1,)), Operation(0, 5, 5)),
            "train 0 is given, but its path or its times are not fixed",
        ),
        ((Operation(0, 3, 3, (), (1, 2)), Operation(0, 5, 5, (), (2,)), Operation(0, 6, 6)), "train 0 is given, but"),
    ],
)
def test_a_given_train_has_no_choice(train: tuple[Operation, ...], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        Dispatch((train,), given=frozenset({0}))
    with pytest.raises(ValueError, match="there is no train 1 to be given"):
        Dispatch((train,), given=frozenset({1}))


def test_the_checker_sees_a_given_train_in_the_way() -> None:
    moves = Operation(2, 0, 20, ((0, 0),), (1,)), Operation()
    problem = as_mapping(Dispatch((line(4, 9), moves), (DelayCost.of_shift(1, 0, 5, 1),), frozenset({0})))
    events = [(0, 1, 0), (4, 0, 0), (5, 1, 1), (9, 0, 1)]
    sheet = {"objective_value": 5, "events": [{"time": a, "train": t, "operation": o} for a, t, o in events]}
    assert check_events(problem, sheet) == (5, ["0: train 0 comes at 4, in the list before train 1 leaves"])
