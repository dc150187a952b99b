"""The least shifts against all that could be tried, on problems that fit in the head."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.solving import SolveOptions
from planner.train.mend.solver import FIXED, Forbidden, LegRange, ShiftProblem, StayClear, in_the_way, least_shifts
from tests.support.effort import examples

MOST = 4
MINUTES = st.integers(-MOST - 1, MOST + 1)


@st.composite
def problems(draw: st.DrawFn) -> ShiftProblem:
    """A train of two legs and one of one leg."""
    legs = (
        LegRange(FIXED, -MOST, MOST),
        LegRange(0, draw(st.sampled_from((0, -2))), MOST),
        LegRange(FIXED, -MOST, MOST),
    )
    forbidden = []
    for number in range(draw(st.integers(0, 6))):
        one, other = draw(st.sampled_from(((0, FIXED), (1, FIXED), (2, FIXED), (0, 2), (1, 2), (1, 0))))
        low, high = sorted((draw(MINUTES), draw(MINUTES)))
        forbidden.append(Forbidden(one, other, low, high, number))
    stays = (StayClear(0, 1, draw(MINUTES), draw(MINUTES), 7),) if draw(st.booleans()) else ()
    return ShiftProblem(legs, tuple(forbidden), stays, MOST)


def all_shifts(problem: ShiftProblem) -> list[tuple[int, ...]]:
    found = product(range(-MOST, MOST + 1), repeat=3)
    return [
        s for s in found
        if all(leg.low <= step <= leg.high for leg, step in zip(problem.legs, problem.steps(s), strict=True))
    ]  # fmt: skip


def price(problem: ShiftProblem, shifts: tuple[int, ...]) -> tuple[int, int, int]:
    steps = problem.steps(shifts)
    return sum(map(abs, steps)), sum(map(bool, steps)), sum(map(abs, shifts))


@settings(max_examples=examples(40))
@given(problems())
def test_no_other_shifts_are_less(problem: ShiftProblem) -> None:
    clear = [s for s in all_shifts(problem) if not problem.broken(s)]
    found = least_shifts(problem, SolveOptions())
    if not clear:
        assert found is None
        away = in_the_way(problem, SolveOptions())
        assert away is not None
        assert len(away) == min(len(problem.broken(s)) for s in all_shifts(problem))
        return
    assert found is not None
    assert found.shifts in clear
    assert price(problem, found.shifts) == min(price(problem, s) for s in clear)
    assert found.minutes == found.bound == price(problem, found.shifts)[0]
