"""Ten times the places: how much longer a trip takes. Copies stand some hundred metres to two kilometres away.

python -m benchmarks.growth
"""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.facts import BenchFacts, fresh_facts
from benchmarks.requests import wishes
from planner.catalog import Catalog
from planner.itinerary.planning import plan_trip
from planner.solving import SolveOptions

TIMES = 10
SHIFT_DEG = 0.02


def run(facts: BenchFacts) -> None:
    """Print both times over the same wishes, ways warm."""
    asked = wishes(facts, 30, 7)
    grown = grow(facts.catalog)
    took = {}
    for name, catalog in (("as they are", facts.catalog), (f"{TIMES} times as many", grown)):
        for _ in range(2):  # the second time every way is known already, as in a running server
            took[name] = [_seconds(catalog, facts, wish) for wish in asked]
        print(f"places {name}: {len(catalog.places)}; median {median(took[name]):.2f} s, all {sum(took[name]):.1f} s")
    small, large = took.values()
    print(f"  {sum(large) / sum(small):.1f} times as long in all; median of each wish's own ratio", end=" ")
    print(f"{median(b / a for a, b in zip(small, large, strict=True)):.1f}")


def grow(catalog: Catalog) -> Catalog:
    """The catalog with copies of every place beside it."""
    chance = random.Random(1)
    places = dict(catalog.places)
    for number in range(1, TIMES):
        for place in catalog.places.values():
            copy = replace(
                place,
                id=f"{place.id}-{number}",
                name=f"{place.name}{number}",
                lat=place.lat + chance.uniform(-SHIFT_DEG, SHIFT_DEG),
                lon=place.lon + chance.uniform(-SHIFT_DEG, SHIFT_DEG),
            )
            places[copy.id] = copy
    return replace(catalog, places=places)


def _seconds(catalog: Catalog, facts: BenchFacts, wish: object) -> float:
    began = perf_counter()
    plan_trip(replace(facts, catalog=catalog), wish, SolveOptions())  # type: ignore[arg-type]
    return perf_counter() - began


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        run(fresh_facts(Path(folder)))
