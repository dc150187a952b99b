"""Check what a day asks for: metres, effort, minutes on wheels, and sightseeing without a pause."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from planner.itinerary.check.context import CheckContext
from planner.itinerary.types import Day, Item, Leg, Pause, Visit
from planner.people import PUSHED_MET, walking_met
from planner.violations import Violation


def check_budgets(context: CheckContext, day: Day, where: str) -> Iterator[Violation]:
    """The sums of a day are right and within what the person can do; riding fits what is seen."""
    person, rules = context.person, context.facts.rules
    legs = [item for item in day.items if isinstance(item, Leg)]
    rides = sum(leg.end - leg.start for leg in legs if leg.mode == "ride")
    foot = sum(leg.walk_m for leg in legs)
    met = PUSHED_MET if person.steps == "none" else walking_met(person.pace)
    on_foot = ceil(foot * ceil(1000 / person.pace / 60 * met) / 1000)
    waits = [item.end - item.start for item in day.items if isinstance(item, Pause) and item.use == "wait"]
    waited = sum(max(0, wait - rules.whole("station-wait")) for wait in waits)
    sums = {
        "walk-budget": (sum(v.walk_m for v in day.visits) + foot, day.walk_m, person.walk_m, "m"),
        "climb-budget": (sum(v.climb_m for v in day.visits), day.climb_m, person.climb_m, "m"),
        "effort-budget": (sum(v.met_min for v in day.visits) + on_foot, day.met_min, person.met_min, "MET-min"),
        "ride-budget": (rides, day.ride_min, person.ride_min - waited, "min"),
        "visit-budget": (len(day.visits), len(day.visits), person.visits_a_day, "count"),
    }
    for rule, (real, stated, most, unit) in sums.items():
        if real != stated:
            yield Violation("sum-mark", where, abs(real - stated), unit)
        if real > most:
            yield Violation(rule, where, real - most, unit)
    share = rules.number("ride-for-seeing")
    over = rides - sum(min(person.ride_a_visit, int(share * (visit.end - visit.start))) for visit in day.visits)
    if day.visits and over > 0:
        yield Violation("ride-a-visit", where, over, "min", hard=False)


def check_pauses(context: CheckContext, day: Day, where: str) -> Iterator[Violation]:
    """No run of visits is longer than sightseeing may last without lunch, rest or a pause; every train is waited for
    where that shows."""
    rules = context.facts.rules
    stretch, least, run = rules.whole("sightseeing-stretch"), rules.whole("break-length"), 0
    before: Item | None = None
    for item in day.items:
        if isinstance(item, Visit):
            part = -(-(item.end - item.start - item.pauses * least) // (item.pauses + 1))
            if run and run + part > stretch:
                yield Violation("sightseeing-stretch", f"{where} {item.place.name}", run + part - stretch, "min")
            run = part if item.pauses else run + part
        elif not isinstance(item, Leg) and item.end - item.start >= least:
            run = 0
        elif isinstance(item, Pause):
            yield Violation("break-length", where, least - (item.end - item.start), "min")
        if isinstance(before, Leg) and before.mode == "train":
            late = rules.whole("station-after") + context.person.boarding_min - (item.start - before.end)
            if late > 0:
                yield Violation("station-after", f"{where} {before.train}", late, "min")
        if isinstance(item, Leg) and item.mode == "train":
            yield from _wait(context, item, before, where)
        before = item


def _wait(context: CheckContext, train: Leg, before: Item | None, where: str) -> Iterator[Violation]:
    """In time at the station, and told what a longer wait is for."""
    rules = context.facts.rules
    if before is None:
        return
    told = isinstance(before, Pause)
    wait = train.start - (before.start if told else before.end)
    due = rules.whole("station-before") + context.person.boarding_min
    if wait < due:
        yield Violation("station-before", f"{where} {train.train}", due - wait, "min")
    if wait > rules.whole("station-wait") and not told:
        yield Violation("station-wait", f"{where} {train.train}", wait - rules.whole("station-wait"), "min", hard=False)
