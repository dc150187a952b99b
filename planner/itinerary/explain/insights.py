"""All insights into a trip together: places left out, rain, other trips, what a little more would bring."""

from __future__ import annotations

from dataclasses import dataclass

from planner.itinerary.columns import ColumnPool
from planner.itinerary.explain.alternatives import alternatives, why
from planner.itinerary.explain.left_out import left_out
from planner.itinerary.explain.rainy_day import rain_plans
from planner.itinerary.explain.sensitivity import gain_reasons, sensitivity
from planner.itinerary.types import Day, Itinerary, LeftOut, Reason
from planner.solving import SolveOptions


@dataclass(frozen=True)
class UnsavedInsights:
    """`planner.itinerary.types.result.Insights` with the other trips themselves, checked, before they are saved."""

    left_out: tuple[LeftOut, ...]
    rain: tuple[Day | None, ...]
    others: tuple[tuple[Itinerary, Reason], ...]
    gains: tuple[tuple[Reason, ...], ...]


def find_insights(pool: ColumnPool, itinerary: Itinerary, options: SolveOptions, best: bool = True) -> UnsavedInsights:
    """The insights into a trip of the pool.

    Not `best`: the trip was changed by hand, so that what more would bring cannot be read off it; it is left out.
    """
    others = alternatives(pool, itinerary, options)
    gains = sensitivity(pool, itinerary, options) if best else ()
    return UnsavedInsights(
        left_out=left_out(pool, itinerary, options),
        rain=rain_plans(pool, itinerary),
        others=tuple((other.itinerary, why(pool.facts.catalog, other, itinerary)) for other in others),
        gains=tuple(gain_reasons(pool.facts.catalog, gain, itinerary) for gain in gains),
    )
