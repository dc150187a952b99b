"""A planner's scenarios: kept, opened again, copied, renamed, removed and brought back, and compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.accounts import new_secret
from planner.catalog import RailFacts
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
from planner.train.report import KINDS
from planner.train.scenario import LEAST, MOST, Scenario
from routes.owner import keep_owner, owner
from routes.rail import enter, insert, trains
from routes.rail.forms.case import read_case
from routes.rail.forms.train import answers_of
from routes.state import rail, rules, session


@dataclass(frozen=True)
class Card:
    """One kept scenario in the list."""

    id: str
    name: str
    kind: str
    calls: list[str]
    changed_at: datetime
    open: str


def listed() -> str:
    """All of one's own, the last changed first, with a form to compare some."""
    return _list({}, request.args.getlist("train"))


def keep() -> ResponseReturnValue:
    """Keep a train as a new scenario, or in the place of the one it came from."""
    errors: dict[str, str] = {}
    kind, into = request.form.get("kind", ""), request.form.get("into", "")
    scenario, texts, page = _asked(rail(), kind, errors)
    if scenario is None:
        return _again(kind, texts, page, errors), 422
    secret = owner() or new_secret()
    try:
        with session() as db:
            if into:
                put_scenario(db, secret, into, scenario, texts)
            else:
                into = save_scenario(db, secret, scenario, texts, page)
    except SilverwayError as wrong:
        return _again(kind, texts, page, {"name": error_sentence(wrong, _)}), 422
    flash(_("方案存好了，在下面打了勾。"))
    response = redirect(url_for("rail.scenarios", train=into) + "#kept", 303)
    keep_owner(response, secret)
    return response


def open_scenario(scenario_id: str) -> ResponseReturnValue:
    """The form it came from, filled in; a planned train's own page."""
    with session() as db:
        kept = load_scenario(db, scenario_id)
        kind = kept.train().kind
    if kind == "cruise":
        page = url_for("rail.train", train_id=kept.page) if kept.page else _form_of(kind, **kept.typed())
        return redirect(page, 303)
    return redirect(_form_of(kind, scenario=scenario_id), 303)


def copy(scenario_id: str) -> ResponseReturnValue:
    """A copy under a name of its own."""
    secret = owner() or new_secret()
    try:
        with session() as db:
            name = _("%(name)s（副本）", name=load_scenario(db, scenario_id).name[: LONGEST_NAME - 10])
            copy_scenario(db, secret, scenario_id, name)
    except OutOfRange as wrong:
        return _list({"name": error_sentence(wrong, _)}, []), 422
    flash(_("复制好了，名字后面加了“副本”。"))
    response = redirect(url_for("rail.scenarios") + "#kept", 303)
    keep_owner(response, secret)
    return response


def rename(scenario_id: str) -> ResponseReturnValue:
    """Another name."""
    try:
        with session() as db:
            rename_scenario(db, owner() or "", scenario_id, request.form.get("name", ""))
    except OutOfRange as wrong:
        return _list({f"name-{scenario_id}": error_sentence(wrong, _)}, []), 422
    return redirect(url_for("rail.scenarios") + "#kept", 303)


def remove(scenario_id: str) -> ResponseReturnValue:
    """Put it away; the page offers to bring it back."""
    return _done(lambda db: remove_scenario(db, owner() or "", scenario_id))


def restore(scenario_id: str) -> ResponseReturnValue:
    """Bring back what was removed."""
    return _done(lambda db: restore_scenario(db, owner() or "", scenario_id))


def _done(change: Callable[..., None]) -> ResponseReturnValue:
    with session() as db:
        change(db)
    return redirect(url_for("rail.scenarios") + "#kept", 303)


def _asked(facts: RailFacts, kind: str, errors: dict[str, str]) -> tuple[Scenario | None, dict[str, str], str | None]:
    """The scenario a form states, what was typed for it, and the page of a planned train."""
    form = request.form
    name, guests = form.get("name", ""), form.get("guests", "")
    if not 1 <= len(" ".join(name.split())) <= LONGEST_NAME:
        errors["name"] = error_sentence(OutOfRange("scenario_name", len(name), 1, LONGEST_NAME), _)
    if kind == "cruise":
        page = form.get("train", "")
        with session() as db:
            cruise = load_train(db, page)
        return (None if errors else Scenario(name, cruise)), answers_of(cruise.request), page
    low, high = rules().whole("guests-min"), rules().whole("guests-max")
    if not (guests.isascii() and guests.isdecimal() and low <= int(guests[:6]) <= high):
        errors["guests"] = _("人数请填 %(low)s 到 %(high)s 的数字。", low=low, high=high)
    theme = form.get("theme", "")
    if theme not in rules().themes:
        errors["theme"] = _("请选一个主题。")
    told = {"theme": theme, "guests": guests}
    if kind == "path":
        texts = {field: form.get(field, "") for field in insert.FIELDS}
        wanted, start = insert.read_request(facts, texts, errors)
        made = None if errors or wanted is None else Scenario(name, replace(wanted, paths=1), start, theme, int(guests))
        return made, texts | told, None
    texts = {field: form.get(field, "") for field in TRAIN_FIELDS}
    train = read_case(facts, texts, errors)
    made = None if errors or train is None else Scenario(name, train, train.case.start, theme, int(guests))
    return made, texts | told, None


def _again(kind: str, texts: dict[str, str], page: str | None, errors: dict[str, str]) -> str:
    """The page the form stands on, with what was typed and what to mend."""
    if page is not None:
        return trains.shown(page, errors)
    return insert.again(texts, errors) if kind == "path" else enter.again(texts, errors)


def _form_of(kind: str, **values: Any) -> str:
    return url_for({"path": "rail.insert", "cruise": "rail.ask_train"}.get(kind, "rail.enter"), **values)


def _list(errors: Mapping[str, str], chosen: list[str]) -> str:
    secret = owner()
    with session() as db:
        rows = list_scenarios(db, secret) if secret else []
        removed = last_removed(db, secret) if secret else None
        cards = [_card(row.id, row.train(), row.changed_at) for row in rows]
    return render_template(
        "rail/scenarios.html", cards=cards, errors=errors, chosen=chosen, removed=removed, least=LEAST, most=MOST,
        longest=LONGEST_NAME,
    )  # fmt: skip


def _card(scenario_id: str, scenario: Scenario, changed_at: datetime) -> Card:
    train, calls = scenario.train, list[str]()
    for call in train.calls:
        if not calls or calls[-1] != call.station:
            calls.append(call.station)
    link = url_for("rail.scenario", scenario_id=scenario_id)
    return Card(scenario_id, scenario.name, _(KINDS[scenario.kind]), calls, changed_at, link)
