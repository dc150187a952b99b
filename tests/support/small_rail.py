"""Rail facts that fit in the head, 15 km and ten minutes from station to station:

a --- b === c --- d        e      `---` single track, `===` double; nothing leads to e
"""

from __future__ import annotations

from planner.catalog import RailFacts, Station, TrainCall
from planner.catalog.tables import Section, TrainRun

Times = tuple[str, int | None, int | None]  # station, arrival, departure: minutes from 00:00 of the first day


def small_rail(
    digest: str, trains: dict[str, tuple[Times, ...]] | None = None, quality: str = "one_time_per_stop"
) -> RailFacts:
    """The line with those published trains. One `digest` for each content: tables are kept by it."""
    trains = trains or {}
    return RailFacts(
        digest=digest,
        stations={name: make_station(name) for name in "abcde"},
        sections=(_section(1, "a", "b", "single"), _section(2, "b", "c", "double"), _section(3, "c", "d", None)),
        runs={number: TrainRun(number=number, kind=number[0], quality=quality, snapshot="test") for number in trains},
        calls={
            number: tuple(
                TrainCall(train=number, seq=seq, station=station, arrive=arrive, depart=depart, in_region=True)
                for seq, (station, arrive, depart) in enumerate(times, 1)
            )
            for number, times in trains.items()
        },
        speeds=(),
        passing_times={},
        real_trains=(),
    )


def make_station(name: str) -> Station:
    return Station(
        name=name,
        pinyin=name,
        name_en=name,
        province="test",
        position="exact",
        kind="conventional",
        on_sale=True,
        trains_2026=0,
        source="test",
    )


def _section(number: int, one: str, other: str, tracks: str | None) -> Section:
    return Section(
        id=number,
        line="test line",
        from_station=one,
        to_station=other,
        km=15,
        km_estimated=False,
        service="conventional",
        tracks=tracks,
        max_speed_kmh=120,
        attributes_verified=True,
        source="test",
    )
