"""What the checker of itineraries checks against."""

from __future__ import annotations

from dataclasses import dataclass

from planner.facts import Facts
from planner.people import MobilityProfile


@dataclass(frozen=True)
class CheckContext:
    """The facts and rules, and the profile of the party."""

    facts: Facts
    person: MobilityProfile
