"""What a table of facts says of a column beside its type: that rows are known by it, or which table it points to."""

from __future__ import annotations

from dataclasses import MISSING, field
from typing import Any

KEY, POINTS_TO = "key", "points_to"
LINE = "file_line"  # which row of its file it was: facts are read in that order, a database has none of its own


def key(*, of: str = "", default: Any = MISSING) -> Any:
    """A column that rows are known by, alone or with others; `of` is the column of another table that it repeats."""
    return field(default=default, metadata={KEY: True, POINTS_TO: of})


def points_to(column: str, default: Any = MISSING) -> Any:
    """A column whose cells are found in that one: "city.name"."""
    return field(default=default, metadata={POINTS_TO: column})
