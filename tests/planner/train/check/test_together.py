"""Entered trains are set against each other as against the traffic; the line is drawn in `tests.support.small_rail`."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.catalog import RailFacts
from planner.rules import RulePack
from planner.train.check import Case, TogetherResult, check_together
from planner.train.traffic import traffic
from planner.train.types import EnteredCall, TrainSpec
from tests.support.effort import examples
from tests.support.facts import rail_only
from tests.support.small_rail import small_rail

LINE = small_rail("together", {"K1": (("a", None, 600), ("d", 633, None))})


def ride(depart: int, origin: str = "a", target: str = "d", case: Case | None = None) -> TrainSpec:
    calls = EnteredCall(1, origin, None, depart), EnteredCall(2, target, depart + 33, None)
    return TrainSpec(calls, case or Case())


def checked(rules: RulePack, rail: RailFacts = LINE, **trains: TrainSpec) -> TogetherResult:
    return check_together(rail_only(rail, rules), traffic(rail), trains)


def told(found: TogetherResult) -> list[tuple[str, str, str, float, object, object]]:
    return [(n, v.rule, v.where, v.excess, v.values["train"], v.values["clock"]) for n, v in found.between]


def test_two_trains_at_the_identical_minute_are_found(rules: RulePack) -> None:
    found = checked(rules, Y501=ride(100), Y503=ride(100))
    assert told(found) == [("Y501", "train-headway", "a → b", 8, "Y503", "01:40")]
    assert all(result.violations == () for result in found.trains.values())
    assert found.hard


def test_each_two_are_told_once_and_each_against_the_traffic(rules: RulePack) -> None:
    found = checked(rules, Y1=ride(100), Y2=ride(103), Y3=ride(108), Y4=ride(605))
    assert [(n, v.values["train"], v.excess) for n, v in found.between] == [("Y1", "Y2", 5), ("Y2", "Y3", 3)]
    assert [len(found.trains[name].violations) for name in ("Y1", "Y2", "Y3", "Y4")] == [0, 0, 0, 1]
    assert not checked(rules, Y1=ride(100), Y2=ride(108)).hard


def test_the_first_days_decide_whether_they_meet(rules: RulePack) -> None:
    monday, tuesday = Case(start=date(2027, 5, 10)), Case(start=date(2027, 5, 11))
    assert checked(rules, Y1=ride(100, case=monday), Y2=ride(100, case=monday)).between != ()
    assert checked(rules, Y1=ride(100, case=monday), Y2=ride(100, case=tuesday)).between == ()
    late = ride(100 + 1440, case=monday)
    assert told(checked(rules, Y1=late, Y2=ride(100, case=tuesday)))[0][-1] == "01:40+1"


def test_a_train_entered_anew_is_no_traffic_for_the_others(rules: RulePack) -> None:
    moved = ride(700, case=Case(own="K1"))
    assert not checked(rules, K1=moved, Y1=ride(600)).hard
    assert checked(rules, K1=moved, Y1=ride(703)).between != ()


@settings(max_examples=examples(40))
@given(st.integers(0, 300), st.integers(0, 300), st.booleans())
def test_who_comes_first_makes_no_difference(rules: RulePack, one: int, other: int, facing: bool) -> None:
    """Told from either side it is the same conflict of the same size, and moving by what is told mends it."""
    ours, theirs = ride(one + 700), ride(other + 700, *("da" if facing else "ad"))
    there, back = checked(rules, Y1=ours, Y2=theirs).between, checked(rules, Y2=theirs, Y1=ours).between
    assert [(v.rule, v.excess) for _n, v in there] == [(v.rule, v.excess) for _n, v in back]
    for _name, violation in there:
        later = violation.values.get("later")
        if isinstance(later, int) and violation.hard:
            moved = checked(rules, Y1=ride(one + 700 + later), Y2=theirs)
            assert not [v for _n, v in moved.between if v.hard and v.rule == violation.rule]
