"""How far running times lie from published ones on trains held out of the fit, by line; and from one real train."""

from __future__ import annotations

from itertools import pairwise
from statistics import median, quantiles
from time import perf_counter

from benchmarks.facts import BenchFacts
from planner.train.infrastructure import (
    KINDS,
    fitted_seconds,
    published_legs,
    quickest_way,
    running_errors,
    running_table,
)


def run(facts: BenchFacts) -> None:
    """Print a line for each line of the railway."""
    rail = facts.rail
    table = running_table(rail)
    for top, errors in running_errors(rail).items():
        print(f"running times, stock of {top} km/h ({', '.join(KINDS[top])}), trains held out of the fit:")
        for e in errors:
            text = f"median {e.median_percent} %, 90th percentile {e.p90_percent} %, bias {e.bias_percent:+} %"
            print(f"  {e.line or 'all lines'}: {e.legs} legs, {text}")
    began = perf_counter()
    legs = published_legs(rail, table.network, KINDS[120])
    fitted_seconds(table.network, legs, 120)
    print(f"fit: {perf_counter() - began:.2f} s for {len(legs)} legs")
    shares = real_train(facts)
    print(
        f"a K train of 2014 between block stations, not in the fit: {len(shares)} stretches, "
        f"median error {median(map(abs, shares)):.1f} %, 90th percentile {quantiles(map(abs, shares), n=10)[-1]:.1f} %"
    )


def real_train(facts: BenchFacts) -> list[float]:
    """Computed less observed time in percent, over stretches of 10 km and more that the train ran through."""
    table = running_table(facts.rail)
    numbers, shares = table.network.numbers, []
    for rows in facts.rail.passing_times.values():
        start = None
        for one, other in pairwise(rows):
            start = start or one
            if (
                other.kind != "pass"
                or one.kind != "pass"
                or other.station not in numbers
                or start.station not in numbers
            ):
                start = None
                continue
            way = quickest_way(table.network, table.loco_s, numbers[start.station], numbers[other.station])
            km = sum(table.network.links[step.link].km for step in way or ())
            if way and km >= 10 and other.at_s > start.at_s:
                observed = other.at_s - start.at_s
                shares.append(100 * (sum(table.loco_s[step.link] for step in way) - observed) / observed)
                start = None
    return shares
