"""Sentences, rows and sketches that the pages of several blueprints show."""

from flask import Flask

from routes.presenters.admission import document_words, free_together, gate_lines
from routes.presenters.base_map import base_map
from routes.presenters.calendar import appointments
from routes.presenters.changes import Done, done
from routes.presenters.family import Said, Version, family_said
from routes.presenters.insights import OtherTrip, Told, still_coming, told_beside
from routes.presenters.maps import trip_map, trip_sketch
from routes.presenters.paper import paper_words, trip_title
from routes.presenters.reasons import error_words, reason_words
from routes.presenters.train_days import train_days
from routes.presenters.trip_days import effort_name, effort_words, rest_words, steps_words, visit_lines
from routes.presenters.trip_page import events_of, told_trip
from routes.presenters.walking import walk_words

__all__ = [
    "Done",
    "OtherTrip",
    "Said",
    "Told",
    "Version",
    "appointments",
    "base_map",
    "document_words",
    "done",
    "effort_name",
    "effort_words",
    "error_words",
    "events_of",
    "family_said",
    "free_together",
    "gate_lines",
    "paper_words",
    "reason_words",
    "register",
    "rest_words",
    "steps_words",
    "still_coming",
    "told_beside",
    "told_trip",
    "train_days",
    "trip_map",
    "trip_sketch",
    "trip_title",
    "visit_lines",
    "walk_words",
]


def register(app: Flask) -> None:
    """Have templates call what they need by themselves."""
    for filter_ in (
        document_words,
        effort_name,
        effort_words,
        free_together,
        gate_lines,
        rest_words,
        steps_words,
        visit_lines,
    ):
        app.add_template_filter(filter_)
