"""Sets of places, a bit for each: tables to find them in. Compiled."""

from __future__ import annotations

import numpy as np

from planner.compiled import compiled, inlined

SPREAD = np.uint64(0x9E3779B97F4A7C15)  # keys over the rows of a table


@compiled
def with_subsets(sets):  # type: ignore[no-untyped-def]
    """A table to find some sets (a bit for each member) and all their subsets in (rows x 2): each, with the members of
    all sets that contain it, stands at its hash or behind it; other rows are -1."""
    table, count = _empty(64), 1
    table[find(table, np.int64(0))] = 0, 0
    for whole in sets:
        part, done = whole, table[find(table, whole), 0] == whole != 0
        while not done:
            row = find(table, part)
            if table[row, 0] < 0:
                table[row] = part, 0
                count += 1
            table[row, 1] |= whole
            if 2 * count > len(table):
                table = _larger(table)
            done, part = part == 0, (part - 1) & whole
    return table


@compiled
def _empty(rows):  # type: ignore[no-untyped-def]
    return np.full((rows, 2), -1, dtype=np.int64)


@compiled
def _larger(table):  # type: ignore[no-untyped-def]
    """The same sets in a table of four times as many rows."""
    larger = _empty(4 * len(table))
    for row in table:
        if row[0] >= 0:
            larger[find(larger, row[0])] = row
    return larger


@inlined
def find(table, each):  # type: ignore[no-untyped-def]
    """The row of a set in a table that has room, or the free one where it would stand."""
    row = np.int64((np.uint64(each) * SPREAD) >> np.uint64(32)) & (len(table) - 1)
    while table[row, 0] >= 0 and table[row, 0] != each:
        row = (row + 1) & (len(table) - 1)
    return row
