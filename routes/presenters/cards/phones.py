"""打电话: whom a traveller can call, the most urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from flask_babel import gettext as _

from planner.catalog import Catalog
from planner.itinerary.types import Itinerary
from routes.formatters import grade_words, own_name, spot_name
from routes.presenters.cards.spoken import far_words
from routes.presenters.known import hotline_words
from routes.presenters.trip_page import TripTexts
from routes.state import english, settings

TAXI, FRAUD = "95128", "96110"  # the second stands in the warning above


@dataclass(frozen=True)
class Dial:
    """Whom, which number ("" if none is known), a line below, and more of them to be opened."""

    who: str
    phone: str
    line: str = ""
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Calls:
    """By what one needs: help at once, our own people, where one stays and goes, a taxi, the city's lines."""

    urgent: tuple[Dial, ...]
    stays: tuple[Dial, ...]
    places: tuple[Dial, ...]
    lines: tuple[Dial, ...]


def calls_of(facts: Catalog, trip: Itinerary, texts: TripTexts) -> Calls:
    """For the days of a trip, each number once. Where none is known, the page says so once, and whom to ask."""
    phone = settings().help_phone
    urgent = [Dial(_("急救"), "120"), *([Dial(_("旅行社"), phone)] if phone else [])]
    return Calls(tuple(urgent), tuple(_stays(facts, trip, texts)), tuple(_places(facts, trip)), tuple(_lines(texts)))


def _stays(facts: Catalog, trip: Itinerary, texts: TripTexts) -> list[Dial]:
    hotels = {day.hotel.id: day.hotel for day in trip.days if day.hotel}
    found = []
    for key, spot in hotels.items():
        row = facts.hotels.get(key)
        address = row.address if row and row.address and not english() else ""
        found += [Dial(spot_name(spot), number, address) for number in _numbers(row.phone if row else None)]
    for near in texts.near:
        hospital = near.hospital
        where = hospital.address if hospital.address and not english() else ""
        far = _("离%(spot)s%(far)s", spot=spot_name(near.spot), far=far_words(near.km))
        line = _("，").join(part for part in (grade_words(hospital.grade), where, far) if part)
        found += [Dial(own_name(hospital), number, line) for number in _numbers(hospital.phone)]
    return found


def _places(facts: Catalog, trip: Itinerary) -> list[Dial]:
    visits = [visit for day in trip.days for visit in day.visits]
    rows = [facts.places[visit.place.id] for visit in visits if visit.place.id in facts.places]
    return [Dial(own_name(row), number) for row in rows if row.phone for number in _numbers(row.phone)]


def _lines(texts: TripTexts) -> list[Dial]:
    taxi = next((hotline_words(line) for line in texts.hotlines if line.phone == TAXI), "")
    found = [Dial(_("叫出租车"), TAXI, taxi)]
    others = [line for line in texts.hotlines if line.phone not in (TAXI, FRAUD)]
    for phone, lines in groupby(others, lambda line: line.phone):
        words = tuple(hotline_words(line) for line in lines)
        found.append(Dial(words[0], phone) if len(words) == 1 else Dial(_("当地的政府热线"), phone, more=words))
    return found


def _numbers(phone: str | None) -> list[str]:
    return phone.split(";") if phone else [""]
