"""The page that tells how a planned train fares when trains are late."""

from __future__ import annotations

from planner.rules import RulePack
from planner.train.robustness import NUMBERS, rule_id
from planner.train.types import Cruise
from tests.support.site import Shelf, StrictClient


def test_every_stop_and_every_assumption_is_reported(
    client: StrictClient, english_client: StrictClient, shelf: Shelf, cruise: Cruise, rules: RulePack
) -> None:
    address = f"/rail/trains/{shelf.train}/delays"
    assert f'href="{address}"' in client.get(f"/rail/trains/{shelf.train}").get_data(as_text=True)
    text = client.get(address).get_data(as_text=True)
    for call in cruise.calls:
        assert f'<th scope="row">{call.station}' in text
    assert text.count("前到）") == len(cruise.excursions)
    for name in NUMBERS:
        assert rules[rule_id(name)].zh in text
    reported = english_client.get(address).get_data(as_text=True)
    assert "Where one more minute is worth most" in reported
    assert rules["delay-headway"].en in reported


def test_a_train_that_is_not_there_has_no_delays(client: StrictClient) -> None:
    assert client.get("/rail/trains/nothing/delays").status_code == 404
