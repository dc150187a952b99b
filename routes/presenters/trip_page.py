"""What the page of a trip says around its days: numbers, reasons, effort, weather, gates, hospitals."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _

from planner.catalog import (
    Catalog,
    Hospital,
    Hotel,
    Hotline,
    Keepsake,
    SeasonEvent,
    TicketPolicy,
    happening,
    kind_words,
    nearest_hospital,
)
from planner.itinerary.metrics import (
    Admission,
    Effort,
    TicketCost,
    admissions,
    day_effort,
    hardest,
    law_for,
    why_chosen,
)
from planner.itinerary.types import Day, Itinerary, Reason, Spot
from planner.people import MobilityProfile, party_profile
from planner.sentences import N_, reason_sentence
from routes.formatters import own_name
from routes.presenters.admission import age_costs
from routes.presenters.known import holiday_words, honours, hotlines_for, keepsakes_of
from routes.presenters.maps import trip_map, trip_sketch
from routes.presenters.weather import weather_lines, weather_sources
from routes.state import english, rules, settings

DAY_PARTS = {"early": N_("（清晨）"), "morning": N_("（上午）"), "evening": N_("（晚上）")}


@dataclass(frozen=True)
class NearHospital:
    """The hospital nearest to where days are spent; `days` are their numbers, the straight way is from `spot`."""

    days: tuple[int, ...]
    spot: Spot
    hospital: Hospital
    km: float


@dataclass(frozen=True)
class TripTexts:
    """`numbers`, `reasons`, `why` (in words) and `honours` are by a place's id, `efforts` by day, `hospitals` by a
    hotel's id."""

    numbers: dict[str, int]
    reasons: dict[str, tuple[Reason, ...]]
    why: dict[str, str]
    efforts: tuple[Effort, ...]
    hardest: tuple[int, Effort]
    weather: tuple[str, ...]
    weather_sources: tuple[tuple[str, str], ...]
    gates: tuple[Admission, ...]
    law: TicketPolicy | None
    costs: list[tuple[str, TicketCost]]
    hospitals: dict[str, Hospital | None]
    near: tuple[NearHospital, ...]
    honours: dict[str, tuple[str, ...]]
    hotlines: tuple[Hotline, ...]
    keepsakes: tuple[Keepsake, ...]
    holidays: str


def trip_texts(facts: Catalog, trip: Itinerary, person: MobilityProfile) -> TripTexts:
    """In the reader's language; `person` is what the party can do together."""
    visits = [visit.place.id for day in trip.days for visit in day.visits]
    places = [facts.places[key] for key in visits if key in facts.places]
    cities = dict.fromkeys([trip.request.home, *(place.city for place in places)])
    reasons = why_chosen(facts, rules().themes, trip, person)
    able = party_of(trip, pace="normal")  # who goes slowly keeps strength in hand
    return TripTexts(
        numbers={place: number for number, place in enumerate(visits, 1)},
        reasons=reasons,
        why=_why(trip, reasons),
        efforts=tuple(day_effort(day, able) for day in trip.days),
        hardest=hardest(trip, able),
        weather=weather_lines(facts, trip),
        weather_sources=weather_sources(facts, trip),
        gates=admissions(facts, trip),
        law=law_for(facts, trip.request.ages),
        costs=age_costs(facts, trip),
        hospitals={day.hotel.id: hospital_of(facts, facts.hotels.get(day.hotel.id)) for day in trip.days if day.hotel},
        near=near_hospitals(facts, trip),
        honours={place.id: honours(facts, place) for place in places},
        hotlines=hotlines_for(facts, cities),
        keepsakes=keepsakes_of(facts, trip.request, cities),
        holidays=holiday_words(day.date for day in trip.days),
    )


def _why(trip: Itinerary, reasons: dict[str, tuple[Reason, ...]]) -> dict[str, str]:
    """What speaks for each place, in words; what speaks for all of a theme is said once a day."""
    found = {}
    for day in trip.days:
        themes: set[str] = set()
        for visit in day.visits:
            said = [(reason.code, reason_sentence(reason, _)) for reason in reasons.get(visit.place.id, ())]
            found[visit.place.id] = _joined([words for _code, words in said if words not in themes])
            themes |= {words for code, words in said if code == "chosen_theme"}
    return found


def _joined(sentences: list[str]) -> str:
    """One after the other, with a space between them where the language has one."""
    return (" " if english() else "").join(sentence.strip() for sentence in sentences)


def near_hospitals(facts: Catalog, trip: Itinerary) -> tuple[NearHospital, ...]:
    """For each day the hospital nearest to its hotel, or to its first place; days with the same one together."""
    found: dict[str, NearHospital] = {}
    for number, day in enumerate(trip.days, 1):
        spot = _stays_at(day)
        if spot and (near := nearest_hospital(facts.hospitals.values(), spot.lat, spot.lon)):
            first = found.get(near[0].id, NearHospital((), spot, *near))
            found[near[0].id] = replace(first, days=(*first.days, number))
    return tuple(found.values())


def _stays_at(day: Day) -> Spot | None:
    return day.hotel or next((visit.place for visit in day.visits), None)


def events_of(facts: Catalog, found: Itinerary) -> tuple[SeasonEvent, ...]:
    """What blossoms or is celebrated on these days where the trip goes, or in the whole region."""
    places = {visit.place.id for day in found.days for visit in day.visits}
    cities = {facts.places[place].city for place in places if place in facts.places}
    near = [e for e in facts.events.values() if (e.place_id in places if e.place_id else e.city in {*cities, None})]
    return happening(near, (day.date for day in found.days))


def event_words(event: SeasonEvent) -> str:
    """Its name, when in the day it is if not all day, and that dates move where they do."""
    part = _(DAY_PARTS[event.day_part]) if event.day_part else ""
    return own_name(event) + part + (_("（每年日子不一样，先问一声）") if event.confidence != "high" else "")


def party_of(trip: Itinerary, pace: str | None = None) -> MobilityProfile:
    """What the travellers of a trip can do together, at the pace they wished for unless another is told."""
    wish = trip.request
    return party_profile(rules(), (wish.profile, *wish.companions), pace or wish.pace, wish.people)


def trip_facts(facts: Catalog, trip: Itinerary, person: MobilityProfile) -> dict[str, Any]:
    """The trip, its facts and its texts, by the names that templates know them by."""
    return {
        "trip": trip,
        "facts": facts,
        "person": person,
        "group": group_words(person, trip.request.people),
        "texts": trip_texts(facts, trip, person),
        "events": events_of(facts, trip),
        "sketch": trip_sketch(trip),
        "trip_map": trip_map(trip, facts),
        "kinds": kind_words(settings().data_dir),
    }


def group_words(person: MobilityProfile, people: int) -> str:
    """What the number of people adds to the times; empty for a few."""
    extra = (
        (person.boarding_min, _("每次上下车 %(n)s 分钟", n=person.boarding_min)),
        (person.queue_min, _("每次上厕所 %(n)s 分钟", n=person.queue_min)),
        (person.seating_min, _("午饭入座、上菜 %(n)s 分钟", n=person.seating_min)),
    )
    told = _("、").join(words for added, words in extra if added)
    return _("%(people)s 个人一起走，时间多留了：%(extra)s。", people=people, extra=told) if told else ""


def hospital_of(facts: Catalog, hotel: Hotel | None) -> Hospital | None:
    """The hospital noted as the nearest to a hotel."""
    name = hotel.hospital if hotel else None
    return next((hospital for hospital in facts.hospitals.values() if hospital.name == name), None)
