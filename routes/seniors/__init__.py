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
from routes.seniors.gate_words import document_words, free_together, gate_lines  # noqa: E402
from routes.seniors.told_days import effort_name, effort_words, rest_words, steps_words, visit_lines  # noqa: E402

for told in (
    document_words,
    effort_name,
    effort_words,
    free_together,
    gate_lines,
    rest_words,
    steps_words,
    visit_lines,
):
    bp.add_app_template_filter(told)
