"""Entered trains as legs that move, and all they must keep clear of as minutes that are forbidden to them.

Nothing may come nearer to another train than must be, or than it was where that was no more than a doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from math import ceil, floor

from planner.clock import DAY_MIN, DAY_S, clock_text
from planner.facts import Facts
from planner.train.check import TogetherResult
from planner.train.infrastructure import running_table
from planner.train.insertion import TrackOccupancy, make_occupancy
from planner.train.mend.legs import LegSection, TrainLeg, train_legs
from planner.train.mend.result import Block
from planner.train.mend.solver import FIXED, Forbidden, LegRange, ShiftProblem, StayClear
from planner.train.traffic import traffic
from planner.train.types import TrainSpec

LONG_STAY_MIN = 240  # a longer stop is a call by day, which may give minutes back
Open = tuple[int, int]  # seconds of shift between which, ends left out, something is met


@dataclass(frozen=True)
class MovingTrain:
    """A train, its legs, and the number of its first leg among those of all trains."""

    name: str
    spec: TrainSpec
    legs: tuple[TrainLeg, ...]
    number: int


@dataclass(frozen=True)
class Tables:
    """The problem, the trains its legs belong to, and what its blocks are: with the train they are in the way of."""

    problem: ShiftProblem
    trains: tuple[MovingTrain, ...]
    blocks: tuple[tuple[str, Block], ...]


def make_tables(facts: Facts, trains: Mapping[str, TrainSpec], checked: TogetherResult, most_min: int) -> Tables:
    """Trains that can be followed and that were `checked`, to be moved by up to `most_min` minutes."""
    return _Maker(facts, trains, checked, most_min).tables()


@dataclass
class _Maker:
    facts: Facts
    specs: Mapping[str, TrainSpec]
    checked: TogetherResult
    most: int
    ids: dict[tuple[str, Block], int] = field(default_factory=dict)
    forbidden: list[Forbidden] = field(default_factory=list)
    stays: list[StayClear] = field(default_factory=list)

    def tables(self) -> Tables:
        self.table = running_table(self.facts.rail)
        self.same_day = traffic(self.facts.rail).same_day
        trains, number = list[MovingTrain](), 0
        for name, spec in self.specs.items():
            legs = train_legs(self.table, spec.case.top_kmh, spec.calls)
            trains.append(MovingTrain(name, spec, legs, number))
            number += len(legs)
        own = frozenset(spec.case.own for spec in self.specs.values() if spec.case.own)
        for train in trains:
            case = train.spec.case
            traffic_here = make_occupancy(self.facts, case.own, case.assumes, case.possessions)
            self._published(train, traffic_here, own)
            self._possessions(train, traffic_here)
            self._tracks(train, traffic_here, own)
            self._windows(train)
            self._crew(train)
        for one, other in combinations(trains, 2):
            self._each_other(one, other, make_occupancy(self.facts))
        ranges = tuple(range_ for train in trains for range_ in self._ranges(train))
        problem = ShiftProblem(ranges, tuple(self.forbidden), tuple(self.stays), self.most)
        return Tables(problem, tuple(trains), tuple(self.ids))

    def _ranges(self, train: MovingTrain) -> Iterator[LegRange]:
        calls = train.spec.calls
        yield LegRange(FIXED, max(-self.most, -(calls[0].depart or 0)), self.most)
        for number, leg in enumerate(train.legs[1:], train.number):
            call = calls[leg.first]
            stays = (call.depart or 0) - (call.arrive or 0)
            if stays > LONG_STAY_MIN:
                yield LegRange(number, -min(self.most, stays - LONG_STAY_MIN - 1), self.most)
            else:
                yield LegRange(number, 0, min(self.most, LONG_STAY_MIN - stays))

    def _published(self, train: MovingTrain, its: TrackOccupancy, own: frozenset[str]) -> None:
        case = train.spec.case
        met = self._met_now(train)
        for number, leg in enumerate(train.legs, train.number):
            groups: dict[tuple[str, str, int], list[tuple[LegSection, Open]]] = defaultdict(list)
            for section in leg.sections:
                for busy in its.busy.get(section.link, ()):
                    kind = _kind(its, section, busy.origin)
                    if not kind or busy.train in its.excluded or busy.train in own:
                        continue
                    day = round((section.enter_s - busy.enter_s) / DAY_S) * DAY_S
                    if not case.meets(busy.train, day) or not self.same_day(busy.train, case.own):
                        continue
                    there = _too_near(its, kind, section, busy.enter_s + day, busy.leave_s + day)
                    groups[busy.train, kind, day].append((section, there))
            for (other, kind, _day), found in groups.items():
                sure = any((other, kind, *self._place(section)) in met for section, _there in found)
                spans = [there for _section, there in found]
                owner = train.name, Block("train", other)
                self._forbid((number, FIXED), owner, spans, 0 if sure else _met_by(spans))

    def _met_now(self, train: MovingTrain) -> set[tuple[str, str, str, str]]:
        """The trains it meets for certain as it stands, and where and when."""
        return {
            (str(v.values["train"]), v.rule.removeprefix("train-"), v.where, str(v.values["clock"]))
            for v in self.checked.trains[train.name].violations
            if v.hard and v.rule.startswith("train-")
        }

    def _place(self, section: LegSection) -> tuple[str, str]:
        """A section and the time it is entered as the checker names them."""
        names = self.table.network.names
        return f"{names[section.origin]} → {names[section.target]}", clock_text(section.enter_s // 60, "mark")

    def _each_other(self, one: MovingTrain, other: MovingTrain, its: TrackOccupancy) -> None:
        starts = one.spec.case.start, other.spec.case.start
        day = (starts[1] - starts[0]).days * DAY_S if starts[0] and starts[1] else 0
        sure = {v.rule.removeprefix("train-") for name, v in self.checked.between
                if v.hard and (name, v.values["train"]) == (one.name, other.name)}  # fmt: skip
        for a, mine in enumerate(one.legs, one.number):
            for b, theirs in enumerate(other.legs, other.number):
                groups: dict[str, list[Open]] = defaultdict(list)
                by_link = {section.link: section for section in theirs.sections}
                for section in mine.sections:
                    met = by_link.get(section.link)
                    kind = _kind(its, section, met.origin) if met else ""
                    if met and kind:
                        groups[kind].append(_too_near(its, kind, section, met.enter_s + day, met.leave_s + day))
                for kind, spans in groups.items():
                    owner = one.name, Block("new", other.name)
                    self._forbid((a, b), owner, spans, 0 if kind in sure else _met_by(spans))

    def _possessions(self, train: MovingTrain, its: TrackOccupancy) -> None:
        sure = {v.values["name"] for v in self.checked.trains[train.name].violations
                if v.hard and v.rule.startswith("possession")}  # fmt: skip
        for number, leg in enumerate(train.legs, train.number):
            groups: dict[str, list[tuple[Open, int]]] = defaultdict(list)
            for section in leg.sections:
                for shut in its.closed.get(section.link, ()):
                    if shut.origin not in (None, section.origin):
                        continue
                    longest = min(shut.end_s - shut.begin_s, section.leave_s - section.enter_s)
                    first = (section.enter_s - self.most * 60 - shut.end_s) // DAY_S
                    last = (section.leave_s + self.most * 60 - shut.begin_s) // DAY_S
                    groups[shut.name] += [
                        ((shut.begin_s + day * DAY_S - section.leave_s, shut.end_s + day * DAY_S - section.enter_s),
                         longest)
                        for day in range(first, last + 1)
                    ]  # fmt: skip
            for name, found in groups.items():
                inside = max(min(-low, high, longest) for (low, high), longest in found)
                spare = 0 if name in sure else max(0, inside)
                spans = [span for span, longest in found if longest > spare]
                self._forbid((number, FIXED), (train.name, Block("possession", name)), spans, spare)

    def _tracks(self, train: MovingTrain, its: TrackOccupancy, own: frozenset[str]) -> None:
        case, numbers = train.spec.case, self.table.network.numbers
        for arrives, departs, place in _stops(train):
            call = train.spec.calls[place]
            station = numbers[call.station]
            begin = call.arrive if call.arrive is not None else call.depart or 0
            end = call.depart if call.depart is not None else begin
            if station not in its.tracks:
                continue
            near = (begin - self.most) * 60, (end + 2 * self.most) * 60
            others = [
                (max(stay.arrive_s + day, near[0]), min(stay.depart_s + day, near[1]), stay.train)
                for stay in its.standing.get(station, ())
                if stay.train not in own and stay.train not in its.excluded and self.same_day(stay.train, case.own)
                for day in _days(near, (stay.arrive_s, stay.depart_s))
                if case.meets(stay.train, day)
            ]
            block = self._block(train.name, Block("tracks", call.station))
            for low, high in _full(others, its.tracks[station], near):
                after, before = floor((high - begin * 60) / 60) + 1, ceil((low - end * 60) / 60) - 1
                self.stays.append(StayClear(arrives, departs, after, before, block))

    def _windows(self, train: MovingTrain) -> None:
        rules, case = self.facts.rules, train.spec.case
        for arrives, departs, place in _stops(train):
            call = train.spec.calls[place]
            if call.station in case.windows:
                low, high = case.windows[call.station]
            elif call.arrive is not None and call.depart is not None and call.depart - call.arrive > LONG_STAY_MIN:
                low, high = rules.minute("day-window-from"), rules.minute("day-window-to")
            else:
                continue
            for leg, minute, shut in (
                (arrives, call.arrive, (0, low - 1)),
                (departs, call.depart, (high + 1, DAY_MIN - 1)),
            ):
                if minute is None:
                    continue
                for day in range((minute - self.most) // DAY_MIN, (minute + self.most) // DAY_MIN + 1):
                    begin, end = (day * DAY_MIN + edge - minute for edge in shut)
                    if begin <= end:
                        block = self._block(train.name, Block("window", call.station))
                        self.forbidden.append(Forbidden(leg, FIXED, begin, end, block))

    def _crew(self, train: MovingTrain) -> None:
        case, calls = train.spec.case, train.spec.calls
        if case.crew is None:
            return
        since, begins = calls[0].depart or 0, train.number
        for arrives, departs, place in list(_stops(train))[1:]:
            call = calls[place]
            if call.arrive is None or (place < len(calls) - 1 and call.station not in case.crew):
                continue
            spare = floor(self.facts.rules.number("crew-hours") * 60) - (call.arrive - since)
            block = self._block(train.name, Block("crew", call.station))
            if arrives != begins:
                self.forbidden.append(Forbidden(arrives, begins, spare + 1, 3 * self.most, block))
            elif spare < 0:
                self.forbidden.append(Forbidden(arrives, FIXED, -self.most, self.most, block))
            since, begins = call.depart or 0, departs

    def _forbid(self, legs: tuple[int, int], owner: tuple[str, Block], spans: Iterable[Open], spare: int) -> None:
        """Shifts of one leg against another at which something is met by more than `spare` seconds."""
        reach = self.most * (1 if legs[1] == FIXED else 2)
        for low, high in spans:
            first, last = floor((low + spare) / 60) + 1, ceil((high - spare) / 60) - 1
            if first <= last and last >= -reach and first <= reach:
                self.forbidden.append(Forbidden(*legs, first, last, self._block(*owner)))

    def _block(self, name: str, block: Block) -> int:
        return self.ids.setdefault((name, block), len(self.ids))


def _met_by(spans: Iterable[Open]) -> int:
    """Seconds by which something is met as it stands."""
    return max(0, *(min(-low, high) for low, high in spans), 0)


def _kind(its: TrackOccupancy, section: LegSection, origin: int) -> str:
    if origin == section.origin:
        return "headway"
    return "crossing" if its.single[section.link] else ""


def _too_near(its: TrackOccupancy, kind: str, section: LegSection, enter_s: int, leave_s: int) -> Open:
    """Between which shifts in seconds the section's train is too near to one that is on the rails then."""
    if kind == "crossing":
        return enter_s - its.clearing_s - section.leave_s, leave_s + its.clearing_s - section.enter_s
    ahead, behind = sorted((enter_s - section.enter_s, leave_s - section.leave_s))
    return ahead - its.headway_s, behind + its.headway_s


