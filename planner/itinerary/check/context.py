"""What the checker of itineraries judges by."""

from __future__ import annotations

from dataclasses import dataclass

from planner.facts import Facts
from planner.people import MobilityProfile


@dataclass(frozen=True)
class CheckContext:
    """What a verdict rests on."""

    facts: Facts
    person: MobilityProfile
