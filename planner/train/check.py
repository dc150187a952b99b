"""The judge of trains: from facts, rules and the timetable alone. Shares no code with the planner.

What both read are tables of facts: the network, the running times, and where the published trains are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from math import ceil
from typing import Protocol

from planner.catalog.queries import Catalog, RailFacts
from planner.itinerary.check import Court, check_day
from planner.itinerary.result import Spot
from planner.people import profile
from planner.rules import RulePack
from planner.train.calibrate import START_S, STOP_S
from planner.train.facilities import facilities
from planner.train.network import quickest_way
from planner.train.running import RunningTable, running_table
from planner.train.timetable import Cruise, Passing
from planner.train.traffic import published_traffic, single_links
from planner.violations import Violation

DAY_S = 86_400
CLEAR_S = 180  # on single track, after an opposing train has left the section
SLACK_S = 60  # entered times are whole minutes
TIGHT, SLOW = 0.9, 2.0  # of the planning time: quicker is tight, slower is loitering
NIGHT_CALL_S = 4 * 3600  # a stop that long is a call, a shorter one is technical


class CallLike(Protocol):
    """A line of a timetable somebody entered; minutes from 00:00 of the first day."""

    @property
    def station(self) -> str: ...
    @property
    def arrive(self) -> int | None: ...
    @property
    def depart(self) -> int | None: ...


@dataclass(frozen=True)
class _Stretch:
    """The train in one section, in seconds."""

    link: int
    origin: int
    target: int
    enter_s: int
    leave_s: int


def check_calls(rail: RailFacts, rules: RulePack, calls: Sequence[CallLike], own: str = "") -> tuple[Violation, ...]:
    """Every violation of an entered timetable; `own` is the published train it is, not counted as traffic.

    The way between two calls is the quickest conventional one, its times spread by running time.
    """
    table = running_table(rail)
    stretches: list[_Stretch] = []
    found: list[Violation] = []
    for call in calls:
        if call.station not in table.network.numbers:
            found.append(Violation("unknown-station", call.station))
        if call.arrive is not None and call.depart is not None and call.depart < call.arrive:
            found.append(Violation("time-order", call.station, call.arrive - call.depart, "min"))
    for one, other in pairwise(calls):
        if one.station in table.network.numbers and other.station in table.network.numbers:
            stretches += _entered_leg(table, one, other, found)
    return (*found, *_headways(rail, rules, table, stretches, own))


def check_cruise(catalog: Catalog, rail: RailFacts, rules: RulePack, cruise: Cruise) -> tuple[Violation, ...]:
    """Every violation of a silver train: its running, its traffic, its calls and its days on land."""
    table = running_table(rail)
    found: list[Violation] = []
    stretches = list(_stretches(table, cruise.passings, found))
    found += _running(table, cruise.passings, stretches)
    found += _headways(rail, rules, table, stretches, "")
    found += _calls(cruise)
    found += _nights(rules, cruise)
    found += _facilities(rail, rules, cruise)
    found += _excursions(catalog, rail, rules, cruise)
    return tuple(found)


def _entered_leg(table: RunningTable, one: CallLike, other: CallLike, found: list[Violation]) -> Iterator[_Stretch]:
    """The sections between two entered calls; what is wrong with the leg goes to `found`."""
    network, where = table.network, f"{one.station} → {other.station}"
    way = quickest_way(network, table.loco_s, network.numbers[one.station], network.numbers[other.station])
    if not way:
        found.append(Violation("not-connected", where))
        return
    if one.depart is None or other.arrive is None:
        found.append(Violation("time-missing", where))
        return
    if other.arrive <= one.depart:
        found.append(Violation("time-order", where, one.depart - other.arrive, "min"))
        return
    given = (other.arrive - one.depart) * 60
    least = sum(table.least_s[step.link] for step in way) + START_S + STOP_S - SLACK_S
    planned = sum(table.loco_s[step.link] for step in way) + START_S + STOP_S
    if given < least:
        found.append(Violation("running-short", where, ceil((least - given) / 60), "min"))
    elif given < planned * TIGHT:
        found.append(Violation("running-tight", where, ceil((planned - given) / 60), "min", hard=False))
    elif given > planned * SLOW:
        found.append(Violation("running-slow", where, (given - planned) // 60, "min", hard=False))
    total, passed = sum(table.loco_s[step.link] for step in way), 0
    for step in way:
        enter = one.depart * 60 + given * passed // total
        passed += table.loco_s[step.link]
        yield _Stretch(step.link, step.origin, step.target, enter, one.depart * 60 + given * passed // total)


def _stretches(table: RunningTable, passings: Sequence[Passing], found: list[Violation]) -> Iterator[_Stretch]:
    """The sections a train says it runs through, each a real one of the line it names, kilometres adding up."""
    network = table.network
    for one, other in pairwise(passings):
        where = f"{one.station} → {other.station}"
        ends = {network.numbers.get(one.station, -1), network.numbers.get(other.station, -1)}
        fitting = [
            number
            for number in network.links_at[max(ends)]
            if {network.links[number].one, network.links[number].other} == ends
            and network.links[number].line == other.line
            and not network.links[number].high_speed
        ]
        if not fitting:
            found.append(Violation("no-section", where))
            continue
        link = fitting[0]
        if abs(other.km - one.km - network.links[link].km) > 0.15:
            found.append(Violation("km-sum", where, abs(other.km - one.km - network.links[link].km), "km"))
        origin, target = network.numbers[one.station], network.numbers[other.station]
        yield _Stretch(link, origin, target, one.depart_s, other.arrive_s)


def _running(table: RunningTable, passings: Sequence[Passing], stretches: list[_Stretch]) -> Iterator[Violation]:
    """No section quicker than the running table says, start and stop included where the train stands."""
    names = table.network.names
    stands = {(p.station, p.arrive_s) for p in passings if p.depart_s > p.arrive_s}
    starts = {(p.station, p.depart_s) for p in passings if p.depart_s > p.arrive_s}
    ends = (passings[0].station, passings[0].depart_s), (passings[-1].station, passings[-1].arrive_s)
    for passing in passings:
        if passing.depart_s < passing.arrive_s:
            yield Violation("time-order", passing.station, ceil((passing.arrive_s - passing.depart_s) / 60), "min")
    for s in stretches:
        needed = table.loco_s[s.link]
        needed += START_S * ((names[s.origin], s.enter_s) in starts | {ends[0]})
        needed += STOP_S * ((names[s.target], s.leave_s) in stands | {ends[1]})
        if s.leave_s - s.enter_s < needed:
            where = f"{names[s.origin]} → {names[s.target]}"
            yield Violation("running-short", where, ceil((needed - s.leave_s + s.enter_s) / 60), "min")


def _headways(
    rail: RailFacts, rules: RulePack, table: RunningTable, stretches: list[_Stretch], own: str
) -> Iterator[Violation]:
    """Too close to a published train: each such train once, where it is worst."""
    headway, single = rules.whole("headway") * 60, single_links(rail)
    by_link: dict[int, list[_Stretch]] = {}
    for s in stretches:
        by_link.setdefault(s.link, []).append(s)
    worst: dict[tuple[str, str], tuple[int, str]] = {}
    for run in published_traffic(rail):
        if run.train == own:
            continue
        for s in by_link.get(run.link, ()):
            shift = round((s.enter_s - run.enter_s) / DAY_S) * DAY_S
            enter, leave = run.enter_s + shift, run.leave_s + shift
            if run.origin == s.origin:
                lack, kind = _following(s, enter, leave, headway), "headway"
            elif single[s.link]:
                lack, kind = min(leave + CLEAR_S - s.enter_s, s.leave_s + CLEAR_S - enter), "crossing"
            else:
                continue
            where = f"{table.network.names[s.origin]} → {table.network.names[s.target]}"
            if lack > worst.get((run.train, kind), (0, ""))[0]:
                worst[run.train, kind] = lack, where
    for (train, kind), (lack, where) in sorted(worst.items()):
        minutes = ceil(lack / 60)
        yield Violation(f"train-{kind}", where, minutes, "min", remedy="shift", values={"train": train})


def _following(s: _Stretch, enter_s: int, leave_s: int, headway_s: int) -> int:
    """Seconds lacking to a train in the same direction; overtaking inside the section lacks the whole way back."""
    first, last = s.enter_s - enter_s, s.leave_s - leave_s
    if (first >= 0) == (last >= 0):
        return headway_s - min(abs(first), abs(last))
    return headway_s + min(abs(first), abs(last))


def _calls(cruise: Cruise) -> Iterator[Violation]:
    """The calls are those stations of the way at which the train stands, told with the same times."""
    last = len(cruise.passings) - 1
    standing = [p for i, p in enumerate(cruise.passings) if i in (0, last) or p.depart_s > p.arrive_s]
    if [call.station for call in cruise.calls] != [passing.station for passing in standing]:
        yield Violation("calls-differ", cruise.request.home)
        return
    for call, passing in zip(cruise.calls, standing, strict=True):
        late = call.arrive is not None and not 0 <= call.arrive * 60 - passing.arrive_s < 60
        early = call.depart is not None and not 0 <= passing.depart_s - call.depart * 60 < 60
        if late or early or call.km != passing.km:
            yield Violation("calls-differ", call.station)
    if cruise.calls[0].station != cruise.calls[-1].station:
        yield Violation("not-home", cruise.calls[-1].station)
    if (cruise.calls[-1].arrive or 0) > cruise.request.days * 1440:
        yield Violation(
            "too-long", cruise.calls[-1].station, (cruise.calls[-1].arrive or 0) - cruise.request.days * 1440, "min"
        )


def _facilities(rail: RailFacts, rules: RulePack, cruise: Cruise) -> Iterator[Violation]:
    """A call by day needs a place for the set, guests need a way without steps, the set water and sewage: as far as
    that is known or was said for this train."""
    needs_ramp = profile(rules, cruise.request.profile).steps == "none"
    unserved = False
    for call in cruise.calls:
        if call.purpose != "sight":
            continue
        offers = facilities(rail.stations, call.station, cruise.request.assumes)
        told = (offers.step_free_train, offers.water, offers.sewage, offers.stabling)
        if (call.step_free, call.water, call.sewage, call.stabling) != told:
            yield Violation("calls-differ", call.station)
        if offers.stabling == "no":
            yield Violation("stabling", call.station)
        if offers.step_free_train == "no" and needs_ramp:
            yield Violation("station-steps", call.station)
        served = "no" not in (offers.water, offers.sewage)
        if not served and unserved:
            yield Violation("servicing-hours", call.station, hard=rules["servicing-hours"].hard)
        unserved = not served


def _nights(rules: RulePack, cruise: Cruise) -> Iterator[Violation]:
    """Nights run between six and eleven hours, if it can be had."""
    long_calls = [p for p in cruise.passings if p.depart_s - p.arrive_s > NIGHT_CALL_S]
    stops = [cruise.passings[0], *long_calls, cruise.passings[-1]]
    for one, other in pairwise(stops):
        hours = (other.arrive_s - one.depart_s) / 3600
        if one.depart_s // DAY_S == other.arrive_s // DAY_S and one.depart_s % DAY_S > 12 * 3600:
            continue  # the evening run home
        for rule, off in (
            ("night-leg-min-hours", rules.number("night-leg-min-hours") - hours),
            ("night-leg-max-hours", hours - rules.number("night-leg-max-hours")),
        ):
            if off > 0:
                yield Violation(rule, f"{one.station} → {other.station}", round(off, 1), "hours", rules[rule].hard)


def _excursions(catalog: Catalog, rail: RailFacts, rules: RulePack, cruise: Cruise) -> Iterator[Violation]:
    """Each day on land lies inside its call, boarding included, and is a good day by itself; no place twice."""
    court = Court(catalog, rail, rules, profile(rules, cruise.request.profile))
    each = rules.number("board-seconds-low") * cruise.request.guests / rules.whole("doors")
    boarding = ceil(each / 60) + rules.whole("board-extra-min")
    seen: set[str] = set()
    for excursion in cruise.excursions:
        number = (excursion.day.date - cruise.start) // timedelta(days=1)
        call = next(
            (c for c in cruise.calls if c.station == excursion.station and c.arrive and c.arrive // 1440 == number),
            None,
        )
        if call is None or call.arrive is None or call.depart is None:
            yield Violation("excursion-nowhere", excursion.station)
            continue
        station = catalog.stations[excursion.station]
        spot = Spot("station", station.name, station.name, station.name_en, station.lat or 0.0, station.lon or 0.0)
        begin = max(call.arrive - number * 1440 + boarding, rules.minute("day-window-from"))
        end = min(call.depart - number * 1440 - boarding, rules.minute("day-window-to"))
        yield from check_day(court, excursion.day, spot, spot, begin, end)
        for visit in excursion.day.visits:
            if visit.place.id in seen:
                yield Violation("twice", visit.place.name, 1, "count")
            seen.add(visit.place.id)
