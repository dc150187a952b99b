"""For older travellers and those who plan for them: large letters, one thing a page."""

from flask import Blueprint

bp = Blueprint("seniors", __name__)

from routes.seniors import (  # noqa: E402, F401  # views register themselves
    about,
    arrange,
    ask,
    base_map,
    browse,
    change,
    ease,
    enquire,
    home,
    offline,
    paper,
    progress,
    trains,
    trips,
    underway,
)
