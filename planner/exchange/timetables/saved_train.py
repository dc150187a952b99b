"""A silver train as `silverway train plan --json` writes it, read back, and as trains are exchanged."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from planner.catalog import Station
from planner.errors import BadFile, BadValue, Fault, Unknown
from planner.exchange.trains import Publisher, RunCall, StationPoint, Timetable, TimetableRun, WayPoint
from planner.language import N_
from planner.train.types import CRUISE_JSON, Cruise

LARGEST_BYTES = 20_000_000
MOST_FAULTS = 20
NAME = "银龄慢游 Silverway（试排，不是正式的列车）"  # GTFS calls for a publisher: say what it is


def read_saved_train(content: bytes, name: str) -> Cruise:
    """The train in a file called `name`.

    Raises
    ------
    BadFile
        If it is none, with each place where something is wrong.
    """
    if len(content) > LARGEST_BYTES:
        raise BadFile((Fault(name, 0, "file", N_("超过 {most} MB。"), {"most": LARGEST_BYTES // 1_000_000}),))
    try:
        cruise = CRUISE_JSON.validate_json(content)
    except ValidationError as error:
        raise BadFile(
            tuple(
                Fault(name, 0, ".".join(map(str, fault["loc"])) or "file", fault["msg"])
                for fault in error.errors(include_url=False)[:MOST_FAULTS]
            )
        ) from None
    if len(cruise.calls) < 2 or len(cruise.passings) < 2:
        raise BadFile((Fault(name, 0, "calls", N_("停站少于两个。")),))
    return cruise


def cruise_timetable(cruise: Cruise, stations: Mapping[str, Station], url: str) -> Timetable:
    """The train with its stations as the facts know them; `url` is where it is published.

    Guests get in and out at home and at the days on land, not at technical stops.

    Raises
    ------
    Unknown
        If the facts do not know one of the stations any more.
    BadFile
        If its times do not fit together.
    """
    for passing in cruise.passings:
        if passing.station not in stations:
            raise Unknown("station", passing.station)
    calls = tuple(
        RunCall(
            station=call.station,
            arrive_s=None if call.arrive is None else call.arrive * 60,
            depart_s=None if call.depart is None else call.depart * 60,
            km=call.km,
            boards=call.purpose not in ("technical", "crew"),
        )
        for call in cruise.calls
    )
    days = cruise.request.days
    points = {call.station: (stations[call.station], call.step_free) for call in cruise.calls}
    try:
        run = TimetableRun(
            number=f"{cruise.request.home}{days}日",
            calls=calls,
            dates=(cruise.start,),
            name=f"{cruise.request.home}始发{days}日银发旅游列车",
            way=tuple(_way(cruise, stations)),
        )
        return Timetable(
            stations=tuple(
                StationPoint(s.name, s.lat, s.lon, step_free, s.name_en) for s, step_free in points.values()
            ),
            runs=(run,),
            publisher=Publisher(NAME, url),
            version=cruise.facts_digest[:12],
        )
    except BadValue as bad:
        raise BadFile((Fault("train", 0, "calls", bad.why, bad.values),)) from None


def _way(cruise: Cruise, stations: Mapping[str, Station]) -> list[WayPoint]:
    """The stations along the way whose positions are known; the line between two of them is straight."""
    way: list[WayPoint] = []
    for passing in cruise.passings:
        station = stations[passing.station]
        if station.lat is not None and station.lon is not None and (not way or passing.km > way[-1].km):
            way.append(WayPoint(station.lat, station.lon, passing.km))
    return way
