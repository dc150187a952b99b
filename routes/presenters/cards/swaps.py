"""改这里: the places that could be seen instead of one, by name, each with what would be different."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from flask_babel import gettext as _

from planner.catalog import Catalog, Place
from planner.itinerary.inputs import air_km, is_open, place_spot, refusal
from planner.itinerary.metrics import party_fen
from planner.itinerary.types import Day, Itinerary, Spot, Visit
from planner.people import MobilityProfile
from planner.rules import RulePack
from planner.travel import UNREACHABLE, way_provider
from routes.formatters import own_name, yuan
from routes.presenters.cards.spoken import LI_M, far_words, long_words, way_words
from routes.state import english

MOST = 3
NEAR_KM = 30.0
LEAST_MIN, LEAST_RIDE_MIN, LEAST_YUAN = 15, 5, 5
FEN = 100


@dataclass(frozen=True)
class Swap:
    """A place to see instead, and how that differs from what is planned."""

    key: str
    name: str
    words: str


def swaps(
    facts: Catalog, rules: RulePack, trip: Itinerary, number: int, person: MobilityProfile
) -> dict[str, tuple[Swap, ...]]:
    """By the id of each place of that day, up to three others; which of them fits the day is seen when it is tried."""
    day = trip.days[number - 1]
    offered = _offered(facts, rules, trip, day, person)
    return {
        visit.place.id: tuple(_named(trip, day, visit, facts.places[visit.place.id], offered))
        for visit in day.visits
        if visit.place.id in facts.places
    }


def _offered(facts: Catalog, rules: RulePack, trip: Itinerary, day: Day, person: MobilityProfile) -> list[Place]:
    """What the party may see that day and does not see yet, those of the trip's theme first."""
    wish = trip.request
    seen = {visit.place.id for each in trip.days for visit in each.visits}
    fit = [
        place
        for place in facts.places.values()
        if place.id not in seen
        and place.id not in wish.bans
        and place.kind not in wish.kinds_out
        and is_open(place, day.date)
        and refusal(place, person, rules) is None
    ]
    return sorted(fit, key=lambda place: (wish.theme not in place.theme_ids, -bool(place.memory), place.id))


def _named(trip: Itinerary, day: Day, visit: Visit, place: Place, offered: list[Place]) -> list[Swap]:
    if not offered:
        return []
    far = air_km([visit.place], [place_spot(other) for other in offered])[0]
    near = [(other, km) for other, km in zip(offered, far, strict=True) if km <= NEAR_KM]
    chosen = sorted(near, key=lambda one: _unlike(trip, place, one[0], float(one[1])))[:MOST]
    way = _way_of(day, visit.place)
    return [Swap(other.id, own_name(other), _different(trip, visit, place, other, way)) for other, _km in chosen]


def _unlike(trip: Itinerary, place: Place, other: Place, km: float) -> float:
    """The nearer, the more of the theme and the more alike in length, the better."""
    off_theme = trip.request.theme not in other.theme_ids
    return km / 5 + 2 * off_theme - bool(other.memory) + abs(other.visit_min - place.visit_min) / 60


def _way_of(day: Day, spot: Spot) -> list[Spot]:
    """Where one comes from, that spot, and where one goes on to."""
    around = [*(visit.place for visit in day.visits)]
    ends = ([day.hotel] if day.hotel else []) + around + ([day.hotel] if day.hotel else [])
    at = ends.index(spot)
    return ends[max(0, at - 1) : at + 2]


def _different(trip: Itinerary, visit: Visit, place: Place, other: Place, way: list[Spot]) -> str:
    """少走一里地，多看一刻钟，门票少 20 元 ... what there is to tell of it."""
    told = []
    metres = other.walk_m - visit.walk_m
    if abs(metres) >= LI_M // 2:
        told.append(_("少走%(way)s", way=way_words(-metres)) if metres < 0 else _("多走%(way)s", way=way_words(metres)))
    told += _ride(way, [place_spot(other) if spot == visit.place else spot for spot in way])
    minutes = other.visit_min - place.visit_min
    if abs(minutes) >= LEAST_MIN:
        time = long_words(abs(minutes))
        told.append(_("少看%(time)s", time=time) if minutes < 0 else _("多看%(time)s", time=time))
    told += _price(trip, place, other)
    if english():
        told = [words[:1].lower() + words[1:] for words in told]
    return _("，").join(told) if told else _("走路、花钱都差不多")


def _ride(way: list[Spot], other: list[Spot]) -> list[str]:
    """How much farther or nearer, and how much longer one rides; nothing where the road model knows no way."""
    (km, ride), (other_km, other_ride) = _road(way), _road(other)
    if max(ride, other_ride) >= UNREACHABLE:
        return []
    far, longer = other_km - km, other_ride - ride
    told = []
    if abs(far) >= 1:
        told.append(_("路近%(far)s", far=far_words(-far)) if far < 0 else _("路远%(far)s", far=far_words(far)))
    if abs(longer) >= LEAST_RIDE_MIN:
        time = long_words(abs(longer))
        told.append(_("少坐%(time)s车", time=time) if longer < 0 else _("多坐%(time)s车", time=time))
    return told


def _road(way: list[Spot]) -> tuple[float, int]:
    """Kilometres and minutes on the road from each to the next, as plans are made of them."""
    first = np.arange(len(way) - 1)
    km, minutes = way_provider().ways([(spot.lat, spot.lon) for spot in way], first, first + 1)
    return float(km.sum()), int(minutes.sum())


def _price(trip: Itinerary, place: Place, other: Place) -> list[str]:
    if other.ticket_fen is None:
        return [_("门票要问")]
    if place.ticket_fen is None:
        return [_("不要门票")] if other.ticket_fen == 0 else []
    wish = trip.request
    ours, theirs = (party_fen(one, wish.ages, max(wish.people, len(wish.ages))) for one in (place, other))
    if abs(ours - theirs) < LEAST_YUAN * FEN:
        return []
    if theirs < ours:
        return [_("门票少 %(amount)s", amount=yuan(ours - theirs))]
    return [_("门票多 %(amount)s", amount=yuan(theirs - ours))]
