"""Stays that are kept: one's own in a list, each on cards that others may read, and removed by its owner alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.accounts import may_change
from planner.exchange.documents import qr_svg
from planner.people import party_profile
from planner.saved import SavedStay, list_stays, load_stay, remove_stay
from planner.stay import Stay, known_policies
from routes.addresses import outside
from routes.costs import costs
from routes.presenters import holiday_words
from routes.seniors.blueprint import bp
from routes.seniors.stay.form import stay_answers
from routes.seniors.stay.page import base_views, planned_on, rest_days_merged, stay_scene, stay_title, week_views
from routes.state import catalog, rules, session
from routes.visitor import visitor

PAGES = ("policies", "why", "share", "paper")


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
    """The cover: where one lives, a row for each week; whoever keeps it can plan it anew."""
    return _card(stay_id, "cover")


@bp.get("/stays/<stay_id>/bases/<int:number>")
def stay_base(stay_id: str, number: int) -> str:
    """Where one lives: what speaks for it, the hospital, the weather, what is near, what to ask."""
    return _card(stay_id, "living", number=number)


@bp.get("/stays/<stay_id>/weeks/<int:number>")
def stay_week(stay_id: str, number: int) -> str:
    """The seven days of a week, and what each is for."""
    return _card(stay_id, "week", number=number)


@bp.get("/stays/<stay_id>/days/<int:number>")
def stay_day(stay_id: str, number: int) -> str:
    """An outing or a day on the way, hour by hour; days of rest have no card."""
    return _card(stay_id, "day", number=number)


@bp.get("/stays/<stay_id>/more")
@bp.get("/stays/<stay_id>/more/<name>")
def stay_more(stay_id: str, name: str = "all") -> str:
    """What is wanted less often, a page each."""
    if name != "all" and name not in PAGES:
        abort(404)
    return _card(stay_id, name)


def _card(stay_id: str, name: str, number: int = 1) -> str:
    with session() as db:
        saved = load_stay(db, stay_id)
    facts, pack, found = catalog(), rules(), saved.stay()
    wish = found.request
    person = party_profile(pack, (wish.profile, *wish.companions), wish.pace, wish.people)
    weeks = week_views(found)
    days = [view for week in weeks for view in week]
    parts: dict[str, list[Any]] = {"living": list(found.bases), "week": weeks, "day": days}
    if name in parts and (not 1 <= number <= len(parts[name]) or (name == "day" and not days[number - 1].day.trip)):
        abort(404)
    own = may_change(visitor(), saved.holder)
    if name == "share" and not own:
        abort(404)
    address = outside("seniors.saved_stay", stay_id=stay_id)
    return render_template(
        f"seniors/stay/{name}.html",
        stay_id=stay_id,
        stay=found,
        stay_title=stay_title(found),
        scene_name=stay_scene(found),
        number=number,
        facts=facts,
        bases=base_views(found, pack, person),
        days=days,
        weeks=[(week, rest_days_merged(week)) for week in weeks],
        holidays=holiday_words(day.date for day in found.days),
        policies=known_policies(facts, [base.city for base in found.bases]),
        own=own,
        answers=stay_answers(wish),
        planned=planned_on(saved),
        outdated=saved.facts_digest != facts.digest,
        address=address,
        qr=qr_svg(address) if name == "share" else "",
    )


@bp.post("/stays/<stay_id>/remove")
@costs("make")
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
