"""A project opened for a request: its state, the facts of its railway, what the checker finds; and how one is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.accounts import may_change
from planner.caching import memoize
from planner.catalog import RailFacts
from planner.errors import Unknown
from planner.exchange.railways import railway_facts
from planner.facts import Facts
from planner.saved import (
    ProjectClash,
    SavedProject,
    change_project,
    load_project,
    load_revision,
    load_saved_railway,
)
from planner.train.entry import entered_way, published_traffic_known
from planner.train.project import PROJECT_JSON, Project, ProjectCheck, check_project
from planner.train.types import Passing, TrainSpec
from routes.rail.workbench.words import clash_words
from routes.state import facts_today, session
from routes.visitor import visitor

LONGEST_TOLD = 160


@dataclass(frozen=True)
class Opened:
    """A project in one of its states. `mine`: whoever asks may change it."""

    row: SavedProject
    number: int
    before: int
    after: int
    project: Project
    mine: bool

    @property
    def id(self) -> str:
        return self.row.id

    @cached_property
    def facts(self) -> Facts:
        return facts_of(self.project.railway)

    @property
    def rail(self) -> RailFacts:
        return self.facts.rail

    @cached_property
    def checked(self) -> ProjectCheck:
        """What is wrong, looked for once a state."""
        return _checked(self.id, self.number, self.facts, self.project)

    @cached_property
    def ways(self) -> dict[str, tuple[Passing, ...]]:
        """Where each of its trains is when; empty where its way is not known."""
        return {name: entered_way(self.rail, spec.calls) for name, spec in self.project.trains.items()}

    def train(self, name: str) -> TrainSpec:
        """One of its trains; raises Unknown."""
        if name not in self.project.trains:
            raise Unknown("project_train", name)
        return self.project.trains[name]

    def address(self, **also: object) -> str:
        """The page of the project as it was looked at, but for `also`."""
        return page_of(self.id, **also)


VIEW = (
    "train",
    "also",
    "card",
    "from",
    "to",
    "kinds",
    "sent",
    "solo",
    "along",
    "dock",
    "w",
    "h",
    "low",
    "high",
    "robust",
    "station",
)


def asked_view() -> dict[str, str]:
    """How the page is to be looked at, as the address or the form says."""
    texts = {name: " ".join(request.values.getlist(name)) for name in VIEW}
    return {name: text for name, text in texts.items() if text}


def page_of(project_id: str, **also: object) -> str:
    """The page of a project with the view it was asked for from."""
    asked = {**asked_view(), **also}
    values: dict[str, Any] = {name: value for name, value in asked.items() if value is not None}
    return url_for("rail.workbench", project_id=project_id, **values)


def opened(project_id: str, number: int | None = None) -> Opened:
    """The project as it is now, or as it was in a state; raises Unknown."""
    with session() as db:
        row = load_project(db, project_id)
        revision = load_revision(db, project_id, row.revision if number is None else number)
    project = _state(project_id, revision.number, revision.content)
    return Opened(row, revision.number, revision.before, revision.after, project, may_change(visitor(), row.holder))


def way_of(found: Opened, name: str) -> tuple[Passing, ...]:
    """Where one of its trains is when; raises Unknown if it is none, or that is not known."""
    found.train(name)
    if not found.ways[name]:
        raise Unknown("project_way", name)
    return found.ways[name]


def opened_base(project_id: str) -> Opened:
    """The state that a form was filled in on; raises Unknown, and refuses whoever may not change it."""
    text = request.form.get("base", "")
    found = opened(project_id, int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0)
    if not found.mine:
        abort(403)
    return found


def keep(base: Opened, mine: Project, step: Mapping[str, str | int], train: str = "") -> ResponseReturnValue:
    """Keep the change and go back to the page; what came of it is told there."""
    where = {"train": train} if train else {}
    try:
        with session() as db:
            kept = change_project(db, visitor(), base.id, base.number, mine, step)
    except ProjectClash as clash:
        for words in clash_words(clash.clashes):
            flash(words, "refused")
        return redirect(base.address(**where), 303)
    if kept.merged:
        flash(_("别人也改了这个方案，已经和您的改动合在一起。请看一看。"))
    return redirect(base.address(**where), 303)


def shortened(words: str) -> str:
    """What is told on the next page travels in a cookie: a long sentence ends early."""
    return words if len(words) <= LONGEST_TOLD else words[:LONGEST_TOLD] + "…"


def refuse(base: Opened, words: str, train: str = "") -> ResponseReturnValue:
    """Back to the page, nothing changed, and why."""
    flash(shortened(words), "refused")
    return redirect(base.address(**({"train": train} if train else {})), 303)


def facts_of(railway: str) -> Facts:
    """The facts of the region, or of a railway that was brought; raises Unknown."""
    region = facts_today()
    if not railway:
        return region
    return _brought(railway, region)


@memoize(key=lambda railway, region: (railway, region.today, id(region.rules)))
def _brought(railway: str, region: Facts) -> Facts:
    with session() as db:
        return railway_facts(load_saved_railway(db, railway).railway(), region.rules, region.today)


@lru_cache(maxsize=256)
def _state(_project: str, _number: int, content: str) -> Project:
    return PROJECT_JSON.validate_json(content)


@memoize(key=lambda project_id, number, facts, _project: (project_id, number, facts.rail.digest, facts.today), size=64)
def _checked(_project_id: str, _number: int, facts: Facts, project: Project) -> ProjectCheck:
    return check_project(facts, published_traffic_known(facts.rail), project)
