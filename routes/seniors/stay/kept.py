"""Stays that are kept: one's own in a list, each on a page that others may read, and removed by its owner alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.accounts import may_change
from planner.exchange.documents import qr_svg
from planner.people import party_profile
from planner.saved import SavedStay, list_stays, load_stay, remove_stay
from planner.stay import Stay, known_policies
from routes.addresses import outside
from routes.extensions import limiter
from routes.presenters import holiday_words
from routes.seniors.blueprint import bp
from routes.seniors.stay.form import stay_answers
from routes.seniors.stay.page import base_views, planned_on, rest_days_merged, stay_scene, stay_title, week_views
from routes.state import catalog, rules, session
from routes.visitor import visitor


@dataclass(frozen=True)
class KeptStay:
    """A stay in the list: its heading and picture, its first and last day, and the day it was planned."""

    id: str
    title: str
    scene: str
    first: date
    last: date
    planned: date


@bp.get("/stays")
def stays() -> str:
    """What this browser, or office, keeps, or that it keeps nothing yet."""
    with session() as db:
        rows = list_stays(db, visitor())
    return render_template("seniors/stay/list.html", stays=[_listed(row) for row in rows])


@bp.get("/stays/<stay_id>")
def saved_stay(stay_id: str) -> str:
    """The stay as it was planned; whoever keeps it can hand it on, plan it anew and remove it."""
    with session() as db:
        saved = load_stay(db, stay_id)
    facts, pack, found = catalog(), rules(), saved.stay()
    wish = found.request
    person = party_profile(pack, (wish.profile, *wish.companions), wish.pace, wish.people)
    address = outside("seniors.saved_stay", stay_id=stay_id)
    return render_template(
        "seniors/stay/page.html",
        stay_id=stay_id,
        stay=found,
        title=stay_title(found),
        scene_name=stay_scene(found),
        facts=facts,
        bases=base_views(found, pack, person),
        weeks=[(week, rest_days_merged(week)) for week in week_views(found)],
        holidays=holiday_words(day.date for day in found.days),
        policies=known_policies(facts, [base.city for base in found.bases]),
        own=may_change(visitor(), saved.holder),
        answers=stay_answers(wish),
        planned=planned_on(saved),
        outdated=saved.facts_digest != facts.digest,
        address=address,
        qr=qr_svg(address),
    )


@bp.post("/stays/<stay_id>/remove")
@limiter.limit("20/minute")
def drop_stay(stay_id: str) -> ResponseReturnValue:
    """From now on its address opens nothing."""
    with session() as db:
        remove_stay(db, stay_id, visitor())
    flash(_("这次旅居删掉了。"))
    return redirect(url_for("seniors.stays"), 303)


def _listed(saved: SavedStay) -> KeptStay:
    found: Stay = saved.stay()
    return KeptStay(
        saved.id, stay_title(found), stay_scene(found), found.days[0].date, found.days[-1].date, planned_on(saved)
    )
