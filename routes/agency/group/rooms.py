"""The step of a departure for rooms: what the hotel has, a plan by the solver, moves by hand, all of it checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from planner import allocation  # its solvers are loaded when one is asked
from planner.allocation import (
    ROOM_PLAN_JSON,
    Impossible,
    Room,
    RoomKind,
    RoomPlan,
    check_rooms,
)
from planner.clock import today
from planner.group import age_on
from planner.sentences import N_, NAMES
from planner.violations import Violation
from routes.agency.desk import Desk, DeskStep, StepAnswers, plan_in
from routes.agency.group.labels import KINDS, check_words, impossible_words
from routes.forms import ours, whole

BEDS = {"accessible": 2, "twin": 2, "single": 1, "triple": 3}
USUAL = ("accessible", "twin", "single")  # nearly every hotel has them; a room for three is used where it is known
LIFTS = {"": None, "yes": True, "no": False}
MOST_ROOMS = 1200
PLAN, MOVE, HAVE = "rooms.plan", "move.", "rooms.have_"


def first_day(desk: Desk) -> date:
    """The day on which ages count."""
    return desk.trip.request.start if desk.trip else today()


def kinds_of(desk: Desk) -> list[RoomKind]:
    """The hotel's rooms, as far as somebody filled them in."""
    lift = LIFTS.get(desk["rooms.lift"] or "")
    kinds = []
    for kind, beds in BEDS.items():
        count = desk[HAVE + kind]
        if count is not None or kind in USUAL:
            kinds.append(RoomKind(kind, beds, count, kind == "accessible", lift))
    return kinds


def plan_of(desk: Desk) -> RoomPlan | None:
    """The plan that is kept; None if there is none."""
    return plan_in(desk, PLAN, ROOM_PLAN_JSON)


def checked(desk: Desk, plan: RoomPlan) -> tuple[Violation, ...]:
    """What its checker says of a plan for the group as it is now."""
    return check_rooms(desk.group, first_day(desk), desk.facts.rules, kinds_of(desk), plan)


def context(desk: Desk) -> dict[str, Any]:
    """The board: each room with who is in it and what is wrong with it; and what is wrong elsewhere."""
    plan, known = plan_of(desk), desk.group.by_key()
    violations = checked(desk, plan) if plan else ()
    rooms = plan.rooms if plan else ()
    ids = {room.id for room in rooms}
    by_room: dict[str, list[tuple[bool, str]]] = {}
    for each in violations:
        by_room.setdefault(each.where if each.where in ids else "", []).append(
            (each.hard, check_words(each, desk.group))
        )
    day = first_day(desk)
    people = {
        each.key: (
            each.name,
            "、".join(filter(None, (_age_words(age_on(each, day)), _(NAMES[each.mobility]) if each.mobility else ""))),
        )
        for each in desk.group.travellers
    }
    return {
        "plan": plan,
        "rooms": [(room, _(KINDS.get(room.kind, room.kind)), [k for k in room.people if k in known]) for room in rooms],
        "people": people,
        "by_room": by_room,
        "homeless": [key for key in known if not any(key in room.people for room in rooms)] if plan else [],
        "kinds": {kind: _(label) for kind, label in KINDS.items()},
        "have": HAVE,
        "lifts": {"": _("没查到"), "yes": _("有电梯，或三楼以下"), "no": _("没有")},
        "broken": sum(each.hard for each in violations),
        "counts": Counter(room.kind for room in rooms if room.people),
    }


def _age_words(age: int | None) -> str:
    return "" if age is None else _("%(n)s 岁", n=age)


def read(desk: Desk, sent: Mapping[str, str]) -> StepAnswers:
    """What the hotel has, the press for a plan, and moves."""
    changes, errors = dict[str, Any](), dict[str, str]()
    for name, text in sent.items():
        if name.startswith(HAVE) and name.removeprefix(HAVE) in BEDS:
            count = whole(text, 4, ("间",)) if text.strip() else None
            changes[name] = count
            if text.strip() and count is None:
                errors[name] = _("几间请填整数，例如 2。不知道就空着。")
        elif name == "rooms.lift" and text in LIFTS:
            changes[name] = text or None
    filled = replace(desk, file=replace(desk.file, inputs=desk.file.inputs | changes))
    if "allocate" in sent and not errors:
        return _allocated(filled, changes)
    plan = plan_of(filled)
    for name, text in sent.items():
        if name.startswith(MOVE) and plan is not None:
            plan = _moved(desk, plan, name.removeprefix(MOVE), text)
            changes |= _kept(desk, plan)
    return StepAnswers(changes, errors)


def _allocated(desk: Desk, changes: dict[str, Any]) -> StepAnswers:
    if not desk.group.travellers:
        return StepAnswers({}, {"allocate": _("还没有名单，先到“客人”填名单或者人数。")})
    try:
        found = allocation.allocate_rooms(desk.group, first_day(desk), desk.facts.rules, kinds_of(desk))
    except TimeoutError:
        return StepAnswers(changes, {"allocate": _("人太多，算的时间不够，没有找到分法。请分成几个团再试。")})
    if isinstance(found, Impossible):
        sentence = ours(_("这样分不开：%(demands)s。这几样要让一样。", demands="{demands}")).format(
            demands=impossible_words(found, desk.group)
        )
        return StepAnswers(changes, {"allocate": sentence})
    return StepAnswers(changes | _kept(desk, found.result))


def _kept(desk: Desk, plan: RoomPlan) -> dict[str, Any]:
    """A plan as inputs, with the guests' rooms by kind for the costing."""
    guests = {each.key for each in desk.group.guests}
    counts = Counter(room.kind for room in plan.rooms if guests & set(room.people))
    numbers = {f"rooms.{kind}": counts[kind] for kind in ("accessible", "twin", "single")}
    return {PLAN: ROOM_PLAN_JSON.dump_python(plan, mode="json")} | numbers


def _moved(desk: Desk, plan: RoomPlan, key: str, target: str) -> RoomPlan:
    """Somebody in another room, or in a new one of a kind ("new:twin"); empty rooms go. No more is proved of it."""
    if key not in desk.group.by_key():
        return plan
    rooms = [replace(room, people=tuple(each for each in room.people if each != key)) for room in plan.rooms]
    if target.startswith("new:") and (kind := target.removeprefix("new:")) in BEDS and len(rooms) < MOST_ROOMS:
        number = max((int(room.id[1:]) for room in rooms if room.id[1:].isdecimal()), default=0) + 1
        rooms.append(Room(f"r{number}", kind, (key,)))
    elif any(room.id == target for room in rooms):
        rooms = [replace(room, people=(*room.people, key)) if room.id == target else room for room in rooms]
    else:
        return plan
    return RoomPlan(tuple(room for room in rooms if room.people))


def state(desk: Desk) -> str:
    """How many rooms there are, and whether they hold."""
    plan = plan_of(desk)
    if plan is None:
        return _("还没有分房")
    broken = sum(each.hard for each in checked(desk, plan))
    words = ngettext("%(num)d 间", "%(num)d 间", len(plan.rooms))
    return words + (ngettext("，%(num)d 处不行", "，%(num)d 处不行", broken) if broken else "")


def input_name(_desk: Desk, name: str) -> str:
    """What people call an input of this step."""
    if name.startswith(HAVE):
        return _(KINDS.get(name.removeprefix(HAVE), name))
    return {PLAN: _("分房"), "rooms.lift": _("电梯")}.get(name, name)


ROOMS = DeskStep(
    "rooms", N_("房间"), "agency/rooms.html", context, read, state, input_name, fits=lambda desk: desk.train is None
)