def _stops(train: MovingTrain) -> Iterator[tuple[int, int, int]]:
    """Each stop with the leg that arrives and the one that departs; both the same at the ends."""
    yield train.number, train.number, 0
    for number, (_before, leg) in enumerate(pairwise(train.legs), train.number):
        yield number, number + 1, leg.first
    last = train.number + len(train.legs) - 1
    yield last, last, train.legs[-1].last


def _days(near: tuple[int, int], stay: tuple[int, int]) -> Iterator[int]:
    for day in range((near[0] - stay[1]) // DAY_S, (near[1] - stay[0]) // DAY_S + 1):
        if stay[0] + day * DAY_S <= near[1] and stay[1] + day * DAY_S >= near[0]:
            yield day * DAY_S


def _full(others: Iterable[tuple[int, int, str]], tracks: int, near: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Seconds from which and to which as many trains are there as there are tracks."""
    others = list(others)
    if tracks <= 0:
        yield near
        return
    edges = sorted({edge for begin, end, _train in others for edge in (begin, end + 1)})
    began: int | None = None
    for edge in edges:
        there = len({train for begin, end, train in others if begin <= edge <= end})
        if there >= tracks and began is None:
            began = edge
        elif there < tracks and began is not None:
            yield began, edge - 1
            began = None
