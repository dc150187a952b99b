"""Events with windows and least distances between them: which further distances can still be kept, exactly.

A simple temporal network (Dechter, Meiri, Pearl 1991). The windows kept here are always the smallest ones, so any
second of an event's window belongs to some solution, and a distance is refused only if none keeps all others with it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

Distance = tuple[int, int, int]  # (event, later event, least seconds between them; negative lets the later be earlier)


class Events:
    """Windows `low[e]` to `high[e]` in seconds."""

    def __init__(self) -> None:
        self.low: list[int] = []
        self.high: list[int] = []
        self._after: list[list[tuple[int, int]]] = []
        self._before: list[list[tuple[int, int]]] = []

    def add(self, low: int, high: int) -> int:
        """A new event's number; its window must not be empty."""
        if low > high:
            raise ValueError(f"an event between {low} and {high}")
        self.low.append(low)
        self.high.append(high)
        self._after.append([])
        self._before.append([])
        return len(self.low) - 1

    def require(self, distances: Iterable[Distance]) -> bool:
        """Keep all these distances from now on, or, if they cannot be kept together, none of them."""
        distances = [d for d in distances if self.low[d[1]] < self.high[d[0]] + d[2]]  # the others cannot be broken
        for one, other, least in distances:
            self._after[one].append((other, least))
            self._before[other].append((one, least))
        undo: dict[tuple[int, bool], int] = {}
        if self._tighten(distances, undo):
            return True
        for (event, is_low), second in undo.items():
            (self.low if is_low else self.high)[event] = second
        for one, other, _ in reversed(distances):
            self._after[one].pop()
            self._before[other].pop()
        return False

    def settle(self, event: int, wished: int) -> int:
        """Fix the event as near to the wished second as can be; the second it got."""
        second = min(max(wished, self.low[event]), self.high[event])
        moved: dict[tuple[int, bool], int] = {}
        self.low[event] = self.high[event] = second
        if not self._spread([event], [event], moved):
            raise AssertionError("windows were not the smallest ones")
        return second

    def _tighten(self, distances: Iterable[Distance], undo: dict[tuple[int, bool], int]) -> bool:
        rising, falling = [], []
        for one, other, least in distances:
            if self.low[one] + least > self.low[other]:
                undo.setdefault((other, True), self.low[other])
                self.low[other] = self.low[one] + least
                rising.append(other)
            if self.high[other] - least < self.high[one]:
                undo.setdefault((one, False), self.high[one])
                self.high[one] = self.high[other] - least
                falling.append(one)
            if self.low[other] > self.high[other] or self.low[one] > self.high[one]:
                return False
        return self._spread(rising, falling, undo)

    def _spread(self, rising: Iterable[int], falling: Iterable[int], undo: dict[tuple[int, bool], int]) -> bool:
        """Carry raised lows forward and lowered highs back; False as soon as a window is empty."""
        low, high = self.low, self.high
        queue = deque(rising)
        while queue:
            event = queue.popleft()
            for other, least in self._after[event]:
                if low[event] + least > low[other]:
                    undo.setdefault((other, True), low[other])
                    low[other] = low[event] + least
                    if low[other] > high[other]:
                        return False
                    queue.append(other)
        queue = deque(falling)
        while queue:
            event = queue.popleft()
            for other, least in self._before[event]:
                if high[event] - least < high[other]:
                    undo.setdefault((other, False), high[other])
                    high[other] = high[event] - least
                    if low[other] > high[other]:
                        return False
                    queue.append(other)
        return True
