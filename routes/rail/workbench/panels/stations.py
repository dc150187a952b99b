"""One station of the project: who stands there when, what it offers, and what the planner takes it to offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from planner.errors import SilverwayError, Unknown
from planner.sentences import N_, error_sentence
from planner.train.infrastructure import STATION_FACTS, WHOLE_FACTS, Facilities, facilities
from planner.train.project import with_station_assumed
from planner.train.traffic import TrackStay, most_at_once, station_occupation
from planner.train.types import Passing
from routes.formatters import stations_words
from routes.rail.workbench.drawing import ProjectDrawing, occupation_svg
from routes.rail.workbench.opening import Opened, keep, opened_base, refuse
from routes.rail.workbench.view import View
from routes.rail.workbench.words import minute_words

WORDS = {
    "tracks": N_("股道（几条）"),
    "platform_m": N_("站台长（米）"),
    "step_free_train": N_("不走台阶上下车"),
    "water": N_("上水"),
    "sewage": N_("吸污"),
    "stabling": N_("整列车停放"),
}


@dataclass(frozen=True)
class FactField:
    """What a station offers, as a field of the form: `value` "" is not known; `known` is what the facts say."""

    name: str
    words: str
    value: str
    known: str
    assumed: bool
    whole: bool


@dataclass(frozen=True)
class StayRow:
    """A train at the station, in words."""

    train: str
    own: bool
    arrive: str
    depart: str
    stands: str


@dataclass(frozen=True)
class StationView:
    """`names` are the stations to choose from, with whether an own train stops there."""

    station: str
    names: tuple[tuple[str, bool], ...]
    said: tuple[str, ...] = ()
    full: bool = False
    chart: Markup | str = ""
    rows: tuple[StayRow, ...] = ()
    fields: tuple[FactField, ...] = ()


def station_view(found: Opened, view: View, sheet: ProjectDrawing | str) -> StationView:
    """The station that is asked for, else the first one where the selected train stands."""
    if view.dock != "stations" or isinstance(sheet, str):
        return StationView("", ())
    calls = {
        call.station for spec in found.project.trains.values() for call in spec.calls if call.arrive != call.depart
    }
    names = tuple((passing.station, passing.station in calls) for passing in sheet.way)
    asked = request.values.get("station", "")
    station = asked if asked in dict(names) else _usual(found, view, names)
    span = sheet.hours[0] * 60, sheet.hours[1] * 60
    there = station_occupation(found.rail, station, found.ways, span)
    offers = facilities(found.rail.stations, station, found.project.assumes)
    full = offers.tracks is not None and most_at_once(there)[0] > offers.tracks
    return StationView(
        station,
        names,
        said=_said(station, there, offers),
        full=full,
        chart=occupation_svg(there, span, offers.tracks, view.size[0], found.address),
        rows=tuple(_row(stay) for stay in there),
        fields=tuple(_fields(offers, facilities(found.rail.stations, station, ()))),
    )


def _usual(found: Opened, view: View, names: Sequence[tuple[str, bool]]) -> str:
    way: tuple[Passing, ...] = found.ways.get(view.train, ())
    stands = [p.station for p in way[1:-1] if p.depart_s > p.arrive_s] or [p.station for p in way]
    here = [name for name in stands if name in dict(names)]
    return here[0] if here else names[0][0]


def _said(station: str, there: Sequence[TrackStay], offers: Facilities) -> tuple[str, ...]:
    most, second = most_at_once(there)
    if not most:
        return (_("图上这几个小时没有车到%(station)s。", station=stations_words(station)),)
    said = _("图上这几个小时，%(clock)s 在站的车最多，有 %(n)s 列。", n=most, clock=minute_words(second // 60))
    if offers.tracks is None:
        return said, _("这一站有几条股道没有公布。知道的话写在下面，就会照着查。")
    source = _("假定") if "tracks" in offers.assumed else _("资料")
    known = _("%(source)s里有 %(n)s 条股道。", source=source, n=offers.tracks)
    return said, known + (_("不够。") if most > offers.tracks else _("够用。"))


def _row(stay: TrackStay) -> StayRow:
    minutes = (stay.depart_s - stay.arrive_s) // 60
    return StayRow(
        stay.train,
        stay.own,
        minute_words(stay.arrive_s // 60),
        minute_words(stay.depart_s // 60),
        _("%(n)s 分", n=minutes) if minutes else _("不停或不知道"),
    )


def _fields(now: Facilities, known: Facilities) -> list[FactField]:
    return [
        FactField(
            fact,
            _(WORDS[fact]),
            _text(getattr(now, fact)),
            _text(getattr(known, fact)),
            fact in now.assumed,
            fact in WHOLE_FACTS,
        )
        for fact in sorted(STATION_FACTS, key=list(WORDS).index)
    ]


def _text(value: str | int | None) -> str:
    return "" if value is None else str(value)


def assume(project_id: str) -> ResponseReturnValue:
    """What the planner takes one station to offer; undoing takes it back."""
    base = opened_base(project_id)
    station, train = request.form.get("station", ""), request.form.get("train", "")
    if station not in base.rail.stations:
        raise Unknown("station", station[:40])
    values = {fact: request.form.get(f"fact-{fact}", "").strip()[:10] for fact in STATION_FACTS}
    try:
        project = with_station_assumed(base.project, base.rail.stations, station, values)
    except SilverwayError as wrong:
        return refuse(base, error_sentence(wrong, _), train)
    return keep(base, project, {"kind": "station", "station": station}, train)
