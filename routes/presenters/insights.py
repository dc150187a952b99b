"""Insights into a trip, ready for its page: alternatives, places left out, rain, what a little more brings."""

from __future__ import annotations

import json
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlmodel import Session

from planner.errors import Unknown
from planner.itinerary.types import Day, Insights, Itinerary, LeftOut, Reason
from planner.jobs import is_pending
from planner.saved import SavedItinerary, load_itinerary
from planner.sentences import NAMES, reason_sentence
from routes.presenters.cards import way_words
from routes.state import english


@dataclass(frozen=True)
class AlternativeCard:
    """A card: another trip and why it is worth a look."""

    id: str
    trip: Itinerary
    why: str
    most_walk_m: int


@dataclass(frozen=True)
class InsightTexts:
    """Sentences and days, as they stand on the page. `rain` has a day's number, the day instead (None: rest at the
    hotel), and whether it is the day itself."""

    alternatives: tuple[AlternativeCard, ...]
    left_out: tuple[str, ...]
    rain: tuple[tuple[int, Day | None, bool], ...]
    gains: tuple[str, ...]


def insight_texts(db: Session, saved: SavedItinerary, trip: Itinerary) -> InsightTexts | None:
    """The insights into a trip in words; None as long as there are none."""
    insights = saved.insights()
    if insights is None:
        return None
    rain = enumerate(zip(insights.rain, trip.days, strict=True), 1)
    return InsightTexts(
        alternatives=tuple(_alternatives(db, insights)),
        left_out=tuple(reason_sentence(other.reason, _) + _able(other) for other in insights.left_out),
        rain=tuple((number, dry, dry == day) for number, (dry, day) in rain),
        gains=tuple(
            (" " if english() else "").join(reason_sentence(reason, _) for reason in gain)
            for gain in insights.gains
            if gain[0].code != "gain_none"
        ),
    )


def insights_pending(db: Session, saved: SavedItinerary) -> bool:
    """Are the insights being worked out?"""
    return saved.beside is None and is_pending(db, "beside", json.dumps(saved.id))


def _alternatives(db: Session, insights: Insights) -> list[AlternativeCard]:
    cards = []
    for other in insights.others:
        try:
            trip = load_itinerary(db, other.trip)
        except Unknown:
            continue
        most = max(day.walk_m for day in trip.days)
        cards.append(AlternativeCard(other.trip, trip, _why(other.reason), most))
    return cards


def _why(reason: Reason) -> str:
    """What is different in another trip, in the measures people use."""
    if reason.code == "other_easier" and int(reason.values["walk_less"]) > 0:
        return _("更轻松：走得最多的那天少走%(way)s", way=way_words(int(reason.values["walk_less"])))
    return reason_sentence(reason, _)


def _able(other: LeftOut) -> str:
    return _("（“%(who)s”的人可以去。）", who=_(NAMES[other.able])) if other.able else ""
