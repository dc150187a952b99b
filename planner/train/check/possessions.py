"""The checker of trains, part: possessions. A train whose passing times leave it a way round one is in doubt, one that
would have to stand and wait where no stop is entered is not.

From stop to stop a train runs through every section within its least and its most seconds. All seconds at which it can
be at the end of each are followed; where none is left, it runs into the possession whatever its passing times are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from planner.catalog import RailFacts
from planner.clock import DAY_MIN, DAY_S
from planner.train.check.context import TrainCheckContext
from planner.train.check.meetings import clock, where_of
from planner.train.check.section_runs import SectionRun
from planner.train.infrastructure import all_possessions, can_dwell, quickest_way, running_table
from planner.train.types import Case, Possession
from planner.violations import Violation

FAR_S = 1 << 40


def met_possessions(context: TrainCheckContext, section_runs: Sequence[SectionRun], case: Case) -> Iterator[Violation]:
    """Possessions the train is in, each once, where it is longest; its size in minutes is by how much the whole train
    must move at least, or for how long it is inside where no move helps."""
    legs = [tuple(leg) for _number, leg in groupby(section_runs, key=lambda s: s.leg)]
    for possession in all_possessions(context.rail, case.possessions):
        shut = _Shut(possession, possession_links(context.rail, possession))
        near = [leg for leg in legs if any(shut.closes(s) for s in leg)]
        states = [shut.state(leg, 0) for leg in near]
        if not any(states):
            continue
        hard = max(states) == _IN
        inside, s = max(
            ((shut.inside_s(s, 0), s) for leg, state in zip(near, states, strict=True) if state == max(states)
             for s in leg if shut.closes(s)), key=lambda one: one[0],
        )  # fmt: skip
        values: dict[str, str | int | float] = {"name": possession.name, "clock": clock(s.enter[1])}
        wait = next((w for leg in near if s in leg for w in shut.waits(context, leg) if hard), None)
        if wait:
            values["wait"] = wait
        for name, sign in (("later", 1), ("earlier", -1)):
            minutes = shut.clear_after(near, sign)
            if minutes:
                values[name] = minutes
        moves = [int(values[name]) for name in ("later", "earlier") if name in values]
        size = min(moves) if moves else max(1, ceil(inside / 60))
        rule = "possession-doubt" if not hard else "possession" if moves else "possession-stuck"
        yield Violation(rule, where_of(context.network, s), size, "min", hard, "shift", values)


def possession_links(rail: RailFacts, possession: Possession) -> dict[int, int]:
    """The rails of a possession, and the station at which each begins in its direction: whatever lies between two
    neighbouring stations, or between those on the quickest way; of a station, those to its neighbours."""
    table = running_table(rail)
    network, ends = table.network, (possession.origin, possession.target)
    one, other = (network.numbers[name] for name in ends)
    near = network.links_at[one] if one == other else network.between(*ends)
    closed = {link: one for link in near if not network.links[link].high_speed}
    if closed:
        return closed
    for step in quickest_way(network, table.loco_s, one, other) or ():
        at = {network.links[step.link].one, network.links[step.link].other}
        for number in network.links_at[step.origin]:
            link = network.links[number]
            if {link.one, link.other} == at and not link.high_speed:
                closed[number] = step.origin
    return closed


_CLEAR, _DOUBT, _IN = 0, 1, 2


@dataclass(frozen=True)
class _Shut:
    """A possession and its rails, by link the station at which each begins."""

    possession: Possession
    links: dict[int, int]

    def closes(self, s: SectionRun) -> bool:
        return s.link in self.links and (not self.possession.one_way or self.links[s.link] == s.origin)

    def state(self, leg: Sequence[SectionRun], by: int) -> int:
        """Is a leg clear, in doubt or inside, if the train is `by` seconds later?"""
        taken = any(self.inside_s(s, by) for s in leg if self.closes(s))
        if self._has_times(leg, by):
            return _DOUBT if taken else _CLEAR
        if self._has_times(leg, None):
            return _IN
        return _IN if taken else _CLEAR  # times that no train can run: judged as they are taken

    def waits(self, context: TrainCheckContext, leg: Sequence[SectionRun]) -> Iterator[str]:
        """The last station before the rails closed at which a train can stand, where no stop is entered."""
        first = next(number for number, s in enumerate(leg) if self.closes(s))
        names = context.network.names
        yield from (names[s.origin] for s in leg[first:0:-1] if can_dwell(context.rail, names[s.origin]))

    def inside_s(self, s: SectionRun, by: int) -> int:
        """Seconds inside at the times taken."""
        enter, leave = s.enter[1] + by, s.leave[1] + by
        return max(0, *(min(end, leave) - max(begin, enter) for begin, end in self._closings(enter, leave)))

    def clear_after(self, legs: Sequence[Sequence[SectionRun]], sign: int) -> int:
        """By how many minutes the train must move to be clear on all legs; 0 if less than a day does not help."""
        inside = sorted(span for leg in legs for s in leg if self.closes(s) for span in self._moves_into(s, sign))
        place, minutes = 0, 1
        while minutes < DAY_MIN:
            while place < len(inside) and inside[place][1] <= minutes * 60:
                place += 1
            taken = max((shuts for opens, shuts in inside[place:] if opens < minutes * 60), default=0)
            if taken > minutes * 60:
                minutes = ceil(taken / 60)
            elif all(self.state(leg, sign * minutes * 60) == _CLEAR for leg in legs):
                return minutes
            else:
                minutes += 1
        return 0

    def _moves_into(self, s: SectionRun, sign: int) -> Iterator[tuple[int, int]]:
        """Between which seconds of moving, ends left out, the train is inside at the times taken."""
        for begin, end in self._closings(s.enter[1] - DAY_S, s.leave[1] + DAY_S):
            span = begin - s.leave[1], end - s.enter[1]
            yield span if sign > 0 else (-span[1], -span[0])

    def _has_times(self, leg: Sequence[SectionRun], by: int | None) -> bool:
        """Are there passing times that keep clear, if the train is `by` seconds later; or any at all (None)?"""
        reach = [(leg[0].enter[0], leg[0].enter[2])]
        for s in leg:
            gaps = [(-FAR_S, FAR_S)]
            if by is not None and self.closes(s):
                closings = self._closings(s.enter[0] + by, s.leave[2] + by)
                edges = [-FAR_S, *(edge - by for closing in closings for edge in closing), FAR_S]
                gaps = list(zip(edges[::2], edges[1::2], strict=True))
            least, most = s.running
            found = [
                (max(low, opens, s.enter[0]) + least, min(min(high, s.enter[2]) + most, shuts, s.leave[2]))
                for low, high in reach
                for opens, shuts in gaps
                if max(low, opens, s.enter[0]) <= min(high, s.enter[2])
            ]
            reach = _joined((max(low, s.leave[0]), high) for low, high in found if max(low, s.leave[0]) <= high)
        return bool(reach)

    def _closings(self, begin: int, end: int) -> list[tuple[int, int]]:
        """The possession on each day near these seconds."""
        first, last = self.possession.begin * 60, self.possession.end * 60
        days = range((begin - last) // DAY_S, (end - first) // DAY_S + 1)
        return [(day * DAY_S + first, day * DAY_S + last) for day in days]


def _joined(spans: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for low, high in sorted(spans):
        if found and low <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], high)
        else:
            found.append((low, high))
    return found
