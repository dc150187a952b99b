"""Sentences, rows and sketches that the pages of several blueprints show."""

from flask import Flask

from planner.itinerary.metrics import is_rest_day, lunch_left_open
from routes.presenters.admission import document_words, free_together, gate_lines, law_words
from routes.presenters.base_map import base_map
from routes.presenters.calendar import appointments
from routes.presenters.changes import ChangeReport, change_report
from routes.presenters.family import FamilyMessages, Version, family_messages
from routes.presenters.insights import AlternativeCard, InsightTexts, insight_texts, insights_pending
from routes.presenters.known import (
    ask_words,
    holiday_words,
    honours_of,
    hotline_words,
    hotlines_for,
    hours_words,
    list_words,
    phones_words,
    season_words,
    steps_words,
)
from routes.presenters.paper import paper_words, trip_title
from routes.presenters.reasons import error_words, reason_words
from routes.presenters.train_days import train_days
from routes.presenters.trip_days import (
    begins,
    booking,
    effort_name,
    effort_words,
    leisure,
    lift_words,
    lodging_contact,
    pause_head,
    pause_use,
    rest_words,
    supper_lines,
    table_sure,
    visit_lines,
)
from routes.presenters.trip_page import event_words, events_of, trip_view
from routes.presenters.violations import remedy_text, violation_text
from routes.presenters.ways import leg_head, leg_lines, walk_words
from routes.presenters.weather import degrees

__all__ = [
    "AlternativeCard",
    "ChangeReport",
    "FamilyMessages",
    "InsightTexts",
    "Version",
    "appointments",
    "ask_words",
    "base_map",
    "begins",
    "change_report",
    "degrees",
    "document_words",
    "effort_name",
    "effort_words",
    "error_words",
    "event_words",
    "events_of",
    "family_messages",
    "free_together",
    "gate_lines",
    "holiday_words",
    "honours_of",
    "hotline_words",
    "hotlines_for",
    "hours_words",
    "insight_texts",
    "insights_pending",
    "law_words",
    "leg_head",
    "leg_lines",
    "lift_words",
    "list_words",
    "lodging_contact",
    "paper_words",
    "pause_head",
    "pause_use",
    "phones_words",
    "reason_words",
    "register",
    "remedy_text",
    "rest_words",
    "season_words",
    "steps_words",
    "supper_lines",
    "table_sure",
    "train_days",
    "trip_title",
    "trip_view",
    "violation_text",
    "visit_lines",
    "walk_words",
]


def register(app: Flask) -> None:
    """Have templates call what they need by themselves."""
    for filter_ in (
        document_words,
        law_words,
        effort_name,
        effort_words,
        event_words,
        free_together,
        gate_lines,
        begins,
        booking,
        is_rest_day,
        leisure,
        lunch_left_open,
        leg_head,
        leg_lines,
        ask_words,
        hotline_words,
        list_words,
        lodging_contact,
        phones_words,
        lift_words,
        pause_head,
        pause_use,
        rest_words,
        supper_lines,
        table_sure,
        steps_words,
        hours_words,
        season_words,
        visit_lines,
    ):
        app.add_template_filter(filter_)
