"""The wish for a trip: a form that keeps what was typed and says how to mend a slip."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from planner.catalog import kind_words
from planner.clock import today
from planner.itinerary.types import MAX_DAYS, MAX_PEOPLE, PROFILES
from routes.extensions import limiter
from routes.jobs import queue
from routes.plain import plain
from routes.seniors.blueprint import bp
from routes.seniors.wish_form import Wish, read_wish
from routes.state import catalog, region, rules, settings, soonest


@bp.get("/plan")
def plan() -> str:
    """The form, empty or with the answers of an earlier wish."""
    start = soonest().isoformat()
    first = {
        "theme": rules().usual_theme(),
        "home": region().home,
        "days": "3",
        "profile": "gentle",
        "start": start,
        "pace": "normal",
    }
    texts = MultiDict((name, plain(text)) for name, text in request.args.items(multi=True))
    for name, usual in first.items():
        texts.setdefault(name, usual)
    return _page(Wish(texts))


@bp.post("/plan")
@limiter.limit(lambda: f"{settings().plans_per_minute}/minute")
def submit_wish() -> ResponseReturnValue:
    """Queue the wish, or show what to mend."""
    typed = request.form.items(multi=True)
    wish = Wish(MultiDict((name, plain(text)) for name, text in typed if name != "csrf_token"))
    asked = read_wish(wish)
    if asked is None:
        return _page(wish), 422
    return queue("trip", asked)


def _page(wish: Wish) -> str:
    return render_template(
        "seniors/plan.html", wish=wish, themes=tuple(rules().themes), profiles=PROFILES,
        cities=catalog().cities.values(), most_days=MAX_DAYS, most_people=MAX_PEOPLE, first_day=today().isoformat(),
        kinds=kind_words(settings().data_dir),
    )  # fmt: skip
