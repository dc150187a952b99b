"""Each rule of trips is asked for its number while a trip is planned, and each hard one again while it is checked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from planner.facts import Facts
from planner.itinerary.planning import plan, plan_trip
from planner.itinerary.types import Connection, TripRequest
from planner.rules import Rule, RulePack
from planner.solving import SolveOptions
from planner.violations import Checked
from tests.support.facts import thinned

SPRING, SUMMER, WINTER = date(2027, 5, 12), date(2027, 7, 20), date(2027, 1, 12)
WISHES = (
    TripRequest(
        "culture", "沈阳", 4, "gentle", SPRING, birth_year=1955, arrival=Connection("沈阳", 1100), also=("food",),
        pace="slow", people=30,
    ),
    TripRequest("nostalgia", "大连", 2, "cane", WINTER),
    TripRequest("health", "沈阳", 1, "gentle", SUMMER),
    TripRequest("nature", "大连", 3, "gentle", SPRING),
)  # fmt: skip
NO_DAY = "when no day is given"
BESIDE = {  # not for a plan
    **dict.fromkeys(("notice-days", "mild-from", "mild-to", "quiet-days"), NO_DAY),
    "indoors-in-rain": "for a rainy day's variant",
}


class HeardRules(RulePack):
    """Notes what it is asked for, under who is at work."""

    heard: dict[str, set[str]] = {"planner": set(), "checker": set()}  # noqa: RUF012  # shared, of one module's trips
    at_work = "planner"

    def __getitem__(self, rule_id: str) -> Rule:
        self.heard[HeardRules.at_work].add(rule_id)
        return super().__getitem__(rule_id)

    def number(self, rule_id: str) -> float:
        self.heard[HeardRules.at_work].add(rule_id)
        return super().number(rule_id)

    def minute(self, rule_id: str) -> int:
        self.heard[HeardRules.at_work].add(rule_id)
        return super().minute(rule_id)


@pytest.fixture(scope="module")
def heard(facts: Facts) -> dict[str, set[str]]:
    """The rules that a few trips of all seasons were made by, and checked by."""
    rules, few = facts.rules, thinned(facts, 4)
    listening = HeardRules(rules.rules, rules.profiles, rules.themes)
    # nothing of it is remembered
    unseen = replace(
        few,
        rules=listening,
        catalog=replace(few.catalog, digest="heard"),
        rail=replace(few.rail, digest="heard on rails"),
    )
    check = plan.check_itinerary

    def checked(*asked: Any) -> Any:
        HeardRules.at_work = "checker"
        try:
            return check(*asked)
        finally:
            HeardRules.at_work = "planner"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "check_itinerary", checked)
        for wish in WISHES:
            assert isinstance(plan_trip(unseen, wish, SolveOptions(effort=0.3)), Checked)
    return HeardRules.heard


@pytest.mark.thorough
def test_hard_rules_are_heard_by_solver_and_checker(heard: dict[str, set[str]], rules: RulePack) -> None:
    hard = {rule.id for rule in rules.rules.values() if rule.hard and "itinerary" in rule.applies_to}
    assert len(hard) > 30
    assert hard - heard["planner"] == set()
    assert hard - heard["checker"] == set()


@pytest.mark.thorough
def test_soft_rules_are_heard_by_who_plans(heard: dict[str, set[str]], rules: RulePack) -> None:
    soft = {rule.id for rule in rules.rules.values() if not rule.hard and "itinerary" in rule.applies_to}
    assert soft - heard["planner"] == set(BESIDE)
