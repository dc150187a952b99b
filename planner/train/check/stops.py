"""The checker of trains, part: what a train needs where it stops, as far as that is known or said for this train."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from planner.clock import DAY_MIN, DAY_S
from planner.facts import Facts
from planner.rules import RulePack
from planner.train.check.context import TrainCheckContext
from planner.train.check.meetings import clock
from planner.train.infrastructure import facilities
from planner.train.types import CallLike, Case, Unchecked
from planner.violations import Violation

SIGHT_MIN = 240  # a stop longer than that is a call by day, a shorter one is technical
SERVICE_MIN = 20  # the least stop in which water and sewage can be done. General knowledge, editable


def stations(context: TrainCheckContext, calls: Sequence[CallLike], case: Case) -> Iterator[Violation]:
    """Platforms and steps at every call, tracks for the time of every stop."""
    known = context.rail.stations
    for call in calls:
        if call.station not in known:
            continue
        offers = facilities(known, call.station, case.assumes)
        if case.length_m and offers.platform_m is not None and offers.platform_m < case.length_m:
            yield Violation("platform-short", call.station, case.length_m - offers.platform_m, "m", remedy="platform")
        if case.step_free and offers.step_free_train == "no":
            yield Violation("station-steps", call.station, remedy="ramp")
        if _long(call) and offers.stabling == "no":
            yield Violation("stabling", call.station, remedy="stabling")
        if offers.tracks is not None:
            yield from _full(context, call, offers.tracks, case)


def day_windows(rules: RulePack, calls: Sequence[CallLike], case: Case) -> Iterator[Violation]:
    """Calls by day between the hours of the rules, and any call within the hours said for it."""
    for call in calls:
        if call.station in case.windows:
            low, high = case.windows[call.station]
        elif _long(call):
            low, high = rules.minute("day-window-from"), rules.minute("day-window-to")
        else:
            continue
        if call.arrive is not None and call.arrive % DAY_MIN < low:
            early = low - call.arrive % DAY_MIN
            yield Violation("call-early", call.station, early, "min", remedy="later", values=_at(call.arrive))
        if call.depart is not None and call.depart % DAY_MIN > high:
            late = call.depart % DAY_MIN - high
            yield Violation("call-late", call.station, late, "min", remedy="earlier", values=_at(call.depart))


def servicing(facts: Facts, calls: Sequence[CallLike], case: Case) -> Iterator[Violation]:
    """Water and sewage in time, where not only a station nobody knows about could have done it."""
    for where, hours in _overdue(facts, calls, case, "no"):
        yield Violation(
            "servicing-overdue", where, round(hours, 1), "hours", facts.rules["servicing-hours"].hard, remedy="service"
        )


def crew(rules: RulePack, calls: Sequence[CallLike], case: Case) -> Iterator[Violation]:
    """No crew works longer than it may, from the first departure or where it changes."""
    if case.crew is None or not calls:
        return
    since = calls[0].depart
    for call in calls[1:]:
        if call.arrive is None:
            continue
        last = call is calls[-1] or call.station in case.crew
        if last and since is not None:
            over = (call.arrive - since) / 60 - rules.number("crew-hours")
            if over > 0:
                yield Violation("crew-hours", call.station, round(over, 1), "hours", remedy="crew")
            since = call.depart


def unchecked(facts: Facts, calls: Sequence[CallLike], case: Case) -> tuple[Unchecked, ...]:
    """Everything that could not be checked because it is not known."""
    found = [Unchecked("freight"), Unchecked("throats")]
    if case.length_m is None:
        found.append(Unchecked("length"))
    if case.crew is None:
        found.append(Unchecked("crew"))
    if not case.possessions and not facts.rail.possessions:
        found.append(Unchecked("possessions"))
    if not case.calendar or case.start is None:
        found.append(Unchecked("calendar"))
    for station in dict.fromkeys(call.station for call in calls if call.station in facts.rail.stations):
        offers = facilities(facts.rail.stations, station, case.assumes)
        if offers.tracks is None:
            found.append(Unchecked("tracks", station))
        if case.length_m is not None and offers.platform_m is None:
            found.append(Unchecked("platform_m", station))
        if case.step_free and offers.step_free_train is None:
            found.append(Unchecked("step_free_train", station))
    sure = {where for where, _ in _overdue(facts, calls, case, "no")}
    found += [
        Unchecked("servicing", where) for where, _ in _overdue(facts, calls, case, "unknown") if where not in sure
    ]
    return tuple(found)


def _full(context: TrainCheckContext, call: CallLike, tracks: int, case: Case) -> Iterator[Violation]:
    """More trains at the station than tracks at some second of our stop; the worst second counts."""
    begin = call.arrive if call.arrive is not None else call.depart
    end = call.depart if call.depart is not None else call.arrive
    if begin is None or end is None or end < begin or call.station not in context.network.numbers:
        return
    others: dict[str, list[tuple[int, int]]] = {}
    for stay in context.stays_at(context.network.numbers[call.station]):
        if context.same_day(stay.train, case.own):
            for day in range((begin * 60 - stay.depart_s) // DAY_S, (end * 60 - stay.arrive_s) // DAY_S + 1):
                arrive, depart = stay.arrive_s + day * DAY_S, stay.depart_s + day * DAY_S
                if arrive <= end * 60 and depart >= begin * 60 and case.meets(stay.train, day * DAY_S):
                    others.setdefault(stay.train, []).append((max(arrive, begin * 60), depart))
    times = [time for found in others.values() for time, _ in found]
    there = {
        time: [t for t, found in others.items() if any(a <= time <= d for a, d in found)]
        for time in [*times, begin * 60]
    }
    worst = max(there, key=lambda time: (len(there[time]), -time))
    over = len(there[worst]) + 1 - tracks
    if over > 0:
        values: dict[str, str | int | float] = {
            "clock": clock(worst), "tracks": tracks, "trains": "、".join(sorted(there[worst])) or "–",
        }  # fmt: skip
        yield Violation("station-full", call.station, over, "count", remedy="track", values=values)


def _overdue(facts: Facts, calls: Sequence[CallLike], case: Case, unserved: str) -> Iterator[tuple[str, float]]:
    """Calls at which the hours since the last servicing are too many, and by how many. `unserved`: is a station left
    out only if it is known not to serve (no), or also if that is not known (unknown)?"""
    since = calls[0].depart if calls else None
    for one, other in pairwise(calls):
        if other.arrive is None or since is None:
            continue
        over = (other.arrive - since) / 60 - facts.rules.number("servicing-hours")
        offers = (
            facilities(facts.rail.stations, other.station, case.assumes)
            if other.station in facts.rail.stations
            else None
        )
        service = (None, None) if offers is None else (offers.water, offers.sewage)
        serves = "no" not in service and (unserved == "no" or None not in service)
        stays_long = other.depart is not None and other.depart - other.arrive >= SERVICE_MIN
        if other is calls[-1] or (serves and stays_long):
            if over > 0:
                yield f"{one.station} → {other.station}", over
            since = other.depart


def _long(call: CallLike) -> bool:
    return call.arrive is not None and call.depart is not None and call.depart - call.arrive > SIGHT_MIN


def _at(minute: int) -> dict[str, str | int | float]:
    return {"clock": clock(minute * 60)}
