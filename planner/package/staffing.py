"""Guides and medics a group needs by the rules."""

from __future__ import annotations

from math import ceil

from planner.package.ledger import Staff
from planner.rules import RulePack


def medics_for(people: int, rules: RulePack) -> int:
    """So many doctors, and as many nurses. Rules: `doctor` (from how many people on), `medics-ratio`."""
    return ceil(people / rules.whole("medics-ratio")) if people >= rules.whole("doctor") else 0


def staff_for(people: int, coaches: int, rules: RulePack) -> Staff:
    """A guide in each coach, one at least, and medics by the size of the group."""
    medics = medics_for(people, rules)
    return Staff(max(1, coaches), medics, medics)
