"""Who sleeps in how many rooms. Counts only: who shares with whom is divided elsewhere."""

from __future__ import annotations

from planner.package.ledger import Rooms
from planner.package.party import Party


def rooms_for(party: Party) -> Rooms:
    """The guests' rooms for one night: as they were divided, else by the numbers.

    Each wheelchair user gets a step-free room for two and shares it with somebody who does not want a room alone;
    the others share twin rooms; whoever is left over has a room alone without having asked.
    """
    if party.rooms:
        kinds = dict(party.rooms)
        single = kinds.get("single", 0)
        return Rooms(kinds.get("accessible", 0), kinds.get("twin", 0), single, max(0, single - party.singles))
    others = party.people - party.singles - party.wheelchairs
    sharing = max(0, others - party.wheelchairs)
    return Rooms(party.wheelchairs, sharing // 2, party.singles + sharing % 2, sharing % 2)
