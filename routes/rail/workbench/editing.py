"""Changes of a project, each one form, each one step that can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.catalog import RailFacts
from planner.errors import BadValue, OutOfRange, SilverwayError
from planner.sentences import N_, error_sentence
from planner.train.entry import read_possession, read_train_spec, written_fields
from planner.train.infrastructure import read_assumption
from planner.train.project import (
    End,
    Project,
    moved,
    moved_from,
    moved_possession,
    moved_up_to,
    paste_block,
    read_cell,
    with_stay,
    with_times,
    with_train,
    without_train,
)
from planner.train.types import TrainSpec
from routes.formatters import stations_words
from routes.rail.forms.case import field_sentences
from routes.rail.workbench.opening import Opened, keep, opened_base, refuse

ENDS: tuple[End, End] = ("arrive", "depart")
MOST_MINUTES, MOST_CONDITIONS, MOST_ERRORS = 24 * 60, 60, 3
_STAY = N_("停几分钟请写数字，您写的是“{typed}”。")
_MINUTES = N_("请写移几分钟，例如 3 或 -2。")


def bad_value_words(bad: BadValue) -> str:
    """What cannot be, stations by the names the reader knows."""
    values = {key: stations_words(str(v)) if key in ("station", "before") else v for key, v in bad.values.items()}
    return _(bad.why).format(**values)


def change_cells(project_id: str) -> ResponseReturnValue:
    """The cells of a timetable that differ from what they were."""
    base = opened_base(project_id)
    name = request.form.get("train", "")
    spec = base.train(name)
    only = request.form.get("follow") != "1"
    try:
        changed, count = _cells(spec, only)
    except BadValue as bad:
        return refuse(base, bad_value_words(bad), name)
    return keep(base, with_train(base.project, name, changed), {"kind": "cells", "train": name, "count": count}, name)


def _cells(spec: TrainSpec, only: bool) -> tuple[TrainSpec, int]:
    """The train with the cells that were typed into; those before are taken as the day counts on from them."""
    changed, count, latest = spec, 0, 0
    cells: dict[tuple[int, End], int] = {}
    for place, call in enumerate(spec.calls):
        for end in ENDS:
            now = call.arrive if end == "arrive" else call.depart
            typed = request.form.get(f"{end}-{place}", "").strip()
            was = request.form.get(f"was-{end}-{place}", "").strip()
            if now is not None and typed and typed != was:
                cells[place, end] = now = read_cell(typed, now, latest)
            latest = now if now is not None else latest
        stay = request.form.get(f"stay-{place}", "").strip()
        if stay and call.arrive is not None and call.depart is not None and stay != str(call.depart - call.arrive):
            if not stay.isascii() or not stay.isdecimal() or int(stay[:5]) > MOST_MINUTES:
                raise BadValue(_STAY, typed=stay[:20])
            changed = with_stay(changed, place, int(stay))
            count += 1
    if not cells:
        return changed, count
    return with_times(changed, cells, only=only), count + len(cells)


def paste(project_id: str) -> ResponseReturnValue:
    """A block copied from a spreadsheet, from a cell on."""
    base = opened_base(project_id)
    name = request.form.get("train", "")
    spec = base.train(name)
    place, end = _whole("place", 0, len(spec.calls) - 1), request.form.get("end", "arrive")
    if place is None or end not in ENDS:
        return refuse(base, _("请先点一格，再粘贴。"), name)
    try:
        cells = paste_block(spec, request.form.get("block", ""), place, "arrive" if end == "arrive" else "depart")
        changed = with_times(spec, cells, only=True)
    except BadValue as bad:
        return refuse(base, bad_value_words(bad), name)
    step: dict[str, str | int] = {"kind": "cells", "train": name, "count": len(cells)}
    return keep(base, with_train(base.project, name, changed), step, name)


def move(project_id: str) -> ResponseReturnValue:
    """A train moved as a whole, from a station on, or up to one: by dragging, by keys, or as a remedy."""
    base = opened_base(project_id)
    name = request.form.get("train", "")
    try:
        project, step = moved_project(base)
    except BadValue as bad:
        return refuse(base, bad_value_words(bad), name)
    return keep(base, project, step, request.form.get("stay") or name)


def moved_project(base: Opened) -> tuple[Project, dict[str, str | int]]:
    """What the form of a move asks for. Raises BadValue, Unknown."""
    name = request.form.get("train", "")
    spec = base.train(name)
    minutes, part = _whole("minutes", -MOST_MINUTES, MOST_MINUTES), request.form.get("part", "whole")
    place = _whole("place", 0, len(spec.calls) - 1)
    if minutes is None or (part != "whole" and place is None):
        raise BadValue(_MINUTES)
    if part == "whole" or place is None:
        project = base.project
        for each in moved_together(base):
            project = with_train(project, each, moved(base.train(each), minutes))
        return project, {"kind": "move", "train": _("、").join(moved_together(base)), "minutes": minutes}
    changed = moved_from(spec, place, minutes) if part == "from" else moved_up_to(spec, place, minutes)
    station = spec.calls[place].station
    step: dict[str, str | int] = {"kind": part, "train": name, "station": station, "minutes": minutes}
    return with_train(base.project, name, changed), step


def moved_together(base: Opened) -> list[str]:
    """The train of the form, and those that are to move with it."""
    together = (request.form.get("train", ""), *request.form.get("with", "").split(" "))
    return [name for name in dict.fromkeys(together) if name in base.project.trains]


def move_possession(project_id: str) -> ResponseReturnValue:
    """A possession at another time of the day, or longer or shorter at one end."""
    base = opened_base(project_id)
    try:
        project, step = project_with_possession(base)
    except BadValue as bad:
        return refuse(base, bad_value_words(bad))
    return keep(base, project, step, request.form.get("train", ""))


def project_with_possession(base: Opened) -> tuple[Project, dict[str, str | int]]:
    """What the form of a possession asks for. Raises BadValue."""
    possessions = list(base.project.possessions)
    place, minutes = _whole("shut", 0, len(possessions) - 1), _whole("minutes", -MOST_MINUTES, MOST_MINUTES)
    if place is None or minutes is None:
        raise BadValue(_MINUTES)
    possessions[place] = moved_possession(possessions[place], request.form.get("edge", ""), minutes)
    step: dict[str, str | int] = {"kind": "possession", "name": possessions[place].name}
    return replace(base.project, possessions=tuple(dict.fromkeys(possessions))), step


def add_train(project_id: str) -> ResponseReturnValue:
    """A new train, as one types a timetable."""
    base = opened_base(project_id)
    read = _typed_train(base)
    if isinstance(read, str):
        return refuse(base, read)
    number = request.form.get("number", "")
    try:
        project = with_train(base.project, number, read, new=True)
    except BadValue as bad:
        return refuse(base, bad_value_words(bad))
    except SilverwayError as wrong:
        return refuse(base, error_sentence(wrong, _))
    name = next(name for name in project.trains if name not in base.project.trains)
    return keep(base, project, {"kind": "add", "train": name}, name)


def change_train(project_id: str) -> ResponseReturnValue:
    """The whole timetable of a train typed anew, with its stock and day."""
    base = opened_base(project_id)
    name = request.form.get("train", "")
    now = base.train(name)
    read = _typed_train(base, now)
    if isinstance(read, str):
        return refuse(base, read, name)
    return keep(base, with_train(base.project, name, read), {"kind": "train", "train": name}, name)


def _typed_train(base: Opened, now: TrainSpec | None = None) -> TrainSpec | str:
    read = typed_train(base.rail, request.form, now)
    return read if isinstance(read, TrainSpec) else " ".join(read.values())


def typed_train(rail: RailFacts, typed: Mapping[str, str], now: TrainSpec | None = None) -> TrainSpec | dict[str, str]:
    """A train as it was typed (`calls`, `stock`, `start`, `cars`), with all else as it is `now`; or what to mend, by
    field."""
    empty = dict.fromkeys(("own", "crew", "windows", "calendar", "possessions", "assumes", "step_free"), "")
    texts = {name: typed.get(name, "") for name in ("calls", "stock", "start", "cars")}
    read = read_train_spec(written_fields({**empty, **texts, "stock": texts["stock"] or "25G"}, _), rail, _)
    if not isinstance(read, TrainSpec):
        return field_sentences(rail, read[:MOST_ERRORS])
    if now is None:
        return read
    kept = replace(
        now.case, start=read.case.start, top_kmh=read.case.top_kmh, stock=read.case.stock, length_m=read.case.length_m
    )
    return TrainSpec(read.calls, kept)


def remove_train(project_id: str) -> ResponseReturnValue:
    """A train taken out; undoing brings it back."""
    base = opened_base(project_id)
    name = request.form.get("train", "")
    base.train(name)
    first = next((other for other in base.project.trains if other != name), "")
    return keep(base, without_train(base.project, name), {"kind": "remove", "train": name}, first)


def change_conditions(project_id: str) -> ResponseReturnValue:
    """Possessions and assumptions that hold for all trains."""
    base = opened_base(project_id)
    possessions, assumes = (
        [line.strip() for line in request.form.get(name, "").splitlines() if line.strip()]
        for name in ("possessions", "assumes")
    )
    try:
        project = with_conditions(base.project, base.rail, possessions, assumes)
    except SilverwayError as wrong:
        return refuse(base, error_sentence(wrong, _))
    return keep(base, project, {"kind": "conditions"}, request.form.get("train", ""))


def with_conditions(project: Project, rail: RailFacts, possessions: list[str], assumes: list[str]) -> Project:
    """The project with other possessions and assumptions, as they are written; raises SilverwayError."""
    for lines in (possessions, assumes):
        if len(lines) > MOST_CONDITIONS:
            raise OutOfRange("condition_lines", len(lines), 0, MOST_CONDITIONS)
    for line in assumes:
        read_assumption(line, rail.stations)
    read = dict.fromkeys(read_possession(line, rail.stations) for line in possessions)
    return replace(project, possessions=tuple(read), assumes=tuple(dict.fromkeys(assumes)))


def _whole(field: str, low: int, high: int) -> int | None:
    text = request.form.get(field, "").strip().replace("+", "", 1)
    digits = text.removeprefix("-")
    if not digits.isascii() or not digits.isdecimal() or len(digits) > 6:
        return None
    return int(text) if low <= int(text) <= high else None
