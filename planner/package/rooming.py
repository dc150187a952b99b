"""Who sleeps in how many rooms. Counts only: who shares with whom is for people to decide."""

from __future__ import annotations

from planner.package.group import Group
from planner.package.offer import Rooming


def rooms_for(group: Group, staff: int) -> Rooming:
    """Rooms for one night.

    Each wheelchair user gets a step-free room for two and shares it with somebody who does not want a room alone;
    the others share twin rooms; whoever is left over has a room alone; so has each of the staff.
    """
    others = group.people - group.singles - group.wheelchairs
    sharing = max(0, others - group.wheelchairs)
    return Rooming(
        accessible=group.wheelchairs,
        twin=sharing // 2,
        single=group.singles + sharing % 2,
        staff=staff,
    )
