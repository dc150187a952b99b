"""The step of a departure by train for berths: its cars, a plan by the solver, changes by hand, all of it checked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from planner import allocation  # its solvers are loaded when one is asked
from planner.allocation import BERTH_PLAN_JSON, LEVELS, Berth, BerthPlan, Impossible, TrainCar, check_berths
from planner.product import BERTH_WORDS
from planner.sentences import N_
from planner.violations import Violation
from routes.agency.desk import Desk, DeskStep, StepAnswers, plan_in
from routes.agency.group.labels import check_words, impossible_words
from routes.agency.group.rooms import first_day
from routes.forms import ours, plain, whole

PLAN, CARS = "berths.plan", "berths.cars"
MOST_CARS, COMPARTMENTS = 20, (1, 12)
EXAMPLE = "7 11 3"


def cars_of(desk: Desk) -> list[TrainCar]:
    """The cars somebody filled in."""
    return [TrainCar(name, compartments, tiers) for name, compartments, tiers in desk[CARS] or ()]


def plan_of(desk: Desk) -> BerthPlan | None:
    """The plan that is kept; None if there is none."""
    return plan_in(desk, PLAN, BERTH_PLAN_JSON)


def berth_words(berth: Berth) -> str:
    """7 车 3 室 下铺, and which of two walls."""
    return _("%(car)s 车 %(n)s 室 %(wall)s %(level)s", car=berth.car, n=berth.compartment, wall="AB"[berth.wall - 1],
             level=_(BERTH_WORDS[berth.level]))  # fmt: skip


def checked(desk: Desk, plan: BerthPlan) -> tuple[Violation, ...]:
    """What its checker says of a plan for the group as it is now."""
    return check_berths(desk.group, first_day(desk), cars_of(desk), plan)


def context(desk: Desk) -> dict[str, Any]:
    """Everybody's berth, car by car, and what is wrong."""
    plan, known, cars = plan_of(desk), desk.group.by_key(), cars_of(desk)
    berths = {key: berth for key, berth in plan.berths.items() if key in known} if plan else {}
    order = {"lower": 0, "middle": 1, "upper": 2}
    rows = sorted(berths.items(), key=lambda one: (one[1].car, one[1].compartment, order[one[1].level], one[1].wall))
    taken = {berth: key for key, berth in berths.items()}
    places = [
        Berth(car.id, number, wall, level)
        for car in cars for number in range(1, car.compartments + 1) for level in LEVELS[car.tiers] for wall in (1, 2)
    ]  # fmt: skip
    return {
        "plan": plan,
        "rows": [(known[key].name, berth_words(berth)) for key, berth in rows],
        "told": [(each.hard, check_words(each, desk.group)) for each in checked(desk, plan)] if plan else [],
        "over": _over(desk, berths),
        "people": [(each.key, each.name) for each in desk.group.travellers],
        "places": [(_written(each), berth_words(each), each in taken) for each in places],
        "car_text": desk.typed.get(CARS, "、".join(f"{car.id} {car.compartments} {car.tiers}" for car in cars)),
        "example": EXAMPLE,
    }


def _over(desk: Desk, berths: Mapping[str, Berth]) -> list[str]:
    """Kinds of which more are used than were taken of the train."""
    used = Counter(berth.level for berth in berths.values())
    taken = desk.train.share.taken if desk.train else {}
    return [
        _(
            "%(kind)s用了 %(used)s 个，只订了 %(n)s 个。",
            kind=_(BERTH_WORDS[kind]),
            used=used[kind],
            n=taken.get(kind, 0),
        )
        for kind in BERTH_WORDS
        if used[kind] > taken.get(kind, 0)
    ]


def _written(berth: Berth) -> str:
    return f"{berth.compartment}|{berth.wall}|{berth.level}|{berth.car}"


