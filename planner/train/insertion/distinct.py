"""The best paths of a search that are really different: another way, other trains before or behind, or other times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.train.insertion.search import PathSearch, Way
from planner.train.insertion.solver import (
    FreeIntervals,
    Route,
    TrainPath,
    arriving_by,
    arriving_from,
    buffer_s,
    insert,
    order,
)

EXTRA_STEP_S, EXTRA_MOST_S = 15, 3600
APART_S = 600  # paths on one way between the same trains are different from this on
PathFound = tuple[Way, Route, TrainPath]


def best_distinct(
    search: PathSearch, slots: FreeIntervals, routes: Sequence[tuple[Way, Route]], earliest: Sequence[PathFound]
) -> list[PathFound]:
    """As many different paths as are asked for, best first by the objective; `earliest` are those that arrive first.

    Where there are fewer, the way of the earliest one is looked at again in steps of ten minutes.
    """
    request = search.request
    way, route, path = earliest[0]
    first, latest = path.arrive_s[-1], path.arrive_s[-1] + request.within_min * 60
    if request.objective == "arrival":
        found = list(earliest)
    else:
        found = _by_objective(search, slots, [(way, arriving_by(route, latest)) for way, route in routes])
    chosen = _different(slots, found, request.paths)
    if len(chosen) < request.paths:
        for low in range(first + APART_S, latest + 1, APART_S):
            part = arriving_from(route, low, min(latest, low + APART_S - 1))
            found += _by_objective(search, slots, [(way, part)])
        chosen = _different(slots, sorted(found, key=lambda one: _worth(search, slots, one)), request.paths)
    return chosen


def every_path(
    routes: Sequence[tuple[Way, Route]], slots: FreeIntervals, comfort_s: int = 0, most: int = 0
) -> list[PathFound]:
    """Paths over all routes, best first. With `most`, only that many earliest ones are wanted: later routes are looked
    at as far as they arrive earlier."""
    found: list[PathFound] = []
    for way, route in routes:
        if most and len(found) >= most:
            found.sort(key=_rank)
            route = arriving_by(route, found[most - 1][2].arrive_s[-1])
        found += [(way, route, path) for path in insert(slots, route, comfort_s)]
    return sorted(found, key=_rank)


def _by_objective(search: PathSearch, slots: FreeIntervals, routes: Sequence[tuple[Way, Route]]) -> list[PathFound]:
    match search.request.objective:
        case "disturbance":
            return every_path(routes, slots, search.request.comfort_min * 60)
        case "buffer":
            return list(_widest(search, routes, slots))
    return every_path(routes, slots)


def _worth(search: PathSearch, slots: FreeIntervals, found: PathFound) -> tuple[int, ...]:
    """Less is better."""
    if search.request.objective != "buffer":
        return _rank(found)
    room = buffer_s(slots, *found[1:])
    return (-EXTRA_MOST_S if room is None else -min(room, EXTRA_MOST_S), *_rank(found))


def _rank(found: PathFound) -> tuple[int, int, int]:
    """Fewest close sections, earliest arrival, shortest journey."""
    _, _, path = found
    return path.tight_sections, path.arrive_s[-1], path.arrive_s[-1] - path.depart_s[0]


def _different(slots: FreeIntervals, found: Sequence[PathFound], most: int) -> list[PathFound]:
    """The first ones, each unlike all before it."""
    chosen: list[PathFound] = []
    for one in found:
        if len(chosen) < most and all(_unlike(slots, one, other) for other in chosen):
            chosen.append(one)
    return chosen


def _unlike(slots: FreeIntervals, one: PathFound, other: PathFound) -> bool:
    (way, route, path), (other_way, other_route, other_path) = one, other
    apart = (
        abs(path.depart_s[0] - other_path.depart_s[0]),
        abs(path.arrive_s[-1] - other_path.arrive_s[-1]),
    )
    return (
        way != other_way or max(apart) >= APART_S or order(slots, route, path) != order(slots, other_route, other_path)
    )


def _widest(search: PathSearch, routes: Sequence[tuple[Way, Route]], slots: FreeIntervals) -> Iterator[PathFound]:
    """The paths with the most distance to other trains, found by halving, then those with less.

    A path that is found may have more distance than was asked for; then nothing in between is tried.
    """
    most, tried = EXTRA_MOST_S // EXTRA_STEP_S, dict[int, list[PathFound]]()

    def widest_of(steps: int) -> int:
        """The most steps that a path has which was found with so many, below 0 if there is none."""
        if steps not in tried:
            wider = FreeIntervals(search.occupancy, slots.begin_s, slots.end_s, steps * EXTRA_STEP_S)
            tried[steps] = every_path(routes, wider if steps else slots)
        rooms = (buffer_s(slots, route, path) for _way, route, path in tried[steps])
        return max((most if room is None else min(most, room // EXTRA_STEP_S) for room in rooms), default=-1)

    low, high = max(0, widest_of(0)), most  # a path has `low` steps of distance, none more than `high`
    while low < high:
        middle = (low + high + 1) // 2
        found = widest_of(middle)
        low, high = (max(low, found), high) if found >= 0 else (low, middle - 1)
    widest_of(low)
    for steps in sorted(tried, reverse=True):
        yield from tried[steps]
