"""Sentences, rows and sketches that the pages of several blueprints show."""

from flask import Flask

from planner.itinerary.metrics import is_rest_day, lunch_left_open
from routes.presenters.admission import document_words, free_together, gate_lines, law_words
from routes.presenters.base_map import base_map
from routes.presenters.calendar import appointments
from routes.presenters.cards import (
    SEEN,
    TAXI,
    DayEffort,
    DayEntry,
    calls_of,
    day_entries,
    day_moment,
    far_words,
    hour_words,
    long_words,
    offers,
    photographs,
    scene_words,
    stops_of,
    theme_scene,
    title_scenes,
    trip_effort_words,
    trip_name,
    trip_scene,
    trip_title,
    trip_view,
    way_there,
    way_words,
    wish_words,
)
from routes.presenters.changes import ChangeReport, change_report
from routes.presenters.family import FamilyMessages, Version, family_messages
from routes.presenters.insights import AlternativeCard, InsightTexts, insight_texts, insights_pending
from routes.presenters.known import (
    holiday_words,
    honours_of,
    hotline_words,
    hotlines_for,
    hours_words,
    list_words,
    phones_words,
    season_words,
)
from routes.presenters.paper import both_names, emergency_card, paper_words, sheet_entry
from routes.presenters.problems import (
    CODES,
    PROBLEM_JSON,
    ProblemDetails,
    ProblemValue,
    problem,
    problem_data,
    problem_of_values,
)
from routes.presenters.quotes import (
    COST_KINDS,
    SoldTrain,
    ashore_words,
    cancelling,
    changed_call_words,
    day_row,
    kind_names,
    price_table,
    product_day_words,
    product_days,
    quote_lead,
    quote_sections,
    quote_yuan,
    rule_lines,
    sold_train,
    stop_on_day_words,
    stop_words,
)
from routes.presenters.reasons import error_words, reason_words
from routes.presenters.reminders import reminders
from routes.presenters.shared import link_card, share_card, tourist_trip
from routes.presenters.train_days import train_days, train_name, train_scenes, who_goes
from routes.presenters.trip_page import event_words, events_of, party_of
from routes.presenters.violations import possession_name, remedy_text, violation_text
from routes.presenters.ways import walk_words
from routes.presenters.weather import degrees

__all__ = [
    "CODES",
    "COST_KINDS",
    "PROBLEM_JSON",
    "SEEN",
    "TAXI",
    "AlternativeCard",
    "ChangeReport",
    "DayEffort",
    "DayEntry",
    "FamilyMessages",
    "InsightTexts",
    "ProblemDetails",
    "ProblemValue",
    "SoldTrain",
    "Version",
    "appointments",
    "ashore_words",
    "base_map",
    "both_names",
    "calls_of",
    "cancelling",
    "change_report",
    "changed_call_words",
    "day_entries",
    "day_moment",
    "day_row",
    "degrees",
    "emergency_card",
    "error_words",
    "events_of",
    "family_messages",
    "far_words",
    "holiday_words",
    "honours_of",
    "hotlines_for",
    "hour_words",
    "hours_words",
    "insight_texts",
    "insights_pending",
    "kind_names",
    "link_card",
    "list_words",
    "long_words",
    "offers",
    "paper_words",
    "party_of",
    "phones_words",
    "photographs",
    "possession_name",
    "price_table",
    "problem",
    "problem_data",
    "problem_of_values",
    "product_day_words",
    "product_days",
    "quote_lead",
    "quote_sections",
    "quote_yuan",
    "reason_words",
    "register",
    "remedy_text",
    "rule_lines",
    "season_words",
    "share_card",
    "sheet_entry",
    "sold_train",
    "stop_on_day_words",
    "stop_words",
    "stops_of",
    "title_scenes",
    "tourist_trip",
    "train_days",
    "train_name",
    "train_scenes",
    "trip_effort_words",
    "trip_name",
    "trip_title",
    "trip_view",
    "violation_text",
    "walk_words",
    "way_words",
    "who_goes",
]


def register(app: Flask) -> None:
    """Have templates call what they need by themselves."""
    for filter_ in (
        day_entries,
        far_words,
        hour_words,
        long_words,
        reminders,
        train_name,
        scene_words,
        theme_scene,
        trip_name,
        way_there,
        wish_words,
        document_words,
        law_words,
        event_words,
        free_together,
        gate_lines,
        hotline_words,
    ):
        app.add_template_filter(filter_)
