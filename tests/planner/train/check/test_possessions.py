"""Possessions against entered timetables with little and with much slack: what is told mends, nothing smaller does."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.rules import RulePack
from planner.train.check import Case, Possession, check_timetable
from planner.train.traffic import traffic
from planner.violations import Violation
from tests.support.effort import examples
from tests.support.facts import rail_only
from tests.support.small_rail import small_rail

LINE = small_rail("possessed")


class Entered(NamedTuple):
    """A line of the entered timetable."""

    station: str
    arrive: int | None
    depart: int | None

    def later(self, minutes: int) -> Entered:
        arrive, depart = (None if at is None else at + minutes for at in (self.arrive, self.depart))
        return Entered(self.station, arrive, depart)


def found(rules: RulePack, calls: tuple[Entered, ...], *closed: Possession) -> tuple[Violation, ...]:
    verdict = check_timetable(rail_only(LINE, rules), traffic(LINE), calls, Case(possessions=closed))
    return tuple(v for v in verdict.violations if v.rule.startswith("possession"))


def ride(depart: int, arrive: int) -> tuple[Entered, ...]:
    return Entered("a", None, depart), Entered("d", arrive, None)


NIGHT = Possession("b", "c", 60, 300)  # 01:00-05:00


@pytest.mark.parametrize(
    ("calls", "rule", "size", "moves"),
    [
        # through b-c between 00:42 and 00:52, then out of it
        (ride(30, 63), None, 0, {}),
        # at b at 00:58, and nobody entered a stop there: eight minutes earlier it is through
        (ride(46, 79), "possession", 8, {"later": 242, "earlier": 8}),
        # four hours too much from end to end: somewhere it would have to stand
        (ride(40, 330), "possession", 163, {"later": 163, "earlier": 174}),
        # it stops at b and waits: that is entered, and right
        ((Entered("a", None, 40), Entered("b", 53, 300), Entered("d", 324, None)), None, 0, {}),
        # a whole day closed: no move helps
        (ride(30, 63), "possession-stuck", 10, {}),
    ],
)  # fmt: skip
def test_a_train_that_would_have_to_wait_where_it_does_not_stop_is_told(
    rules: RulePack, calls: tuple[Entered, ...], rule: str | None, size: int, moves: dict[str, int]
) -> None:
    closed = Possession("b", "c", 0, 1440) if rule == "possession-stuck" else NIGHT
    told = found(rules, calls, closed)
    assert [(v.rule, v.excess) for v in told] == ([] if rule is None else [(rule, size)])
    for violation in told:
        assert {name: at for name, at in violation.values.items() if name in ("later", "earlier")} == moves


def test_where_to_wait_is_told(rules: RulePack) -> None:
    (told,) = found(rules, ride(46, 79), NIGHT)
    assert (told.where, told.values["wait"], told.values["clock"]) == ("b → c", "b", "00:58")


def test_a_train_that_may_just_be_through_is_a_doubt(rules: RulePack) -> None:
    """With a quarter of an hour to spare it may be through b-c before one o'clock, or spread its time and be in it."""
    (told,) = found(rules, ride(30, 78), NIGHT)
    assert (told.rule, told.hard) == ("possession-doubt", False)


@settings(max_examples=examples(60))
@given(
    st.integers(0, 1439), st.integers(25, 400), st.integers(0, 1439), st.integers(10, 600), st.booleans(),
    st.sampled_from((("a", "b"), ("b", "c"), ("c", "d"), ("a", "d"), ("d", "b"))),
)  # fmt: skip
def test_moving_by_what_is_told_cures_and_nothing_less_does(
    rules: RulePack, depart: int, takes: int, begin: int, lasts: int, one_way: bool, ends: tuple[str, str]
) -> None:
    calls, closed = ride(depart + 1440, depart + 1440 + takes), Possession(*ends, begin, begin + lasts, one_way)
    told = found(rules, calls, closed)
    for violation in told:
        moves = [violation.values[name] for name in ("later", "earlier") if name in violation.values]
        assert bool(moves) == (violation.rule != "possession-stuck")
        assert not moves or violation.excess == min(moves)
        for name, sign in (("later", 1), ("earlier", -1)):
            minutes = violation.values.get(name)
            if isinstance(minutes, int):
                assert found(rules, tuple(call.later(sign * minutes) for call in calls), closed) == ()
                less = tuple(call.later(sign * (minutes - 1)) for call in calls)
                assert found(rules, less, closed) != ()
    if one_way and ends == ("d", "b"):
        assert told == ()


@settings(max_examples=examples(60))
@given(st.integers(0, 1439), st.integers(33, 50), st.integers(0, 1439), st.integers(10, 600))
def test_a_night_train_is_told_each_possession_once(
    rules: RulePack, depart: int, takes: int, begin: int, lasts: int
) -> None:
    """Three possessions one after another on the same rails are told one by one."""
    calls = ride(depart + 1440, depart + 1440 + takes)
    closed = tuple(Possession("b", "c", begin + 10 * n, begin + 10 * n + lasts) for n in range(3))
    assert len(found(rules, calls, *closed)) == sum(len(found(rules, calls, one)) for one in closed)
    assert found(rules, calls, *(replace(one, origin="c", target="b", one_way=True) for one in closed)) == ()
