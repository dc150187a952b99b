"""Why there is no path, and the smallest change of each kind that would make one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from planner.train.insertion.paths import NoPath, Paths, furthest_reached, run_search
from planner.train.insertion.request import CallWish
from planner.train.insertion.search import PathSearch

MOST_LATER = 720  # minutes by which windows are widened at most
MOST_BLOCKERS = 4  # trains in the way that are tried one by one


@dataclass(frozen=True)
class ConstraintRelaxation:
    """A change that makes a path: `kind` is depart_earlier, depart_later, arrive_later, stay_longer, headway or train
    (moved away); `where` names the station or train; `minutes` how much."""

    kind: str
    where: str
    minutes: int = 0


@dataclass(frozen=True)
class Obstacle:
    """The farthest station reached and when (seconds from 00:00 of the first day), the trains in the way there, and
    what would help."""

    station: str
    reached_s: int
    by: tuple[str, ...]
    helps: tuple[ConstraintRelaxation, ...]


def explain(found: NoPath) -> Obstacle:
    """Why a finished search found nothing, and what would help."""
    station, blocked = furthest_reached(found.search)
    return Obstacle(station, blocked.reached_s, blocked.by, tuple(_helps(found.search, blocked.by)))


def no_path_json(found: Obstacle) -> dict[str, Any]:
    """The same as plain data."""
    return asdict(found)


def _helps(search: PathSearch, by: tuple[str, ...]) -> Iterator[ConstraintRelaxation]:
    calls = search.request.calls
    for number, call in enumerate(calls):
        for kind, widened in _windows(number, call):
            minutes = _least(MOST_LATER, _with_call(search, number, widened))
            if minutes is not None:
                yield ConstraintRelaxation(kind, call.station, minutes)
    closest = search.occupancy.headway_s // 60

    def tighter(minutes: int) -> bool:
        return _possible(replace(search, occupancy=replace(search.occupancy, headway_s=(closest - minutes) * 60)))

    minutes = _least(closest, tighter)
    if minutes is not None:
        yield ConstraintRelaxation("headway", "", minutes)
    for name in by[:MOST_BLOCKERS]:
        if _possible(replace(search, occupancy=replace(search.occupancy, excluded=search.occupancy.excluded | {name}))):
            yield ConstraintRelaxation("train", name)


def _windows(number: int, call: CallWish) -> Iterator[tuple[str, Callable[[int], CallWish]]]:
    """The ways to widen what is asked at a call, each by so many minutes."""
    low, high = call.window
    least, most = call.stay_s
    if number == 0 and low:
        yield "depart_earlier", lambda m: replace(call, window=(max(0, low - m), high))
    if high is not None:
        kind = "arrive_later" if number else "depart_later"
        yield kind, lambda m: replace(call, window=(low, high + m))
    if number and most is not None:
        yield "stay_longer", lambda m: replace(call, stay_s=(least, most + 60 * m))


def _with_call(search: PathSearch, number: int, widened: Callable[[int], CallWish]) -> Callable[[int], bool]:
    """Is there a path if that call is widened by so many minutes?"""
    calls = search.request.calls

    def possible(minutes: int) -> bool:
        changed = (*calls[:number], widened(minutes), *calls[number + 1 :])
        return _possible(replace(search, request=replace(search.request, calls=changed)))

    return possible


def _possible(search: PathSearch) -> bool:
    return isinstance(run_search(replace(search, request=replace(search.request, objective="arrival", paths=1))), Paths)


def _least(most: int, possible: Callable[[int], bool]) -> int | None:
    """The fewest minutes that help, None if `most` do not."""
    if not possible(most):
        return None
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if possible(middle) else (middle, high)
    return high
