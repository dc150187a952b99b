"""The trains that late ones can hold up, section by section, as they are published for the hours looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from planner.catalog import RailFacts
from planner.clock import DAY_S, clock_text
from planner.errors import Unknown
from planner.rules import RulePack
from planner.train.infrastructure import all_possessions, can_dwell, running_table
from planner.train.insertion import SectionPossession, closed_sections
from planner.train.placement import section_windows
from planner.train.traffic import single_links, traffic
from planner.train.types import RedispatchRequest

NEAREST_S = 120  # trains published nearer than that do not both run as published
SPREAD_S = 30 * 60  # delays grow at most by so much while they are handed on; the checker sees whether they do


@dataclass(frozen=True)
class PlannedSection:
    """A train in a section: the number of its run, the rails, published seconds of the day looked at, the least it
    takes. `calls`: it stops where the section begins, for `stay_s` at least; `dwells`: it could stop there. `shared`:
    rails of conventional trains, on which others are heeded."""

    run: int
    link: int
    origin: int
    target: int
    enter_s: int
    leave_s: int
    least_s: int
    calls: bool
    dwells: bool
    stay_s: int
    shared: bool


@dataclass(frozen=True)
class PlannedTrain:
    """A train on one day; `day_s` is from the day looked at to its own."""

    name: str
    day_s: int
    sections: tuple[PlannedSection, ...]


@dataclass(frozen=True)
class Hours:
    """What a redispatch is about: the trains, those of them that are late and by how many seconds, from when on; how
    far apart trains must be on the rails, by link and the station they come from, and after an opposing one; when rails
    are closed, by link."""

    trains: tuple[PlannedTrain, ...]
    late_s: Mapping[int, int]
    at_s: int
    single: tuple[bool, ...]
    headway_s: Mapping[tuple[int, int], int]
    clearing_s: int
    closed: Mapping[int, tuple[SectionPossession, ...]]


def hours_of(rail: RailFacts, rules: RulePack, request: RedispatchRequest) -> Hours:
    """The late trains and all that they can hold up, directly or by others.

    Raises
    ------
    Unknown
        If a late train runs through no section in these hours.
    """
    everybody = sorted(_trains(rail, rules, request), key=lambda train: (train.day_s, train.name))
    found: dict[int, int] = {}
    for name in request.late:
        its = [
            n
            for n, train in enumerate(everybody)
            if train.name == name and _stand(train, request.span_s[0]) is not None
        ]
        if not its:
            raise Unknown("train_hours", name, (_on_its_way(rail, name),))
        found[its[0]] = request.late[name] * 60
    known = traffic(rail)
    headway, clearing = (rules.whole(rule) * 60 for rule in ("delay-headway", "delay-crossing"))
    near = _Near(everybody, single_links(rail), max(found.values()) + SPREAD_S, max(headway, clearing))
    kept = near.closure(list(found), lambda one, other: known.same_day(everybody[one].name, everybody[other].name))
    order = sorted(kept)
    number = {old: new for new, old in enumerate(order)}
    late = {number[n]: seconds for n, seconds in found.items()}
    trains = tuple(everybody[n] for n in order)
    closed = closed_sections(rail, all_possessions(rail, ()))
    return Hours(trains, late, request.span_s[0], single_links(rail), _headways(rail, headway), clearing, closed)


def _on_its_way(rail: RailFacts, name: str) -> str:
    """From its first departure to its last arrival, by the clock."""
    calls = rail.calls[name]
    ends = calls[0].depart, calls[-1].arrive
    return " – ".join(clock_text(minute, "mark") for minute in ends if minute is not None)


def _headways(rail: RailFacts, most_s: int) -> dict[tuple[int, int], int]:
    """How far apart trains are on the rails at least: by rule, or as near as published ones follow each other there."""
    known = traffic(rail)
    there: dict[tuple[int, int], list[tuple[int, int, str]]] = defaultdict(list)
    for run in known.runs:
        begin = run.enter_s % DAY_S
        for day in (0, DAY_S):
            there[run.link, run.origin].append((begin + day, run.leave_s - run.enter_s, run.train))
    found = {}
    for key, its in there.items():
        its.sort()
        found[key] = most_s
        for number, (enter, takes, train) in enumerate(its):
            for later, lasts, other in its[number + 1 :]:
                if later - enter >= most_s + takes:
                    break
                apart = min(later - enter, later + lasts - enter - takes)
                if NEAREST_S <= apart < found[key] and train != other and known.same_day(train, other):
                    found[key] = apart
    return found


def _stand(train: PlannedTrain, at_s: int) -> int | None:
    """The section before which the train can be held first, from then on."""
    places = (n for n, s in enumerate(train.sections) if s.enter_s >= at_s and (s.calls or s.dwells))
    return next(places, None)


def held_at(train: PlannedTrain, at_s: int) -> int:
    """The same of a train that has one."""
    place = _stand(train, at_s)
    if place is None:
        raise ValueError(f"{train.name} is nowhere held")
    return place


def _trains(rail: RailFacts, rules: RulePack, request: RedispatchRequest) -> Iterator[PlannedTrain]:
    table, windows, runs = running_table(rail), section_windows(rail), traffic(rail).runs
    links, names = table.network.links, table.network.names
    least_stay = rules.whole("delay-stop-least") * 60
    begin, end = request.span_s
    by_train: dict[tuple[str, int], list[PlannedSection]] = defaultdict(list)
    last: dict[tuple[str, int], tuple[int, int]] = {}
    for number, (run, window) in enumerate(zip(runs, windows, strict=True)):
        for day in (-DAY_S, 0, DAY_S):
            if not (run.leave_s + day > begin and run.enter_s + day < end):
                continue
            key = run.train, day
            before = by_train[key][-1] if by_train[key] else None
            goes_on = before is None or (before.target == run.origin and before.leave_s <= run.enter_s + day)
            if not goes_on or key in last:  # lost between two calls: only what comes before is followed
                last[key] = 0, 0
                continue
            stays = 0 if before is None else run.enter_s + day - before.leave_s
            by_train[key].append(
                PlannedSection(
                    number, run.link, run.origin, run.target, run.enter_s + day, run.leave_s + day,
                    min(window.min_running_s, run.leave_s - run.enter_s), not window.follows or stays > 0,
                    can_dwell(rail, names[run.origin]), min(stays, least_stay), not links[run.link].high_speed,
                )
            )  # fmt: skip
    for (name, day), sections in by_train.items():
        if any(section.shared for section in sections):
            yield PlannedTrain(name, day, tuple(sections))


class _Near:
    """Which trains can get in each other's way if they are up to `spread_s` later than published."""

    def __init__(self, trains: list[PlannedTrain], single: tuple[bool, ...], spread_s: int, apart_s: int) -> None:
        self.trains, self.single, self.spread_s, self.apart_s = trains, single, spread_s, apart_s
        self.on: dict[int, list[tuple[int, PlannedSection]]] = defaultdict(list)
        for number, train in enumerate(trains):
            for section in train.sections:
                if section.shared:
                    self.on[section.link].append((number, section))

    def closure(self, late: list[int], same_day: Callable[[int, int], bool]) -> set[int]:
        """The late trains, those in whose way they can come, and so on; of two that never run on one day the one that
        is met first."""
        kept, left = set(late), list(late)
        while left:
            one = left.pop(0)
            for section in self.trains[one].sections:
                for other, there in self.on.get(section.link, ()) if section.shared else ():
                    if other in kept or not self._meets(section, there):
                        continue
                    if all(same_day(other, k) for k in kept):
                        kept.add(other)
                        left.append(other)
        return kept

    def _meets(self, one: PlannedSection, other: PlannedSection) -> bool:
        if one.origin != other.origin and not self.single[one.link]:
            return False
        return (
            other.enter_s <= one.leave_s + self.spread_s + self.apart_s
            and other.leave_s + self.spread_s + self.apart_s >= one.enter_s
        )
