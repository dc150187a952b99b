"""A timetable somebody entered is checked by the minute; the line is drawn in `tests.support.small_rail`."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from planner.catalog import RailFacts
from planner.rules import RulePack
from planner.train.check import Case, Possession, check_timetable
from planner.train.traffic import traffic
from planner.train.types import EnteredCall
from planner.violations import Violation
from tests.support.facts import rail_only
from tests.support.small_rail import small_rail

# 33 minutes from end to end: three times ten, two to start, one to stop
K1 = (("a", None, 600), ("d", 633, None))
K2 = (("d", None, 800), ("a", 833, None))
LINE = small_rail("entered", {"K1": K1, "K2": K2})


class Entered(NamedTuple):
    """A line of the entered timetable."""

    station: str
    arrive: int | None
    depart: int | None


def check(rules: RulePack, *calls: Entered, rail: RailFacts = LINE, own: str = "") -> tuple[Violation, ...]:
    return check_timetable(rail_only(rail, rules), traffic(rail), calls, Case(own=own)).violations


def ride(depart: int, arrive: int, origin: str = "a", target: str = "d") -> tuple[Entered, Entered]:
    return Entered(origin, None, depart), Entered(target, arrive, None)


def reported(found: tuple[Violation, ...]) -> list[tuple[str, str, float, bool]]:
    return [(v.rule, v.where, v.excess, v.hard) for v in found]


def test_a_good_timetable_has_no_fault(rules: RulePack) -> None:
    assert check(rules, Entered("a", None, 100), Entered("b", 113, 116), Entered("d", 140, None)) == ()


@pytest.mark.parametrize(
    ("calls", "fault"),
    [
        ((Entered("x", None, 100), Entered("d", 133, None)), ("unknown-station", "x", 0, True)),
        ((Entered("a", None, 100), Entered("e", 133, None)), ("not-connected", "a → e", 0, True)),
        ((Entered("a", None, None), Entered("d", 133, None)), ("time-missing", "a → d", 0, True)),
        ((Entered("a", None, 100), Entered("d", None, None)), ("time-missing", "a → d", 0, True)),
        ((Entered("a", None, 100), Entered("d", 95, None)), ("time-order", "a → d", 5, True)),
        ((Entered("a", 110, 100), Entered("d", 133, None)), ("time-order", "a", 10, True)),
        (ride(100, 124), ("running-short", "a → d", 1, True)),  # 24.5 minutes at 120 km/h all the way
        (ride(100, 126), ("running-tight", "a → d", 7, False)),
        (ride(100, 167), ("running-slow", "a → d", 34, False)),
    ],
)
def test_a_planted_fault_is_reported_with_its_size(
    rules: RulePack, calls: tuple[Entered, ...], fault: tuple[str, str, float, bool]
) -> None:
    assert reported(check(rules, *calls)) == [fault]


@pytest.mark.parametrize(
    ("calls", "fault"),
    [
        (ride(605, 638), ("train-headway", "a → b", 3, True)),  # five minutes behind K1, eight are needed
        (ride(597, 630), ("train-headway", "a → b", 5, True)),
        (ride(595, 640), ("train-headway", "b → c", 9, True)),  # K1 overtakes between b and c
        (ride(605 + 1440, 638 + 1440), ("train-headway", "a → b", 3, True)),  # it runs tomorrow, too
        (ride(815, 848), ("train-crossing", "a → b", 8, True)),  # K2 comes towards us on single track
        (ride(809, 822, "b", "c"), None),  # double track: K2 passes beside us
        (ride(608, 641), None),
        (ride(592, 625), None),
        (ride(836, 869), None),  # K2 has been out of the section for three minutes
    ],
)
def test_other_trains_are_kept_clear_of(
    rules: RulePack, calls: tuple[Entered, ...], fault: tuple[str, str, float, bool] | None
) -> None:
    assert reported(check(rules, *calls)) == ([] if fault is None else [fault])


def test_the_other_train_is_named(rules: RulePack) -> None:
    (found,) = check(rules, *ride(605, 638))
    assert found.values == {"train": "K1", "clock": "10:05", "later": 3, "earlier": 13}


def test_one_that_overtakes_may_be_waited_for(rules: RulePack) -> None:
    (found,) = check(rules, *ride(590, 645))
    assert found.values == {"train": "K1", "clock": found.values["clock"], "later": 18, "earlier": 20, "overtakes": 1}
    stops = Entered("a", None, 590), Entered("b", 604, 621), Entered("d", 645, None)
    assert check(rules, *stops) == ()


def test_unknown_tracks_count_as_single(rules: RulePack) -> None:
    (found,) = check(rules, *ride(802, 815, "c", "d"))
    assert (found.rule, found.values["train"]) == ("train-crossing", "K2")


def test_a_published_train_is_not_in_its_own_way(rules: RulePack) -> None:
    assert check(rules, *ride(600, 633)) != ()
    assert check(rules, *ride(600, 633), own="K1") == ()


def test_trains_that_cannot_be_true_are_no_traffic(rules: RulePack) -> None:
    assert check(rules, *ride(600, 633), rail=small_rail("doubtful", {"K1": K1}, "doubtful")) == ()


def test_a_station_it_runs_through_is_no_stop(rules: RulePack) -> None:
    """With its passing times entered a train needs no more time than without, and is not overtaken on the way."""
    through = Entered("b", 112, 112), Entered("c", 122, 122)
    assert check(rules, Entered("a", None, 100), *through, Entered("d", 133, None)) == ()
    late = Entered("a", None, 100), Entered("b", 112, 112), Entered("c", 117, 117), Entered("d", 133, None)
    assert reported(check(rules, *late)) == [("running-short", "b → c", 2, True)]
    passed = Entered("a", None, 590), Entered("b", 601, 601), Entered("d", 645, None)
    (met,) = check(rules, *passed)
    assert (met.rule, met.hard, met.values["overtakes"]) == ("train-headway", True, 1)


def test_a_train_met_on_two_days_is_in_conflict_twice(rules: RulePack) -> None:
    """There with K1, back in the afternoon, and there again the next day."""
    calls = (
        Entered("a", None, 605), Entered("d", 638, 900), Entered("a", 933, 605 + 1440), Entered("d", 638 + 1440, None),
    )  # fmt: skip
    met = [v for v in check(rules, *calls) if v.rule == "train-headway"]
    assert [(v.where, v.excess, v.values["train"], v.values["clock"]) for v in met] == [
        ("a → b", 3, "K1", "10:05"), ("a → b", 3, "K1", "10:05+1"),
    ]  # fmt: skip


def test_neighbours_are_joined_by_their_own_rails(rail: RailFacts, rules: RulePack) -> None:
    """From 金州 to 大连北 the way by 盐岛 is quicker; a timetable that names both runs on the rails between them."""
    facts = rail_only(rail, rules)
    shut = Possession("金州", "盐岛", 0, 1440)
    calls = Entered("金州", None, 100), Entered("大连北", 120, None)
    verdict = check_timetable(facts, traffic(rail), calls, Case(possessions=(shut,)))
    assert not [v for v in verdict.violations if v.rule.startswith("possession")]


def test_a_time_taken_between_is_no_time(rules: RulePack) -> None:
    """Where nobody published it the train may be at b at any minute its running allows, whatever was written there."""
    for minute in (101, 112, 130):
        between = EnteredCall(2, "b", minute, minute, published=False)
        calls = EnteredCall(1, "a", None, 100), between, EnteredCall(3, "d", 133, None)
        assert check_timetable(rail_only(LINE, rules), traffic(LINE), calls, Case()).violations == ()
    pinned = EnteredCall(1, "a", None, 100), EnteredCall(2, "b", 130, 130), EnteredCall(3, "d", 133, None)
    (short,) = check_timetable(rail_only(LINE, rules), traffic(LINE), pinned, Case()).violations
    assert (short.rule, short.where) == ("running-short", "b → d")
