"""The form below a train by which a planner keeps it as a scenario, and what was kept, for the forms it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from planner.errors import Unknown
from planner.saved import SavedScenario, load_scenario, own_scenario
from routes.owner import owner
from routes.state import rules, session

GUESTS = "320"


@dataclass(frozen=True)
class Keeping:
    """What the form sends along: the `texts` of the train; and the scenario it came from, if the planner may put it
    back in its place (`into`)."""

    kind: str
    texts: dict[str, str]
    name: str
    into: str
    theme: str
    guests: str
    themes: tuple[str, ...]


def keeping(kind: str, texts: Mapping[str, str]) -> Keeping:
    """The form for a train that was just judged or found."""
    found = _scenario(request.values.get("scenario"))
    kept = found.typed() if found else {}
    typed = (
        {"name": found.name if found else "", "theme": rules().usual_theme(), "guests": GUESTS} | kept | request.form
    )
    into = found.id if found and _is_own(found.id) else ""
    return Keeping(kind, dict(texts), typed["name"], into, typed["theme"], typed["guests"], tuple(rules().themes))


def kept_texts(scenario_id: str | None) -> dict[str, str]:
    """What was typed for a kept scenario; nothing if there is none."""
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
    secret = owner()
    try:
        with session() as db:
            return secret is not None and own_scenario(db, secret, scenario_id) is not None
    except Unknown:
        return False
