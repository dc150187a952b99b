"""A wish made sure: names known, numbers in range, and what each place is worth to this traveller."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from planner.catalog.queries import Catalog
from planner.errors import OutOfRange, PastDate, Unknown
from planner.itinerary.candidates import is_open, refusal
from planner.itinerary.request import MAX_DAYS, THEMES, TripRequest
from planner.itinerary.result import Conflict, Reason
from planner.itinerary.worth import WORTH, happening_places, place_worth
from planner.people import MobilityProfile, profile
from planner.rules import RulePack

OLDEST, YOUNGEST = 110, 1


def validated(
    catalog: Catalog, rules: RulePack, request: TripRequest, today: date
) -> tuple[TripRequest, MobilityProfile]:
    """The request with names resolved to keys, and the person it is for."""
    if request.theme not in THEMES:
        raise Unknown("theme", request.theme, THEMES)
    person = profile(rules, request.profile)
    if not 1 <= request.days <= MAX_DAYS:
        raise OutOfRange("days", request.days, 1, MAX_DAYS)
    if request.start < today:
        raise PastDate(request.start.isoformat(), today.isoformat())
    for age in request.ages:
        if not YOUNGEST <= age <= OLDEST:
            raise OutOfRange("age", age, YOUNGEST, OLDEST)
    if request.birth_year is not None and not today.year - OLDEST <= request.birth_year <= today.year - YOUNGEST:
        raise OutOfRange("birth_year", request.birth_year, today.year - OLDEST, today.year - YOUNGEST)
    named = replace(
        request,
        home=catalog.city(request.home).name,
        musts=tuple(dict.fromkeys(catalog.place(name).id for name in request.musts)),
        bans=tuple(dict.fromkeys(catalog.place(name).id for name in request.bans)),
    )
    return named, person


def worths(
    catalog: Catalog, rules: RulePack, request: TripRequest, person: MobilityProfile
) -> tuple[dict[str, int], Conflict | None]:
    """Points of every place the person can go to, by id; or which musts they cannot go to."""
    birth_year = request.birth_year
    if birth_year is None and request.ages:
        birth_year = request.start.year - max(request.ages)
    happening = happening_places(catalog.events.values(), request.start)
    reasons = []
    for must in request.musts:
        reason = refusal(catalog.places[must], person, rules)
        if must in request.bans:
            reason = Reason(
                "must_banned", {"place": catalog.places[must].name, "place_en": catalog.places[must].name_en}
            )
        if reason:
            reasons.append(reason)
    if reasons:
        return {}, Conflict(tuple(reasons))
    worth = {}
    for place in sorted(catalog.places.values(), key=lambda p: p.id):
        if place.id in request.bans or refusal(place, person, rules):
            continue
        points = place_worth(place, request.theme, birth_year, request.start, place.id in happening)
        known = request.days > 1 and place.city == request.home and place.id not in request.musts
        worth[place.id] = round(points * WORTH.home_city_share) if known else points
    return worth, None


def unmet(catalog: Catalog, names: list[str], request: TripRequest, missing: frozenset[int]) -> Conflict:
    """Why no choice of days holds the musts; `missing` are their numbers in `names`, -1 if no day works at all."""
    lacking = [names[i] for i in sorted(missing) if i >= 0]
    days = [request.start + timedelta(days=d) for d in range(request.days)]
    reasons = []
    for place in (catalog.places[p] for p in lacking):
        code = "must_far" if any(is_open(place, day) for day in days) else "must_closed"
        reasons.append(Reason(code, {"place": place.name, "place_en": place.name_en}))
    if len(reasons) > 1:
        reasons.append(Reason("musts_together"))
    return Conflict(tuple(reasons) or (Reason("no_way", {"city": request.home}),))
