"""When each step of a day begins: in its order, as early as the day goes, then no earlier than needed."""

from __future__ import annotations

from dataclasses import dataclass

from planner.itinerary.problem import LUNCH, NO_LIMIT, TRAIN, DayProblem


@dataclass
class TimedStop:
    """A step with its earliest and latest beginning. `at` and `leave` are points (they differ for a train, and where
    one rests elsewhere than one eats); `way` are the minutes to it from the step before, after a pause of `pause`."""

    step: int
    at: int
    leave: int
    earliest: int
    latest: int
    lasts: int
    way: int = 0
    pause: int = 0
    begin: int = 0
    free: int = 0  # the latest minute it could end without more waiting later

    @property
    def end(self) -> int:
        """When it ends."""
        return self.begin + self.lasts


def timed(problem: DayProblem, steps: list[int]) -> list[TimedStop]:
    """The stops of a day with their times."""
    stops = _run(problem, _stops(problem, steps))
    if later := _later_train(problem, stops):
        stops = _run(problem, _stops(problem, [later, *steps[1:]]))
    following: TimedStop | None = None
    for stop in reversed(stops):
        if following and stop.step < TRAIN:
            stop.begin = min(stop.free, following.begin - following.pause - following.way) - stop.lasts
        following = stop
    return stops


def _stops(problem: DayProblem, steps: list[int]) -> list[TimedStop]:
    stops, at = [], problem.start
    for step in steps:
        stop = _stop(problem, step, at)
        stop.way = int(problem.travel[at, stop.at])
        stops.append(stop)
        at = stop.leave
    return stops


def _stop(problem: DayProblem, step: int, before: int) -> TimedStop:
    limits = problem.limits
    if step == LUNCH:
        at = int(problem.lunch_at[before])
        rest = int(problem.rest_at[at])
        between = int(problem.travel[at, rest])
        lasts = limits.lunch_min + between + limits.rest_min
        return TimedStop(step, at, rest, limits.lunch_from, limits.lunch_latest - between, lasts)
    if step >= TRAIN:
        train = problem.trains[step - TRAIN]
        return TimedStop(step, train.entry, train.exit, train.ready_by, train.ready_by, train.out - train.ready_by)
    stay = int(problem.stay[step])
    return TimedStop(step, step, step, int(problem.opens[step]), int(problem.closes[step]) - stay, stay)


def _run(problem: DayProblem, stops: list[TimedStop]) -> list[TimedStop]:
    """Set every beginning as early as the day goes, and the pauses that the length of sightseeing asks for."""
    limits = problem.limits
    now, run = limits.start, limits.run
    if stops and stops[0].step >= TRAIN and now + stops[0].way > stops[0].latest and limits.early is not None:
        now = limits.early
    free = now if limits.fixed and problem.transfers else NO_LIMIT
    for stop in stops:
        if stop.step < LUNCH:
            part = int(problem.part[stop.step])
            if run > 0 and run + part > limits.stretch:
                stop.pause, run = limits.pause, 0
            run = part if problem.pauses[stop.step] else run + part
        else:
            run = 0
        way = stop.pause + stop.way
        stop.begin = max(now + way, stop.earliest)
        _keep_out_of_the_sun(problem, stop)
        stop.free = min(max(free + way, stop.begin), stop.latest) + stop.lasts
        now, free = stop.end, stop.free
    return stops


def _keep_out_of_the_sun(problem: DayProblem, stop: TimedStop) -> None:
    """Before or after the hours in the shade, if it is a visit outdoors."""
    begins, ends = problem.limits.shade
    if stop.step < LUNCH and 2 * problem.out[stop.step] > stop.lasts and stop.begin < ends:
        if stop.end > begins:
            stop.begin = stop.earliest = ends
        else:
            stop.latest = min(stop.latest, begins - stop.lasts)


def _later_train(problem: DayProblem, stops: list[TimedStop]) -> int | None:
    """The step of a later train between the same stations, where the day begins with one and then waits."""
    if len(stops) < 2 or stops[0].step < TRAIN or problem.limits.fixed:
        return None
    due = stops[1].begin - stops[1].pause - stops[1].way
    taken = problem.transfers[stops[0].step - TRAIN]
    fitting = [
        number
        for number, train in enumerate(problem.transfers)
        if (train.entry, train.exit) == (taken.entry, taken.exit) and taken.out < train.out <= due
    ]
    return TRAIN + fitting[-1] if fitting else None
