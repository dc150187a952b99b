"""The step of a departure for its days on the way: the day by the clock, a list to tick, a delay, a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.clock import today
from planner.group import Traveller
from planner.itinerary.metrics import shown_times
from planner.sentences import N_
from routes.agency.change import asked_change
from routes.agency.desk import Desk, DeskStep, StepAnswers
from routes.agency.group import labels_of
from routes.agency.train import day_lines_of
from routes.formatters import clock, day_words, spot_name

HERE = "tour.here.d"  # inputs: the keys of those who were here, by day
TICK = "here."


@dataclass(frozen=True)
class TickRow:
    """Somebody on the list of a day."""

    one: Traveller
    here: bool
    seat: str
    room: str


def context(desk: Desk) -> dict[str, Any]:
    """One day of the trip: that asked for, today's, else the first."""
    number = day_asked(desk, request.values.get("day", "")) or _today(desk)
    if desk.trip is None or number is None:
        return {"number": None}
    day = desk.trip.days[number - 1]
    here = set(desk[f"{HERE}{number}"] or ())
    seats, rooms = labels_of(desk)
    ticks = [
        TickRow(each, each.key in here, seats.get(each.key, ""), rooms.get(each.key, ""))
        for each in desk.group.travellers
    ]
    return {
        "number": number,
        "days": [(n, each.date) for n, each in enumerate(desk.trip.days, 1)],
        "lines": day_lines_of(desk, number),
        "visits": [(visit.place.id, spot_name(visit.place)) for visit in day.visits],
        "ticks": ticks,
        "missing": sum(not row.here for row in ticks),
        "change": asked_change(desk),
        "message": message_of(desk, number),
    }


def _today(desk: Desk) -> int | None:
    if desk.trip is None:
        return None
    return next((n for n, day in enumerate(desk.trip.days, 1) if day.date == today()), 1)


def day_asked(desk: Desk, text: str) -> int | None:
    """The number of a day of the trip, as it was sent; None if there is no such day."""
    number = int(text) if text.isdecimal() and len(text) < 3 else 0
    return number if desk.trip is not None and 1 <= number <= len(desk.trip.days) else None


def message_of(desk: Desk, number: int) -> str:
    """What families may be told of a day: where the group will be, where it sleeps, whom to call; no guests by name."""
    if desk.trip is None:
        return ""
    day = desk.trip.days[number - 1]
    seen = _("、").join(f"{clock(shown_times(visit)[0])} {spot_name(visit.place)}" for visit in day.visits)
    if desk.train is not None:
        seen = _("；").join(day_lines_of(desk, number))
    parts = [_("家人您好，%(day)s的安排：%(seen)s。", day=day_words(day.date), seen=seen or _("在路上"))]
    if day.hotel:
        parts.append(_("晚上住%(hotel)s。", hotel=spot_name(day.hotel)))
    guide = next((each for each in desk.group.travellers if each.role == "guide"), None)
    if guide is not None and guide.phone:
        parts.append(_("有事打导游%(name)s：%(phone)s。", name=guide.name, phone=guide.phone))
    return "".join(parts)


def read(desk: Desk, sent: Mapping[str, str]) -> StepAnswers:
    """Who is here: a box by itself, or with the button all boxes of the day."""
    number = day_asked(desk, sent.get("day", ""))
    if number is None:
        return StepAnswers()
    known = desk.group.by_key()
    here = set() if "all" in sent else set(desk[f"{HERE}{number}"] or ())
    for name, text in sent.items():
        key = name.removeprefix(TICK)
        if name.startswith(TICK) and key in known:
            here = here | {key} if text else here - {key}
    return StepAnswers({f"{HERE}{number}": [key for key in known if key in here] or None})


def state(desk: Desk) -> str:
    """How many are not ticked on the day it is."""
    if desk.trip is None or not desk.group.travellers:
        return _("有行程和名单后用")
    number = _today(desk) or 1
    missing = len(desk.group.travellers) - len(desk[f"{HERE}{number}"] or ())
    return ngettext("第 %(day)s 天还差 %(num)d 位", "第 %(day)s 天还差 %(num)d 位", missing, day=number)


TOUR: DeskStep = DeskStep("tour", N_("路上"), "agency/tour.html", context, read, state)
