"""A first plan: trains put on the line one by one, then some taken off and put back in another order."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from planner.dispatch.insert import Timeline
from planner.dispatch.net import EventNetwork
from planner.dispatch.part import Deadline
from planner.dispatch.plan import Plan

_TURNS = 4  # times as many trials as trains, to put all on the line
_AHEAD = 0.5  # how often one that found no place goes first of all
_ORDERS = 25  # other orders tried
_MOST_OFF = 5  # trains taken off at once


def costs_alone(net: EventNetwork, latest: list[list[int]]) -> list[int | None]:
    """What each train's delays cost at least, if no other runs; None if it cannot run at all."""
    net, found = net if net.regular else net.without_early(), list[int | None]()
    for course, its in zip(net.courses, latest, strict=True):
        line = Timeline(replace(net, courses=(course,), given=frozenset()))
        found.append(line.plan().cost if line.insert(0, its) else None)
    return found


def first_plan(net: EventNetwork, latest: list[list[int]], clock: Deadline, seed: int) -> Plan:
    """All trains, or as many as went; one that does not fit goes earlier next time, then a few other orders.

    Putting all on the line for the first time may take what the clock that this one is within leaves.
    """
    order = sorted(range(len(net.courses)), key=lambda t: max(op.start_lb for op in net.courses[t].ops))
    chance = Random(seed)  # noqa: S311
    best, left_over = _put_all(net, latest, order, clock.within or clock)
    for _ in range(_TURNS * len(order)):
        if not left_over or clock.left() <= 0:
            break
        moved = chance.choice(left_over)
        order.remove(moved)
        order.insert(0 if chance.random() < _AHEAD else chance.randrange(len(order) + 1), moved)
        line, left_over = _put_all(net, latest, order, clock)
        if len(line.times) > len(best.times):
            best = line
    plan = best.plan()
    for _ in range(_ORDERS if order and not left_over else 0):
        if clock.left() <= 0:
            break
        other = order.copy()
        other.insert(chance.randrange(len(other)), other.pop(chance.randrange(len(other))))
        line, left_over = _put_all(net, latest, other, clock)
        if not left_over and (found := line.plan()).cost <= plan.cost:
            order, plan = other, found
    return plan


def _put_all(
    net: EventNetwork, latest: list[list[int]], order: list[int], clock: Deadline
) -> tuple[Timeline, list[int]]:
    """One train after another on an empty line; and those that found no place, or for which no time was left."""
    line = Timeline(net)
    line.expect(latest)
    return line, [train for train in order if clock.left() <= 0 or not line.insert(train, latest[train])]


def shake(net: EventNetwork, plan: Plan, latest: list[list[int]], tries: int, clock: Deadline, seed: int) -> Plan:
    """A plan that is no dearer: some trains taken off, those that lose most rather, and put back in a random order.

    Ends after as many tries in vain.
    """
    chance, vain = Random(seed), 0  # noqa: S311
    trains = range(len(net.courses))
    while vain < tries and clock.left() > 0 and plan.cost:
        vain += 1
        count = chance.randint(1, min(_MOST_OFF, len(trains)))
        weights = [1 + cost for cost in plan.costs]
        off = list(dict.fromkeys(chance.choices(trains, weights if chance.random() < 0.5 else None, k=count)))
        line = Timeline(net, plan)
        line.take(off)
        chance.shuffle(off)
        if all(line.insert(train, latest[train]) for train in off):
            other = line.plan()
            if other.cost < plan.cost:
                vain = 0
            if other.cost <= plan.cost:
                plan = other
    return plan
