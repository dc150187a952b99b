"""What is not known of other trains and of the line is told as a doubt."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.catalog import RailFacts
from planner.catalog.tables import Section
from planner.rules import RulePack
from planner.train.check import Calendar, Case, CheckResult, check_timetable
from planner.train.traffic import traffic
from planner.train.types import EnteredCall
from tests.support.facts import rail_only
from tests.support.small_rail import Times, small_rail

ALONG: tuple[Times, ...] = (("a", None, 600), ("d", 633, None))
BACK: tuple[Times, ...] = (("b", None, 800), ("a", 813, None))
CHARTERED = small_rail("chartered", {"Y1": ALONG, "Y2": BACK})
MONDAY = date(2027, 5, 10)


def checked(rules: RulePack, rail: RailFacts, depart: int, case: Case | None = None) -> CheckResult:
    calls = EnteredCall(1, "a", None, depart), EnteredCall(2, "d", depart + 33, None)
    return check_timetable(rail_only(rail, rules), traffic(rail), calls, case or Case())


@pytest.mark.parametrize(("depart", "rule"), [(605, "train-headway-days"), (805, "train-crossing-days")])
def test_a_tourist_train_may_not_run_that_day(rules: RulePack, depart: int, rule: str) -> None:
    (violation,) = checked(rules, CHARTERED, depart).violations
    assert (violation.rule, violation.hard) == (rule, False)


def test_where_its_days_are_given_it_counts_or_not(rules: RulePack) -> None:
    def on(weekdays: set[int]) -> Case:
        return Case(start=MONDAY, calendar={"Y1": Calendar(frozenset(weekdays))})

    (violation,) = checked(rules, CHARTERED, 605, on({1})).violations
    assert (violation.rule, violation.hard) == ("train-headway", True)
    assert checked(rules, CHARTERED, 605, on({2})).violations == ()


def test_on_a_long_single_track_trains_cross_where_nobody_knows(rules: RulePack) -> None:
    short = small_rail("uncertain-short", {"K2": BACK})
    (hard,) = checked(rules, short, 805).violations
    assert hard.hard
    assert "crossing_stations" not in {one.what for one in checked(rules, short, 805).unchecked}
    slower = small_rail("uncertain-slower", {"K2": (("b", None, 800), ("a", 823, None))})
    sections = [replace_km(section, 30) if section.from_station == "a" else section for section in slower.sections]
    long = replace(slower, digest="uncertain-long", sections=tuple(sections))
    calls = EnteredCall(1, "a", None, 795), EnteredCall(2, "d", 848, None)
    found = check_timetable(rail_only(long, rules), traffic(long), calls, Case())
    crossing = [v for v in found.violations if v.rule.startswith("train-crossing")]
    assert [(v.rule, v.hard, v.values["km"]) for v in crossing] == [("train-crossing-long", False, 30)]
    assert ("crossing_stations", "a → b") in {(one.what, one.where) for one in found.unchecked}


def replace_km(section: Section, km: float) -> Section:
    """The same section, so long."""
    return replace(section, km=km)
