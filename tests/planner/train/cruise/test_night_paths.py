"""A night too long for one crew has a stop at which another takes over; a night that has none is not run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.facts import Facts
from planner.itinerary.types import Infeasible
from planner.rules import RulePack
from planner.solving import SolveOptions
from planner.train.check import check_cruise
from planner.train.cruise.plan import plan_cruise
from planner.train.cruise.resources import cruise_needs, needs_lines
from planner.train.traffic import traffic
from planner.train.types import Cruise, CruiseRequest
from planner.violations import Checked

WISH = CruiseRequest("沈阳", 4, "nostalgia", date(2027, 5, 11), musts=("大连", "丹东"))


def with_rules(rules: RulePack, **values: float) -> RulePack:
    """The rule pack with other numbers."""
    changed = {name.replace("_", "-"): value for name, value in values.items()}
    return replace(rules, rules=rules.rules | {name: replace(rules[name], value=v) for name, v in changed.items()})


@pytest.fixture(scope="module")
def planned(facts: Facts, rules: RulePack) -> tuple[Cruise, RulePack]:
    """A train whose crews may work four hours only."""
    strict = with_rules(rules, crew_hours=4)
    cruise = plan_cruise(replace(facts, rules=strict), WISH, SolveOptions())
    assert isinstance(cruise, Checked)
    return cruise.result, strict


def test_crews_change_where_the_train_stands_long_enough(
    facts: Facts, rules: RulePack, planned: tuple[Cruise, RulePack]
) -> None:
    cruise, strict = planned
    changes = [call for call in cruise.calls if call.purpose == "crew"]
    assert changes
    stands = {(p.station, p.km): p.depart_s - p.arrive_s for p in cruise.passings}
    assert all(stands[call.station, call.km] >= 600 for call in changes)
    assert not [v for v in check_cruise(replace(facts, rules=strict), traffic(facts.rail), cruise) if v.hard]
    tighter = with_rules(rules, crew_hours=2)
    assert "crew-hours" in {v.rule for v in check_cruise(replace(facts, rules=tighter), traffic(facts.rail), cruise)}


def test_each_duty_is_reported(facts: Facts, planned: tuple[Cruise, RulePack]) -> None:
    cruise, strict = planned
    needs = cruise_needs(replace(facts, rules=strict), cruise)
    changes = [call.station for call in cruise.calls if call.purpose == "crew"]
    sights = [call.station for call in cruise.calls if call.purpose == "sight"]
    assert len(needs.duties) == len(changes) + len(sights) + 1
    assert all(0 < duty.minutes <= 240 for duty in needs.duties)
    assert {duty.target for duty in needs.duties} >= {*changes, *sights}
    said = needs_lines(needs, strict, str)
    assert f"机车乘务 {len(needs.duties)} 班" in said[0]
    assert needs.unknown["water"] == tuple(sights)
    assert any("查不到" in line for line in said)
    assert "估算" in said[-1]


def test_where_no_crew_may_drive_so_long_there_is_no_train(facts: Facts, rules: RulePack) -> None:
    answer = plan_cruise(replace(facts, rules=with_rules(rules, crew_hours=1)), WISH, SolveOptions())
    assert isinstance(answer, Infeasible)
    assert answer.reasons[0].code == "train_blocked"
