"""Timetables for round trips: anything the neutral form may hold."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from planner.exchange.timetables import TimetableRun
from planner.exchange.trains.runs import Publisher, RunCall, StationPoint, Timetable, WayPoint

NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=8)
PUBLISHER = Publisher("Test railway", "https://rail.example.org/", "Asia/Shanghai", "zh")
ORIGIN = date(2027, 1, 1)


def degrees(low: int, high: int) -> st.SearchStrategy[float]:
    return st.integers(low * 10**6, high * 10**6).map(lambda n: n / 10**6)


def kilometres(count: int) -> st.SearchStrategy[list[float]]:
    steps = st.lists(st.integers(1, 300_000), min_size=count - 1, max_size=count - 1)
    return steps.map(lambda s: [round(sum(s[:n]) / 1000, 3) for n in range(count)])


@st.composite
def station_points(draw: st.DrawFn, name: str) -> StationPoint:
    return StationPoint(
        name, draw(degrees(38, 43)), draw(degrees(118, 126)), draw(st.sampled_from(["yes", "no", None])),
        draw(st.none() | NAMES),
    )  # fmt: skip


@st.composite
def train_runs(draw: st.DrawFn, stations: list[str]) -> TimetableRun:
    count = draw(st.integers(2, 6))
    order = draw(st.lists(st.sampled_from(range(1, len(stations))), min_size=count, max_size=count))
    at, names = 0, list[str]()
    for step in order:  # never twice in a row at one station: those would be one call
        at = (at + step) % len(stations)
        names.append(stations[at])
    kms: list[float] | list[None] = draw(st.one_of(st.just([None] * count), kilometres(count)))
    calls, second = [], draw(st.integers(0, 2 * 86_400))
    for n in range(count):
        arrive = second
        depart = arrive + draw(st.integers(0, 30_000))
        second = depart + draw(st.integers(0, 30_000))
        blank = 0 < n < count - 1 and draw(st.integers(0, 4)) == 0
        calls.append(
            RunCall(
                names[n],
                None if n == 0 or blank else arrive,
                None if n == count - 1 or blank else depart,
                draw(st.none() | NAMES),
                kms[n],
                draw(st.booleans()),
            )
        )
    way: tuple[WayPoint, ...] = ()
    if draw(st.booleans()):
        known = [km for km in kms if km is not None]
        along = [known[0], known[-1]] if known else draw(kilometres(draw(st.integers(2, 4))))
        way = tuple(WayPoint(draw(degrees(38, 43)), draw(degrees(118, 126)), km) for km in along)
    days = draw(st.sets(st.integers(0, 40), min_size=1, max_size=12))
    return TimetableRun(
        draw(NAMES), tuple(calls), tuple(sorted(ORIGIN + timedelta(days=d) for d in days)), draw(st.none() | NAMES),
        draw(st.none() | NAMES), way,
    )  # fmt: skip


@st.composite
def timetables(draw: st.DrawFn) -> Timetable:
    """Trains with positions, dates and a publisher, calling at every one of the stations."""
    names = draw(st.lists(NAMES, min_size=2, max_size=5, unique=True))
    runs = draw(st.lists(train_runs(names), min_size=1, max_size=4))
    used = {call.station for run in runs for call in run.calls}
    return Timetable(
        tuple(draw(station_points(name)) for name in names if name in used),
        tuple(runs), PUBLISHER, draw(st.none() | NAMES),
    )  # fmt: skip
