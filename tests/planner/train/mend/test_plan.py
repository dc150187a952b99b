"""Mended trains pass the checker and nothing less would do; the line is drawn in `tests.support.small_rail`."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.rules import RulePack
from planner.train.check import Case, Possession, check_together
from planner.train.mend import Block, Mended, NotMended, mend
from planner.train.mend import plan as plan_module
from planner.train.mend.solver import LeastShifts
from planner.train.traffic import traffic
from planner.train.types import EnteredCall, TrainSpec
from planner.violations import Violation
from tests.support.effort import examples
from tests.support.facts import rail_only
from tests.support.small_rail import Times, small_rail

LINE = small_rail("mend", {"K1": (("a", None, 600), ("d", 633, None)), "K2": (("d", None, 800), ("a", 833, None))})


def train(*calls: Times, case: Case | None = None) -> TrainSpec:
    return TrainSpec(tuple(EnteredCall(n, *call) for n, call in enumerate(calls, 1)), case or Case())


def ride(depart: int, case: Case | None = None) -> TrainSpec:
    return train(("a", None, depart), ("d", depart + 33, None), case=case)


def stopping(depart: int, stay: int = 4, case: Case | None = None) -> TrainSpec:
    """From a to d with a stop at c."""
    return train(
        ("a", None, depart), ("c", depart + 23, depart + 23 + stay), ("d", depart + 36 + stay, None), case=case
    )


def mended(rules: RulePack, most: int = 120, **trains: TrainSpec) -> Mended | NotMended:
    return mend(rail_only(LINE, rules), trains, most)


def broken(rules: RulePack, **trains: TrainSpec) -> list[tuple[str, Violation]]:
    found = check_together(rail_only(LINE, rules), traffic(LINE), trains)
    return [(name, v) for name, result in found.trains.items() for v in result.violations] + list(found.between)


def shifted(spec: TrainSpec, by: int, stay: int) -> TrainSpec:
    """Later as a whole, and longer at the stop between if there is one."""
    calls = [
        replace(
            call,
            arrive=None if call.arrive is None else call.arrive + by + stay * (n > 1),
            depart=None if call.depart is None else call.depart + by + stay * (n > 0),
        )
        for n, call in enumerate(spec.calls)
    ]
    return replace(spec, calls=tuple(calls))


def moves(found: Mended | NotMended) -> list[tuple[str, str | None, int, tuple[Block, ...]]]:
    assert isinstance(found, Mended), found
    assert found.proven
    return [(m.train, m.station, m.minutes, m.why) for m in found.moves]


def test_a_train_without_conflict_stays_as_it_is(rules: RulePack) -> None:
    found = mended(rules, Y1=ride(100))
    assert moves(found) == []
    assert isinstance(found, Mended)
    assert found.trains == {"Y1": ride(100)}


def test_one_too_near_to_another_is_moved_as_a_whole(rules: RulePack) -> None:
    found = mended(rules, Y1=ride(605))
    assert moves(found) == [("Y1", None, 3, (Block("train", "K1"),))]
    assert isinstance(found, Mended)
    assert [(name, v.values["train"]) for name, v in found.cleared] == [("Y1", "K1")]


def test_a_stop_grows_where_only_the_leg_behind_it_is_in_the_way(rules: RulePack) -> None:
    """K1 leaves c at 10:21; Y1 comes from b to c unhindered, and stands there until K1 is eight minutes ahead."""
    early = train(("b", None, 570), ("c", 583, 621), ("d", 634, None))
    found = mended(rules, Y1=early)
    assert [(station, why) for _n, station, _m, why in moves(found)] == [("c", (Block("train", "K1"),))]


def test_new_trains_give_way_to_each_other(rules: RulePack) -> None:
    found = mended(rules, Y1=ride(100), Y2=ride(100))
    (move,) = moves(found)
    assert move[1:3] == (None, -8)
    assert move[3] == (Block("new", "Y2" if move[0] == "Y1" else "Y1"),)


def test_a_possession_is_kept_clear_of(rules: RulePack) -> None:
    closed = Case(possessions=(Possession("b", "c", 100, 160),))
    found = mended(rules, Y1=ride(90, closed))
    assert [m[3] for m in moves(found)] == [(Block("possession", "b–c"),)]
    assert not [v for _n, v in broken(rules, **found.trains) if v.hard]  # type: ignore[union-attr]


def test_hours_of_a_call_are_kept(rules: RulePack) -> None:
    morning = Case(windows={"d": (400, 500)})
    assert moves(mended(rules, Y1=ride(360, morning))) == [("Y1", None, 7, (Block("window", "d"),))]


def test_what_no_shift_mends_is_said_and_nothing_is_moved(rules: RulePack) -> None:
    found = mended(rules, Y1=train(("a", None, 605), ("d", 620, None)))
    assert isinstance(found, NotMended)
    assert [(name, v.rule) for name, v in found.faults] == [("Y1", "running-short")]


def test_what_stands_in_the_way_is_named(rules: RulePack) -> None:
    found = mended(rules, most=2, Y1=ride(604))
    assert isinstance(found, NotMended)
    assert (found.blocks, found.most_min) == ((("Y1", Block("train", "K1")),), 2)


def test_a_checker_that_refuses_is_heard(rules: RulePack, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = LeastShifts((0,), 0, 0)
    monkeypatch.setattr(plan_module, "least_shifts", lambda _problem, _options: nothing)
    with pytest.raises(RuntimeError, match="refuses"):
        mended(rules, Y1=ride(605))


TRAINS = st.builds(
    lambda depart, stops: stopping(depart) if stops else ride(depart), st.integers(565, 640), st.booleans()
)
TOWARDS = st.integers(560, 640).map(lambda m: train(("d", None, m), ("a", m + 33, None)))


@settings(max_examples=examples(25))
@given(st.lists(st.one_of(TRAINS, TOWARDS), min_size=1, max_size=3))
def test_every_answer_passes_the_checker_and_brings_no_new_doubt(rules: RulePack, specs: list[TrainSpec]) -> None:
    trains = {f"Y{n}": spec for n, spec in enumerate(specs)}
    before = {(name, v.rule, v.values.get("train")) for name, v in broken(rules, **trains) if not v.hard}
    found = mended(rules, **trains)
    assert isinstance(found, Mended)
    after = broken(rules, **found.trains)
    assert not [v for _n, v in after if v.hard]
    assert {(name, v.rule, v.values.get("train")) for name, v in after} <= before
    for name, spec in found.trains.items():
        for old, new in zip(trains[name].calls, spec.calls, strict=True):
            stays = [None not in (c.arrive, c.depart) and (c.depart or 0) - (c.arrive or 0) for c in (old, new)]
            assert stays[0] is False or stays[1] >= stays[0]


@settings(max_examples=examples(15))
@given(TRAINS)
def test_nothing_less_would_do(rules: RulePack, spec: TrainSpec) -> None:
    """Every smaller move leaves a conflict, or comes nearer to a train than before."""
    found = mended(rules, Y=spec)
    assert isinstance(found, Mended)
    now = {(v.rule, v.values.get("train")): v.excess for _n, v in broken(rules, Y=spec) if not v.hard}
    reach = range(-found.minutes, found.minutes + 1)
    stays = range(found.minutes + 1) if len(spec.calls) > 2 else (0,)
    for by, stay in product(reach, stays):
        if abs(by) + stay < found.minutes:
            left = [v for _n, v in broken(rules, Y=shifted(spec, by, stay))]
            assert any(v.hard or v.excess > now.get((v.rule, v.values.get("train")), 0) for v in left), (by, stay)
