"""What the rules ask of the agency, and what was written about it."""

from __future__ import annotations

import pytest

from planner.facts import Facts
from tests.support.departures import Departure
from tests.support.site import Shelf, StrictClient


@pytest.fixture
def departure(client: StrictClient, shelf: Shelf) -> Departure:
    return Departure.made(client, shelf.trip, **{"group.people": "120"})


def test_every_rule_has_its_source_and_what_is_left_is_counted(departure: Departure, facts: Facts) -> None:
    text = departure.page("duties")
    concerned = [rule for rule in facts.rules.rules.values() if f'name="duty.{rule.id}"' in text]
    assert {"doctor", "guide", "insurance-age", "driver-day"} <= {rule.id for rule in concerned}
    assert all(rule.zh in text for rule in concerned)
    hard = sum(rule.hard for rule in concerned)
    assert f"还有 {hard} 件" in text


def test_a_duty_that_was_seen_to_is_no_longer_open_and_can_be_undone(departure: Departure) -> None:
    before = departure.page("duties")
    assert departure.save("duties", **{"duty.doctor": "李医生，5月3日签了合同"}).status_code == 303
    after = departure.page("duties")
    assert "李医生，5月3日签了合同" in after
    assert "办了" in after
    assert "办了" not in before
    departure.save("duties", **{"duty.doctor": ""})
    assert "李医生" not in departure.page("duties")


def test_too_long_a_note_is_told_and_an_unknown_rule_is_not_kept(departure: Departure) -> None:
    assert departure.save("duties", **{"duty.doctor": "长" * 101}).status_code == 422
    departure.save("duties", **{"duty.nothing": "x"})
    assert "duty.nothing" not in departure.page("duties")
