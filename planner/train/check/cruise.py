"""The checker of trains, for a planned silver train: its running, its traffic, its calls and its days on land."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from math import ceil

from planner.clock import DAY_MIN, DAY_S
from planner.facts import Facts
from planner.itinerary.check import CheckContext, check_day
from planner.itinerary.types import Spot
from planner.people import profile
from planner.rules import RulePack
from planner.train.check.context import TrainCheckContext
from planner.train.check.meetings import met_trains
from planner.train.check.section_runs import running, section_runs_of
from planner.train.infrastructure import STOCK_KMH, facilities, running_table
from planner.train.types import Case, Cruise, Traffic
from planner.violations import Violation

NIGHT_CALL_S = 4 * 3600  # a stop that long is a call, a shorter one is technical
NIGHT_ON_BOARD_H = 11.5  # from 20:30 to 8:00


def check_cruise(facts: Facts, traffic: Traffic, cruise: Cruise) -> tuple[Violation, ...]:
    """Every violation of a silver train: its running, its traffic, its calls and its days on land."""
    facts = facts.on(cruise.request.start)
    table = running_table(facts.rail)
    found: list[Violation] = []
    section_runs = list(section_runs_of(table, cruise.passings, found))
    found += running(table, cruise.passings, section_runs, table.stock_s[STOCK_KMH[cruise.request.stock]])
    found += met_trains(TrainCheckContext(facts, traffic), section_runs, Case())
    found += _calls(cruise)
    found += _nights(facts.rules, cruise)
    found += _facilities(facts, cruise)
    found += _crews(facts.rules, cruise)
    found += _excursions(facts, cruise)
    return tuple(found)


def _calls(cruise: Cruise) -> Iterator[Violation]:
    """The calls are those stations of the way at which the train stands, given with the same times."""
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
    if (cruise.calls[-1].arrive or 0) > cruise.request.days * DAY_MIN:
        yield Violation(
            "too-long", cruise.calls[-1].station, (cruise.calls[-1].arrive or 0) - cruise.request.days * DAY_MIN, "min"
        )


def _facilities(facts: Facts, cruise: Cruise) -> Iterator[Violation]:
    """A call by day needs a place for the set, guests need a way without steps, the set water and sewage: as far as
    that is known or was said for this train. Nights on board between two services are no more than the water lasts."""
    needs_ramp = profile(facts.rules, cruise.request.profile).steps == "none"
    people_a_car = cruise.request.guests / facts.rules.number("doors")
    water_hours = facts.rules.number("servicing-hours") * facts.rules.number("water-people") / people_a_car
    unserved, nights = 0, 1
    for call in cruise.calls:
        if call.purpose != "sight":
            continue
        offers = facilities(facts.rail.stations, call.station, cruise.request.assumes)
        known = (offers.step_free_train, offers.water, offers.sewage, offers.stabling)
        if (call.step_free, call.water, call.sewage, call.stabling) != known:
            yield Violation("calls-differ", call.station)
        if offers.stabling == "no":
            yield Violation("stabling", call.station)
        if offers.step_free_train == "no" and needs_ramp:
            yield Violation("station-steps", call.station)
        if offers.platform_m is not None and offers.platform_m < facts.rules.whole("train-length"):
            yield Violation("platform-short", call.station, facts.rules.whole("train-length") - offers.platform_m, "m")
        served = "no" not in (offers.water, offers.sewage)
        unserved, nights = (0, 1) if served else (unserved + 1, nights + 1)
        if unserved > facts.rules.whole("unserviced-calls") or (nights > 1 and nights * NIGHT_ON_BOARD_H > water_hours):
            yield Violation("servicing-hours", call.station, hard=facts.rules["servicing-hours"].hard)


def _crews(rules: RulePack, cruise: Cruise) -> Iterator[Violation]:
    """No crew drives longer than it may; a new one begins after a long call, or where the crew is given to change and
    the train stands long enough for it."""
    changes = {(call.station, call.km) for call in cruise.calls if call.purpose == "crew"}
    since = cruise.passings[0].depart_s
    for passing in cruise.passings[1:]:
        stands = passing.depart_s - passing.arrive_s
        changed = (passing.station, passing.km) in changes
        if changed and stands < rules.whole("crew-change-min") * 60:
            short = ceil(rules.whole("crew-change-min") - stands / 60)
            yield Violation("crew-change-min", passing.station, short, "min", rules["crew-change-min"].hard)
        if changed or stands > NIGHT_CALL_S or passing is cruise.passings[-1]:
            over = (passing.arrive_s - since) / 3600 - rules.number("crew-hours")
            if over > 0:
                yield Violation("crew-hours", passing.station, round(over, 2), "hours", rules["crew-hours"].hard)
            since = passing.depart_s


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


def _excursions(facts: Facts, cruise: Cruise) -> Iterator[Violation]:
    """Each day on land lies inside its call, boarding included, and is a good day by itself; no place twice."""
    context = CheckContext(facts, profile(facts.rules, cruise.request.profile))
    each = facts.rules.number("board-seconds-low") * cruise.request.guests / facts.rules.whole("doors")
    boarding = ceil(each / 60) + facts.rules.whole("board-extra-min")
    seen: set[str] = set()
    for excursion in cruise.excursions:
        number = (excursion.day.date - cruise.start) // timedelta(days=1)
        call = next(
            (c for c in cruise.calls if c.station == excursion.station and c.arrive and c.arrive // DAY_MIN == number),
            None,
        )
        if call is None or call.arrive is None or call.depart is None:
            yield Violation("excursion-nowhere", excursion.station)
            continue
        station = facts.catalog.stations[excursion.station]
        spot = Spot("station", station.name, station.name, station.name_en, station.lat or 0.0, station.lon or 0.0)
        begin = max(call.arrive - number * DAY_MIN + boarding, facts.rules.minute("day-window-from"))
        end = min(call.depart - number * DAY_MIN - boarding, facts.rules.minute("day-window-to"))
        yield from check_day(context, excursion.day, spot, spot, (begin, end))
        for visit in excursion.day.visits:
            if visit.place.id in seen:
                yield Violation("twice", visit.place.name, 1, "count")
            seen.add(visit.place.id)
