"""Where a day eats and rests at noon, from every point it may be at."""

from __future__ import annotations

import numpy as np

from planner.facts import Facts
from planner.itinerary.inputs.outdoors import outdoors, roofed_month
from planner.itinerary.inputs.travel_matrix import Ground
from planner.itinerary.problem import Ints
from planner.itinerary.types import Spot

ROOFED = ("restaurant", "hotel", "station")
NOWHERE = -1


def meal_points(
    ground: Ground, facts: Facts, month: int, bed: Spot | None, points: list[int]
) -> tuple[Ints, Ints, Ints]:
    """For each point where one eats (-1: nowhere), where one rests after eating at it, and whether it is a known
    restaurant; appends to `points`.

    A known restaurant near by, else the point itself; in winter the nearest roof instead of the open air. The rest is
    in the hotel `bed` where that is near, for a group where all of it are, else where one eats.
    """
    if any(ground.spots[row].kind == "group" for row in points):
        return _relaxed(ground, facts, month, bed, points)
    tables = ground.tables
    cold = roofed_month(month, facts.rules)
    roofs = [*tables, *(row for row in points if ground.spots[row].kind in ROOFED)]  # whatever places the day has
    eat, added = [], {row: number for number, row in reversed(list(enumerate(points)))}
    for row in list(points):
        best = ground.nearest_table(row, facts.rules.whole("lunch-reach"))
        if best is None and (not cold or _roofed(facts, ground.spots[row])):
            best = row
        if best is None:
            best = _nearest(ground, row, roofs, facts.rules.whole("roof-reach"))
        if best is not None and best not in added:
            added[best] = len(points)
            points.append(best)
        eat.append(NOWHERE if best is None else added[best])
    eat += [number if points[number] in tables else NOWHERE for number in range(len(eat), len(points))]
    named = np.isin(points, tables).astype(np.int64)
    return np.array(eat, dtype=np.int64), _beds(ground, facts, bed, points), named


def _relaxed(ground: Ground, facts: Facts, month: int, bed: Spot | None, points: list[int]) -> tuple[Ints, Ints, Ints]:
    """As near as any hotel of a group could have it: at a table near by, else at the point itself. The
    group itself, and in winter a point under the open sky, are as good as a table: one may be what is near them."""
    eat, added = [], {row: number for number, row in reversed(list(enumerate(points)))}
    for row in list(points):
        group = ground.spots[row].kind == "group"
        best = None if group else ground.nearest_table(row, facts.rules.whole("lunch-reach"))
        best = row if best is None else best
        if best not in added:
            added[best] = len(points)
            points.append(best)
        eat.append(added[best])
    eat += range(len(eat), len(points))
    cold, spots = roofed_month(month, facts.rules), [ground.spots[row] for row in points]
    named = [s.kind in ("restaurant", "group") or (cold and not _roofed(facts, s)) for s in spots]
    return np.array(eat, dtype=np.int64), _beds(ground, facts, bed, points), np.array(named, dtype=np.int64)


def _beds(ground: Ground, facts: Facts, bed: Spot | None, points: list[int]) -> Ints:
    rest = np.arange(len(points), dtype=np.int64)
    if bed is not None:
        row = ground.index(bed.kind, bed.id)
        hotels = ground.groups.get(bed, [row])
        near = (ground.minutes[np.ix_(points, hotels)] <= facts.rules.whole("rest-reach")).all(axis=1)
        rest[near] = points.index(row)
    return rest


def _nearest(ground: Ground, row: int, others: list[int], within: int) -> int | None:
    """The one of others that is reached first, if within so many minutes."""
    best = min(others, key=lambda other: (int(ground.minutes[row, other]), other), default=None)
    return best if best is not None and ground.minutes[row, best] <= within else None


def _roofed(facts: Facts, spot: Spot) -> bool:
    if spot.kind == "place":
        return not outdoors(facts.catalog.places[spot.id], facts.rules)
    return spot.kind in ROOFED
