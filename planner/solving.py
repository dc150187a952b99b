"""How long and how a solver may work, shared by the engines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
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


@dataclass(frozen=True)
class SolveOptions:
    """`effort` is the deterministic limit that stops a solve; `seconds` is only the safety net above it.

    The same request, facts, seed and effort give the same answer as long as the net is not touched.
    `progress` may raise `Cancelled` to stop.
    """

    seconds: float = 60.0
    effort: float = 30.0
    seed: int = 1
    progress: Callable[[Progress], None] = silent

    def since(self, began: float) -> SolveOptions:
        """The same with the time that is left of it; `began` by `perf_counter`."""
        return replace(self, seconds=max(LOOK_S, self.seconds - (perf_counter() - began)))


class Cancelled(Exception):
    """The one who asked does not want the answer any more."""
