"""The first page with a few very large choices; where the facts come from and how old they are; help."""

from __future__ import annotations

from flask import render_template
from flask_babel import gettext as _

from planner.upkeep import error_rates, how_checked, rate_sentence
from routes.presenters import TAXI
from routes.seniors.blueprint import bp
from routes.state import catalog, language, rail, rules, session, settings


@bp.get("/")
def home() -> str:
    themes = [theme for theme in rules().themes.values() if theme.trips_zh]
    return render_template("seniors/home.html", themes=[theme.id for theme in themes])


@bp.get("/about")
def about() -> str:
    facts, trains = catalog(), rail()
    usable = [place for place in facts.places.values() if place.usable]
    figures = {
        "places": len(facts.places),
        "usable": len(usable),
        "hours": sum(place.hours is not None for place in usable),
        "prices": sum(place.ticket_fen is not None for place in usable),
        "hotels": len(facts.hotels),
        "hospitals": len(facts.hospitals),
        "stations": len(facts.stations),
        "trains": len(trains.runs),
        "oldest": min(place.as_of for place in usable),
        "newest": max(place.as_of for place in usable),
        "snapshot": max(run.snapshot for run in trains.runs.values()),
    }
    with session() as db:
        rates = error_rates(db, settings())
    told = [rate_sentence(rate, _) for rate in rates]
    how = how_checked(settings(), rates, language())
    return render_template("seniors/about.html", figures=figures, error_rates=told, how_checked=how)


@bp.get("/help")
def help_page() -> str:
    """Whom to call, and how the pages are used."""
    return render_template("seniors/help.html", taxi=TAXI)
