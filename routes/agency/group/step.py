"""The step of a departure for who goes: the name list with its faults, and who of it cannot do the trip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.clock import today
from planner.errors import Fault
from planner.group import (
    MOBILITY_TEXTS,
    ROLE_TEXTS,
    SEX_TEXTS,
    TEXT_FIELDS,
    TravelGroup,
    Traveller,
    age_on,
    assumed,
    mobility_of,
    reread,
    texts_of,
)
from planner.saved import default_retention_date, retention_date
from planner.sentences import N_, NAMES
from routes.agency.desk import Desk, DeskStep, StepAnswers
from routes.agency.group.fit import unfit
from routes.agency.group.labels import COLUMNS
from routes.agency.group.replan import replanned
from routes.state import session

SHOWN = ("name", "sex", "age", "id_number", "phone", "mobility", "diet", "medical", "room_with", "travels_with",
         "alone", "home_stop", "emergency_name", "emergency_phone", "role", "notes")  # fmt: skip
NEW = "new"


@dataclass(frozen=True)
class PersonRow:
    """A traveller as the list shows them: what stands in each cell, and what is wrong with it."""

    key: str
    name: str
    cells: Mapping[str, str]
    faults: Mapping[str, str]
    others: Mapping[str, str]


def context(desk: Desk) -> dict[str, Any]:
    """The list, what is wrong in it, and whom the trip does not suit."""
    found = reread(desk.group, today())
    edited = request.args.get("edit", "")
    rows = rows_of(desk, found.faults)
    with session() as db:
        until = retention_date(db, desk.file.id)
    return {
        "columns": {name: _(COLUMNS[name]) for name in SHOWN},
        "fields": {name: _(COLUMNS[name]) for name in TEXT_FIELDS},
        "choices": {"sex": SEX_TEXTS, "mobility": {"": ""} | MOBILITY_TEXTS, "role": ROLE_TEXTS},
        "rows": rows,
        "edited": next((row for row in rows if row.key == edited), None) or (blank(desk) if edited == NEW else None),
        "texts": texts_of(desk.group, desk.group.by_key()[edited]) if edited in desk.group.by_key() else {},
        "unsuited": unfit(desk),
        **replanned(desk),
        "assumed": [each.name for each in assumed(desk.group)],
        "until": until
        or (default_retention_date(desk.trip.days[-1].date) if desk.trip and desk.group.travellers else None),
    }


def rows_of(desk: Desk, faults: Sequence[Fault]) -> list[PersonRow]:
    """Everybody of the list."""
    wrong: dict[int, dict[str, str]] = {}
    for fault in faults:
        wrong.setdefault(fault.row, {})[fault.column] = fault_words(fault)
    return [
        PersonRow(
            each.key,
            each.name,
            _cells(desk, each),
            wrong.get(number, {}),
            {name: text for name, text in each.unread.items() if name not in TEXT_FIELDS},
        )
        for number, each in enumerate(desk.group.travellers, 1)
    ]


def blank(desk: Desk) -> PersonRow:
    """Somebody to be added."""
    return PersonRow(desk.group.new_key(), "", {}, {}, {})


def fault_words(fault: Fault) -> str:
    """What is wrong in a cell, in the reader's language."""
    return _(fault.why).format(**fault.values) if fault.values else _(fault.why)


def _cells(desk: Desk, traveller: Traveller) -> dict[str, str]:
    texts = texts_of(desk.group, traveller)
    if desk.trip is not None and (age := age_on(traveller, desk.trip.request.start)) is not None:
        texts["age"] = str(age)
    if "id_number" not in traveller.unread and len(texts["id_number"]) > 8:
        texts["id_number"] = f"{texts['id_number'][:6]}…{texts['id_number'][-2:]}"
    texts |= {name: _(texts[name]) for name in ("sex", "role", "alone") if texts[name] and name not in traveller.unread}
    if "mobility" not in traveller.unread and traveller.mobility:
        texts["mobility"] = _(NAMES[traveller.mobility])
    return texts


def read(_desk: Desk, _sent: Mapping[str, str]) -> StepAnswers:
    """People are kept apart from a departure's inputs: see `lists`."""
    return StepAnswers()


def state(desk: Desk) -> str:
    """How many there are."""
    if desk.locked:
        return _("名单打不开")
    guests, staff = len(desk.group.guests), len(desk.group.staff)
    if not desk.group.travellers:
        return _("还没有名单")
    words = ngettext("%(num)d 位客人", "%(num)d 位客人", guests)
    return words + (ngettext("，%(num)d 位工作人员", "，%(num)d 位工作人员", staff) if staff else "")


def mobility_counts(group: TravelGroup, desk: Desk) -> dict[str, int]:
    """How many of the guests have each mobility on the first day."""
    counts: dict[str, int] = {}
    for each in group.guests:
        age = age_on(each, desk.trip.request.start) if desk.trip else each.age
        profile = mobility_of(each, age)
        counts[profile] = counts.get(profile, 0) + 1
    return counts


GROUP = DeskStep("group", N_("客人"), "agency/group.html", context, read, state)
