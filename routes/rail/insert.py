"""A path asked for among the published trains: the paths found, or why there is none and what would help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.catalog import RailFacts
from planner.errors import Unknown
from planner.train.diagram import Diagram, diagram
from planner.train.entry import train_of_path
from planner.train.insertion import (
    ConstraintRelaxation,
    FoundPath,
    NoPath,
    Obstacle,
    PathRequest,
    explain,
    find_paths,
)
from planner.train.report import HELPS, long_single_lines, unknown_of
from routes.costs import costs
from routes.formatters import own_name, stations_words
from routes.forms import Form, same
from routes.rail.forms.calls import fault_words
from routes.rail.forms.case import texts_of
from routes.rail.forms.path import FIELDS, path_fields, read_path
from routes.rail.save_scenario import save_fields, saved_texts, saving
from routes.state import facts_today, rail


@dataclass(frozen=True)
class StationRow:
    """The train at a station, minutes from 00:00 of the first day; `wait`: a technical stop. Where it does not stop it
    only departs."""

    station: str
    arrive_min: int | None
    depart_min: int | None
    km: float
    call: bool
    wait: bool

    @property
    def stops(self) -> bool:
        return self.call or self.wait


@dataclass(frozen=True)
class PathView:
    """A path, station by station, and drawn; `texts` are what opens it as a timetable to be edited."""

    path: FoundPath
    rows: list[StationRow]
    diagram: Diagram
    texts: dict[str, str]


@dataclass(frozen=True)
class InsertionView:
    """Paths, or why there are none and what would help, each in a sentence."""

    start: date
    comfort_min: int
    paths: list[PathView]
    none: Obstacle | None
    helps: list[str]
    unknown: list[str]


def ask() -> str:
    """An empty form, or one filled in with a saved scenario."""
    return _page(rail(), _form(saved_texts(request.args.get("scenario"))), None)


@costs("search")
def find() -> ResponseReturnValue:
    """The paths, or what must be mended first."""
    form = path_form(request.form)
    return found_page(form), 200 if form.ok else 422


def path_form(sent: Mapping[str, str]) -> Form:
    """The form as it was sent."""
    return _form({**dict.fromkeys(FIELDS, ""), **{name: sent[name] for name in sent}})


def found_page(form: Form) -> str:
    """The form and its paths, if its fields can be read."""
    facts, answer = rail(), None
    if wanted := read_path(facts, form):
        try:
            answer = _view(facts, *wanted, form["stock"])
        except Unknown as unknown:  # a station off the network, or no way between two
            form.mend("calls", fault_words(unknown, facts.stations))
    return _page(facts, form, answer)


def _form(typed: Mapping[str, str]) -> Form:
    """All fields of the page: the path, the scenario to save it as."""
    return Form((*path_fields(), *save_fields()), typed, same)


def _page(facts: RailFacts, form: Form, answer: InsertionView | None) -> str:
    return render_template(
        "rail/insert.html",
        form=form,
        answer=answer,
        stations=facts.stations,
        saving=saving("path", {name: form[name] for name in FIELDS}) if answer and answer.paths else None,
    )


def _view(facts: RailFacts, wanted: PathRequest, start: date, stock: str) -> InsertionView:
    found = find_paths(facts_today(), wanted)
    none = explain(found) if isinstance(found, NoPath) else None
    return InsertionView(
        start,
        wanted.comfort_min,
        [
            PathView(path, rows_of(path), _drawn(facts, path), _texts(facts, path, wanted, start, stock))
            for path in (() if isinstance(found, NoPath) else found.paths)
        ],
        none,
        [help_words(facts, help_) for help_ in none.helps] if none else [],
        [] if isinstance(found, NoPath) else unknown_words(found.paths),
    )


def unknown_words(paths: Iterable[FoundPath]) -> list[str]:
    """The long single track on these paths, of which nobody knows where trains cross."""
    return long_single_lines(unknown_of(facts_today(), paths), _, stations_words)


def _texts(facts: RailFacts, path: FoundPath, wanted: PathRequest, start: date, stock: str) -> dict[str, str]:
    train = train_of_path(path, wanted)
    return texts_of(facts, replace(train, case=replace(train.case, start=start, stock=stock)))


def _drawn(facts: RailFacts, path: FoundPath) -> Diagram:
    calls = {path.passings[number].station for number in path.calls}
    return diagram(facts, path.passings, calls, name=stations_words)


def rows_of(path: FoundPath) -> list[StationRow]:
    """Whole minutes, seconds cut off: typed in again they are the same path."""
    last = len(path.passings) - 1
    rows = []
    for number, passing in enumerate(path.passings):
        call, stands = number in path.calls, passing.depart_s > passing.arrive_s
        rows.append(
            StationRow(
                station=passing.station,
                arrive_min=passing.arrive_s // 60 if number and (call or stands) else None,
                depart_min=passing.depart_s // 60 if number < last else None,
                km=passing.km,
                call=call,
                wait=stands and not call,
            )
        )
    return rows


def help_words(facts: RailFacts, change: ConstraintRelaxation) -> str:
    """A change that would help, in a sentence."""
    where = own_name(facts.stations[change.where]) if change.where in facts.stations else change.where
    return _(HELPS[change.kind]).format(where=where, minutes=change.minutes)
