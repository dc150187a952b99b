"""Trains and their calls as every format can hold them: what formats are read into and written from.

Times are seconds from 00:00 of the day a train sets out, and go on counting after midnight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from pydantic import TypeAdapter

from planner.clock import DAY_S
from planner.errors import BadValue
from planner.language import N_

MOST_DAYS = 60


@dataclass(frozen=True)
class StationPoint:
    """A station. Degrees WGS84 or not known; `step_free` yes | no from the street to the train, None = not known."""

    name: str
    lat: float | None = None
    lon: float | None = None
    step_free: str | None = None
    name_en: str | None = None

    def __post_init__(self) -> None:
        _refuse_untidy("station", self.name)
        if self.step_free not in ("yes", "no", None):
            raise BadValue(N_("{name} 的“不走台阶”要写 yes 或 no，不是“{word}”。"), name=self.name, word=self.step_free)
        if (self.lat is None) != (self.lon is None):
            raise BadValue(N_("{name} 只有半个位置：经度、纬度要么都写，要么都不写。"), name=self.name)
        if self.lat is not None and self.lon is not None and not (abs(self.lat) <= 90 and abs(self.lon) <= 180):
            raise BadValue(
                N_("{name} 的位置 {lat}，{lon} 不在地球上。"), name=self.name, lat=str(self.lat), lon=str(self.lon)
            )


@dataclass(frozen=True)
class RunCall:
    """A station a train calls at or, with equal times and not `boards`, passes. The first has no arrival, the last no
    departure; between them a call without either is one whose times nobody published. `boards`: do people get in and
    out? `km` from the first call."""

    station: str
    arrive_s: int | None
    depart_s: int | None
    track: str | None = None
    km: float | None = None
    boards: bool = True

    @property
    def published(self) -> bool:
        """Does it have a time?"""
        return self.arrive_s is not None or self.depart_s is not None


@dataclass(frozen=True)
class WayPoint:
    """A point of the way, `km` from the first call."""

    lat: float
    lon: float
    km: float


@dataclass(frozen=True)
class TimetableRun:
    """A train and the dates it sets out on; without dates they are not known. `kind` is the format's own word, `trip`
    its own key where several trains have one number."""

    number: str
    calls: tuple[RunCall, ...]
    dates: tuple[date, ...] = ()
    kind: str | None = None
    name: str | None = None
    way: tuple[WayPoint, ...] = ()
    trip: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        _refuse_untidy("train", self.number)
        if len(self.calls) < 2:
            raise BadValue(N_("{train}：停站少于两个。"), train=self.number)
        if list(self.dates) != sorted(set(self.dates)):
            raise BadValue(N_("{train}：开行日期没有按先后写。"), train=self.number)
        _refuse_impossible(self.number, self.calls)
        kms = [call.km for call in self.calls]
        if any(km is not None for km in kms) and not rises(kms):
            raise BadValue(N_("{train}：里程没有一站比一站大。"), train=self.number)
        if self.way and not rises([point.km for point in self.way]):
            raise BadValue(N_("{train}：线路上各点的里程没有一个比一个大。"), train=self.number)


@dataclass(frozen=True)
class FileNote:
    """Something to know about what was read: a sentence to be translated, and what goes into it."""

    why: str
    values: Mapping[str, str | int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Skipped:
    """A train left out, and why."""

    train: str
    why: str
    values: Mapping[str, str | int] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Publisher:
    """Who publishes the timetable. `url` is a full address."""

    name: str
    url: str
    timezone: str = "Asia/Shanghai"
    language: str = "zh"


@dataclass(frozen=True)
class Timetable:
    """Trains with the stations they call at; `version` is the publisher's own word for this state of it."""

    stations: tuple[StationPoint, ...]
    runs: tuple[TimetableRun, ...]
    publisher: Publisher | None = None
    version: str | None = None

    def __post_init__(self) -> None:
        names = {station.name for station in self.stations}
        if len(names) != len(self.stations):
            raise BadValue(N_("有一个车站写了两次。"))
        for run in self.runs:
            for call in run.calls:
                if call.station not in names:
                    raise BadValue(N_("{train}：停的“{name}”不在车站里。"), train=run.number, name=call.station)

    def station(self, name: str) -> StationPoint:
        return next(station for station in self.stations if station.name == name)


TIMETABLE_JSON: TypeAdapter[Timetable] = TypeAdapter(Timetable)


def is_name(text: str) -> bool:
    """Can a station or a train be called so?"""
    return bool(text) and text == text.strip() and text.isprintable()


def joined(calls: Iterable[RunCall]) -> tuple[RunCall, ...]:
    """Rows of one station that follow each other as one call, from the first arrival to the last departure."""
    found: list[RunCall] = []
    for call in calls:
        if found and found[-1].station == call.station:
            before = found.pop()
            call = replace(
                before,
                arrive_s=before.arrive_s if before.published else call.arrive_s,
                depart_s=call.depart_s if call.published else before.depart_s,
                track=before.track or call.track,
                boards=before.boards or call.boards,
            )
        found.append(call)
    return tuple(found)


def _refuse_untidy(what: str, text: str) -> None:
    if not is_name(text):
        kinds = {"station": N_("“{name}”不是站名。"), "train": N_("“{name}”不是车次。")}
        raise BadValue(kinds[what], name=text[:60])


def _refuse_impossible(train: str, calls: tuple[RunCall, ...]) -> None:
    """Refuse times that cannot be, naming the first call with one."""
    first, last = calls[0], calls[-1]
    if first.arrive_s is not None or first.depart_s is None:
        raise BadValue(N_("{train}：始发站{name}要写开点，不写到点。"), train=train, name=first.station)
    if last.depart_s is not None or last.arrive_s is None:
        raise BadValue(N_("{train}：终到站{name}要写到点，不写开点。"), train=train, name=last.station)
    before, latest = first, first.depart_s
    if latest < 0:
        raise BadValue(N_("{train}：{name}的开点在第一天以前。"), train=train, name=first.station)
    for call in calls[1:]:
        if not call.published:
            continue
        ends = {"train": train, "from": before.station, "to": call.station}
        arrive, depart = call.arrive_s, call.depart_s
        if arrive is None or (depart is None and call is not last):
            raise BadValue(N_("{train}：{to} 缺到点或者开点。"), **ends)
        if not latest <= arrive <= (arrive if depart is None else depart):
            raise BadValue(N_("{train}：{from} → {to} 的时间倒着走。"), **ends)
        before, latest = call, arrive if depart is None else depart
    if latest > MOST_DAYS * DAY_S:
        raise BadValue(N_("{train}：{most} 天以后才到{name}。"), train=train, most=MOST_DAYS, name=last.station)


def rises(kms: Sequence[float | None]) -> bool:
    """Are all of them known, each more than the one before?"""
    return all(one is not None and other is not None and one < other for one, other in pairwise(kms))
