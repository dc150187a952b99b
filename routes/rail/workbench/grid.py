"""The timetable of the selected train as rows of cells, and the list of conflicts, as the page shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from planner.clock import DAY_MIN
from planner.train.entry import entered_way
from planner.train.infrastructure import USUAL_STOCK
from planner.train.project import ProjectConflict
from planner.train.types import TrainSpec
from routes.formatters import stations_words
from routes.presenters import remedy_text
from routes.rail.workbench.opening import Opened
from routes.rail.workbench.words import (
    against_words,
    cell_words,
    kind_words,
    minute_words,
    shift_words,
    size_words,
)

AROUND = 180  # minutes before and after a conflict


@dataclass(frozen=True)
class GridRow:
    """A call: its place among the calls, its times as cells, minutes it stands (None: an end), kilometres, whether the
    train runs through, and the numbers of the conflicts there."""

    place: int
    name: str
    station: str
    arrive: str
    depart: str
    stay: int | None
    km: str
    passes: bool
    conflicts: tuple[int, ...]


@dataclass(frozen=True)
class TrainCard:
    """An own train in the list at the left."""

    name: str
    ends: str
    times: str
    conflicts: int


@dataclass(frozen=True)
class RemedyButton:
    """A press that clears a conflict."""

    train: str
    minutes: int
    words: str


@dataclass(frozen=True)
class ListedConflict:
    """A conflict in the list: when, where and how large it is, both trains, the whole sentence, what clears it."""

    number: int
    train: str
    when: str
    day: str
    where: str
    size: str
    against: str
    sentence: str
    link: str  # shows it on the diagram
    remedies: tuple[RemedyButton, ...]


@dataclass(frozen=True)
class Doubt:
    """What may be nothing, in one sentence."""

    train: str
    text: str


def grid_rows(opened: Opened, name: str) -> list[GridRow]:
    """The rows of a train."""
    spec = opened.train(name)
    kms = list(_kms(opened, spec))
    rows = []
    for place, call in enumerate(spec.calls):
        stands = call.arrive is not None and call.depart is not None
        passes = stands and call.arrive == call.depart
        rows.append(
            GridRow(
                place,
                call.station,
                stations_words(call.station),
                cell_words(call.arrive),
                cell_words(call.depart),
                (call.depart or 0) - (call.arrive or 0) if stands else None,
                f"{kms[place]:.0f}" if place < len(kms) else "",
                passes,
                tuple(n for n, c in enumerate(opened.checked.conflicts, 1) if _is_at(c, name, call.station)),
            )
        )
    return rows


def _kms(opened: Opened, spec: TrainSpec) -> Iterator[float]:
    """The kilometres of the calls, as far as the way is known."""
    way = iter(entered_way(opened.rail, spec.calls))
    for call in spec.calls:
        for passing in way:
            if passing.station == call.station:
                yield passing.km
                break


def _is_at(conflict: ProjectConflict, name: str, station: str) -> bool:
    return conflict.train == name and station in conflict.violation.where.split(" → ")


def train_cards(opened: Opened) -> list[TrainCard]:
    """All own trains."""
    cards = []
    for name, spec in opened.project.trains.items():
        first, last = spec.calls[0], spec.calls[-1]
        cards.append(
            TrainCard(
                name,
                f"{stations_words(first.station)} → {stations_words(last.station)}",
                f"{minute_words(first.depart)} → {minute_words(last.arrive)}",
                opened.checked.of(name),
            )
        )
    return cards


def summary_of(opened: Opened, name: str) -> str:
    """Stock, kilometres and hours of a train."""
    spec = opened.train(name)
    way = entered_way(opened.rail, spec.calls)
    first, last = spec.calls[0].depart, spec.calls[-1].arrive
    parts = [spec.case.stock or USUAL_STOCK[spec.case.top_kmh]]
    if way:
        parts.append(f"{way[-1].km:.0f} km")
    if first is not None and last is not None:
        parts.append(_("%(h)s 小时 %(m)s 分", h=(last - first) // 60, m=(last - first) % 60))
    return " · ".join(parts)


def conflict_rows(opened: Opened, hours: tuple[int, int] | None) -> list[ListedConflict]:
    """What must be cleared, the largest first; `hours` are the minutes shown on the diagram."""
    return [_row(opened, number, conflict, hours) for number, conflict in enumerate(opened.checked.conflicts, 1)]


def _row(opened: Opened, number: int, conflict: ProjectConflict, hours: tuple[int, int] | None) -> ListedConflict:
    minute = conflict.minute
    where: dict[str, object] = {"train": conflict.train}
    if minute is not None and hours and not hours[0] < minute < hours[1]:
        where |= {"from": minute - AROUND, "to": minute + AROUND, "low": None, "high": None}
    told = " · ".join(filter(None, (against_words(conflict), kind_words(conflict))))
    return ListedConflict(
        number,
        conflict.train,
        "" if minute is None else f"{minute // 60 % 24:02d}:{minute % 60:02d}",
        "" if minute is None else _("第 %(n)s 天", n=minute // DAY_MIN + 1),
        stations_words(conflict.violation.where),
        size_words(conflict),
        told,
        remedy_text(conflict.violation),
        opened.address(**where),
        tuple(RemedyButton(shift.train, shift.minutes, shift_words(shift)) for shift in conflict.remedies),
    )


def doubts(opened: Opened) -> list[Doubt]:
    """What may be nothing."""
    return [Doubt(each.train, remedy_text(each.violation)) for each in opened.checked.doubts]
