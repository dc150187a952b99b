"""Who goes on a departure: the name list, and who sleeps, lies and sits where."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask import Response
from flask_babel import gettext as _
from pydantic import BaseModel, Field

from planner.allocation import BerthPlan, RoomPlan, SeatPlan
from planner.clock import today
from planner.errors import Fault
from planner.group import FIELDS, TEXT_FIELDS, NameTable, read_name_list, reread, texts_of
from planner.language import N_
from planner.saved import MOST_KEPT_DAYS, retention_date
from planner.violations import Violation
from routes.agency.desk import Desk, open_desk
from routes.agency.group import berths, rooms, seats
from routes.agency.group.labels import check_words
from routes.agency.group.lists import keep_people
from routes.agency.group.step import fault_words
from routes.api.answers import answer, nothing, refuse_stale, refused
from routes.api.blueprint import operation
from routes.api.departures.models import DeparturePath
from routes.api.models import Strict
from routes.presenters import problem
from routes.state import session

MOST_ROWS, LONGEST_CELL = 700, 400


class PersonPath(DeparturePath):
    """Somebody of the list, by the key they have there."""

    key: str = Field(max_length=40)


class Cells(Strict):
    """A person's cells by the names of the columns, as they would be written on paper."""

    cells: dict[str, str] = Field(max_length=len(FIELDS))


class NameRows(Strict):
    """A whole list: each person's cells by the names of the columns (name, sex, born, age, id_number, passport, phone,
    mobility, wheelchair, diet, medical, emergency_name, emergency_phone, home_stop, alone, room_with, travels_with,
    household, role, notes). It is kept to the day `until`; `look`: only say what would be kept."""

    people: list[dict[str, str]] = Field(max_length=MOST_ROWS)
    until: date | None = None
    look: bool = False


class ListFault(BaseModel):
    """Something that is wrong on the list, or was passed over: whose line (1 is the first), which column, and why."""

    row: int
    column: str
    why: str


class PersonState(BaseModel):
    """Somebody of the list."""

    key: str
    cells: dict[str, str]


class PeopleState(BaseModel):
    """The list; `locked`: there is one that this site has no key for. It is deleted after `until`."""

    locked: bool
    until: date | None
    people: list[PersonState]
    faults: list[ListFault]


class Allocation(BaseModel):
    """Who sleeps, sits and lies where, by the people's keys, as far as that was planned; and what is wrong with it."""

    rooms: RoomPlan | None
    seats: SeatPlan | None
    berths: BerthPlan | None
    wrong: list[str]


@operation("get", "/departures/<departure_id>/people", N_("客人名单"), "people:read", {200: PeopleState})
def read_people(path: DeparturePath) -> Response:
    """Everybody on the list with all their cells, and what is wrong in these."""
    return answer(_state(open_desk(path.departure_id)))


@operation("put", "/departures/<departure_id>/people", N_("交一份名单"), "people:write", {200: PeopleState})
def replace_people(path: DeparturePath, body: NameRows) -> Response:
    """A list in the place of the one that is there. What cannot be read stays with its person, and is told."""
    desk = open_desk(path.departure_id)
    refuse_stale(_state(desk))
    if wrong := {name: _("没有这一项。") for row in body.people for name in row if name not in FIELDS}:
        return refused(wrong)
    if body.until and not 0 <= (body.until - today()).days <= MOST_KEPT_DAYS:
        return refused({"until": _("保存到哪天：请写今天以后、三年以内的日子，例如 2027-08-01。")})
    names = tuple(name for name in FIELDS if any(name in row for row in body.people)) or ("name",)
    rows = [tuple(row.get(name, "")[:LONGEST_CELL] for name in names) for row in body.people]
    found = read_name_list(NameTable(names, tuple(enumerate(rows, 1))), "", today(), names)
    if body.look:
        people = [PersonState(key=each.key, cells=texts_of(found.group, each)) for each in found.group.travellers]
        told = _faults([*found.faults, *found.notes])
        return answer(PeopleState(locked=False, until=body.until, people=people, faults=told))
    if found.faults and not found.group.travellers:
        return refused({"people": fault_words(found.faults[0])})
    keep_people(desk, found.group, body.until, anew=True)
    return answer(_state(open_desk(path.departure_id)))


@operation("put", "/departures/<departure_id>/people/<key>", N_("改名单上的一位"), "people:write", {200: PeopleState})
def change_person(path: PersonPath, body: Cells) -> Response:
    """Cells of somebody changed, or somebody new under a key that nobody has: `name` is needed then."""
    desk = open_desk(path.departure_id)
    if wrong := {name: _("没有这一项。") for name in body.cells if name not in TEXT_FIELDS}:
        return refused(wrong)
    known = desk.group.by_key().get(path.key)
    texts = {name: text.strip()[:LONGEST_CELL] for name, text in body.cells.items()}
    if not texts.get("name", known.name if known else ""):
        return refused({"name": _("请填姓名。要把人删掉，请按“从名单上删掉”。")})
    keep_people(desk, reread(desk.group, today(), {path.key: texts}).group)
    return answer(_state(open_desk(path.departure_id)))


@operation("delete", "/departures/<departure_id>/people/<key>", N_("从名单上删掉一位"), "people:write", {204: None})
def erase_person(path: PersonPath) -> Response:
    """Erase all that is kept of somebody."""
    desk = open_desk(path.departure_id)
    left = desk.group.without(path.key)
    if left == desk.group:
        return problem(_("没有找到"), _("名单上没有这个人。"), 404)
    keep_people(desk, left)
    return nothing()


@operation(
    "get", "/departures/<departure_id>/allocation", N_("房间、座位、铺位"), "people:read", {200: Allocation}, "compute"
)
def read_allocation(path: DeparturePath) -> Response:
    """The plans as they are kept, and what their checkers say; they are made by the steps rooms, seats and berths."""
    desk = open_desk(path.departure_id)
    room_plan, seat_plan, berth_plan = rooms.plan_of(desk), seats.plan_of(desk), berths.plan_of(desk)
    wrong: list[Violation] = []
    wrong += rooms.checked(desk, room_plan) if room_plan else ()
    wrong += seats.checked(desk, seat_plan) if seat_plan else ()
    wrong += berths.checked(desk, berth_plan) if berth_plan else ()
    told = [check_words(each, desk.group).striptags() for each in wrong]
    return answer(Allocation(rooms=room_plan, seats=seat_plan, berths=berth_plan, wrong=told))


def _state(desk: Desk) -> PeopleState:
    with session() as db:
        until = retention_date(db, desk.file.id)
    people = [PersonState(key=each.key, cells=texts_of(desk.group, each)) for each in desk.group.travellers]
    faults = _faults(reread(desk.group, today()).faults)
    return PeopleState(locked=desk.locked, until=until, people=people, faults=faults)


def _faults(faults: Iterable[Fault]) -> list[ListFault]:
    return [ListFault(row=each.row, column=each.column, why=fault_words(each)) for each in faults]
