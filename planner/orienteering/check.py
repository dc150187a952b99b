"""What routes really collect, recomputed from the file or the problem alone; shares no code with the solver."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

Run = tuple[
    Sequence[tuple[int, int]], int | None
]  # (vertex, start of service) from start to end; when the break begins


class Problem(Protocol):
    """What the checker reads of an orienteering problem; arrays are only indexed."""

    travel: Any
    service: Any
    opens: Any
    closes: Any
    prize: Any
    routes: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    route_opens: Any
    route_closes: Any
    breaks: tuple[Any, ...]
    resources: tuple[Any, ...]


def check_toptw(path: Path, routes: Sequence[Sequence[int]], most: int) -> tuple[Decimal, list[str]]:
    """(profit, everything that is wrong) of at most `most` routes through the vertices of a TOPTW file."""
    rows = [line.split() for line in path.read_text(encoding="utf-8").splitlines()[2:] if line.strip()]
    vertex = [tuple(Decimal(word) for word in (*row[1:5], *row[-2:])) for row in rows]
    grain = Decimal("0.01") if path.name.lower().startswith("pr") else Decimal("0.1")
    wrong: list[str] = []
    profit, seen = Decimal(0), set[int]()
    if len(routes) > most:
        wrong.append(f"{len(routes)} routes, not {most}")
    for number, route in enumerate(routes, 1):
        x, y, service, _, now, _ = vertex[0]
        for v in (*route, 0):
            to_x, to_y, its_service, prize, opens, closes = vertex[v]
            way = ((to_x - x) ** 2 + (to_y - y) ** 2).sqrt().quantize(grain, ROUND_FLOOR)
            now = max(now + service + way, opens)
            if now > closes:
                wrong.append(f"route {number}: {v} at {now:g}, closed since {closes:g}")
            if v in seen:
                wrong.append(f"route {number}: {v} a second time")
            elif v:
                seen.add(v)
                profit += prize
            x, y, service = to_x, to_y, its_service
    return profit, wrong


def check_ophs(
    path: Path, trips: Sequence[Sequence[int]], tolerance: Decimal = Decimal("0.0001")
) -> tuple[Decimal, list[str]]:
    """(profit, everything that is wrong) of the trips, from hotel to hotel, through the points of an OPHS file."""
    rows = _rows(path)
    count, hotels, days = int(rows[0][0] + rows[0][1]), int(rows[0][1]) + 2, int(rows[0][2])
    limits, points = rows[2], rows[3 : 3 + count]
    wrong: list[str] = []
    profit, seen = Decimal(0), set[int]()
    if len(trips) != days or any(len(trip) < 2 for trip in trips):
        return profit, [f"{len(trips)} trips, not {days} from hotel to hotel"]
    for number, trip in enumerate(trips, 1):
        if any(not 0 <= v < count for v in trip):
            return profit, [f"trip {number}: a point that is not there"]
        starts = trips[number - 2][-1] if number > 1 else 0
        if trip[0] != starts or trip[-1] >= hotels or (number == days and trip[-1] != 1):
            wrong.append(f"trip {number}: from {trip[0]} to {trip[-1]}, not from {starts} to a hotel, 1 at last")
        length = sum(
            ((points[v][0] - points[u][0]) ** 2 + (points[v][1] - points[u][1]) ** 2).sqrt() for v, u in pairwise(trip)
        )
        if length > limits[number - 1] + tolerance:
            wrong.append(f"trip {number}: {length:.6f} long, at most {limits[number - 1]:f}")
        for v in trip[1:-1]:
            if v in seen:
                wrong.append(f"trip {number}: {v} a second time")
            elif v >= hotels:
                seen.add(v)
                profit += points[v][2]
    return profit, wrong


def check_mctop(path: Path, routes: Sequence[Sequence[int]]) -> tuple[Decimal, list[str]]:
    """(profit, everything that is wrong) of one route a tour, in vertex numbers, through an MCTOPMTW file."""
    rows = _rows(path)
    tours, budget, limits = int(rows[0][0]), rows[0][2], rows[0][3:13]
    depot, vertex = rows[1], {int(row[0]): row for row in rows[2:]}
    grain = Decimal("0.01") if "pr" in path.name.lower() else Decimal("0.1")
    wrong: list[str] = []
    visited = [v for route in routes for v in route]
    if len(routes) != tours or any(v not in vertex for v in visited):
        return Decimal(0), [f"{len(routes)} tours, not {tours}, or a vertex that is not there"]
    wrong += [f"{v} a second time" for v in sorted(set(visited)) if visited.count(v) > 1]
    for number, route in enumerate(routes, 1):
        x, y, now = depot[1], depot[2], depot[5] + depot[3]
        for v in route:
            _, to_x, to_y, service, _, *cuts, even, _ = vertex[v][:12]
            now += ((to_x - x) ** 2 + (to_y - y) ** 2).sqrt().quantize(grain, ROUND_FLOOR)
            held = [cuts[w : w + 2] for w in ((0, 2) if int(even) == number % 2 else (1, 3))]
            start = next((max(now, opens) for opens, closes in held if now <= closes), None)
            if start is None:
                wrong.append(f"tour {number}: {v} at {now:g}, closed since {held[-1][-1]:g}")
            x, y, now = to_x, to_y, (now if start is None else start) + service
        now += ((depot[1] - x) ** 2 + (depot[2] - y) ** 2).sqrt().quantize(grain, ROUND_FLOOR)
        if now > depot[6]:
            wrong.append(f"tour {number}: back at {now:g}, not by {depot[6]:g}")
    fees = sum(vertex[v][11] for v in visited)
    if fees > budget:
        wrong.append(f"fees of {fees:g}, at most {budget:g}")
    for kind, limit in enumerate(limits):
        its = sum(vertex[v][12 + kind] for v in visited)
        if its > limit:
            wrong.append(f"{its:g} of type {kind + 1}, at most {limit:g}")
    return sum((vertex[v][4] for v in set(visited)), Decimal(0)), wrong


def check_schedules(problem: Problem, runs: Sequence[Run]) -> tuple[float, list[str]]:
    """(profit, everything that is wrong) of schedules, one a route: ends, windows, ways, breaks, resources, and no
    vertex twice."""
    wrong: list[str] = []
    profit, seen = 0.0, set[int]()
    if len(runs) != problem.routes:
        return 0.0, [f"{len(runs)} schedules, not {problem.routes}"]
    terminals = {0} if not problem.starts or not problem.ends else set()
    terminals |= {*problem.starts, *problem.ends}
    for r, (stops, break_at) in enumerate(runs):
        here = f"route {r}"
        wrong += [f"{here}: {why}" for why in _ends(problem, r, stops)]
        wrong += [f"{here}: {why}" for why in _times(problem, r, stops, break_at)]
        wrong += [f"{here}: {why}" for why in _used(problem, r, [v for v, _ in stops])]
        for v, _ in stops[1:-1]:
            if v in seen or v in terminals:
                wrong.append(f"{here}: {v} " + ("a second time" if v in seen else "is where routes start or end"))
            else:
                profit += float(problem.prize[v])
            seen.add(v)
    return profit, wrong


def _rows(path: Path) -> list[list[Decimal]]:
    """The numbers of each line that has more than dashes."""
    lines = (line.strip("- \t\r\n") and line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return [[Decimal(word) for word in words] for words in lines if words]


def _ends(problem: Problem, r: int, stops: Sequence[tuple[int, int]]) -> list[str]:
    if len(stops) < 2:
        return ["no start and end"]
    start, end = (its[r] if its else 0 for its in (problem.starts, problem.ends))
    wrong = []
    if stops[0][0] != start:
        wrong.append(f"starts at {stops[0][0]}, not {start}")
    if stops[-1][0] != end:
        wrong.append(f"ends at {stops[-1][0]}, not {end}")
    return wrong


def _times(problem: Problem, r: int, stops: Sequence[tuple[int, int]], break_at: int | None) -> list[str]:
    """Each stop in its window, time for each way, and for the break before or after one way."""
    wrong = []
    opens = problem.opens if problem.route_opens is None else problem.route_opens[r]
    closes = problem.closes if problem.route_closes is None else problem.route_closes[r]
    for place, (v, at) in enumerate(stops):
        if at < opens[v] or (place and at > closes[v]):
            wrong.append(f"{v} at {at}, open from {opens[v]} to {closes[v]}")
    pause = problem.breaks[r] if problem.breaks else None
    taken = False
    for (v, at), (u, then) in pairwise(stops):
        leave, way = int(at + problem.service[v]), int(problem.travel[v, u])
        if then < leave + way:
            wrong.append(f"{u} at {then}, not before {leave + way}")
        elif pause and break_at is not None and not taken and leave <= break_at <= then - pause.duration:
            taken = break_at >= leave + way or break_at + pause.duration + way <= then
    if break_at is None:
        if pause and stops and stops[-1][1] > pause.closes:
            wrong.append(f"no break, and not at its end by {pause.closes}")
    elif not pause:
        wrong.append("a break nobody asked for")
    else:
        if not pause.opens <= break_at <= pause.closes:
            wrong.append(f"break at {break_at}, not from {pause.opens} to {pause.closes}")
        if not taken:
            wrong.append(f"no time for a break of {pause.duration} at {break_at}")
    return wrong


def _used(problem: Problem, r: int, visited: Sequence[int]) -> list[str]:
    wrong = []
    for number, resource in enumerate(problem.resources):
        used = sum(int(resource.at[v]) for v in visited[:-1])
        used += sum(int(resource.along[v, u]) for v, u in pairwise(visited))
        if used > resource.limit[r]:
            wrong.append(f"{used} of resource {number}, at most {resource.limit[r]}")
    return wrong
