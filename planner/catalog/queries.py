"""The reads the rest needs: all facts of one state of data/, as frozen collections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from planner.caching import PackedMapping, memoize
from planner.catalog.tables import (
    City,
    Climate,
    FactsVersion,
    Hospital,
    Hotel,
    Hotline,
    Keepsake,
    LineSpeed,
    PassingTime,
    Place,
    RealSilverTrain,
    Recognition,
    Restaurant,
    SeasonEvent,
    Section,
    SharedTrack,
    Station,
    TicketPolicy,
    TrainCall,
    TrainRun,
)
from planner.errors import NoFacts, Unknown
from planner.text import Named, NameIndex

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select
    from sqlalchemy.orm import Session

_POINTS = {"东": ("dong", "East"), "南": ("nan", "South"), "西": ("xi", "West"), "北": ("bei", "North")}
Row = TypeVar("Row")


@dataclass(frozen=True)
class Catalog:
    """Facts for trips, by key."""

    digest: str
    cities: dict[str, City]
    places: dict[str, Place]
    hotels: dict[str, Hotel]
    hospitals: dict[str, Hospital]
    restaurants: dict[str, Restaurant]
    events: dict[str, SeasonEvent]
    stations: dict[str, Station]
    policies: dict[str, TicketPolicy] = field(default_factory=dict)
    climate: dict[str, Climate] = field(default_factory=dict)  # by where it was measured
    recognitions: tuple[Recognition, ...] = ()
    hotlines: tuple[Hotline, ...] = ()
    keepsakes: tuple[Keepsake, ...] = ()  # in order of years

    def city(self, name: str) -> City:
        """The city of that name, in Chinese (市 or not) or English."""
        return self.cities[name if name in self.cities else self._city_names.find(name)]

    def place(self, name: str) -> Place:
        """The place with that id, name or English name, or the only one whose name contains it."""
        return self.places[name if name in self.places else self._place_names.find(name)]

    def city_words(self, name: str) -> dict[str, str | int]:
        """A city's names as sentences read them."""
        return {"city": name, "city_en": self.cities[name].name_en}

    def station_words(self, name: str) -> dict[str, str | int]:
        """A station's names as sentences read them."""
        return {"station": name, "station_en": self.stations[name].name_en}

    @cached_property
    def _city_names(self) -> NameIndex:
        rows = (Named(city.name, city.name, city.name_en) for city in self.cities.values())
        return NameIndex("city", rows, suffixes=("市", "city"))

    @cached_property
    def _place_names(self) -> NameIndex:
        rows = (Named(place.id, place.name, place.name_en) for place in self.places.values())
        return NameIndex("place", rows, parts=True, near=5)


class DailyPossession(NamedTuple):
    """No train between two stations from one minute of the day to another, that may be past midnight; `one_way`: none
    from `origin` to `target`."""

    origin: str
    target: str
    begin: int
    end: int
    one_way: bool


@dataclass(frozen=True)
class RailFacts:
    """Facts for trains. `ruler_s` are seconds to run through the section between two stations, named in the order of
    their names, where a ruler says so. `possessions` hold for every train."""

    digest: str
    stations: dict[str, Station]
    sections: tuple[Section, ...]
    runs: dict[str, TrainRun]
    calls: Mapping[str, tuple[TrainCall, ...]]  # by train, in order
    speeds: tuple[LineSpeed, ...]
    passing_times: dict[str, tuple[PassingTime, ...]]  # by run, in order
    real_trains: tuple[RealSilverTrain, ...]
    tracks: tuple[SharedTrack, ...] = ()  # of stations between which several lines are listed
    ruler_s: Mapping[tuple[str, str], int] = field(default_factory=dict)
    possessions: tuple[DailyPossession, ...] = ()

    @cached_property
    def boardings(self) -> dict[str, list[tuple[str, int]]]:
        """Where one can get on: for each station the runs that leave it and the place of that call in the run."""
        found: dict[str, list[tuple[str, int]]] = {}
        for number, calls in self.calls.items():
            for place, call in enumerate(calls):
                if call.depart is not None:
                    found.setdefault(call.station, []).append((number, place))
        return found

    @cached_property
    def callers(self) -> dict[str, set[str]]:
        """For each station the runs that call there."""
        found: dict[str, set[str]] = {}
        for number, calls in self.calls.items():
            for call in calls:
                found.setdefault(call.station, set()).add(number)
        return found

    def listed_number(self, written: str) -> str:
        """The number a train is listed by, found by any of the numbers it runs under; "" if there is none."""
        number = written.strip().upper()
        if number in self.runs:
            return number
        others = ((run.number, (run.also_numbered or "").split("/")) for run in self.runs.values())
        return next((listed for listed, also in others if number and number in also), "")

    def known_train(self, written: str) -> str:
        """The same of a train that must be listed.

        Raises
        ------
        Unknown
            If no train has that number.
        """
        found = self.listed_number(written)
        if not found:
            raise Unknown("train_run", written.strip().upper())
        return found


