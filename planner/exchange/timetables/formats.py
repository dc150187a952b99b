"""What formats trains are written in, and what they need beyond the trains themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from planner.catalog import RailFacts, Station
from planner.exchange.graphs import write_etrc, write_trc
from planner.exchange.gtfs import write_gtfs
from planner.exchange.timetables.calls_csv import in_minutes, write_calls_csv
from planner.exchange.timetables.geojson import write_geojson
from planner.exchange.timetables.saved_train import NAME
from planner.exchange.trains import Publisher, StationPoint, Timetable, TimetableRun, TrainGraph
from planner.train.entry import merged, with_times_between
from planner.train.types import Case, EnteredCall, TrainSpec

WRITERS: dict[str, Callable[[Timetable], bytes]] = {
    "gtfs": write_gtfs,
    "csv": lambda timetable: write_calls_csv(timetable.runs),
    "geojson": write_geojson,
    "etrc": lambda timetable: write_etrc(TrainGraph((), timetable)),
    "trc": lambda timetable: write_trc(TrainGraph((), timetable)),
}


def with_dates(
    timetable: Timetable,
    runs: Sequence[TimetableRun],
    stations: Mapping[str, Station],
    dates: tuple[date, ...],
    url: str,
) -> Timetable:
    """Some of the trains, what is not known filled in: dates as given, positions from the facts, us as publisher."""
    used = {call.station for run in runs for call in run.calls}
    return Timetable(
        stations=tuple(_placed(station, stations) for station in timetable.stations if station.name in used),
        runs=tuple(run if run.dates else replace(run, dates=dates) for run in runs),
        publisher=timetable.publisher or Publisher(NAME, url),
        version=timetable.version,
    )


def _placed(station: StationPoint, stations: Mapping[str, Station]) -> StationPoint:
    known = stations.get(known_name(station.name, stations))
    if station.lat is not None or known is None or known.lat is None:
        return station
    return replace(station, lat=known.lat, lon=known.lon, name_en=station.name_en or known.name_en)


def known_name(name: str, stations: Mapping[str, Station]) -> str:
    """The name the facts have for a station, which may be written with 站; as it is if they do not know it."""
    short = name.removesuffix("站")
    return short if name not in stations and short in stations else name


def train_spec(run: TimetableRun, rail: RailFacts) -> TrainSpec:
    """The run as a train to be checked, in whole minutes; it is the published train of its number, if there is one."""
    own = rail.listed_number(run.number)
    calls = with_times_between(rail, merged(entered_calls(in_minutes(run), rail.stations)))
    return TrainSpec(calls, Case(own=own))


def entered_calls(run: TimetableRun, stations: Mapping[str, Station]) -> tuple[EnteredCall, ...]:
    """The run's calls as if somebody had typed them."""
    return tuple(
        EnteredCall(
            line,
            known_name(call.station, stations),
            None if call.arrive_s is None else call.arrive_s // 60,
            None if call.depart_s is None else call.depart_s // 60,
        )
        for line, call in enumerate(run.calls, 1)
    )
