"""Many wishes for a path at once: each way through its calls, each stock, each time of setting out over some hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from planner.clock import DAY_MIN
from planner.errors import OutOfRange
from planner.facts import Facts
from planner.solving import Progress, SolveOptions
from planner.train.check import Possession
from planner.train.insertion.paths import FoundPath, Paths, find_paths
from planner.train.insertion.request import CallWish, PathRequest

MOST_RUNS, MOST_WAYS = 3000, 6
STEPS = (5, 60)  # minutes between two times of setting out
TOLD_EACH = 8  # runs between two words of progress


@dataclass(frozen=True)
class SweepRequest:
    """`ways` are calls in order, each without a time at the first; a train may set out in each of the `every` minutes
    from `begin` to `end`, minutes of the first day."""

    ways: tuple[tuple[CallWish, ...], ...]
    speeds: tuple[int, ...]  # km/h of the stocks
    begin: int = 0
    end: int = DAY_MIN
    every: int = 10
    assumes: tuple[str, ...] = ()
    possessions: tuple[Possession, ...] = ()

    def __post_init__(self) -> None:
        for field, value, low, high in (
            ("sweep_ways", len(self.ways), 1, MOST_WAYS),
            ("sweep_every", self.every, *STEPS),
            ("sweep_hours", self.end - self.begin, self.every, DAY_MIN),
            ("sweep_runs", self.runs, 1, MOST_RUNS),
        ):
            if not low <= value <= high:
                raise OutOfRange(field, value, low, high)

    @property
    def runs(self) -> int:
        """How many searches it takes."""
        return len(self.ways) * len(self.speeds) * len(range(self.begin, self.end, self.every))

    def wishes(self) -> Iterator[tuple[int, int, int, PathRequest]]:
        """(place of the way, km/h, first minute of setting out, the wish) of each."""
        for place, calls in enumerate(self.ways):
            for speed in self.speeds:
                for start in range(self.begin, self.end, self.every):
                    first = replace(calls[0], window=(start, min(start + self.every, self.end) - 1))
                    wish = PathRequest((first, *calls[1:]), speed, assumes=self.assumes, possessions=self.possessions)
                    yield place, speed, start, wish


@dataclass(frozen=True)
class SweepRun:
    """The quickest path of a wish, minutes from 00:00 of the first day; `depart` None: there is none. `buffer_min` is
    the least time to any other train beyond what must be, None if none is near."""

    way: int
    speed: int
    start: int
    depart: int | None = None
    arrive: int | None = None
    journey_min: int | None = None
    buffer_min: int | None = None


@dataclass(frozen=True)
class Sweep:
    """All runs, in the order of ways, speeds and times."""

    request: SweepRequest
    runs: tuple[SweepRun, ...]


SWEEP_JSON: TypeAdapter[Sweep] = TypeAdapter(Sweep)


def sweep(facts: Facts, request: SweepRequest, options: SolveOptions) -> Sweep:
    """Search each path among the published trains; each found has passed the checker."""
    runs: list[SweepRun] = []
    for number, (place, speed, start, wish) in enumerate(request.wishes()):
        if number % TOLD_EACH == 0:
            options.progress(Progress("sweep", number, request.runs))
        found = find_paths(facts, wish)
        runs.append(_run(place, speed, start, found.paths if isinstance(found, Paths) else ()))
    return Sweep(request, tuple(runs))


def _run(place: int, speed: int, start: int, paths: Sequence[FoundPath]) -> SweepRun:
    if not paths:
        return SweepRun(place, speed, start)
    path = paths[0]
    first, last = path.passings[0], path.passings[-1]
    return SweepRun(
        place,
        speed,
        start,
        first.depart_s // 60,
        last.arrive_s // 60,
        path.journey_s // 60,
        None if path.buffer_s is None else path.buffer_s // 60,
    )