def station_names(stations: Iterable[Station]) -> NameIndex:
    """The names of stations: with or without 站, in Chinese, English or pinyin, Shenyang North for Shenyangbei."""
    rows = (Named(row.name, row.name, row.name_en, (row.pinyin or "", _compass(row))) for row in stations)
    return NameIndex("station", rows, suffixes=("火车站", "站", "railway station", "station"), near=5)


def _compass(station: Station) -> str:
    """The English name with its last syllable as a point of the compass, if it is one."""
    for chinese, (pinyin, english) in _POINTS.items():
        if station.name.endswith(chinese) and station.name_en.endswith(pinyin):
            return station.name_en.removesuffix(pinyin) + english
    return ""


def facts_version(session: Connection | Session) -> FactsVersion:
    """Which state of data/ is loaded, and since when.

    Raises
    ------
    NoFacts
        If none is.
    """
    from sqlalchemy import Connection

    connection = session if isinstance(session, Connection) else session.connection()
    row = connection.execute(_version_query()).first()
    if row is None:
        raise NoFacts
    return FactsVersion(**row._mapping)


@lru_cache(maxsize=1)
def _version_query() -> Select[Any]:
    """Made once: whoever asks for facts asks it first."""
    from sqlalchemy import select

    from planner.catalog.tables import LINE, TABLES

    columns = TABLES[FactsVersion].c
    return select(*(column for column in columns if column.name != LINE)).limit(1)


def facts_digest(session: Connection | Session) -> str:
    """The digest of the state that is loaded; raises NoFacts if none is."""
    return facts_version(session).digest


def read_catalog(session: Connection | Session) -> Catalog:
    """All facts for trips, as they are loaded now."""
    return _catalog(session, facts_digest(session))


def read_rail(session: Connection | Session) -> RailFacts:
    """All facts for trains, as they are loaded now."""
    return _rail(session, facts_digest(session))


@memoize(key=lambda _session, digest: digest)
def _catalog(session: Connection | Session, digest: str) -> Catalog:
    return Catalog(
        digest=digest,
        cities={row.name: row for row in _all(session, City)},
        places={row.id: row for row in _all(session, Place)},
        hotels={row.id: row for row in _all(session, Hotel)},
        hospitals={row.id: row for row in _all(session, Hospital)},
        restaurants={row.id: row for row in _all(session, Restaurant)},
        events={row.id: row for row in _all(session, SeasonEvent)},
        stations={row.name: row for row in _all(session, Station)},
        policies={row.id: row for row in _all(session, TicketPolicy)},
        climate={row.name: row for row in _all(session, Climate)},
        recognitions=_all(session, Recognition),
        hotlines=_all(session, Hotline),
        keepsakes=tuple(sorted(_all(session, Keepsake), key=lambda row: (row.year, row.id))),
    )


@memoize(key=lambda _session, digest: digest)
def _rail(session: Connection | Session, digest: str) -> RailFacts:
    calls: dict[str, list[TrainCall]] = defaultdict(list)
    for call in sorted(_all(session, TrainCall), key=lambda c: (c.train, c.seq)):
        calls[call.train].append(call)
    passing: dict[str, list[PassingTime]] = defaultdict(list)
    for row in sorted(_all(session, PassingTime), key=lambda p: (p.run, p.seq)):
        passing[row.run].append(row)
    return RailFacts(
        digest=digest,
        stations={row.name: row for row in _all(session, Station)},
        sections=_all(session, Section),
        runs={row.number: row for row in _all(session, TrainRun)},
        calls=PackedMapping({train: tuple(rows) for train, rows in calls.items()}),
        speeds=_all(session, LineSpeed),
        passing_times={run: tuple(rows) for run, rows in passing.items()},
        real_trains=_all(session, RealSilverTrain),
        tracks=_all(session, SharedTrack),
    )


def _all(session: Connection | Session, table: type[Row]) -> tuple[Row, ...]:
    from sqlalchemy import select

    from planner.catalog.tables import LINE, TABLES

    columns = [column.name for column in fields(table)]  # type: ignore[arg-type]  # mypy: a type variable may be no dataclass
    kept = TABLES[table]
    rows = session.execute(select(*(kept.c[name] for name in columns)).order_by(kept.c[LINE]))
    return tuple(table(**dict(zip(columns, row, strict=True))) for row in rows)
