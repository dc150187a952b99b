"""A train told about on a card over the diagram: its times, its kind, what it is in conflict with, what can be done."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import DAY_MIN, clock_text
from planner.errors import BadValue, SilverwayError
from planner.sentences import error_sentence
from planner.train.diagram import class_of
from planner.train.infrastructure import STOCK_KMH, USUAL_STOCK
from planner.train.project import with_train
from planner.train.report import CLASS_WORDS
from planner.train.types import Case, EnteredCall, TrainSpec
from routes.formatters import stations_words
from routes.rail.workbench.editing import bad_value_words
from routes.rail.workbench.grid import summary_of
from routes.rail.workbench.opening import Opened, keep, opened_base, refuse
from routes.rail.workbench.view import View
from routes.rail.workbench.words import cell_words

MARGIN = 60  # minutes shown before and after a train that is followed


@dataclass(frozen=True)
class CallRow:
    """A call on the card."""

    station: str
    arrive: str
    depart: str


@dataclass(frozen=True)
class TrainDetails:
    """What the card says. `own`: a train of the project; `follow` is the address that shows its whole way; `conflicts`
    are numbers of the list; `can_copy`: it may become an own train."""

    name: str
    own: bool
    kind: str
    ends: str
    rows: list[CallRow]
    follow: str
    conflicts: list[tuple[int, str]]
    can_copy: bool


def train_details(opened: Opened, view: View) -> TrainDetails | None:
    """The train the address asks about; None if it asks for none or there is none of that number."""
    own = view.card.upper()
    if own in opened.project.trains:
        return _own(opened, own)
    number = opened.rail.listed_number(view.card) if view.card else ""
    return _published(opened, number) if number else None


def _own(opened: Opened, name: str) -> TrainDetails:
    spec = opened.project.trains[name]
    rows = [CallRow(stations_words(c.station), cell_words(c.arrive), cell_words(c.depart)) for c in spec.calls]
    fresh = {"along": None, "from": None, "to": None, "low": None, "high": None}
    follow = opened.address(train=name, card=None, **fresh)
    return TrainDetails(name, True, summary_of(opened, name), _ends(rows), rows, follow, _met(opened, name), False)


def _published(opened: Opened, number: str) -> TrainDetails:
    calls = [call for call in opened.rail.calls[number] if call.in_region]
    rows = [CallRow(stations_words(c.station), _clock(c.arrive), _clock(c.depart)) for c in calls]
    times = [minute for call in calls for minute in (call.arrive, call.depart) if minute is not None]
    follow = ""
    if len(calls) > 1 and times:
        shift = times[0] // DAY_MIN * DAY_MIN
        hours = {"from": times[0] - shift - MARGIN, "to": times[-1] - shift + MARGIN}
        follow = opened.address(
            along="、".join(call.station for call in calls), card=None, low=None, high=None, **hours
        )
    kind = _(CLASS_WORDS[class_of(opened.rail, number)])
    return TrainDetails(
        number, False, kind, _ends(rows), rows, follow, _met(opened, number), bool(follow) and opened.mine
    )


def _ends(rows: list[CallRow]) -> str:
    return f"{rows[0].station} → {rows[-1].station}" if rows else ""


def _clock(minute: int | None) -> str:
    return "" if minute is None else clock_text(minute, "wrap")


def _met(opened: Opened, name: str) -> list[tuple[int, str]]:
    found = []
    for number, conflict in enumerate(opened.checked.conflicts, 1):
        if name in (conflict.train, conflict.other):
            found.append((number, conflict.other if name == conflict.train else conflict.train))
    return found


def copy_train(project_id: str) -> ResponseReturnValue:
    """A published train becomes a train of one's own; the published one no longer counts as traffic for it."""
    base = opened_base(project_id)
    number = base.rail.listed_number(request.form.get("number", ""))
    if not number:
        return refuse(base, _("没有这趟公布的车。"))
    calls = [call for call in base.rail.calls[number] if call.in_region]
    first = next((m for call in calls for m in (call.arrive, call.depart) if m is not None), 0) // DAY_MIN * DAY_MIN
    entered = tuple(
        EnteredCall(
            n,
            call.station,
            None if n == 1 or call.arrive is None else call.arrive - first,
            None if n == len(calls) or call.depart is None else call.depart - first,
        )
        for n, call in enumerate(calls, 1)
    )
    fast = class_of(base.rail, number) == "other"
    if fast or len(entered) < 2:
        return refuse(base, _("动车组和区域里只停一站的车抄不了：这里只排机车拉的车。"))
    case = Case(own=number, top_kmh=STOCK_KMH["25G"], stock=USUAL_STOCK[STOCK_KMH["25G"]])
    try:
        project = with_train(base.project, number, TrainSpec(entered, case), new=True)
    except BadValue as bad:
        return refuse(base, bad_value_words(bad))
    except SilverwayError as wrong:
        return refuse(base, error_sentence(wrong, _))
    return keep(base, project, {"kind": "add", "train": number}, number)
