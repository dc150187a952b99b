"""All day plans of a trip's sketches, on a few threads: compiled code does not hold the others up."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from math import comb
from threading import Event
from time import perf_counter
from typing import TypeVar

import numpy as np

from planner.itinerary.inputs import DaySketch, TripInputs, sketch_day
from planner.itinerary.problem import MAX_PLACES, DayPlans, Offer
from planner.itinerary.solver import TooManyPlans, enumerate_days
from planner.people import MobilityProfile
from planner.rules import RulePack
from planner.solving import LOOK_S, Progress, SolveOptions

FEWER = (MAX_PLACES, 40, 32, 26, 20, 15)  # places a day's plans are listed over, until they can be listed
HASTY_PLACES = 8  # once most of the time is gone
HASTE = 0.6  # of the time
MOST_SETS = 210_000  # sets of places for one day that are worth starting to list
MOST_THREADS = 4
_DAY_WORK, _PLAN_WORK = 2e-4, 4e-6  # of listing a day, and each of its plans

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True)
class Listed:
    """A sketch with its plans as an offer; `whole` is the sketch over all its places, where `sketch` has fewer."""

    sketch: DaySketch
    whole: DaySketch
    offer: Offer


def list_days(inputs: TripInputs, sketches: list[DaySketch], options: SolveOptions) -> list[Listed]:
    """All day plans of every sketch that has any; over fewer places where there are too many to list, or no time to."""
    listed = list(zip(sketches, _side_by_side(inputs, sketches, options), strict=True))
    options.work.done += listing_work([plans for _, (_, plans) in listed])
    return [Listed(kept, whole, offer_of(inputs, kept, plans)) for whole, (kept, plans) in listed if len(plans.value)]


def listing_work(days: Sequence[DayPlans]) -> float:
    """The work of listing days, in about seconds."""
    return _DAY_WORK * len(days) + _PLAN_WORK * sum(len(plans.value) for plans in days)


def offer_of(inputs: TripInputs, sketch: DaySketch, plans: DayPlans) -> Offer:
    """The plans of a sketch in the trip's numbering of places."""
    number = {place: i for i, place in enumerate(inputs.worth)}
    numbers = np.array([number[p] for p in sketch.place_ids] + [-1], dtype=np.int64)
    hard = _hard(plans, inputs.person, inputs.facts.rules)
    return Offer(sketch.origin, sketch.target, sketch.days, plans, numbers[plans.places], hard)


def _side_by_side(
    inputs: TripInputs, sketches: list[DaySketch], options: SolveOptions
) -> Iterator[tuple[DaySketch, DayPlans]]:
    """Each sketch with its plans, in order; looks now and then whether they are still wanted."""
    hurry_at = perf_counter() + HASTE * options.seconds

    def work(sketch: DaySketch, unwanted: Event) -> tuple[DaySketch, DayPlans]:
        return list_plans(inputs, sketch, HASTY_PLACES if perf_counter() > hurry_at else MAX_PLACES, unwanted)

    return side_by_side(work, sketches, lambda done: options.progress(Progress("days", done, len(sketches))))


def side_by_side(work: Callable[[T, Event], U], over: Iterable[T], look: Callable[[int], None]) -> Iterator[U]:
    """What `work` makes of each, in order, on a few threads; calls `look` now and then with how many are done. It may
    raise, which sets the event."""
    unwanted = Event()
    with ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1)) as pool:
        answers = [pool.submit(work, each, unwanted) for each in over]
        try:
            for done, answer in enumerate(answers):
                while True:
                    look(done)
                    if wait([answer], LOOK_S).done:
                        break
                yield answer.result()
        except BaseException:
            unwanted.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def list_plans(
    inputs: TripInputs, sketch: DaySketch, most: int = MAX_PLACES, unwanted: Event | None = None
) -> tuple[DaySketch, DayPlans]:
    """The day plans of a sketch, over its `most` worthiest places, or fewer if those are too many to list."""
    for fewer in (most, *(few for few in FEWER if few < most)):
        if comb(min(fewer, len(sketch.place_ids)), sketch.problem.limits.visits) > MOST_SETS:
            continue
        if fewer < len(sketch.place_ids):
            short = sketch_day(inputs, sketch.frame, sketch.place_ids, fewer)
            sketch = replace(short, origin=sketch.origin, target=sketch.target, days=sketch.days)
        try:
            return sketch, enumerate_days(sketch.problem, unwanted)
        except TooManyPlans:
            continue
    raise RuntimeError(f"too many day plans even over {FEWER[-1]} places")


def _hard(plans: DayPlans, person: MobilityProfile, rules: RulePack) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    share = rules.number("hard-day")
    return (
        (plans.walk > share * person.walk_m)
        | (plans.climb > share * person.climb_m)
        | (plans.met > share * person.met_min)
    )
