"""Silver trains to look at: calls, days on land, the time-distance diagram."""

from __future__ import annotations

from flask import render_template

from planner.saved import list_trains, load_train
from routes.seniors import bp
from routes.state import catalog, session


@bp.get("/trains")
def trains() -> str:
    with session() as db:
        rows = [(row.id, row.cruise()) for row in list_trains(db, showcase=True)]
    return render_template("seniors/trains.html", rows=rows)


@bp.get("/trains/<train_id>")
def train(train_id: str) -> str:
    with session() as db:
        found = load_train(db, train_id)
    return render_template("seniors/train.html", train=found, facts=catalog())
