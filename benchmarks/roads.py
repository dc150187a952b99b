"""How far the built-in road model is off printed road distances, each predicted from all the others."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

import numpy as np

from benchmarks.facts import BenchFacts
from planner.settings import Settings
from planner.travel import Floats, Hills, by_land, estimate, region_hills, shares, stretched

PLAIN = np.round(np.arange(1.05, 1.36, 0.01), 2)
HILLS = np.round(np.arange(1.05, 1.80, 0.02), 2)


@dataclass(frozen=True)
class Printed:
    """Printed ways: points, kilometres and minutes (nan where not printed)."""

    names: list[str]
    lat: Floats
    lon: Floats
    km: Floats
    minutes: Floats


def printed(file: Path) -> Printed:
    """The ways of a road_distances.csv; its points are starts first, then ends."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    ends = {name: np.array([[float(row[f"{side}_{name}"]) for row in rows] for side in ("from", "to")])
            for name in ("lat", "lon")}  # fmt: skip
    numbers = {name: np.array([float(row[name] or "nan") for row in rows]) for name in ("km", "minutes")}
    names = [f"{row['from_name']}-{row['to_name']}" for row in rows]
    return Printed(names, ends["lat"].ravel(), ends["lon"].ravel(), numbers["km"], numbers["minutes"])


def run(_facts: BenchFacts | None = None) -> None:
    """Print errors of distances and of minutes, and the model's speed."""
    settings = Settings()
    ways = printed(settings.data_dir / settings.region / "road_distances.csv")
    count = len(ways.names)
    first, second = np.arange(count), count + np.arange(count)
    known = ~np.isnan(ways.km)
    land_km, _ = by_land(ways.lat, ways.lon, first, second)
    hills = region_hills()
    in_hills = shares(hills, ways.lat, ways.lon, first, second)
    print(f"roads: {known.sum()} printed distances, {(~np.isnan(ways.minutes)).sum()} printed times")
    grid = {(p, h): _km(land_km, in_hills, hills, p, h)[known] for p in PLAIN for h in HILLS}
    _report("one factor of 1.3", land_km[known] * 1.3 / ways.km[known] - 1)
    _report("as built", stretched(land_km, in_hills, hills)[0][known] / ways.km[known] - 1)
    predicted = _predicted(grid, ways.km[known])
    _report("each from the others", predicted)
    worst = np.argsort(-np.abs(predicted))[:3]
    compared = [name for name, has in zip(ways.names, known, strict=True) if has]
    print("  worst: " + ", ".join(f"{compared[i]} {predicted[i]:+.0%}" for i in worst))
    (plain, hilly), _ = _best(grid, ways.km[known], np.ones(known.sum(), dtype=bool))
    print(f"  best fit: plain {plain}, hills of the east {hilly}")
    _minutes(ways)
    _speed()


def _km(land_km: Floats, in_hills: Floats, hills: tuple[Hills, ...], plain: float, hilly: float) -> Floats:
    """Distances with other factors for the plain and for the first of the hills, the only ones with printed ways."""
    return stretched(land_km, in_hills, (replace(hills[0], detour=hilly), *hills[1:]), plain)[0]


def _best(
    grid: dict[tuple[float, float], Floats], km: Floats, among: np.ndarray[tuple[int], np.dtype[np.bool_]]
) -> tuple[tuple[float, float], Floats]:
    """The factors with the least mean absolute log error among some ways."""
    return min(grid.items(), key=lambda item: float(np.abs(np.log(item[1] / km))[among].mean()))


def _predicted(grid: dict[tuple[float, float], Floats], km: Floats) -> Floats:
    errors = []
    for left_out in range(len(km)):
        _, model = _best(grid, km, np.arange(len(km)) != left_out)
        errors.append(model[left_out] / km[left_out] - 1)
    return np.array(errors)


def _report(name: str, errors: Iterable[float]) -> None:
    size = np.abs(np.array(list(errors)))
    print(f"  {name}: median {np.median(size):.1%}, 90th percentile {np.quantile(size, 0.9):.1%} off")


def _minutes(ways: Printed) -> None:
    """The model's minutes over the printed ones, a coach's over mostly cars'."""
    count, ratios, near = len(ways.names), {}, []
    for i in np.flatnonzero(~np.isnan(ways.minutes)):
        table = estimate([(ways.lat[i], ways.lon[i]), (ways.lat[i + count], ways.lon[i + count])])
        ratio = ratios[ways.names[i]] = table.minutes[0, 1] / ways.minutes[i]
        if table.km[0, 1] < 200 and ratio >= 1:
            near.append(ratio)
    hurried = ", ".join(f"{name} {ratio - 1:+.0%}" for name, ratio in ratios.items() if ratio < 1)
    print(f"  minutes less than printed: {hurried or 'none'} (of {len(ratios)})")
    print(f"  minutes more than printed, below 200 km: {min(near) - 1:.0%} to {max(near) - 1:.0%},", end=" ")
    print(f"median {np.median(near) - 1:.0%} (of {len(near)})")


def _speed() -> None:
    random = np.random.default_rng(1)
    for count in (2, 150):
        points = list(zip(random.uniform(41.6, 42.0, count), random.uniform(123.2, 123.7, count), strict=True))
        estimate(points)
        began = perf_counter()
        for _ in range(10):
            estimate(points)
        print(f"  table of {count} points: {(perf_counter() - began) * 100:.1f} ms")


if __name__ == "__main__":
    run()
