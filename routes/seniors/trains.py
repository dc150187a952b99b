"""Silver trains to look at: calls, days on land, the time-distance diagram."""

from __future__ import annotations

from dataclasses import replace

from flask import render_template
from flask_babel import gettext as _

from planner.saved import list_trains, load_train
from planner.sentences import violation_sentence
from planner.train.check import check_cruise
from planner.train.diagram import diagram, stages
from routes.formatters import stations_words
from routes.seniors import bp
from routes.state import catalog, language, rail, rules, session


@bp.get("/trains")
def trains() -> str:
    with session() as db:
        rows = [(row.id, row.cruise()) for row in list_trains(db, showcase=True)]
    return render_template("seniors/trains.html", rows=rows)


@bp.get("/trains/<train_id>")
def train(train_id: str) -> str:
    """One train, with what its judge would rather have otherwise."""
    with session() as db:
        found = load_train(db, train_id)
    facts, lines, pack = catalog(), rail(), rules()
    calls = {call.station for call in found.calls}
    wishes = [replace(v, where=stations_words(v.where)) for v in check_cruise(facts, lines, pack, found) if not v.hard]
    soft = [violation_sentence(violation, pack, language(), _) for violation in wishes]
    return render_template(
        "seniors/train.html",
        train_id=train_id,
        train=found,
        facts=facts,
        graphs=[(diagram(lines, way, calls), way[0].station, way[-1].station) for way in stages(found)],
        headway=pack.whole("headway"),
        soft=soft,
    )
