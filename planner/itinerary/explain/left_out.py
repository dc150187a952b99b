"""Why places one could expect are not in a trip: the reason that binds, with its numbers, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from planner.catalog import Place
from planner.itinerary.columns import ColumnPool
from planner.itinerary.inputs import is_open, near_minutes, place_spot, refusal, scoring_of, trip_ends
from planner.itinerary.solver import choose_days
from planner.itinerary.types import PROFILES, Itinerary, LeftOut, Reason
from planner.people import party_profile
from planner.solving import SolveOptions
from planner.travel import UNREACHABLE

MOST_TRIED = 6  # places for which the trip is solved anew
TRIED_EFFORT = 0.5
MOST_NAMED = 4  # places that would have to go; for more it would be another trip
LOOK_AHEAD_DAYS = 366


def left_out(pool: ColumnPool, itinerary: Itinerary, options: SolveOptions, most: int = 6) -> tuple[LeftOut, ...]:
    """The `most` worthiest places of the cities the trip touches that are not in it, each with its reason.

    For up to MOST_TRIED of them the trip is solved anew with the place in it; the reason then names what would
    have to go.
    """
    tried = 0
    found = []
    for place in _expected(pool, itinerary, most):
        reason = _plain(pool, itinerary, place)
        if reason is not None and reason.code.startswith("place_"):
            found.append(LeftOut(place.id, reason, able=_who_can(pool, place)))
        elif reason is None and tried < MOST_TRIED:
            tried += 1
            found.append(_tried(pool, itinerary, place, options))
        else:
            found.append(LeftOut(place.id, reason or Reason("out_worth_less", _named(place))))
    return tuple(found)


def _expected(pool: ColumnPool, itinerary: Itinerary, most: int) -> list[Place]:
    """The `most` worthiest places of the trip's cities that it does not see; those of home count like others."""
    catalog, request = pool.facts.catalog, pool.request
    seen = {visit.place.id for day in itinerary.days for visit in day.visits}
    cities = {catalog.places[p].city for p in seen} | {request.home}
    scoring = scoring_of(pool.facts, request)
    others = [p for p in catalog.places.values() if p.city in cities and p.id not in seen]
    return sorted(others, key=lambda place: (-scoring.points(place), place.id))[:most]


def _plain(pool: ColumnPool, itinerary: Itinerary, place: Place) -> Reason | None:
    """A reason that needs no solving; None if the place could be in the trip."""
    request, values = pool.request, _named(place)
    if place.id in request.bans:
        return Reason("out_banned", values)
    if place.kind in request.kinds_out:
        return Reason("out_kind", values)
    refused = refusal(place, pool.person, pool.facts.rules)
    if refused:
        return refused
    days = [request.start + timedelta(days=number) for number in range(request.days)]
    if not any(is_open(place, day) for day in days):
        opens = _next_open(place, days[-1])
        return Reason("out_closed", values | {"opens": opens.isoformat()}) if opens else Reason("out_shut", values)
    if not _listed(pool, place):
        return Reason("out_far", values | {"minutes": _nearest(pool, itinerary, place)})
    return None


def _named(place: Place) -> dict[str, str | int]:
    return {"place": place.name, "place_en": place.name_en}


def _who_can(pool: ColumnPool, place: Place) -> str | None:
    """The most limited mobility profile that can go there; None if nobody is taken there."""
    people = (party_profile(pool.facts.rules, (who,)) for who in reversed(PROFILES))
    return next((person.id for person in people if refusal(place, person, pool.facts.rules) is None), None)


def _next_open(place: Place, after: date) -> date | None:
    days = (after + timedelta(days=number) for number in range(1, LOOK_AHEAD_DAYS))
    return next((day for day in days if is_open(place, day)), None)


def _number(pool: ColumnPool, place: Place) -> int | None:
    names = list(pool.inputs.worth)
    return names.index(place.id) if place.id in pool.inputs.worth else None


def _listed(pool: ColumnPool, place: Place) -> bool:
    """Is the place in any day plan at all?"""
    number = _number(pool, place)
    return number is not None and any(bool((offer.places == number).any()) for offer in pool.problem.offers)


def _nearest(pool: ColumnPool, itinerary: Itinerary, place: Place) -> int:
    """Minutes on wheels from the nearest hotel that the trip sleeps in; from where it begins if it has no night."""
    nights = {day.hotel for day in itinerary.days if day.hotel}
    spots = sorted(nights, key=lambda spot: spot.id) or [trip_ends(pool.facts.catalog, pool.request)[0]]
    return int(near_minutes(spots, [place_spot(place)], UNREACHABLE).min())


def _tried(pool: ColumnPool, itinerary: Itinerary, place: Place, options: SolveOptions) -> LeftOut:
    """Solve the trip with the place in it; the reason names what would have to go."""
    names = list(pool.inputs.worth)
    problem = replace(pool.problem, must=pool.problem.must | {names.index(place.id)})
    choice = choose_days(problem, replace(options, effort=TRIED_EFFORT))
    if not choice.picks:
        return LeftOut(place.id, Reason("out_no_room", _named(place)))
    with_it = {names[number] for number in _places(pool, choice.picks)}
    seen = [visit.place.id for day in itinerary.days for visit in day.visits]
    gone = tuple(p for p in seen if p not in with_it)
    rows = [pool.facts.catalog.places[p] for p in gone]
    values = _named(place) | {
        "gone": "、".join(row.name for row in rows),
        "gone_en": ", ".join(row.name_en for row in rows),
        "percent": _percent(max(0, itinerary.proof.worth - choice.worth), itinerary.proof.worth),
    }
    code = "out_longer" if not gone else "out_instead" if len(gone) <= MOST_NAMED else "out_other_trip"
    return LeftOut(place.id, Reason(code, values | {"count": len(gone)}), gone)


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / max(whole, 1):.1f}"


def _places(pool: ColumnPool, picks: tuple[tuple[int, int], ...]) -> Iterator[int]:
    for offer, plan in picks:
        yield from (int(p) for p in pool.problem.offers[offer].places[plan] if p >= 0)
