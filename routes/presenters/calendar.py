"""A trip as appointments: each day as a whole, setting out, trains, and places to be at."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from planner.catalog import Catalog
from planner.exchange.documents import Appointment
from planner.itinerary.metrics import is_rest_day, shown_times
from planner.itinerary.types import Day, Item, Itinerary, Leg, Lunch, Pause, Rest, Supper, Visit
from routes.formatters import spot_name
from routes.presenters.known import not_known, place_facts
from routes.presenters.trip_days import (
    begins,
    day_summary,
    meal_words,
    night_words,
    pause_head,
    rest_words,
    supper_lines,
    visit_lines,
)
from routes.presenters.ways import leg_head, leg_lines

EVENING_BEFORE = 4 * 60  # 20:00, before the day's 00:00
SETTING_OUT, TRAIN, VISIT = (60,), (120, 60), (15,)  # minutes before


def appointments(facts: Catalog, trip: Itinerary, address: str) -> Iterator[Appointment]:
    """In order. Rides between places, lunch and rest stand in the day's text: a reminder for each would be noise."""
    for number, day in enumerate(trip.days, 1):
        yield _whole_day(facts, number, day, address)
        for index, item in enumerate(day.items):
            key = f"{number}-{index}"
            match item:
                case Visit():
                    yield _visit(facts, trip, day, item, key, address)
                case Leg(mode="train") as leg:
                    yield _leg(day, leg, key, TRAIN, address)
                case Leg() as leg if index == 0:
                    yield _leg(day, leg, key, SETTING_OUT, address)


def _whole_day(facts: Catalog, number: int, day: Day, address: str) -> Appointment:
    places = _("歇一天") if is_rest_day(day) else _("、").join(spot_name(visit.place) for visit in day.visits)
    title = _("第 %(n)s 天", n=number) + (_("：") + places if places else "")
    lines = [day_summary(day), *(_line(facts, item) for item in day.items)]
    lines += night_words(facts, day.hotel) if day.hotel else ()
    return Appointment(
        f"{number}", day.date, None, None, title, "\n".join(lines), remind_min=(EVENING_BEFORE,), link=address
    )


def _line(facts: Catalog, item: Item) -> str:
    match item:
        case Visit(place=place):
            words = spot_name(place)
        case Leg() as leg:
            words = leg_head(leg)
        case Lunch() as lunch:
            words = _("午饭") + _("：") + meal_words(facts, lunch)
        case Supper() as supper:
            words = _("晚饭") + _("：") + "".join(supper_lines(supper, facts))
        case Rest() as rest:
            words = rest_words(rest, facts)
        case Pause() as pause:
            words = pause_head(pause)
    return f"{begins(item)} {words}"


def _visit(facts: Catalog, trip: Itinerary, day: Day, visit: Visit, key: str, address: str) -> Appointment:
    place = facts.places.get(visit.place.id)
    lines = [*visit_lines(visit, place)]
    if place:
        lines += [*place_facts(facts, place, day.date, trip.request.ages), not_known(visit, place)]
    name, at = spot_name(visit.place), (visit.place.lat, visit.place.lon)
    where = ", ".join(part for part in (name, place.address if place else None) if part)
    text = "\n".join(line for line in lines if line)
    return Appointment(key, day.date, *shown_times(visit), name, text, where, at, VISIT, address)


def _leg(day: Day, leg: Leg, key: str, remind_min: tuple[int, ...], address: str) -> Appointment:
    at = leg.origin.lat, leg.origin.lon
    words, text = leg_head(leg), "\n".join(leg_lines(leg))
    return Appointment(key, day.date, *shown_times(leg), words, text, spot_name(leg.origin), at, remind_min, address)
