"""The agency's first page: departures being worked on, and the trips new ones are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.errors import Unknown
from planner.itinerary.types import Itinerary
from planner.product import behind
from planner.saved import SavedItinerary, list_departures, list_itineraries, load_saved
from planner.sentences import NAMES, error_sentence
from planner.text import name_key
from routes.formatters import city_name, theme_name
from routes.forms import Field, Form
from routes.state import english, session
from routes.visitor import visitor

MOST_READY = 500


@dataclass(frozen=True)
class TripOption:
    """A trip to choose, in words."""

    id: str
    title: str
    start: date
    places: str
    found_by: str  # what may be looked for in it, folded


def choose() -> ResponseReturnValue:
    """Departures being worked on, and what a new one can be made of: a ready-made trip, or one by its number."""
    fields = (
        Field("trip", _("行程编号或网址"), _("行程单网址最后的十个字母和数字")),
        Field("words", _("找现成的行程"), _("城市、景点、主题、天数，中文英文都行，几个词都要有")),
    )
    form = Form(fields, request.args, str.strip)
    found = None
    with session() as db:
        if form["trip"]:
            try:
                found = _choice(load_saved(db, trip_number(form["trip"])))
            except Unknown as unknown:
                form.mend("trip", error_sentence(unknown, _))
        ready = [_choice(row) for row in list_itineraries(db, featured=True, limit=MOST_READY)]
        kept = list_departures(db, visitor())
        changed = behind(db, [each.id for each in kept])
    words = [name_key(word) for word in form["words"].split()]
    shown = [trip for trip in ready if all(word in trip.found_by for word in words)]
    page = render_template(
        "agency/choose.html", ready=shown, any_ready=bool(ready), found=found, form=form, kept=kept, changed=changed
    )
    return page, 200 if form.ok else 422, {"Cache-Control": "private, no-store"}


def trip_number(text: str) -> str:
    """The number of a trip: by itself, or at the end of its address."""
    return re.split(r"[?#]", text.strip())[0].rstrip("/").rpartition("/")[2]


def trip_title(itinerary: Itinerary) -> str:
    """A trip in one line: theme, home, days, for whom."""
    wish = itinerary.request
    return _(
        "%(theme)s · %(home)s出发 · %(days)s 天 · %(profile)s",
        theme=theme_name(wish.theme),
        home=city_name(wish.home),
        days=wish.days,
        profile=_(NAMES[wish.profile]),
    )


def _choice(row: SavedItinerary) -> TripOption:
    itinerary = row.itinerary()
    spots = [visit.place for day in itinerary.days for visit in day.visits]
    names = [spot.name_en if english() else spot.name for spot in spots]
    title = trip_title(itinerary)
    both = [name for spot in spots for name in (spot.name, spot.name_en)]
    found_by = " ".join(map(name_key, (title, row.start.isoformat(), itinerary.request.home, *both)))
    return TripOption(row.id, title, row.start, _("、").join(names), found_by)
