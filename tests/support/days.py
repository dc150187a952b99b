"""Small day problems by the dozen, and the slow, obvious way to solve them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from hypothesis import strategies as st

from planner.itinerary import LUNCH, DayProblem
from planner.itinerary.problem import NO_LIMIT, TRAIN, DayLimits, Transfer


@st.composite
def day_problems(draw: st.DrawFn, with_train: bool = False, and_back: bool = False) -> DayProblem:
    """Up to five places, a start and an end; with a train also two stations in between, and perhaps trains back."""
    places = draw(st.integers(0, 5))
    points = places + 2 + (2 if with_train else 0)
    number = st.integers(0, 90)
    travel = np.array(draw(st.lists(number, min_size=points**2, max_size=points**2)), dtype=np.int64).reshape(
        points, points
    )
    np.fill_diagonal(travel, 0)
    for via in range(points):  # no detour is shorter, as on real ground
        travel = np.minimum(travel, travel[:, [via]] + travel[[via], :])

    def column(low: int, high: int) -> np.ndarray:
        return np.array(draw(st.lists(st.integers(low, high), min_size=places, max_size=places)), dtype=np.int64)

    foot = travel * draw(st.booleans()) * (travel < 12) * 40
    opens = column(480, 720)
    stay = column(30, 150)
    trains = ((470, 530, True), (500, 560, True), (660, 780, False), (720, 840, False)) if with_train else ()
    trains = ((530, 545, False), (560, 590, False), (610, 660, False)) if and_back else trains
    back = ((600, 640, False), (800, 830, False), (840, 880, False), (960, 1000, False)) if and_back else ()
    return DayProblem(
        travel=travel,
        ride=np.where(foot > 0, 0, travel),
        foot=foot,
        lunch_at=np.array([draw(st.sampled_from((number, number, -1))) for number in range(points)], dtype=np.int64),
        named=np.array(draw(st.lists(st.integers(0, 1), min_size=points, max_size=points)), dtype=np.int64),
        table_worth=draw(st.sampled_from((0, 120))),
        rest_at=np.array([draw(st.sampled_from((number, places))) for number in range(points)], dtype=np.int64),
        start=places,
        end=places + 1,
        opens=opens,
        closes=opens + column(120, 500),
        stay=stay,
        walk=column(100, 1500),
        climb=column(0, 30),
        met=column(20, 150),
        out=np.minimum(column(0, 120), stay),
        part=stay,
        pauses=np.zeros(places, dtype=np.int64),
        ride_due=column(0, 60),
        worth=column(50, 900),
        limits=DayLimits(
            510, draw(st.integers(780, 1110)), 660, 750, 60, 30, 2500, 40, 260, 200, 4,
            early=420, fixed=draw(st.booleans()), run=draw(st.sampled_from((0, 100))), wait_free=5,
            stretch=draw(st.sampled_from((180, NO_LIMIT))), pause=20,
            out_min=draw(st.sampled_from((150, NO_LIMIT))), shade=draw(st.sampled_from(((660, 900), (0, 0)))),
            home_lunch=draw(st.sampled_from((-1, 810))),
        ),
        transfers=tuple(Transfer(points - 2, points - 1, *train) for train in trains),
        back=tuple(Transfer(points - 1, points - 2, *train) for train in back),
        ride_cost=4,
        idle_cost=1,
        over_cost=3,
        ride_free=40,
        early_cost=draw(st.sampled_from((0, 35, 400))),
        foot_met=60,
    )  # fmt: skip


def brute_force(problem: DayProblem) -> dict[frozenset[int], int]:
    """The value of the best order for every set of places, by trying all orders of all steps."""
    return {seen: max(values) for seen, values in by_metres(problem).items()}


def by_metres(problem: DayProblem) -> dict[frozenset[int], dict[int, int]]:
    """For every set of places the metres on foot between them by the value of an order: the least for each value."""
    found: dict[frozenset[int], dict[int, int]] = {}
    trains = [TRAIN + k for k in range(len(problem.trains))]
    steps = [*range(len(problem.worth)), LUNCH, *trains]

    def go_on(who: _Walker, done: list[int]) -> None:
        home = replace(who)
        value = _ended(problem, home, done)
        if value is not None:
            metres = found.setdefault(frozenset(s for s in done if s < LUNCH), {})
            metres[value] = min(home.foot, metres.get(value, home.foot))
        for step in steps:
            if step not in done:
                after = replace(who)
                if _begins(problem, who, step, done) and _step(problem, after, step):
                    go_on(after, [*done, step])

    for start in _starts(problem):
        go_on(start, [])
    return found


@dataclass
class _Walker:
    """Somebody who goes through a day: where and when they are, and what it has taken so far."""

    at: int
    now: int
    latest: int  # they could be here without waiting more
    ride: int = 0
    foot: int = 0
    run: int = 0
    lunched: bool = False
    named: int = 0  # lunch was at a known table
    early: int = 0  # half hours before the usual time that they set out

    def go(self, problem: DayProblem, to: int) -> None:
        minutes = int(problem.travel[self.at, to])
        self.ride += int(problem.ride[self.at, to])
        self.foot += int(problem.foot[self.at, to])
        self.now, self.latest, self.at = self.now + minutes, self.latest + minutes, to

    def stay(self, opens: int, closes: int, lasts: int) -> bool:
        """False if it is too late."""
        begin = max(self.now, opens)
        self.latest = min(max(self.latest, begin), closes - lasts) + lasts
        self.now = begin + lasts
        return self.now <= closes


def walk_through(problem: DayProblem, steps: list[int]) -> int | None:
    """The value of a day in this order, None if it breaks a rule."""
    values = [_walk(problem, steps, start) for start in _starts(problem)]
    return max((value for value in values if value is not None), default=None)


def _starts(problem: DayProblem) -> list[_Walker]:
    """Who sets out as usual, and who does for an early train."""
    limits = problem.limits
    early = [limits.early] if problem.transfers and not problem.back and limits.early is not None else []
    return [
        _Walker(problem.start, start, start if limits.fixed else NO_LIMIT, run=limits.run)
        for start in (limits.start, *early)
    ]


def _walk(problem: DayProblem, steps: list[int], who: _Walker) -> int | None:
    for number, step in enumerate(steps):
        if not _begins(problem, who, step, steps[:number]) or not _step(problem, who, step):
            return None
    return _ended(problem, who, steps)


def _begins(problem: DayProblem, who: _Walker, step: int, done: list[int]) -> bool:
    """Before the usual time there are only early trains; there is one train at most, or one there, the first that is
    caught, and then one back, and so many visits."""
    if step < LUNCH and sum(s < LUNCH for s in done) >= problem.limits.visits:
        return False
    taken = sum(s >= TRAIN for s in done)
    if step >= TRAIN and (taken > bool(problem.back) or (step - TRAIN >= len(problem.transfers)) != bool(taken)):
        return False
    if problem.back and step >= TRAIN and not taken:
        return not any(_step(problem, replace(who), before) for before in range(TRAIN, step))
    early = not done and who.now < problem.limits.start
    return not early or (step >= TRAIN and problem.transfers[step - TRAIN].early)


def _ended(problem: DayProblem, who: _Walker, steps: list[int]) -> int | None:
    """What the day is worth if it ends here."""
    limits, seen = problem.limits, [s for s in steps if s < LUNCH]
    who.go(problem, problem.end)
    if who.now > limits.end or who.ride > limits.ride_min:
        return None
    met = sum(int(problem.met[s]) for s in seen) + -(-who.foot * problem.foot_met // 1000)
    walked = sum(int(problem.walk[s]) for s in seen) + who.foot
    if walked > limits.walk_m or met > limits.met_min or sum(int(problem.climb[s]) for s in seen) > limits.climb_m:
        return None
    if sum(int(problem.out[s]) for s in seen) > limits.out_min:
        return None
    if sum(s >= TRAIN for s in steps) < bool(problem.transfers) + bool(problem.back):
        return None
    needed = who.now > limits.lunch_latest if problem.transfers else limits.lunch_needed
    needed = needed and who.now > limits.home_lunch
    if needed and not who.lunched:
        return None
    allowed = sum(int(problem.ride_due[s]) for s in seen) if seen else problem.ride_free
    spent = problem.ride_cost * who.ride + problem.over_cost * max(0, who.ride - allowed)
    eaten = limits.lunch_min + limits.rest_min if who.lunched else 0
    spent += problem.idle_cost * (who.now - limits.start - sum(int(problem.stay[s]) for s in seen) - eaten)
    spent += problem.early_cost * who.early - problem.table_worth * who.named
    return sum(int(problem.worth[s]) for s in seen) - spent


def _step(problem: DayProblem, who: _Walker, step: int) -> bool:
    limits = problem.limits
    if step == LUNCH:
        table = int(problem.lunch_at[who.at])
        if table < 0:
            return False
        who.go(problem, table)
        who.named = int(problem.named[table])
        bed = int(problem.rest_at[table])
        between = int(problem.travel[table, bed])
        eaten = who.stay(limits.lunch_from, limits.lunch_latest - between + limits.lunch_min, limits.lunch_min)
        who.go(problem, bed)
        who.stay(0, NO_LIMIT, 0)
        who.now, who.latest, who.run, who.lunched = who.now + limits.rest_min, who.latest + limits.rest_min, 0, True
        return eaten
    if step >= TRAIN:
        train = problem.trains[step - TRAIN]
        if who.now < limits.start and not limits.fixed:
            leave = train.ready_by - int(problem.travel[who.at, train.entry])
            who.early = -(-max(0, limits.start - leave) // 30)
        who.go(problem, train.entry)
        if who.now > train.ready_by or (not who.lunched and train.out > max(limits.lunch_latest, limits.home_lunch)):
            return False
        who.ride += max(0, train.ready_by - max(who.now, who.latest) - limits.wait_free)
        who.at, who.now, who.latest, who.run = train.exit, train.out, train.out, 0
        return True
    part, stay = int(problem.part[step]), int(problem.stay[step])
    if who.run and who.run + part > limits.stretch:
        who.now, who.latest, who.run = who.now + limits.pause, who.latest + limits.pause, 0
    who.run += part
    who.go(problem, step)
    opens, closes = int(problem.opens[step]), int(problem.closes[step])
    if 2 * problem.out[step] > stay:
        begin = max(who.now, opens)
        if begin < limits.shade[1] and begin + stay > limits.shade[0]:
            opens = limits.shade[1]
        elif begin < limits.shade[1]:
            closes = min(closes, limits.shade[0])
    return who.stay(opens, closes, stay)
