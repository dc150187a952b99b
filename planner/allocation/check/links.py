"""Who is tied to whom by a list, whichever of the two said it."""

from __future__ import annotations

from typing import Literal

from planner.group import TravelGroup


def pairs(group: TravelGroup, link: Literal["room_with", "travels_with"]) -> list[tuple[str, str]]:
    """Each tie once, in the order of the list."""
    order = {each.key: n for n, each in enumerate(group.travellers)}
    found = {
        tuple(sorted((each.key, other), key=order.__getitem__))
        for each in group.travellers
        for other in getattr(each, link)
        if other in order and other != each.key
    }
    return sorted(((first, second) for first, second in found), key=lambda pair: (order[pair[0]], order[pair[1]]))
