"""The fewest demands that cannot be met together, by leaving them out one after the other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

D = TypeVar("D", bound=Hashable)


def minimal(demands: Sequence[D], works_without: Callable[[frozenset[D]], bool]) -> tuple[D, ...]:
    """A smallest set by inclusion: without any one of it, and without all others, there is a way.

    Whole blocks are tried before single demands, so that many idle ones cost few trials.
    """
    dropped: set[D] = set()
    needed: list[D] = []
    blocks = [list(demands)]
    while blocks:
        block = blocks.pop()
        if not block:
            continue
        if not works_without(frozenset(dropped | set(block))):
            dropped |= set(block)  # the conflict is there without them
        elif len(block) == 1:
            needed += block
        else:
            half = len(block) // 2
            blocks += [block[half:], block[:half]]
    return tuple(needed)