def read(desk: Desk, sent: Mapping[str, str]) -> StepAnswers:
    """The cars, the press for a plan, and somebody's other berth."""
    changes, errors = dict[str, Any](), dict[str, str]()
    if CARS in sent:
        parts = [part for part in re.split(r"[、，,;；\n]+", plain(sent[CARS])) if part.strip()]
        cars = [_car(part) for part in parts]
        changes[CARS] = [car for car in cars if car] or None
        if None in cars or len(cars) > MOST_CARS or len({car[0] for car in cars if car}) < len(cars):
            errors[CARS] = _("一节车写三个数：车厢号、几个隔间、每边几层（2 或 3），例如 %(example)s；几节用顿号隔开。",
                             example=EXAMPLE)  # fmt: skip
    filled = replace(desk, file=replace(desk.file, inputs=desk.file.inputs | changes))
    if "allocate" in sent and not errors:
        return _allocated(filled, changes)
    plan = plan_of(filled)
    if sent.get("who") and sent.get("berth") and plan is not None:
        changes[PLAN] = BERTH_PLAN_JSON.dump_python(_moved(desk, plan, sent["who"], sent["berth"]), mode="json")
    return StepAnswers(changes, errors)


def _car(text: str) -> list[Any] | None:
    words = text.split()
    if len(words) != 3 or not 1 <= len(words[0]) <= 4:
        return None
    compartments, tiers = whole(words[1], 2), whole(words[2], 1)
    if compartments is None or not COMPARTMENTS[0] <= compartments <= COMPARTMENTS[1] or tiers not in LEVELS:
        return None
    return [words[0], compartments, tiers]


def _allocated(desk: Desk, changes: dict[str, Any]) -> StepAnswers:
    if not desk.group.travellers:
        return StepAnswers({}, {"allocate": _("还没有名单，先到“客人”填名单或者人数。")})
    if not cars_of(desk):
        return StepAnswers({}, {CARS: _("请先填铁路给的车厢，例如 %(example)s。", example=EXAMPLE)})
    try:
        found = allocation.allocate_berths(desk.group, first_day(desk), cars_of(desk))
    except TimeoutError:
        return StepAnswers(changes, {"allocate": _("人太多，算的时间不够，没有找到排法。请分成几个团再试。")})
    if isinstance(found, Impossible):
        sentence = ours(_("这样排不下：%(demands)s。", demands="{demands}")).format(
            demands=impossible_words(found, desk.group)
        )
        return StepAnswers(changes, {"allocate": sentence})
    return StepAnswers(changes | {PLAN: BERTH_PLAN_JSON.dump_python(found.result, mode="json")})


def _moved(desk: Desk, plan: BerthPlan, key: str, target: str) -> BerthPlan:
    """Somebody in another berth; who lies there takes theirs. No more is proved of it."""
    found = next((each for car in cars_of(desk) for number in range(1, car.compartments + 1)
                  for level in LEVELS[car.tiers] for wall in (1, 2)
                  if _written(each := Berth(car.id, number, wall, level)) == target), None)  # fmt: skip
    if found is None or key not in desk.group.by_key():
        return plan
    return BerthPlan(allocation.exchanged(plan.berths, key, found))


def state(desk: Desk) -> str:
    """How many lie where, and how much is wrong."""
    plan = plan_of(desk)
    if plan is None:
        return _("还没有排铺")
    broken = sum(each.hard for each in checked(desk, plan)) + len(_over(desk, plan.berths))
    words = ngettext("%(num)d 个铺位", "%(num)d 个铺位", len(plan.berths))
    return words + (ngettext("，%(num)d 处不行", "，%(num)d 处不行", broken) if broken else "")


def input_name(_desk: Desk, name: str) -> str:
    """What people call an input of this step."""
    return {PLAN: _("铺位"), CARS: _("车厢")}.get(name, name)


BERTHS = DeskStep(
    "berths", N_("铺位"), "agency/berths.html", context, read, state, input_name,
    fits=lambda desk: desk.train is not None,
)  # fmt: skip
