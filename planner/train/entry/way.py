"""A timetable somebody entered, as the way of a train: what its diagram is drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from planner.catalog import RailFacts
from planner.train.infrastructure import plain_way, running_table
from planner.train.types import CallLike, Passing


def entered_way(rail: RailFacts, calls: Sequence[CallLike]) -> tuple[Passing, ...]:
    """The train at every station of its way, its times spread by running time: as the checker takes it.

    Empty if there is no such way: fewer than two calls, a station off the network or not connected, a time that is
    missing or goes backwards.
    """
    table = running_table(rail)
    network = table.network
    if len(calls) < 2 or any(call.station not in network.numbers for call in calls):
        return ()
    first = calls[0]
    if first.depart is None:
        return ()
    way = [Passing(first.station, first.depart * 60, first.depart * 60, 0.0, None)]
    for one, other in pairwise(calls):
        steps = plain_way(network, table.loco_s, network.numbers[one.station], network.numbers[other.station])
        if not steps or one.depart is None or other.arrive is None:
            return ()
        stops = one.arrive != one.depart or other.arrive != other.depart
        if other.arrive < one.depart + stops:
            return ()
        given_s = (other.arrive - one.depart) * 60
        total_s, run_s = sum(table.loco_s[step.link] for step in steps), 0
        for step in steps:
            run_s += table.loco_s[step.link]
            link, at_s = network.links[step.link], one.depart * 60 + given_s * run_s // total_s
            way.append(Passing(network.names[step.target], at_s, at_s, round(way[-1].km + link.km, 1), link.line))
        stay_s = max(other.depart or 0, other.arrive) * 60
        way[-1] = Passing(other.station, way[-1].arrive_s, stay_s, way[-1].km, way[-1].line)
    return tuple(way)
