"""A saved train is checked once on each state of the facts and rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.facts import Facts
from planner.saved import checked_trains, train_violations
from planner.train.check import check_cruise
from planner.train.traffic import traffic
from planner.train.types import Cruise


def test_it_is_checked_once(facts: Facts, cruise: Cruise, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Cruise] = []

    def counting(*given: object) -> object:
        asked.append(given[2])  # type: ignore[arg-type]
        return check_cruise(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(checked_trains, "check_cruise", counting)
    own = replace(cruise, request=replace(cruise.request, guests=cruise.request.guests + 1))  # nobody has asked yet
    first = train_violations(facts, own)
    assert first == check_cruise(facts, traffic(facts.rail), own)
    assert train_violations(facts, replace(own)) == first
    assert len(asked) == 1
    other = replace(facts, rules=replace(facts.rules))
    assert train_violations(other, own) == first
    assert len(asked) == 2
    train_violations(facts, replace(own, calls=own.calls[:-1]))
    assert len(asked) == 3
