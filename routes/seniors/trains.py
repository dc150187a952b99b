"""Silver trains to look at: where they call, what a day on board is like, days on land."""

from __future__ import annotations

from flask import render_template

from planner.saved import list_trains, load_train
from planner.sharing import people_waiting
from routes.presenters import train_days, train_scenes, who_goes
from routes.seniors.blueprint import bp
from routes.state import catalog, english, rules, session


@bp.get("/trains")
def trains() -> str:
    with session() as db:
        rows = [(row.id, row.cruise()) for row in list_trains(db, featured=True)]
    scenes = train_scenes(cruise for _id, cruise in rows)
    shown = [(key, cruise, scene) for (key, cruise), scene in zip(rows, scenes, strict=True)]
    return render_template("seniors/trains.html", rows=shown)


@bp.get("/trains/<train_id>")
def train(train_id: str) -> str:
    """One train."""
    with session() as db:
        found, waiting = load_train(db, train_id), people_waiting(db, train_id)
    facts, pack = catalog(), rules()
    texts = {rule: pack[rule].en if english() else pack[rule].zh for rule in ("lower-berth", "assist-booking")}
    return render_template(
        "seniors/train.html",
        train_id=train_id,
        train=found,
        facts=facts,
        days=train_days(found, pack),
        groups=who_goes(found),
        waiting=waiting,
        steps=[call for call in found.calls if call.purpose in ("origin", "sight")],
        berth_rule=texts["lower-berth"],
        berth_source=pack["lower-berth"].source.partition("(")[2].rstrip(")"),
        assist_rule=texts["assist-booking"],
        headway=pack.whole("headway"),
    )
