"""For older travellers and those who plan for them: large letters, one thing a page."""

from flask import Blueprint

bp = Blueprint("seniors", __name__)

from routes.seniors import (  # noqa: E402, F401  # views register themselves
    about,
    arrange,
    ask,
    browse,
    change,
    ease,
    enquire,
    home,
    paper,
    progress,
    trains,
    trips,
    underway,
)
