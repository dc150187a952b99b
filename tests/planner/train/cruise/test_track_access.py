"""What running over the lines may cost: worked by hand on the small line, and never given as more than an estimate."""

from __future__ import annotations

import pytest

from planner.catalog import RailFacts
from planner.facts import Facts
from planner.rules import RulePack
from planner.train.cruise.track_access import RATES, passed_links, track_access
from planner.train.types import Cruise, Passing
from tests.support.facts import rail_only
from tests.support.small_rail import small_rail


def passing(station: str, km: float, line: str | None = "test line") -> Passing:
    return Passing(station, 0, 0, km, line)


def test_double_track_counts_as_a_main_line_and_the_rest_as_a_branch(rules: RulePack) -> None:
    """a --- b === c: 15 km at 23.7 yuan and 15 km at 59.3; at 19 and at 70.4 yuan throughout."""
    rail = small_rail("plain")
    links = passed_links(rail, [passing("a", 0, None), passing("b", 15), passing("c", 30)])
    found = track_access(rail_only(rail, rules), links)
    assert (found.km, found.double_km) == (30, 15)
    assert (found.yuan, found.least_yuan, found.most_yuan) == (1245, 570, 2112)


def test_every_kilometre_of_a_planned_train_is_charged(rail: RailFacts, facts: Facts, cruise: Cruise) -> None:
    found = track_access(facts, passed_links(rail, cruise.passings))
    assert found.km == pytest.approx(cruise.km, abs=0.5)
    assert found.least_yuan <= found.yuan <= found.most_yuan


def test_a_section_that_is_no_more_is_reported() -> None:
    with pytest.raises(LookupError, match="a → d"):
        passed_links(small_rail("plain"), [passing("a", 0, None), passing("d", 45)])
    with pytest.raises(LookupError, match="a → z"):
        passed_links(small_rail("plain"), [passing("a", 0, None), passing("z", 45)])


def test_the_rates_say_where_they_come_from(rules: RulePack) -> None:
    assert all(rules[rate].trust == "secondary" and not rules[rate].hard for rate in RATES)
