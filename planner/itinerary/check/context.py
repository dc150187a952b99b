"""What the checker of itineraries judges by."""

from __future__ import annotations

from dataclasses import dataclass

from planner.catalog import Catalog, RailFacts
from planner.people import MobilityProfile
from planner.rules import RulePack


@dataclass(frozen=True)
class Court:
    """What a verdict rests on."""

    catalog: Catalog
    rail: RailFacts
    rules: RulePack
    person: MobilityProfile
