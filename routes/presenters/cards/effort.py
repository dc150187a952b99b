"""How much of a day is on foot and how tired it makes, in three honest steps."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from planner.itinerary.metrics import Effort, is_rest_day
from planner.itinerary.types import Day, Itinerary
from planner.people import MobilityProfile
from planner.sentences import N_
from routes.presenters.cards.spoken import times_words, way_words

RINGS = {"easy": 1, "fair": 2, "tiring": 3}
AFTER = {
    "easy": N_("很轻松。"),
    "fair": N_("不算累。"),
    "tiring": N_("走完会累，晚上早点歇。"),
}
GENTLE_CLIMB_M, HILL_M = 5, 20


@dataclass(frozen=True)
class DayEffort:
    """`rings` of three are filled; `way` is a few words, `words` sentences, `short` what a narrow row has room for."""

    rings: int
    way: str
    words: str
    short: str = ""


def day_effort_words(day: Day, effort: Effort, person: MobilityProfile) -> DayEffort:
    """In the words of somebody who walks, or is pushed."""
    if is_rest_day(day):
        return DayEffort(1, _("歇一天"), _("这一天特意歇着，不安排景点，哪儿也不用赶。"), _("歇一天"))
    rolls = person.id == "wheelchair"
    way = way_words(effort.walk_m)
    sits = sum(visit.sits + visit.pauses for visit in day.visits)
    few = _("推着走%(way)s", way=way) if rolls else _("走%(way)s", way=way)
    if sits:
        few += _("，中间歇%(times)s", times=times_words(sits))
    return DayEffort(RINGS[effort.word], few, effort_after(effort.word), way)


def trip_effort_words(trip: Itinerary, word: str) -> DayEffort:
    """The same for a whole trip, by its longest way of a day and its hardest day, which is easy, fair or tiring."""
    way = way_words(max(day.walk_m for day in trip.days))
    if trip.request.profile == "wheelchair":
        told = _("推着走%(way)s", way=way) if len(trip.days) == 1 else _("一天最多推着走%(way)s", way=way)
    else:
        told = _("走%(way)s", way=way) if len(trip.days) == 1 else _("一天最多走%(way)s", way=way)
    return DayEffort(RINGS[word], told, effort_after(word), way)


def effort_after(word: str) -> str:
    """How one feels in the evening of an easy, fair or tiring day."""
    return _(AFTER[word])


def climb_words(metres: int) -> str:
    """A little slope, a hill; flat ground is not told."""
    if metres < GENTLE_CLIMB_M:
        return ""
    return _("有一点小坡。") if metres < HILL_M else _("要上坡，慢慢走。")
