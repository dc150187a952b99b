"""What a traveller is reminded of, and when: always before setting out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from planner.itinerary.metrics import shown_times
from planner.itinerary.types import Day, Item, Leg, Pause, Visit
from routes.formatters import spot_name
from routes.presenters.cards import DayCard, DayEntry, hour_words

SOON = 15  # minutes before one sets out
EARLY = 60  # before one leaves home or the hotel
TRAIN = (120, 60)  # before a train that a day begins with: who sees one off to it, nobody knows


@dataclass(frozen=True)
class Reminder:
    """`minute` of the day it rings at, the same in words, and what it says."""

    minute: int
    at: str
    words: str


def reminders(card: DayCard) -> tuple[Reminder, ...]:
    """Of a day, in order."""
    found = [
        Reminder(minute, hour_words(minute), _words(card.day, entry))
        for entry in card.entries
        if entry.item
        for minute in rings(card.day, entry.item)
    ]
    return tuple(sorted(found, key=lambda one: one.minute))


def rings(day: Day, item: Item) -> tuple[int, ...]:
    """The minutes of the day at which an item is reminded of; none for what lies on the way of another."""
    first = item is day.items[0]
    if isinstance(item, Leg) and item.mode == "train" and first:
        return tuple(shown_times(item)[0] - before for before in TRAIN)
    if isinstance(item, Visit) or (isinstance(item, Leg) and item.mode == "train"):
        return (leaves_for(day, item) - SOON,)
    return (shown_times(item)[0] - EARLY,) if first and isinstance(item, Leg) else ()


def leaves_for(day: Day, item: Item) -> int:
    """The minute one sets out for an item, before the ways and the waiting that lead to it."""
    leaves = shown_times(item)[0]
    for way in _ways_to(day, item):
        leaves = shown_times(way)[0]
    return leaves


def _ways_to(day: Day, item: Item) -> Iterator[Item]:
    """What lies between an item and the stop before it, the last first; of trains, only the next one's ways."""
    at = next(index for index, one in enumerate(day.items) if one is item)
    for before in reversed(day.items[:at]):
        waits = isinstance(before, Pause) and before.use == "wait"
        if not waits and not (isinstance(before, Leg) and before.mode != "train"):
            return
        yield before


def _words(day: Day, entry: DayEntry) -> str:
    """七点三刻动身，坐车去鞍山西站."""
    item = entry.item
    leaves = leaves_for(day, item) if item else entry.minute
    time = hour_words(leaves, part_of_day=False)
    if isinstance(item, Leg) and item.mode == "train":
        return _("%(clock)s 开的火车，%(time)s动身。", clock=entry.when, time=time)
    place = spot_name(item.target) if isinstance(item, Leg) else entry.head
    return _("%(time)s动身，去%(place)s。", time=time, place=place)
