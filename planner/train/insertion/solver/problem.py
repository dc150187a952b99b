"""What a train to be inserted may do, station by station, and the path it gets or what blocks it. Numbers only."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planner.train.insertion.solver.occupation import NEVER


@dataclass(frozen=True)
class StationWindow:
    """What a train may do at a station: seconds of arriving and departing, and of staying if it stops.

    `call`: it must stop. Otherwise it runs through, or stops for at least `stay[0]` where `stops`.
    """

    call: bool = False
    stops: bool = False
    arrive: tuple[int, int] = (-NEVER, NEVER)
    depart: tuple[int, int] = (-NEVER, NEVER)
    stay: tuple[int, int] = (0, NEVER)


@dataclass(frozen=True)
class Route:
    """Sections in order with the station each begins at, the least and the most seconds to run through each, and what
    may be done at each station, ends included. The train stands at both ends."""

    sections: tuple[int, ...]
    stations: tuple[int, ...]
    min_running_s: tuple[int, ...]
    max_running_s: tuple[int, ...]
    visits: tuple[StationWindow, ...]
    start_s: int
    stop_s: int

    def __post_init__(self) -> None:
        n = len(self.sections)
        if not n or len(self.stations) != n + 1 or len(self.visits) != n + 1:
            raise ValueError("a route has sections, and one station more")
        if (
            len(self.min_running_s) != n
            or len(self.max_running_s) != n
            or any(map(int.__gt__, self.min_running_s, self.max_running_s))
        ):
            raise ValueError("every section has a least time and a most that is not less")

    @property
    def alone_s(self) -> int:
        """The least it takes if nobody is in the way."""
        calls = [visit for visit in self.visits[1:-1] if visit.call]
        stops = (len(calls) + 1) * (self.start_s + self.stop_s) + sum(visit.stay[0] for visit in calls)
        return sum(self.min_running_s) + stops


@dataclass(frozen=True)
class TrainPath:
    """Seconds at each station, arriving and departing; the first arrives when it departs, the last departs when it
    arrives. `tight_sections` counts those run
    through nearer than wished to another train."""

    arrive_s: tuple[int, ...]
    depart_s: tuple[int, ...]
    tight_sections: int = 0


@dataclass(frozen=True)
class Blocked:
    """No path: the farthest station reached (its number along the route), when at the earliest, who is in the way."""

    at: int
    reached_s: int
    by: tuple[str, ...]


def arriving_by(route: Route, latest_s: int) -> Route:
    """The same route, there by that second."""
    last = route.visits[-1]
    arrive = last.arrive[0], min(last.arrive[1], latest_s)
    return replace(route, visits=(*route.visits[:-1], replace(last, arrive=arrive)))


def arriving_from(route: Route, first_s: int, latest_s: int) -> Route:
    """The same route, there between those two seconds."""
    route = arriving_by(route, latest_s)
    last = route.visits[-1]
    arrive = max(last.arrive[0], first_s), last.arrive[1]
    return replace(route, visits=(*route.visits[:-1], replace(last, arrive=arrive)))
