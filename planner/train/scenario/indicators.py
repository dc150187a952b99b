"""A scenario in numbers: times, conflicts, night running, days on land, robustness, cost. None is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import sqrt

from planner.clock import DAY_S
from planner.errors import Unknown
from planner.facts import Facts
from planner.rules import RulePack
from planner.train.cruise import GROUPS, LONG_CALL_MIN, TrackAccess, passed_links, track_access
from planner.train.robustness import Robustness, delay_graph, read_delays, simulate
from planner.train.scenario.evaluate import Evaluation
from planner.train.types import Passing

RUNS, SEED = 2000, 1
CERTAIN = 2  # standard errors
PERCENTILE_ERROR_MIN = 0.5  # of the 80th percentile of delays in so many runs, as seen between seeds


@dataclass(frozen=True)
class TrainStop:
    """A station at which the train stands; minutes from 00:00 of the first day, `long` where guests may get out."""

    station: str
    arrive: int | None
    depart: int | None
    long: bool


@dataclass(frozen=True)
class Measure:
    """A number with the error of a simulation, 0 where there is none; `least` and `most` where it is an estimate."""

    value: float
    error: float = 0.0
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class Measures:
    """Of one scenario. `numbers` by code: see `CODES`; what is not known is not among them."""

    stops: tuple[TrainStop, ...] = ()
    numbers: dict[str, Measure] = field(default_factory=dict)


# What is measured, in the order it is shown: its unit, and whether more (1) or less (-1) is better, 0: neither.
CODES: dict[str, tuple[str, int]] = {
    "hard": ("count", -1),
    "soft": ("count", -1),
    "depart": ("clock", 0),
    "arrive": ("clock", 0),
    "journey": ("minutes", 0),
    "running": ("minutes", -1),
    "waiting": ("minutes", -1),
    "km": ("km", -1),
    "night": ("share", 1),
    **{f"worth_{who}": ("points", 1) for who in GROUPS},
    "on_time": ("share", 1),
    "late": ("delay", -1),
    "reached": ("share", 1),
    "others": ("delay", -1),
    "access": ("yuan", -1),
}


def measure(facts: Facts, evaluated: Evaluation, runs: int = RUNS, seed: int = SEED) -> Measures:
    """The numbers of a scenario; delays are simulated so many times."""
    numbers: dict[str, Measure] = {}
    if evaluated.none is None:
        numbers["hard"] = Measure(sum(v.hard for v in evaluated.violations))
        numbers["soft"] = Measure(sum(not v.hard for v in evaluated.violations))
    if evaluated.days is not None:
        for place, who in enumerate(GROUPS):
            numbers[f"worth_{who}"] = Measure(sum(day.groups[place].worth for day in evaluated.days))
    if not evaluated.way:
        return Measures((), numbers)
    numbers |= _running(facts.rules, evaluated.way)
    try:
        access = track_access(facts, passed_links(facts.rail, evaluated.way))
        numbers["access"] = _estimate(access)
        numbers |= _delays(simulated(facts, evaluated, runs, seed))
    except (LookupError, Unknown):  # the facts know this way no more
        pass
    return Measures(stops_of(evaluated.way), numbers)


def simulated(facts: Facts, evaluated: Evaluation, runs: int, seed: int) -> Robustness:
    """How the train fares when trains are late, its days on land as evaluated."""
    delays = read_delays(facts.rules)
    days = tuple(day.stay for day in evaluated.days or () if day.stay is not None)
    return simulate(delay_graph(facts.rail, delays, evaluated.way, days, (), evaluated.own), delays, runs, seed)


def stops_of(way: Sequence[Passing]) -> tuple[TrainStop, ...]:
    """Where the train stands: a train has arrived by its minute and does not depart before it."""
    last = len(way) - 1
    return tuple(
        TrainStop(
            station=passing.station,
            arrive=-(-passing.arrive_s // 60) if number else None,
            depart=passing.depart_s // 60 if number < last else None,
            long=0 < number < last and passing.depart_s - passing.arrive_s > LONG_CALL_MIN * 60,
        )
        for number, passing in enumerate(way)
        if number in (0, last) or passing.depart_s > passing.arrive_s
    )


def _running(rules: RulePack, way: Sequence[Passing]) -> dict[str, Measure]:
    runs = [(one.depart_s, other.arrive_s) for one, other in pairwise(way)]
    running_s = sum(end - begin for begin, end in runs)
    short_s = sum(p.depart_s - p.arrive_s for p in way[1:-1] if p.depart_s - p.arrive_s <= LONG_CALL_MIN * 60)
    dawn_s, dusk_s = rules.minute("day-window-from") * 60, rules.minute("night-from") * 60
    by_day_s = sum(_overlap(begin, end, dawn_s, dusk_s) for begin, end in runs)
    return {
        "depart": Measure(way[0].depart_s // 60),
        "arrive": Measure(-(-way[-1].arrive_s // 60)),
        "journey": Measure((way[-1].arrive_s - way[0].depart_s) // 60),
        "running": Measure(running_s // 60),
        "waiting": Measure(short_s // 60),
        "km": Measure(round(way[-1].km)),
        **({"night": Measure(round(1 - by_day_s / running_s, 4))} if running_s else {}),
    }


def _overlap(begin_s: int, end_s: int, dawn_s: int, dusk_s: int) -> int:
    """How much of a stretch of time lies between dawn and dusk of any day."""
    days = range(begin_s // DAY_S, end_s // DAY_S + 1)
    return sum(max(0, min(end_s, day * DAY_S + dusk_s) - max(begin_s, day * DAY_S + dawn_s)) for day in days)


def _delays(found: Robustness) -> dict[str, Measure]:
    end = found.calls[-1]
    reached = [call.reached for call in found.calls if call.reached is not None]
    numbers = {
        "on_time": _share(end.on_time, found.runs),
        "late": Measure(end.p80, PERCENTILE_ERROR_MIN),
        "others": Measure(found.secondary.mean, found.secondary.error),
    }
    return numbers | ({"reached": _share(min(reached), found.runs)} if reached else {})


def _share(value: float, runs: int) -> Measure:
    return Measure(value, sqrt(value * (1 - value) / runs))


def _estimate(access: TrackAccess) -> Measure:
    return Measure(access.yuan, 0.0, access.least_yuan, access.most_yuan)
