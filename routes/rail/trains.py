"""A silver train asked for by a planner: a form, a job, and the train with all that is known of it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session

from planner.catalog import RailFacts
from planner.errors import Unknown
from planner.jobs import cancel, pending_job, submit_others
from planner.saved import SavedTrain, list_trains, load_saved_train, load_train, train_violations
from planner.train.cruise import FACTS, RATES, cruise_needs
from planner.train.diagram import HEIGHT, WIDTH, CruiseSheets, Diagram, cruise_sheets
from planner.train.report import Wording, drawn_cruise
from planner.train.types import Cruise, Passing
from routes.costs import costs
from routes.formatters import stations_words
from routes.forms import Form
from routes.jobs import queue
from routes.presenters import reason_words, violation_text
from routes.rail.forms.train import answers_of, read_request, train_form
from routes.rail.save_scenario import save_form, saving
from routes.state import catalog, english, facts_today, jobs, rail, rules, session


@dataclass(frozen=True)
class AlternativeTrain:
    """A card: another train and what speaks for it."""

    id: str
    train: Cruise
    why: str


def ask() -> str:
    """An empty form, or one with the answers in the address, and the ready-made trains."""
    return _page(train_form(request.args, sent=False))


@costs("search")
def submit_wish() -> ResponseReturnValue:
    """Queue the wish, or show what to mend."""
    form = train_form(request.form, sent=True)
    wish = read_request(form)
    return queue("train", wish) if wish else (_page(form), 422)


def show(train_id: str) -> str:
    """The train: times, what it needs, who sees what, why it calls nowhere else, and other trains."""
    return train_page(train_id, save_form({}))


def train_page(train_id: str, form: Form) -> str:
    """The same, with the form to save it as a scenario."""
    with session() as db:
        saved = load_saved_train(db, train_id)
        found = saved.cruise()
        pending = _alternatives_pending(db, train_id)
        alternatives = _alternatives(db, saved)
    facts, lines, pack = catalog(), rail(), rules()
    known = all(passing.station in lines.stations for passing in found.passings)
    violations = train_violations(facts_today(), found)
    texts = [violation_text(violation) for violation in violations]
    where = [violation.where for violation in violations]
    sheets = cruise_sheets(lines, found, found=where) if known else None
    return render_template(
        "rail/train.html",
        train_id=train_id,
        form=form,
        saving=saving("cruise", {"train": train_id}),
        train=found,
        facts=facts,
        answers=answers_of(found.request),
        needs=cruise_needs(facts_today(), found),
        fact_words={fact: _(words) for fact, words in FACTS.items()},
        crew_hours=pack.number("crew-hours"),
        rates=[(pack[rate].en if english() else pack[rate].zh, pack[rate].source) for rate in RATES],
        left_out=[reason_words(each.reason) for each in found.not_called],
        alternatives=alternatives,
        pending=pending,
        panels=_panels(lines, sheets, texts) if sheets else [],
        headway=pack.whole("headway"),
        soft=[text for violation, text in zip(violations, texts, strict=True) if not violation.hard],
    )


@costs("search")
def find_alternatives(train_id: str) -> ResponseReturnValue:
    """Look for alternatives to this train, or stop looking."""
    with session() as db:
        saved = load_saved_train(db, train_id)
        if request.form.get("stop"):
            job = pending_job(db, "others", json.dumps(train_id))
            if job is not None:
                cancel(db, job.id)
        else:
            submit_others(db, saved)
    jobs().wake()
    return redirect(url_for("rail.train", train_id=train_id) + "#beside", 303)


def _panels(
    lines: RailFacts, sheets: CruiseSheets, texts: Sequence[str]
) -> list[tuple[Diagram, str, dict[str, int] | None]]:
    """The overview and the legs, drawn, each with its title and what the page of diagrams is to be asked for a leg."""
    drawn = drawn_cruise(lines, sheets, texts, (WIDTH, HEIGHT), Wording(_, stations_words))
    hours = [None, *(_hours(sheet.way) for sheet in sheets.nights)]
    return [(graph, title, asked) for (graph, title), asked in zip(drawn.panels, hours, strict=True)]


def _hours(way: Sequence[Passing]) -> dict[str, int]:
    """The days and full hours around a stage, as the page of diagrams asks for them."""
    first, last = way[0].depart_s // 3600, -(-way[-1].arrive_s // 3600)
    until, to = divmod(last, 24)
    return {"day": first // 24 + 1, "from": first % 24, "until": until + 1, "to": to}


def _alternatives_pending(db: Session, train_id: str) -> bool:
    return pending_job(db, "others", json.dumps(train_id)) is not None


def _alternatives(db: Session, saved: SavedTrain) -> list[AlternativeTrain] | None:
    """The other trains; None as long as nobody has looked for them."""
    found = saved.other_trains()
    if found is None:
        return None
    cards = []
    for other in found:
        try:
            cards.append(AlternativeTrain(other.trip, load_train(db, other.trip), reason_words(other.reason)))
        except Unknown:
            continue
    return cards


def _page(form: Form) -> str:
    with session() as db:
        rows = [(row.id, row.cruise()) for row in list_trains(db, featured=True)]
    return render_template("rail/trains.html", form=form, rows=rows)
