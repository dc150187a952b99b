"""What is known of places in words, whom to call, and what a generation remembers."""

from routes.presenters.known.contacts import ask_words, hotline_words, hotlines_for, phones_words
from routes.presenters.known.holidays import holiday_words
from routes.presenters.known.honours import honours, honours_of, list_words
from routes.presenters.known.keepsakes import keepsakes_of
from routes.presenters.known.places import hours_words, not_known, place_facts, prices, season_words, steps_words

__all__ = [
    "ask_words",
    "holiday_words",
    "honours",
    "honours_of",
    "hotline_words",
    "hotlines_for",
    "hours_words",
    "keepsakes_of",
    "list_words",
    "not_known",
    "phones_words",
    "place_facts",
    "prices",
    "season_words",
    "steps_words",
]
