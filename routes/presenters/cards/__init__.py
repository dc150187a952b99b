"""A trip on cards: its cover, its days, whom to call, what a driver is shown; in the words people use."""

from routes.presenters.cards.cover import Cover, costs, cover_lead
from routes.presenters.cards.day_card import DayCard, DayEntry, day_cards, day_entries
from routes.presenters.cards.drivers import stops_of
from routes.presenters.cards.effort import DayEffort, trip_effort_words
from routes.presenters.cards.moments import DayMoment, day_moment
from routes.presenters.cards.names import short_name, title_scenes, trip_name, trip_title, way_there
from routes.presenters.cards.phones import TAXI, Calls, Dial, calls_of
from routes.presenters.cards.scenes import SEEN, scene_of, scene_words, theme_scene, trip_scene
from routes.presenters.cards.spoken import far_words, hour_words, long_words, way_words
from routes.presenters.cards.view import offers, photographs, trip_view
from routes.presenters.cards.wishes import wish_words

__all__ = [
    "SEEN",
    "TAXI",
    "Calls",
    "Cover",
    "DayCard",
    "DayEffort",
    "DayEntry",
    "DayMoment",
    "Dial",
    "calls_of",
    "costs",
    "cover_lead",
    "day_cards",
    "day_entries",
    "day_moment",
    "far_words",
    "hour_words",
    "long_words",
    "offers",
    "photographs",
    "scene_of",
    "scene_words",
    "short_name",
    "stops_of",
    "theme_scene",
    "title_scenes",
    "trip_effort_words",
    "trip_name",
    "trip_scene",
    "trip_title",
    "trip_view",
    "way_there",
    "way_words",
    "wish_words",
]
