"""The choice of calls is as good as the best of all choices, and says no more than is proven."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.solving import SolveOptions
from planner.train.cruise.solver.call_selection import CruiseChoice, CruiseProblem, choose_calls
from tests.support.effort import examples

OPTIONS = SolveOptions()


@st.composite
def problems(draw: st.DrawFn) -> CruiseProblem:
    """Up to four cities besides home, up to three nights."""
    cities, nights = draw(st.integers(1, 4)), draw(st.integers(2, 3))
    worth = st.integers(-1, 40)
    size = cities + 1
    minutes = [[draw(st.integers(0, 100)) - 5 if a != b else 0 for b in range(size)] for a in range(size)]
    legs = st.tuples(st.integers(0, cities), st.integers(0, cities), st.integers(0, nights - 1))
    return CruiseProblem(
        nights=nights,
        worth=tuple(tuple(draw(worth) if c else -1 for _ in range(nights - 1)) for c in range(size)),
        last_day=tuple(draw(worth) if c else -1 for c in range(size)),
        minutes=tuple(tuple(max(m, -1) for m in row) for row in minutes),
        must=draw(st.frozensets(st.integers(1, cities), max_size=2)),
        barred=draw(st.frozensets(legs, max_size=3)),
        night_least=30,
        night_most=60,
        night_limit=85,
        night_cost=draw(st.integers(0, 2)),
        leg_cost=tuple(tuple(draw(st.sampled_from((0, 0, 7))) for _ in range(size)) for _ in range(size)),
        call_cost=tuple(draw(st.integers(0, 5)) for _ in range(size)),
        unserved=draw(st.frozensets(st.integers(1, cities), max_size=3)),
        unserved_most=draw(st.integers(0, 2)),
    )


def value(problem: CruiseProblem, cities: tuple[int, ...], last: int | None) -> int | None:
    """Points of these calls, None if they are not allowed."""
    called = (*cities, *([last] if last else []))
    if len(set(called)) < len(called) or not problem.must <= set(called):
        return None
    points = [problem.worth[c][d] for d, c in enumerate(cities)] + ([problem.last_day[last]] if last else [])
    if min(points) < 0 or longest_dry(problem, called) > problem.unserved_most:
        return None
    points += [-problem.call_cost[c] for c in called] if problem.call_cost else []
    for night, (a, b) in enumerate(pairwise((0, *cities, last or 0))):
        run = problem.minutes[a][b]
        if not 0 <= run <= problem.night_limit or (a, b, night) in problem.barred:
            return None
        points.append(-problem.night_cost * max(problem.night_least - run, run - problem.night_most, 0))
        points.append(-problem.leg_cost[a][b] if problem.leg_cost else 0)
    return sum(points)


def longest_dry(problem: CruiseProblem, called: tuple[int, ...]) -> int:
    """The most calls one after another that give no water or sewage service."""
    reported = "".join("x" if c in problem.unserved else " " for c in called)
    return max(map(len, reported.split()), default=0)


def best_value(problem: CruiseProblem) -> int | None:
    """The best of all choices, by trying each."""
    names = range(1, len(problem.worth))
    values = [
        value(problem, cities, last)
        for cities in permutations(names, problem.nights - 1)
        for last in (None, *names)
    ]  # fmt: skip
    return max((v for v in values if v is not None), default=None)


@settings(max_examples=examples(60))
@given(problems())
def test_the_choice_is_the_best_there_is(problem: CruiseProblem) -> None:
    choice, best = choose_calls(problem, OPTIONS), best_value(problem)
    if best is None:
        assert choice == CruiseChoice((), None, 0, 0, False)
    else:
        assert (choice.worth, choice.bound, choice.optimal) == (best, best, True)
        assert value(problem, choice.cities, choice.last) == best


EASY = CruiseProblem(
    nights=3,
    worth=((-1, -1), (10, 10), (20, 20), (30, 30)),
    last_day=(-1, -1, -1, -1),
    minutes=tuple(tuple(0 if a == b else 45 for b in range(4)) for a in range(4)),
    must=frozenset(),
    barred=frozenset(),
    night_least=30,
    night_most=60,
    night_limit=85,
    night_cost=1,
)


def test_the_most_worthy_cities_are_called_at() -> None:
    choice = choose_calls(EASY, OPTIONS)
    assert (set(choice.cities), choice.last, choice.worth) == ({2, 3}, None, 50)


def test_a_city_that_must_be_called_at_is() -> None:
    assert 1 in choose_calls(replace(EASY, must=frozenset({1})), OPTIONS).cities


def test_a_leg_without_a_path_is_not_chosen_again() -> None:
    barred = frozenset((0, city, 0) for city in (1, 2))
    assert choose_calls(replace(EASY, barred=barred), OPTIONS).cities == (3, 2)


def test_a_last_call_near_home_is_taken_on_top() -> None:
    choice = choose_calls(replace(EASY, last_day=(-1, 5, -1, -1)), OPTIONS)
    assert (choice.last, choice.worth) == (1, 55)


def test_two_calls_without_water_do_not_follow_each_other() -> None:
    dry = replace(EASY, unserved=frozenset({2, 3}), unserved_most=1)
    assert set(choose_calls(dry, OPTIONS).cities) == {1, 3}
    assert set(choose_calls(replace(dry, unserved_most=2), OPTIONS).cities) == {2, 3}
    assert choose_calls(replace(dry, unserved=frozenset({1, 2, 3}), unserved_most=0), OPTIONS).cities == ()


def test_what_nobody_knows_of_a_station_weighs_against_it() -> None:
    assert set(choose_calls(replace(EASY, call_cost=(0, 0, 11, 0)), OPTIONS).cities) == {1, 3}


def test_a_night_with_a_change_of_crew_weighs_less_than_a_better_day() -> None:
    relief = tuple(tuple(8 if {a, b} == {0, 3} else 0 for b in range(4)) for a in range(4))
    choice = choose_calls(replace(EASY, leg_cost=relief), OPTIONS)
    assert (set(choice.cities), choice.worth) == ({2, 3}, 42)
