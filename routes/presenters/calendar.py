"""A trip as appointments: each day as a whole, setting out, trains, and places to be at."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from flask_babel import gettext as _

from planner.catalog import Catalog
from planner.exchange.documents import Appointment
from planner.itinerary.metrics import is_rest_day, shown_times
from planner.itinerary.types import Day, Itinerary, Leg, Spot, Visit
from routes.formatters import spot_name
from routes.presenters.cards import DayCard, DayEntry, day_cards
from routes.presenters.paper import hospital_line, night_lines, sentences
from routes.presenters.trip_page import NearHospital, party_of, trip_texts

EVENING_BEFORE = 4 * 60  # 20:00, before the day's 00:00
SETTING_OUT, TRAIN, VISIT = (60,), (120, 60), 15  # minutes before


def appointments(facts: Catalog, trip: Itinerary, address: str) -> Iterator[Appointment]:
    """In order. Rides between places, lunch and rest stand in the day's text: a reminder for each would be noise."""
    person = party_of(trip)
    texts = trip_texts(facts, trip, person)
    for card in day_cards(facts, trip, texts, person):
        yield _whole_day(facts, card, texts.near, address)
        for index, entry in enumerate(card.entries):
            key, item = f"{card.number}-{index}", entry.item
            if isinstance(item, Visit):
                yield _visit(facts, card.day, item, entry, key, address)
            elif isinstance(item, Leg) and item.mode == "train":
                yield _leg(card.day, item, entry, key, TRAIN, address)
            elif isinstance(item, Leg) and item is card.day.items[0]:
                yield _leg(card.day, item, entry, key, SETTING_OUT, address)


def _whole_day(facts: Catalog, card: DayCard, near: tuple[NearHospital, ...], address: str) -> Appointment:
    day = card.day
    places = _("歇一天") if is_rest_day(day) else _("、").join(spot_name(visit.place) for visit in day.visits)
    title = card.title + (_("：") + places if places else "")
    lines = [sentences((card.effort.way, card.effort.words))]
    lines += [_("%(when)s，%(what)s。", when=entry.when, what=entry.what) for entry in card.entries]
    lines += [*card.after, *(night_lines(facts, card.night) if card.night else ())]
    lines += [hospital_line(one) for one in near if card.number in one.days]
    return Appointment(
        f"{card.number}", day.date, None, None, title, "\n".join(lines), remind_min=(EVENING_BEFORE,), link=address
    )


def _visit(facts: Catalog, day: Day, visit: Visit, entry: DayEntry, key: str, address: str) -> Appointment:
    """It reminds before one leaves for it."""
    name, at = spot_name(visit.place), (visit.place.lat, visit.place.lon)
    place, card = facts.places.get(visit.place.id), entry.visit
    where = ", ".join(part for part in (name, place.address if place else None) if part)
    told = [card.sentence, sentences((card.long, *card.facts)), card.unknown] if card else []
    start, end = shown_times(visit)
    remind = start - leaves_for(day, visit) + VISIT
    text = "\n".join(line for line in told if line)
    return Appointment(key, day.date, start, end, name, text, where, at, (remind,), address)


def leaves_for(day: Day, visit: Visit) -> int:
    """The minute one sets out for a visit; where one is there already, that of the visit."""
    for before, item in pairwise(day.items):
        if item is visit and isinstance(before, Leg):
            return shown_times(before)[0]
    return shown_times(visit)[0]


def _leg(day: Day, leg: Leg, entry: DayEntry, key: str, remind_min: tuple[int, ...], address: str) -> Appointment:
    origin: Spot = leg.origin
    text = "\n".join(entry.lines)
    at = origin.lat, origin.lon
    return Appointment(key, day.date, *shown_times(leg), entry.head, text, spot_name(origin), at, remind_min, address)
