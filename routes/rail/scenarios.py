"""A planner's scenarios: saved, opened again, copied, renamed, removed and brought back, and compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.errors import OutOfRange, SilverwayError
from planner.saved import (
    LONGEST_NAME,
    copy_scenario,
    last_removed,
    list_scenarios,
    load_scenario,
    load_train,
    put_scenario,
    remove_scenario,
    rename_scenario,
    restore_scenario,
    save_scenario,
)
from planner.sentences import error_sentence
from planner.train.entry import FIELDS as TRAIN_FIELDS
from planner.train.insertion import PathRequest
from planner.train.report import KINDS
from planner.train.scenario import LEAST, MOST, Scenario
from planner.train.types import TrainSpec
from routes.forms import Form
from routes.rail import enter, insert, trains
from routes.rail.forms import case, path
from routes.rail.forms.train import answers_of, guests_limits, guests_words
from routes.rail.save_scenario import save_form
from routes.state import rail, rules, session
from routes.visitor import keeping, remember, visitor


@dataclass(frozen=True)
class ScenarioCard:
    """One saved scenario in the list."""

    id: str
    name: str
    kind: str
    calls: list[str]
    changed_at: datetime
    open: str


def listed() -> str:
    """All of one's own, the last changed first, with a form to compare some."""
    return _list(Form(()), request.args.getlist("train"))


def save() -> ResponseReturnValue:
    """Save a train as a new scenario, or in the place of the one it came from."""
    submitted, into = _read_submission(), request.form.get("into", "")
    if submitted.scenario is None:
        return _again(submitted), 422
    who = keeping()
    try:
        with session() as db:
            if into:
                put_scenario(db, who, into, submitted.scenario, submitted.texts)
            else:
                into = save_scenario(db, who, submitted.scenario, submitted.texts, submitted.page)
    except SilverwayError as wrong:
        submitted.form.mend("name", error_sentence(wrong, _))
        return _again(submitted), 422
    flash(_("方案存好了，在下面打了勾。"))
    response = redirect(url_for("rail.scenarios", train=into) + "#kept", 303)
    remember(response, who)
    return response


def open_scenario(scenario_id: str) -> ResponseReturnValue:
    """The form it came from, filled in; a planned train's own page."""
    with session() as db:
        saved = load_scenario(db, scenario_id)
        kind = saved.train().kind
    if kind == "cruise":
        page = url_for("rail.train", train_id=saved.page) if saved.page else _form_of(kind, **saved.typed())
        return redirect(page, 303)
    return redirect(_form_of(kind, scenario=scenario_id), 303)


def copy(scenario_id: str) -> ResponseReturnValue:
    """A copy under a name of its own."""
    who = keeping()
    try:
        with session() as db:
            name = _("%(name)s（副本）", name=load_scenario(db, scenario_id).name[: LONGEST_NAME - 10])
            copy_scenario(db, who, scenario_id, name)
    except OutOfRange as wrong:
        return _list(_wrong("name", wrong), []), 422
    flash(_("复制好了，名字后面加了“副本”。"))
    response = redirect(url_for("rail.scenarios") + "#kept", 303)
    remember(response, who)
    return response


def rename(scenario_id: str) -> ResponseReturnValue:
    """Another name."""
    try:
        with session() as db:
            rename_scenario(db, visitor(), scenario_id, request.form.get("name", ""))
    except OutOfRange as wrong:
        return _list(_wrong(f"name-{scenario_id}", wrong), []), 422
    return redirect(url_for("rail.scenarios") + "#kept", 303)


def remove(scenario_id: str) -> ResponseReturnValue:
    """Put it away; the page offers to bring it back."""
    return _done(lambda db: remove_scenario(db, visitor(), scenario_id))


def restore(scenario_id: str) -> ResponseReturnValue:
    """Bring back what was removed."""
    return _done(lambda db: restore_scenario(db, visitor(), scenario_id))


def _done(change: Callable[..., None]) -> ResponseReturnValue:
    with session() as db:
        change(db)
    return redirect(url_for("rail.scenarios") + "#kept", 303)


@dataclass(frozen=True)
class ScenarioSubmission:
    """What a form asks to save: its train as a scenario (None if something must be mended), what was typed for it, and
    the page of a planned train."""

    kind: str
    form: Form
    scenario: Scenario | None
    texts: dict[str, str]
    page: str | None = None


def _read_submission() -> ScenarioSubmission:
    kind, form = request.form.get("kind", ""), _form(request.form.get("kind", ""))
    name = form["name"]
    if not 1 <= len(" ".join(name.split())) <= LONGEST_NAME:
        form.mend("name", error_sentence(OutOfRange("scenario_name", len(name), 1, LONGEST_NAME), _))
    if kind == "cruise":
        page = request.form.get("train", "")
        with session() as db:
            cruise = load_train(db, page)
        return ScenarioSubmission(
            kind, form, Scenario(name, cruise) if form.ok else None, answers_of(cruise.request), page
        )
    low, high = guests_limits()
    guests = form.whole("guests", guests_words(), low, high)
    if form["theme"] not in rules().themes:
        form.mend("theme", _("请选一个主题。"))
    fields = path.FIELDS if kind == "path" else TRAIN_FIELDS
    texts = {field: form[field] for field in (*fields, "theme", "guests")}
    train, start = _train(kind, form)
    made = Scenario(name, train, start, form["theme"], guests) if form.ok and train and guests else None
    return ScenarioSubmission(kind, form, made, texts)


def _form(kind: str) -> Form:
    """The form of the page that a train of that kind is saved from, as it was sent."""
    if kind == "cruise":
        return save_form(request.form)
    return insert.path_form(request.form) if kind == "path" else enter.timetable_form(request.form)


def _train(kind: str, form: Form) -> tuple[PathRequest | TrainSpec | None, date | None]:
    """The train a form states, and its day."""
    if kind == "path":
        wanted = path.read_path(rail(), form)
        return (replace(wanted[0], paths=1), wanted[1]) if wanted else (None, None)
    train = case.read_case(rail(), form)
    return train, train.case.start if train else None


def _again(submitted: ScenarioSubmission) -> str:
    """The page the form stands on, with what was typed and what to mend."""
    if submitted.page is not None:
        return trains.train_page(submitted.page, submitted.form)
    return insert.found_page(submitted.form) if submitted.kind == "path" else enter.checked_page(submitted.form)


def _form_of(kind: str, **values: Any) -> str:
    return url_for({"path": "rail.insert", "cruise": "rail.ask_train"}.get(kind, "rail.enter"), **values)


def _wrong(field: str, error: SilverwayError) -> Form:
    form = Form(())
    form.mend(field, error_sentence(error, _))
    return form


def _list(form: Form, chosen: list[str]) -> str:
    who = visitor()
    with session() as db:
        rows, removed = list_scenarios(db, who), last_removed(db, who)
        cards = [_card(row.id, row.train(), row.changed_at) for row in rows]
    return render_template(
        "rail/scenarios.html", cards=cards, form=form, chosen=chosen, removed=removed, least=LEAST, most=MOST,
        longest=LONGEST_NAME,
    )  # fmt: skip


def _card(scenario_id: str, scenario: Scenario, changed_at: datetime) -> ScenarioCard:
    train, calls = scenario.train, list[str]()
    for call in train.calls:
        if not calls or calls[-1] != call.station:
            calls.append(call.station)
    link = url_for("rail.scenario", scenario_id=scenario_id)
    return ScenarioCard(scenario_id, scenario.name, _(KINDS[scenario.kind]), calls, changed_at, link)
