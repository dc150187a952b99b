"""A trip as appointments: each day as a whole, setting out, trains, and places to be at."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from planner.catalog import Catalog
from planner.exchange.documents import Appointment
from planner.itinerary.metrics import is_rest_day, shown_times
from planner.itinerary.types import Day, Item, Itinerary, Leg, Spot, Visit
from routes.formatters import spot_name
from routes.presenters.cards import DayCard, DayEntry, day_cards
from routes.presenters.paper import hospital_line, night_lines, sentences
from routes.presenters.reminders import rings
from routes.presenters.trip_page import NearHospital, party_of, trip_texts

EVENING_BEFORE = 4 * 60  # 20:00, before the day's 00:00


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
            elif isinstance(item, Leg) and rings(card.day, item):
                yield _leg(card.day, item, entry, key, address)


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
    text = "\n".join(line for line in told if line)
    return Appointment(key, day.date, start, end, name, text, where, at, _minutes_before(day, visit), address)


def _minutes_before(day: Day, item: Item) -> tuple[int, ...]:
    return tuple(shown_times(item)[0] - minute for minute in rings(day, item))


def _leg(day: Day, leg: Leg, entry: DayEntry, key: str, address: str) -> Appointment:
    origin: Spot = leg.origin
    text = "\n".join(entry.lines)
    at = origin.lat, origin.lon
    remind_min = _minutes_before(day, leg)
    return Appointment(key, day.date, *shown_times(leg), entry.what, text, spot_name(origin), at, remind_min, address)
