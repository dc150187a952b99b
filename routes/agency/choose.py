"""Which trip is to be priced: a ready-made one, or one whose number somebody has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.errors import Unknown
from planner.itinerary.types import Itinerary
from planner.saved import SavedItinerary, list_itineraries, load_itinerary
from planner.sentences import NAMES, error_sentence
from routes.formatters import city_name, theme_name
from routes.state import english, session


@dataclass(frozen=True)
class Choice:
    """A trip to choose, in words."""

    id: str
    title: str
    start: date
    places: str


def choose() -> ResponseReturnValue:
    """Ready-made trips; a trip's number or address leads straight to its package."""
    typed = request.args.get("trip", "").strip()
    errors: dict[str, str] = {}
    with session() as db:
        if typed:
            trip_id = typed.rstrip("/").rpartition("/")[2]
            try:
                load_itinerary(db, trip_id)
            except Unknown as unknown:
                errors["trip"] = error_sentence(unknown, _)
            else:
                return redirect(url_for("agency.package", trip_id=trip_id))
        ready = [_choice(row) for row in list_itineraries(db, featured=True)]
    page = render_template("agency/choose.html", ready=ready, texts={"trip": typed}, errors=errors)
    return page, 422 if errors else 200


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


def _choice(row: SavedItinerary) -> Choice:
    itinerary = row.itinerary()
    spots = [visit.place for day in itinerary.days for visit in day.visits]
    names = [spot.name_en if english() else spot.name for spot in spots]
    return Choice(row.id, trip_title(itinerary), row.start, _("、").join(names))
