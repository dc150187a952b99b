"""What the checker says of a saved train, found once on each state of the facts and rules."""

from __future__ import annotations

from dataclasses import dataclass

from planner.caching import memoize
from planner.facts import Facts
from planner.rules import RulePack
from planner.train.check import check_cruise
from planner.train.traffic import traffic
from planner.train.types import CRUISE_JSON, Cruise
from planner.violations import Violation


def train_violations(facts: Facts, cruise: Cruise) -> tuple[Violation, ...]:
    """Every violation of a saved train; none is hard as long as the facts are those it was planned on."""
    return _checked(facts, cruise).violations


@dataclass(frozen=True)
class _CheckedTrain:
    rules: RulePack  # held here, so that no others get their identity
    violations: tuple[Violation, ...]


def _key(facts: Facts, cruise: Cruise) -> tuple[bytes, str, str, int]:
    return CRUISE_JSON.dump_json(cruise), facts.rail.digest, facts.catalog.digest, id(facts.rules)


@memoize(key=_key, size=64)
def _checked(facts: Facts, cruise: Cruise) -> _CheckedTrain:
    return _CheckedTrain(facts.rules, check_cruise(facts, traffic(facts.rail), cruise))
