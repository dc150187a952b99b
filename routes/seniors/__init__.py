"""For older travellers and those who plan for them: large letters, one thing a page."""

from routes.presenters import (
    document_words,
    effort_name,
    effort_words,
    free_together,
    gate_lines,
    rest_words,
    steps_words,
    visit_lines,
)
from routes.seniors import (  # noqa: F401  # views register themselves
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
from routes.seniors.blueprint import bp

__all__ = ["bp"]

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
