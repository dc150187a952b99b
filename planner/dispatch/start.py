"""A first plan: trains put on the line one by one, then some taken off and put back in another order."""

from __future__ import annotations

from random import Random

from planner.dispatch.insert import Line
from planner.dispatch.net import Net
from planner.dispatch.part import Clock
from planner.dispatch.plan import Plan
from planner.dispatch.problem import ENDLESS

_TURNS = 4  # times as many trials as trains, to put all on the line
_MOST_OFF = 5  # trains taken off at once


def costs_alone(net: Net, latest: list[list[int]]) -> list[int | None]:
    """What each train's delays cost if no other runs; None if it cannot run at all."""
    found: list[int | None] = []
    for train, its in enumerate(latest):
        line = Line(net)
        found.append(line.plan().costs[train] if line.insert(train, its) else None)
    return found


def first_plan(net: Net, latest: list[list[int]], clock: Clock, seed: int) -> Plan:
    """All trains, or as many as went; the one that does not fit goes first next time."""
    wished = sorted(range(len(net.courses)), key=lambda t: max(op.start_lb for op in net.courses[t].ops))
    best = Line(net)
    chance = Random(seed)  # noqa: S311
    for _ in range(_TURNS * len(net.courses)):
        line, left_over = Line(net), []
        line.expect(latest)
        for train in wished:
            if not line.insert(train, latest[train]):
                left_over.append(train)
        if len(line.times) > len(best.times):
            best = line
        if not left_over or clock.left() <= 0:
            break
        moved = chance.choice(left_over)
        wished.remove(moved)
        wished.insert(0 if chance.random() < 0.5 else chance.randrange(len(wished) + 1), moved)
    return best.plan()


def shake(net: Net, plan: Plan, latest: list[list[int]], tries: int, clock: Clock, seed: int) -> Plan:
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
        line = Line(net, plan)
        line.take(off)
        chance.shuffle(off)
        if all(line.insert(train, latest[train], ENDLESS) for train in off):
            other = line.plan()
            if other.cost < plan.cost:
                vain = 0
            if other.cost <= plan.cost:
                plan = other
    return plan
