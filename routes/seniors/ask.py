"""The wish for a trip: a form that keeps what was typed and says how to mend a slip."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from planner.clock import today
from planner.errors import SilverwayError
from planner.itinerary.request import MAX_DAYS, PROFILES, THEMES, TripRequest
from planner.itinerary.wishes import validated
from planner.jobs import submit
from planner.sentences import error_sentence
from routes.extensions import limiter
from routes.seniors import bp
from routes.state import catalog, rules, session, settings, wake_runner

NOTICE_DAYS = 14


@dataclass
class Wish:
    """The form's texts as typed, and what is wrong with them by field."""

    texts: MultiDict[str, str]
    errors: dict[str, str] = field(default_factory=dict)


@bp.get("/plan")
def plan() -> str:
    """The form, empty or with the answers of an earlier wish."""
    start = (today() + timedelta(days=NOTICE_DAYS)).isoformat()
    first = {"theme": "nostalgia", "home": "沈阳", "days": "3", "profile": "gentle", "start": start}
    return _page(Wish(MultiDict(first | request.args.to_dict())))


@bp.post("/plan")
@limiter.limit(lambda: f"{settings().plans_per_minute}/minute")
def submit_wish() -> ResponseReturnValue:
    """Queue the wish, or show what to mend."""
    wish = Wish(MultiDict({name: text.strip() for name, text in request.form.items() if name != "csrf_token"}))
    asked = _read(wish)
    if asked is None:
        return _page(wish), 422
    with session() as db:
        job = submit(db, "trip", asked)
    wake_runner()
    return redirect(url_for("seniors.progress", job_id=job), 303)


def _page(wish: Wish) -> str:
    return render_template(
        "seniors/plan.html", wish=wish, themes=THEMES, profiles=PROFILES, cities=catalog().cities.values(),
        most_days=MAX_DAYS, first_day=today().isoformat(),
    )  # fmt: skip


def _read(wish: Wish) -> TripRequest | None:
    """The request the form states, None if something must be mended."""
    texts = wish.texts
    days = _whole(wish, "days", _("天数请填 1 到 %(most)s 的数字。", most=MAX_DAYS))
    birth_year = _whole(wish, "birth_year", _("出生年份请填四位数字，如 1952。不填也可以。"), optional=True)
    try:
        start = date.fromisoformat(texts.get("start", ""))
    except ValueError:
        wish.errors["start"] = _("出发日期请选一天，或写成 2027-05-10 这样。")
        start = today()
    wanted = TripRequest(
        theme=texts.get("theme", ""), home=texts.get("home", ""), profile=texts.get("profile", ""),
        days=1 if days is None else days, start=start, birth_year=birth_year,
        musts=_lines(texts.get("musts", "")), bans=_lines(texts.get("bans", "")),
    )  # fmt: skip
    try:
        asked, _person = validated(catalog(), rules(), wanted, today())
    except SilverwayError as error:
        wish.errors.setdefault(_field_of(error, wanted), error_sentence(error, _))
        return None
    return None if wish.errors else asked


def _whole(wish: Wish, name: str, sentence: str, optional: bool = False) -> int | None:
    text = wish.texts.get(name, "")
    if not text and optional:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        wish.errors[name] = sentence
        return None
    return int(text)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.replace("、", "\n").splitlines() if line.strip())


def _field_of(error: SilverwayError, wanted: TripRequest) -> str:
    """Which field an error of the request is about."""
    if getattr(error, "kind", None) == "place":
        return "bans" if getattr(error, "name", "") in wanted.bans else "musts"
    kind = getattr(error, "kind", None) or getattr(error, "field", None) or "start"
    return {"city": "home"}.get(kind, kind)
