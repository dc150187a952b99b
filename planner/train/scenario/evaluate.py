"""A scenario on the facts of the day: its way, what the checker says of it, and what its calls by day are worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from planner.clock import DAY_MIN
from planner.errors import Unknown
from planner.facts import Facts
from planner.people import profile
from planner.train.check import Unchecked, check_cruise, check_timetable
from planner.train.cruise import GROUPS, LONG_CALL_MIN, LandCall, day_on_land, with_groups
from planner.train.entry import entered_way, published_traffic_known
from planner.train.infrastructure import facilities
from planner.train.insertion import NoPath, Obstacle, boarding_minutes, explain, find_paths
from planner.train.robustness import GuestStay, cruise_stays
from planner.train.scenario.scenario import Scenario
from planner.train.traffic import traffic
from planner.train.types import Cruise, GroupWorth, Passing, TrainSpec
from planner.violations import Violation

USUAL = "gentle"  # whose day on land decides when guests must be at the platform


@dataclass(frozen=True)
class LandDay:
    """A day on land at a long call: what it is worth to each group, and the guests' stay, if they see anything."""

    station: str
    groups: tuple[GroupWorth, ...]
    stay: GuestStay | None = None


@dataclass(frozen=True)
class Evaluation:
    """What there is to say of a scenario. `way` is empty if its times give none, or if no path was found (`none`);
    `days` is None as long as nobody knows which days they are."""

    scenario: Scenario
    way: tuple[Passing, ...]
    own: str  # the published train it is
    violations: tuple[Violation, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    days: tuple[LandDay, ...] | None = None
    none: Obstacle | None = None


def evaluate(facts: Facts, scenario: Scenario) -> Evaluation:
    """Check a scenario, and find what its days on land are worth.

    Raises
    ------
    SilverwayError
        If the facts know no more what it names.
    """
    train = scenario.train
    if isinstance(train, Cruise):
        return _cruise(facts, scenario, train)
    if isinstance(train, TrainSpec):
        verdict = check_timetable(facts, published_traffic_known(facts.rail), train.calls, train.case)
        way = entered_way(facts.rail, train.calls)
        days = _days(facts, scenario, way, train.case.assumes)
        return Evaluation(scenario, way, train.case.own, verdict.violations, verdict.unchecked, days)
    found = find_paths(facts, train)
    if isinstance(found, NoPath):
        return Evaluation(scenario, (), train.away, none=explain(found))
    way = found.best.passings
    return Evaluation(scenario, way, train.away, days=_days(facts, scenario, way, train.assumes))


def _cruise(facts: Facts, scenario: Scenario, cruise: Cruise) -> Evaluation:
    """A planned train has its days on land already; what they are worth to whom is asked anew."""
    for passing in cruise.passings:
        if passing.station not in facts.catalog.stations:
            raise Unknown("station", passing.station)
    stays = {stay.station: stay for stay in cruise_stays(facts.rules, cruise)}
    days = tuple(
        LandDay(excursion.station, excursion.groups, stays.get(excursion.station))
        for excursion in with_groups(facts, cruise).excursions
    )
    return Evaluation(scenario, cruise.passings, "", check_cruise(facts, traffic(facts.rail), cruise), days=days)


def _days(
    facts: Facts, scenario: Scenario, way: Sequence[Passing], assumes: tuple[str, ...]
) -> tuple[LandDay, ...] | None:
    start = scenario.sets_out
    if start is None:
        return None
    days = _LandDays(facts, scenario, start, assumes)
    return tuple(days.at(passing, number) for passing, number in _long_calls(way))


def _long_calls(way: Sequence[Passing]) -> Iterator[tuple[Passing, int]]:
    """Long stops with each day they last into (0 = the first)."""
    for passing in way[1:-1]:
        if passing.depart_s - passing.arrive_s > LONG_CALL_MIN * 60:
            for number in range(passing.arrive_s // 60 // DAY_MIN, (passing.depart_s - 1) // 60 // DAY_MIN + 1):
                yield passing, number


@dataclass(frozen=True)
class _LandDays:
    """The days on land of one train, one after another; `seen` are the places each group has been to."""

    facts: Facts
    scenario: Scenario
    start: date
    assumes: tuple[str, ...]
    seen: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def at(self, passing: Passing, number: int) -> LandDay:
        """The day of that number at a long stop."""
        facts, scenario = self.facts, self.scenario
        window = -(-passing.arrive_s // 60) - DAY_MIN * number, passing.depart_s // 60 - DAY_MIN * number
        on = self.start + timedelta(days=number)
        theme = scenario.theme or facts.rules.usual_theme()
        call = LandCall(theme, passing.station, on, window, scenario.guests)
        steps = facilities(facts.catalog.stations, passing.station, self.assumes).step_free_train == "no"
        groups, stay = [], None
        for who in GROUPS:
            best = None
            if not (steps and profile(facts.rules, who).steps == "none"):
                best = day_on_land(facts, call, who, self.seen[who])
            if best is None:
                groups.append(GroupWorth(who, 0, 0))
                continue
            day, points = best
            self.seen[who].update(visit.place.id for visit in day.visits)
            groups.append(GroupWorth(who, points, len(day.visits)))
            if who == USUAL and number == passing.arrive_s // 60 // DAY_MIN:
                boarding, midnight = boarding_minutes(scenario.guests, facts.rules), number * DAY_MIN
                due, ready = midnight + day.items[0].start - boarding, midnight + day.items[-1].end + boarding
                stay = GuestStay(passing.station, passing.arrive_s, due * 60, min(ready * 60, passing.depart_s))
        return LandDay(passing.station, tuple(groups), stay)
