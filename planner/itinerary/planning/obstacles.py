"""Requirements that the facts alone rule out: closed days, pinned times, tickets dearer than the budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.catalog import Place, hours_on, is_holiday
from planner.clock import clock_text
from planner.facts import Facts
from planner.itinerary.columns import ColumnPool
from planner.itinerary.inputs import in_season, is_open, leave_by, opening, stay_with_pauses
from planner.itinerary.metrics import party_fen
from planner.itinerary.types import Infeasible, Pin, Reason, TripRequest
from planner.people import MobilityProfile

WEEK = timedelta(days=7)

Wish = tuple[str, str]  # the code of a requirement's reason, and its place's id or ""


@dataclass(frozen=True)
class RuledOut:
    """What rules a request out, and the requirements without one of which it would not."""

    reason: Reason
    wishes: tuple[Wish, ...]


def obstacles(facts: Facts, request: TripRequest, person: MobilityProfile) -> list[RuledOut]:
    """All that the facts rule out of a validated request; empty if only planning can tell."""
    pinned = {pin.place for pin in request.pins}
    found = [each for pin in request.pins for each in _of_pin(facts, request, person, pin)]
    days = [request.start + timedelta(days=number) for number in range(request.days)]
    for must in request.musts:
        place = facts.catalog.places[must]
        if must not in pinned and not any(is_open(place, day) for day in days):
            found.append(RuledOut(_closed(place, days), (("wish_must", must),)))
    return [*found, *_dear(facts, request)]


def why_not(pool: ColumnPool, missing: frozenset[int]) -> Infeasible:
    """Why no choice of days of a pool contains the musts; `missing` are their numbers, -1 if no day works at all."""
    known = obstacles(pool.facts, pool.request, pool.person)
    if known:
        return Infeasible(tuple(each.reason for each in known))
    names = list(pool.inputs.worth)
    lacking = [pool.facts.catalog.places[names[number]] for number in sorted(missing) if number >= 0]
    reasons = [Reason("must_far", named(place)) for place in lacking]
    if len(reasons) > 1:
        reasons.append(Reason("musts_together"))
    return Infeasible(tuple(reasons) or (Reason("no_way", pool.facts.catalog.city_words(pool.request.home)),))


def named(place: Place) -> dict[str, str | int]:
    """A place's names, as the values of a reason."""
    return {"place": place.name, "place_en": place.name_en}


def _of_pin(facts: Facts, request: TripRequest, person: MobilityProfile, pin: Pin) -> Iterator[RuledOut]:
    place, day = facts.catalog.places[pin.place], request.start + timedelta(days=pin.day - 1)
    wishes: tuple[Wish, ...] = (("wish_pin", place.id),)
    if not is_open(place, day):
        reason = _closed(place, [day])
        code = {"must_weekday": "pin_weekday", "must_closed": "pin_closed"}.get(reason.code, reason.code)
        yield RuledOut(Reason(code, {**reason.values, "day": pin.day}), wishes)
    elif pin.at is not None:
        opens, closes, known = opening(place, day, facts.rules, pin.at)
        stay = stay_with_pauses(place, person, facts.rules)[0]
        if pin.at < opens or pin.at + stay > leave_by(place, closes, stay):
            times = {"opens": clock_text(opens), "closes": clock_text(closes), "at": clock_text(pin.at)}
            code = "pin_hours" if known else "pin_hours_assumed"
            yield RuledOut(Reason(code, {**named(place), **times, "day": pin.day}), wishes)


def _closed(place: Place, days: Sequence[date]) -> Reason:
    """Why a place is closed on all of the days: its season, its day off in the week, or we only know that it is."""
    if not any(in_season(place, day) for day in days):
        return Reason("season_closed", {**named(place), "from": place.season_from, "to": place.season_to})
    if all(_weekly(place, day) for day in days):
        weekdays = sorted({day.isoweekday() for day in days})
        return Reason("must_weekday", {**named(place), "weekdays": "、".join(map(str, weekdays))})
    return Reason("must_closed", named(place))


def _weekly(place: Place, day: date) -> bool:
    """Is it closed on that day as on this weekday of the weeks around, and open on another?"""
    if is_holiday(day) or not in_season(place, day):
        return False
    same = [other for other in (day - WEEK, day + WEEK) if not is_holiday(other) and in_season(place, other)]
    others = (day + timedelta(days=number) for number in range(1, 7))
    return all(hours_on(place.hours, other) == () for other in same) and any(is_open(place, other) for other in others)


def _dear(facts: Facts, request: TripRequest) -> Iterator[RuledOut]:
    """The fewest musts whose known prices are more than the party's budget."""
    if request.budget_fen is None:
        return
    most = request.budget_fen * request.people
    rows = [facts.catalog.places[must] for must in request.musts]
    fees = {row.id: party_fen(row, request.ages, request.people) for row in rows}
    kept = sorted((row for row in rows if fees[row.id]), key=lambda row: (-fees[row.id], row.id))
    if sum(fees[row.id] for row in kept) <= most:
        return
    for row in reversed(kept):
        if sum(fees[other.id] for other in kept) - fees[row.id] > most:
            kept.remove(row)
    needs = -(-sum(fees[row.id] for row in kept) // (100 * request.people))
    values = {"needs": needs, "yuan": request.budget_fen // 100}
    wishes = (*(("wish_must", row.id) for row in kept), ("wish_budget", ""))
    if len(kept) == 1:
        yield RuledOut(Reason("must_budget", {**named(kept[0]), **values}), wishes)
    else:
        names = {"places": "、".join(row.name for row in kept), "places_en": ", ".join(row.name_en for row in kept)}
        yield RuledOut(Reason("musts_budget", {**names, **values}), wishes)
