"""How long and how a solver may work, shared by the engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import inf
from time import perf_counter

LOOK_S = 0.05  # between two looks at whether an answer is still wanted


@dataclass(frozen=True)
class Progress:
    """What a solver says while it works: `step` is a code, `done` of `total` steps are behind it.

    `worth` is that of the best answer so far, None before there is one; none can be worth more than `bound`.
    """

    step: str
    done: int
    total: int
    worth: float | None = None
    bound: float | None = None


def silent(_: Progress) -> None:
    """For callers that do not listen."""


@dataclass
class Work:
    """What was computed, in about seconds of one core: counted by steps, not by a clock, so the same in each run."""

    limit: float = inf
    done: float = 0.0

    @property
    def spent(self) -> bool:
        return self.done > self.limit


@dataclass(frozen=True)
class SolveOptions:
    """`effort` is the deterministic limit that stops a solve; `seconds` is only the safety net above it.

    The same request, facts, seed and effort give the same answer as long as the net is not touched.
    `progress` may raise `Cancelled` to stop. `work` is what a solve of several parts has done, and may do in all.
    """

    seconds: float = 60.0
    effort: float = 30.0
    seed: int = 1
    progress: Callable[[Progress], None] = silent
    work: Work = field(default_factory=Work)

    def since(self, began: float) -> SolveOptions:
        """The same with the time that is left of it; `began` by `perf_counter`."""
        return replace(self, seconds=max(LOOK_S, self.seconds - (perf_counter() - began)))


class Cancelled(Exception):
    """The one who asked does not want the answer any more."""
