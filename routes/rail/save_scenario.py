"""The form below a train by which a planner saves it as a scenario, and what was saved, for the forms it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _

from planner.errors import Unknown
from planner.saved import SavedScenario, load_scenario, own_scenario
from routes.formatters import theme_name
from routes.forms import Field, Form, same
from routes.state import rules, session
from routes.visitor import visitor

GUESTS = "320"


@dataclass(frozen=True)
class Saving:
    """What the form sends along: the `texts` of the train; and the scenario it came from, if the planner may put it
    back in its place (`into`)."""

    kind: str
    texts: dict[str, str]
    into: str


def saving(kind: str, texts: Mapping[str, str]) -> Saving:
    """What goes with a train that was just checked or found."""
    found = _scenario(request.values.get("scenario"))
    return Saving(kind, dict(texts), found.id if found and _is_own(found.id) else "")


def save_fields() -> tuple[Field, ...]:
    """The name of a scenario, and by what its days on land are measured; as in the scenario the train came from."""
    found = _scenario(request.values.get("scenario"))
    typed = found.typed() if found else {}
    name = Field("name", _("方案的名字"), default=found.name if found else "", attributes={"autocomplete": "off"})
    themes = tuple((theme, theme_name(theme)) for theme in rules().themes)
    theme = Field("theme", _("白天游玩按什么主题算"), default=typed.get("theme", rules().usual_theme()), options=themes)
    return name, theme, Field("guests", _("人数"), default=typed.get("guests", GUESTS), type="number")


def save_form(typed: Mapping[str, str]) -> Form:
    """The form of a train that has no other."""
    return Form(save_fields(), typed, same)


def saved_texts(scenario_id: str | None) -> dict[str, str]:
    """What was typed for a saved scenario; nothing if there is none."""
    found = _scenario(scenario_id)
    return found.typed() if found else {}


def _scenario(scenario_id: str | None) -> SavedScenario | None:
    if not scenario_id:
        return None
    try:
        with session() as db:
            return load_scenario(db, scenario_id)
    except Unknown:
        return None


def _is_own(scenario_id: str) -> bool:
    try:
        with session() as db:
            return own_scenario(db, visitor(), scenario_id) is not None
    except Unknown:
        return False
