"""The first step of a departure: what it is called, when it starts, how many go, and the trip day by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.clock import today
from planner.errors import SilverwayError
from planner.itinerary.metrics import shown_times
from planner.itinerary.types import Day, Item, Leg, Lunch, Supper
from planner.package import MAX_PEOPLE
from planner.saved import own_copy
from planner.sentences import N_, error_sentence
from planner.text import read_day
from routes.agency.change import asked_change
from routes.agency.choose import trip_number
from routes.agency.desk import Desk, DeskStep, StepAnswers, trip_violations
from routes.formatters import clock, spot_name
from routes.forms import plain, whole
from routes.presenters import violation_text
from routes.state import session

LONGEST_TITLE = 60
NOON = 12 * 60
PEOPLE_UNITS = ("人", "位", "个人", "people")


@dataclass(frozen=True)
class GridVisit:
    """A visit on the grid: its place, when, and what that is called."""

    place: str
    times: str
    name: str


@dataclass(frozen=True)
class DayRow:
    """A day of the trip as the grid shows it: each cell is visits or lines of words."""

    number: int
    date: date
    morning: tuple[GridVisit, ...]
    lunch: str
    afternoon: tuple[GridVisit, ...]
    dinner: str
    hotel: str
    ride_min: int
    trains: tuple[str, ...]
    walk_m: int


def context(desk: Desk) -> dict[str, Any]:
    """The grid, and what no longer holds on the departure's dates."""
    if desk.trip is None:
        return {"rows": (), "broken": (), "change": None}
    broken = trip_violations(desk)
    return {
        "rows": [_row(number, day) for number, day in enumerate(desk.trip.days, start=1)],
        "change": asked_change(desk),
        "broken": [(violation.hard, violation_text(violation)) for violation in broken],
    }


def read(desk: Desk, sent: Mapping[str, str]) -> StepAnswers:
    """Title, first day, head count and trip, as far as they were sent."""
    changes, errors = dict[str, Any](), dict[str, str]()
    if "title" in sent:
        changes["title"] = plain(sent["title"])
        if not 1 <= len(changes["title"]) <= LONGEST_TITLE:
            errors["title"] = _("名称要写 1 到 %(most)s 个字。", most=LONGEST_TITLE)
    if "start" in sent:
        day = read_day(sent["start"], today())
        changes["start"] = day.isoformat() if day else None
        if day is None:
            errors["start"] = _("看不懂这个日期。请写成 2027-05-11。")
    if "group.people" in sent:
        changes["group.people"] = whole(sent["group.people"], 4, PEOPLE_UNITS)
        errors |= _people_fault(desk, changes["group.people"])
    if "trip.id" in sent and sent["trip.id"].strip():
        try:
            with session() as db:
                changes["trip.id"] = own_copy(db, trip_number(sent["trip.id"]))
        except SilverwayError as error:
            errors["trip.id"] = error_sentence(error, _)
    return StepAnswers(changes, errors)


def _people_fault(desk: Desk, people: int | None) -> dict[str, str]:
    least = 1 if desk.party is None else max(1, len(desk.party.births) + len(desk.party.ages), desk.party.wheelchairs)
    if people is not None and least <= people <= MAX_PEOPLE:
        return {}
    if people is not None and people < least <= MAX_PEOPLE and least > 1:
        return {"group.people": _("已经知道 %(least)s 位客人的年龄或者需要，人数不能更少。", least=least)}
    return {"group.people": _("人数请写 1 到 %(most)s 的整数，例如 46。", most=MAX_PEOPLE)}


def state(desk: Desk) -> str:
    """How long the trip is."""
    if desk.trip is None:
        return _("还没有行程")
    return ngettext("%(num)d 天", "%(num)d 天", len(desk.trip.days))


def _row(number: int, day: Day) -> DayRow:
    lunch = next((item for item in day.items if isinstance(item, Lunch)), None)
    supper = next((item for item in day.items if isinstance(item, Supper)), None)
    split = lunch.start if lunch else NOON
    halves: tuple[list[GridVisit], list[GridVisit]] = ([], [])
    for visit in day.visits:
        halves[visit.start >= split].append(GridVisit(visit.place.id, _times(visit), spot_name(visit.place)))
    trains = [item for item in day.items if isinstance(item, Leg) and item.mode == "train"]
    return DayRow(
        number=number,
        date=day.date,
        morning=tuple(halves[0]),
        lunch=f"{_times(lunch)} {spot_name(lunch.spot)}" if lunch else "",
        afternoon=tuple(halves[1]),
        dinner=spot_name(supper.table or supper.spot) if supper else (spot_name(day.hotel) if day.hotel else ""),
        hotel=spot_name(day.hotel) if day.hotel else "",
        ride_min=day.ride_min,
        trains=tuple(
            f"{clock(leg.start)} {leg.train or ''} {spot_name(leg.origin)}→{spot_name(leg.target)}" for leg in trains
        ),
        walk_m=day.walk_m,
    )


def _times(item: Item) -> str:
    """As guests are told them."""
    start, end = shown_times(item)
    return f"{clock(start)}–{clock(end)}"


def input_name(_desk: Desk, name: str) -> str:
    """What people call an input of this step."""
    return {"title": _("名称"), "start": _("出发日期"), "group.people": _("人数"), "trip.id": _("行程")}.get(name, name)


TRIP = DeskStep(
    "trip", N_("行程"), "agency/trip.html", context, read, state, input_name, fits=lambda desk: desk.train is None
)
