"""The step of a departure for coach seats: the coaches, a plan by the solver, drawn, and changes by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from planner import allocation  # its solvers are loaded when one is asked
from planner.allocation import (
    SEAT_PLAN_JSON,
    CoachKind,
    Impossible,
    SeatPlan,
    check_seats,
    coach_seats,
)
from planner.sentences import N_
from planner.violations import Violation
from routes.agency.desk import Desk, DeskStep, StepAnswers, plan_in
from routes.agency.group.labels import check_words, impossible_words
from routes.agency.group.rooms import first_day
from routes.forms import ours, whole

PLAN, COACHES = "seats.plan", "seats.coaches"
SEATS_OF_ONE, MOST_COACHES = (10, 60), 12
COLUMNS = ("A", "B", "E", "C", "D")


@dataclass(frozen=True)
class DrawnSeat:
    """A seat on the drawing: who sits there, or nobody."""

    id: str
    column: int
    row: int
    key: str
    name: str
    mark: str


def coaches_of(desk: Desk) -> list[CoachKind]:
    """The coaches somebody filled in."""
    return [CoachKind(seats) for seats in desk[COACHES] or ()]


def plan_of(desk: Desk) -> SeatPlan | None:
    """The plan that is kept; None if there is none."""
    return plan_in(desk, PLAN, SEAT_PLAN_JSON)


def checked(desk: Desk, plan: SeatPlan) -> tuple[Violation, ...]:
    """What its checker says of a plan for the group as it is now."""
    return check_seats(desk.group, first_day(desk), desk.facts.rules, coaches_of(desk), plan)


def context(desk: Desk) -> dict[str, Any]:
    """The coaches as drawn, and what is wrong."""
    plan, known = plan_of(desk), desk.group.by_key()
    seats = plan.seats if plan else {}
    taken = {place: key for key, place in seats.items() if key in known}
    coaches = coaches_of(desk)
    drawn = [
        [_drawn(desk, number, seat.id, seat.row, seat.letter, taken) for seat in coach_seats(kind)]
        for number, kind in enumerate(coaches, 1)
    ]
    violations = checked(desk, plan) if plan else ()
    return {
        "plan": plan,
        "coaches": [(number, kind.seats, drawn[number - 1]) for number, kind in enumerate(coaches, 1)],
        "told": [(each.hard, check_words(each, desk.group)) for each in violations],
        "people": [(each.key, each.name) for each in desk.group.travellers if each.role != "driver"],
        "places": [
            (f"{n}-{seat.id}", _("%(n)s 车 %(seat)s", n=n, seat=seat.id), (n, seat.id) in taken)
            for n, kind in enumerate(coaches, 1)
            for seat in coach_seats(kind)
        ],
        "coach_text": desk.typed.get(COACHES, "、".join(str(kind.seats) for kind in coaches)),
    }


def _drawn(
    desk: Desk, coach: int, seat_id: str, row: int, letter: str, taken: Mapping[tuple[int, str], str]
) -> DrawnSeat:
    key = taken.get((coach, seat_id), "")
    traveller = desk.group.by_key().get(key)
    mark = ""
    if traveller is not None:
        mark = _("轮椅") if traveller.in_wheelchair else _("导游") if traveller.role == "guide" else ""
    return DrawnSeat(seat_id, COLUMNS.index(letter) + 1, row, key, traveller.name if traveller else "", mark)


def read(desk: Desk, sent: Mapping[str, str]) -> StepAnswers:
    """The coaches, the press for a plan, and somebody's other seat."""
    changes, errors = dict[str, Any](), dict[str, str]()
    if COACHES in sent:
        numbers = [whole(part, 2, ("座",)) for part in re.split(r"[、，,;；+\s]+", sent[COACHES].strip()) if part]
        good = [number for number in numbers if number is not None and SEATS_OF_ONE[0] <= number <= SEATS_OF_ONE[1]]
        changes[COACHES] = good or None
        if len(good) != len(numbers) or len(numbers) > MOST_COACHES:
            low, high = SEATS_OF_ONE
            errors[COACHES] = _(
                "每辆车的座位数请填 %(low)s 到 %(high)s，几辆用顿号隔开，例如 45、33。", low=low, high=high
            )
    filled = replace(desk, file=replace(desk.file, inputs=desk.file.inputs | changes))
    if "allocate" in sent and not errors:
        return _allocated(filled, changes)
    plan = plan_of(filled)
    if sent.get("who") and sent.get("seat") and plan is not None:
        changes[PLAN] = SEAT_PLAN_JSON.dump_python(_moved(desk, plan, sent["who"], sent["seat"]), mode="json")
    return StepAnswers(changes, errors)


def _allocated(desk: Desk, changes: dict[str, Any]) -> StepAnswers:
    if not desk.group.travellers:
        return StepAnswers({}, {"allocate": _("还没有名单，先到“客人”填名单或者人数。")})
    if not coaches_of(desk):
        return StepAnswers({}, {COACHES: _("请先填车：每辆几个座位，不算司机。")})
    try:
        found = allocation.allocate_seats(desk.group, first_day(desk), desk.facts.rules, coaches_of(desk))
    except TimeoutError:
        return StepAnswers(changes, {"allocate": _("人太多，算的时间不够，没有找到坐法。请分成几个团再试。")})
    if isinstance(found, Impossible):
        sentence = ours(_("这样坐不下：%(demands)s。", demands="{demands}")).format(
            demands=impossible_words(found, desk.group)
        )
        return StepAnswers(changes, {"allocate": sentence})
    return StepAnswers(changes | {PLAN: SEAT_PLAN_JSON.dump_python(found.result, mode="json")})


def _moved(desk: Desk, plan: SeatPlan, key: str, target: str) -> SeatPlan:
    """Somebody on another seat; who sits there takes theirs. No more is proved of it."""
    coach, _dash, seat = target.partition("-")
    if key not in desk.group.by_key() or not coach.isdecimal():
        return plan
    return SeatPlan(allocation.exchanged(plan.seats, key, (int(coach), seat)))


def state(desk: Desk) -> str:
    """How many sit, and whether the plan holds."""
    plan = plan_of(desk)
    if plan is None:
        return _("还没有排座")
    broken = sum(each.hard for each in checked(desk, plan))
    words = ngettext("%(num)d 个座位", "%(num)d 个座位", len(plan.seats))
    return words + (ngettext("，%(num)d 处不行", "，%(num)d 处不行", broken) if broken else "")


def input_name(_desk: Desk, name: str) -> str:
    """What people call an input of this step."""
    return {PLAN: _("座位"), COACHES: _("车")}.get(name, name)


SEATS = DeskStep("seats", N_("座位"), "agency/seats.html", context, read, state, input_name)
