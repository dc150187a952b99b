"""Which coaches carry a group: sizes mixed, the rule's share of seats free, a guide in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations_with_replacement
from math import ceil

from planner.package.ledger import CoachMix
from planner.rules import RulePack

MOST_MIXES = 8


def usable_seats(seats: int, rules: RulePack) -> int:
    """How many may sit in a coach of so many seats: rule `coach-spare`, percent of seats kept free."""
    return seats * (100 - rules.whole("coach-spare")) // 100


def mixes_for(
    aboard: int, sizes: Sequence[int], rules: RulePack, day_fen: Mapping[int, int | None]
) -> tuple[CoachMix, ...]:
    """Mixes that carry so many beside a guide in each coach, the best first: where all prices are known the cheapest,
    else the fewest coaches, then the fewest seats. None of them is larger than it need be."""
    room = {size: usable_seats(size, rules) - 1 for size in sorted(set(sizes), reverse=True)}
    largest = max(room, key=lambda size: room[size])
    fewest = max(1, ceil(aboard / room[largest]))
    found = []
    for coaches in (fewest, fewest + 1):
        fixed = coaches - 3 if coaches > 4 and len(room) > 1 else 0
        for free in combinations_with_replacement(room, coaches - fixed):
            mix = tuple(sorted((largest,) * fixed + free, reverse=True))
            carried = sum(room[size] for size in mix)
            smallest = min(room[size] for size in mix)
            if carried >= aboard and (coaches == fewest or carried - smallest < aboard):
                prices = [day_fen.get(size) for size in mix]
                cost = sum(p for p in prices if p is not None) if None not in prices else None
                found.append(CoachMix(mix, carried + coaches, cost))
    known = all(mix.day_fen is not None for mix in found)
    found.sort(key=lambda mix: (mix.day_fen if known else 0, len(mix.seats), sum(mix.seats)))
    return tuple(dict.fromkeys(found))[:MOST_MIXES]


def given_mix(seats: Sequence[int], rules: RulePack) -> CoachMix:
    """A mix that somebody chose."""
    return CoachMix(tuple(sorted(seats, reverse=True)), sum(usable_seats(size, rules) for size in seats))
