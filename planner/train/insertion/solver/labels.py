"""Where a train can be and when: intervals of seconds that remember where it came from, and how they cover
each other."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice
from typing import NamedTuple

from planner.train.insertion.solver.occupation import NEVER, FreeInterval


class ReachableInterval(NamedTuple):
    """From `low` to `high` the train can be here, with that many `tight_sections` behind it, near to another train.

    Before that it was at `came`, some second of `span`, and it took from `took[0]` to `took[1]` seconds since. `slot`
    is the one it ran through, None where it stood.
    """

    low: int
    high: int
    tight_sections: int = 0
    slot: FreeInterval | None = None
    came: ReachableInterval | None = None
    span: tuple[int, int] = (0, 0)
    took: tuple[int, int] = (0, 0)

    def part(self, low: int, high: int) -> ReachableInterval:
        """The same between these seconds only."""
        if low == self.low and high == self.high:
            return self
        return ReachableInterval(low, high, self.tight_sections, self.slot, self.came, self.span, self.took)


def covering(reaches: list[ReachableInterval]) -> list[ReachableInterval]:
    """The same seconds, each from the reach with the fewest close sections, then from one that did not stand before the
    last section, then from the one that begins last: so the train comes as late as it can, and does not wait on the
    way for what it could await before.
    """
    levels: dict[tuple[int, bool], list[ReachableInterval]] = {}
    for reach in reaches:
        if reach.low <= reach.high:
            stood = reach.came is not None and reach.came.slot is None
            levels.setdefault((reach.tight_sections, stood), []).append(reach)
    kept: list[ReachableInterval] = []
    for level in sorted(levels):
        pieces = _latest(levels[level])
        kept += [part for piece in pieces for part in _without(piece, kept)] if kept else pieces
        kept.sort(key=_low)
    return kept


def _low(reach: ReachableInterval) -> int:
    return reach.low


def _latest(reaches: list[ReachableInterval]) -> list[ReachableInterval]:
    """Disjoint pieces that cover the same seconds, each of the reach that begins last."""
    pieces: list[ReachableInterval] = []
    open_: list[ReachableInterval] = []
    now = 0

    def until(second: int) -> None:
        nonlocal now
        while open_ and now < second:
            top = open_[-1]
            if top.high < now:
                open_.pop()
                continue
            end = min(top.high, second - 1)
            pieces.append(top.part(now, end))
            now = end + 1

    for reach in sorted(reaches, key=lambda r: (r.low, r.high)):
        until(reach.low)
        open_.append(reach)
        now = reach.low
    until(NEVER * 2)
    return pieces


def _without(piece: ReachableInterval, kept: list[ReachableInterval]) -> list[ReachableInterval]:
    """What is left of a piece outside the kept ones, which are disjoint and in order."""
    left, low = [], piece.low
    first = max(0, bisect_right(kept, low, key=_low) - 1)
    for other in islice(kept, first, None):
        if other.low > piece.high:
            break
        if other.low > low:
            left.append(piece.part(low, other.low - 1))
        low = max(low, other.high + 1)
    if low <= piece.high:
        left.append(piece.part(low, piece.high))
    return left
