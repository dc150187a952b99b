"""Where a day eats and rests at noon, from every point it may be at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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
    in the hotel `bed` where that is near, else where one eats; with groups always there (`ways_between`).
    """
    if any(ground.spots[row].kind == "group" for row in points):
        return _relaxed(ground, facts, month, points)
    tables = ground.tables
    cold = roofed_month(month, facts.rules)
    lunch_reach, roof_reach = facts.rules.whole("lunch-reach"), facts.rules.whole("roof-reach")
    roofs = sorted({*tables, *(row for row in points if ground.spots[row].kind in ROOFED)})  # whatever places there are
    eat, added = [], {row: number for number, row in reversed(list(enumerate(points)))}
    for row in list(points):
        best = ground.nearest_table(row, lunch_reach)
        if best is None and (not cold or _roofed(facts, ground.spots[row])):
            best = row
        if best is None:
            best = _nearest(ground, row, roofs, roof_reach)
        if best is not None and best not in added:
            added[best] = len(points)
            points.append(best)
        eat.append(NOWHERE if best is None else added[best])
    eat += [number if points[number] in tables else NOWHERE for number in range(len(eat), len(points))]
    named = np.isin(points, tables).astype(np.int64)
    return np.array(eat, dtype=np.int64), _beds(ground, facts, bed, points), named


def _relaxed(ground: Ground, facts: Facts, month: int, points: list[int]) -> tuple[Ints, Ints, Ints]:
    """As near as any hotel of a group could have it: at a table near by, else at the point itself; from the group, and
    in winter from under the open sky, at any of the tables and roofs that may be nearest, as if at a table."""
    cold, lunch_reach = roofed_month(month, facts.rules), facts.rules.whole("lunch-reach")
    eat, added = [], {row: number for number, row in reversed(list(enumerate(points)))}
    for row in list(points):
        spot = ground.spots[row]
        best = None if spot.kind == "group" else ground.nearest_table(row, lunch_reach)
        if best is None and (spot.kind == "group" or (cold and not _roofed(facts, spot))):
            best = ground.meals(spot)
        elif best is None:
            best = row
        if best is not None and best not in added:
            added[best] = len(points)
            points.append(best)
        eat.append(NOWHERE if best is None else added[best])
    eat += range(len(eat), len(points))
    named = np.array([ground.spots[row].kind in ("restaurant", "meals") for row in points], dtype=np.int64)
    return np.array(eat, dtype=np.int64), np.arange(len(points), dtype=np.int64), named


def meal_groups(
    ground: Ground, facts: Facts, places: Sequence[str], hotels: Sequence[int], groups: Sequence[tuple[Spot, list[int]]]
) -> dict[Spot, list[int]]:
    """Where one may eat from each group of hotels, and in winter from each place under the open sky: every table and
    roof that may be the nearest, whatever hotel and stations the day has. A place that has none of them is left out."""
    rules = facts.rules
    lunch = rules.whole("lunch-reach")
    found = {_meals(spot): [_table_or(ground, row, lunch) for row in rows] for spot, rows in groups}
    roofs = [*hotels, *(row for row, spot in enumerate(ground.spots) if spot.kind == "station")]
    for place in places:
        row, reach = ground.index("place", place), rules.whole("roof-reach")
        if _roofed(facts, ground.spots[row]) or ground.nearest_table(row, lunch) is not None:
            continue
        table = ground.nearest_table(row, reach)
        within = reach if table is None else ground.minutes[row, table]
        near = [roof for roof in roofs if ground.minutes[row, roof] <= within]
        near += [] if table is None else [table]
        if near:
            found[_meals(ground.spots[row])] = near
    return found


def _meals(spot: Spot) -> Spot:
    return replace(spot, kind="meals", id=f"{spot.kind}:{spot.id}")


def _table_or(ground: Ground, row: int, within: int) -> int:
    table = ground.nearest_table(row, within)
    return row if table is None else table


def _beds(ground: Ground, facts: Facts, bed: Spot | None, points: list[int]) -> Ints:
    rest = np.arange(len(points), dtype=np.int64)
    if bed is not None:
        row = ground.index(bed.kind, bed.id)
        rest[ground.minutes[points, row] <= facts.rules.whole("rest-reach")] = points.index(row)
    return rest


def _nearest(ground: Ground, row: int, others: list[int], within: int) -> int | None:
    """The one of others that is reached first, if within so many minutes."""
    if not others:
        return None
    minutes = ground.minutes[row, others]
    best = int(minutes.argmin())
    return others[best] if minutes[best] <= within else None


def _roofed(facts: Facts, spot: Spot) -> bool:
    if spot.kind == "place":
        return not outdoors(facts.catalog.places[spot.id], facts.rules)
    return spot.kind in ROOFED
