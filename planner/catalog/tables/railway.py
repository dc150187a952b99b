"""Tables of the railway: stations, sections and their rails, published trains, and what running times are compared
with."""

from __future__ import annotations

from dataclasses import dataclass

from planner.catalog.tables.columns import key, points_to


@dataclass(frozen=True, kw_only=True)
class Station:
    """A railway station or junction; the name is the key."""

    name: str = key()
    code: str | None = None  # 12306 telegraph code
    pinyin: str
    name_en: str
    province: str
    city: str | None = None
    lat: float | None = None
    lon: float | None = None
    position: str  # exact | estimated | unknown
    position_source: str | None = None
    kind: str  # high_speed | conventional | both | junction
    on_sale: bool  # in the 12306 list
    trains_2026: int
    platforms: str | None = None  # as the page says it
    tracks: str | None = None
    step_free: str | None = None  # in words
    step_free_train: str | None = None  # yes | no: from the street to a conventional train; None = not known
    platform_m: int | None = None  # longest platform for conventional trains
    water: str | None = None  # yes | no: trains are watered here
    sewage: str | None = None  # yes | no: tanks are emptied here
    stabling: str | None = None  # yes | no: a set can stand here for a day or a night
    note: str | None = None
    source: str


@dataclass(frozen=True, kw_only=True)
class Section:
    """The line between two neighbouring stations."""

    id: int = key()
    line: str
    from_station: str = points_to("station.name")
    to_station: str = points_to("station.name")
    km: float
    km_estimated: bool
    line_km_from: float | None = None  # kilometre post on the line
    line_km_to: float | None = None
    service: str  # conventional | high_speed | mixed
    tracks: str | None = None  # double | single | mixed; None = not known
    tracks_note: str | None = None
    electrified: str | None = None  # yes | no | partly; None = not known
    max_speed_kmh: int | None = None
    attributes_verified: bool  # False: tracks, wires and speed are general knowledge
    attributes_source: str | None = None
    source: str


@dataclass(frozen=True, kw_only=True)
class SharedTrack:
    """The rails between two neighbouring stations of several sections: which names of lines use them.

    Where the mileage table lists a pair of stations under several lines, each of those is in one row: lines in one row
    run on the same rails, lines in different rows on rails of their own.
    """

    id: int = key()
    from_station: str = points_to("station.name")
    to_station: str = points_to("station.name")
    line: str  # whose section gives kilometres, number of tracks and speed
    also_lines: str | None = None  # the other lines on the same rails, with semicolons between
    basis: str  # cited | estimate
    note: str
    source: str

    @property
    def lines(self) -> tuple[str, ...]:
        """All lines on these rails, the leading one first."""
        return (self.line, *(self.also_lines.split(";") if self.also_lines else ()))


@dataclass(frozen=True, kw_only=True)
class TrainRun:
    """A published train of the snapshot."""

    number: str = key()
    also_numbered: str | None = None
    kind: str  # G D C Z T K Y ...
    quality: str  # ok | one_time_per_stop | last_arrival_missing | doubtful
    snapshot: str


@dataclass(frozen=True, kw_only=True)
class TrainCall:
    """A call of a published train; minutes count from 00:00 of the day the train sets out."""

    train: str = key(of="train_run.number")
    seq: int = key()
    station: str
    arrive: int | None = None
    depart: int | None = None
    in_region: bool
    leg_km: float | None = None  # from the previous call
    leg_km_computed: bool | None = None  # True: shortest path over the section table


@dataclass(frozen=True, kw_only=True)
class LineSpeed:
    """Seen start-to-stop speeds between consecutive calls, computed from the snapshot."""

    line: str = key()
    kind: str = key()
    legs: int
    median_kmh: int
    p10_kmh: int
    p90_kmh: int
    max_kmh: int


@dataclass(frozen=True, kw_only=True)
class PassingTime:
    """Times of one real loco-hauled train at every block station (2014), to calibrate running times."""

    run: str = key()
    seq: int = key()
    station: str
    at_s: int  # seconds from 00:00 of the first day
    kind: str  # pass | stop | origin | end | boundary


@dataclass(frozen=True, kw_only=True)
class RealSilverTrain:
    """A silver or tourist train that really ran, for comparison."""

    id: int = key()
    number: str | None = None
    date: str | None = None
    series: str | None = None
    origin: str | None = None
    route: str | None = None
    stops: str | None = None
    days: int | None = None
    passengers: str | None = None
    average_age: str | None = None
    stock: str | None = None
    operator: str | None = None
    kind: str
    note: str | None = None
    source: str
