"""What is known of places in words, whom to call, and what a generation remembers."""

from routes.presenters.known.contacts import hotline_words, hotlines_for, phones_words
from routes.presenters.known.holidays import holiday_words
from routes.presenters.known.honours import honours, honours_of, list_words
from routes.presenters.known.keepsakes import keepsakes_of
from routes.presenters.known.photos import ShownPhoto, photos_on_paper, shown_photos
from routes.presenters.known.places import hours_words, knows_price, prices, season_words

__all__ = [
    "ShownPhoto",
    "holiday_words",
    "honours",
    "honours_of",
    "hotline_words",
    "hotlines_for",
    "hours_words",
    "keepsakes_of",
    "knows_price",
    "list_words",
    "phones_words",
    "photos_on_paper",
    "prices",
    "season_words",
    "shown_photos",
]
