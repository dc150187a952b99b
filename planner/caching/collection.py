"""How often Python looks for cycles among objects: rarely, as facts are many objects and no cycle."""

from __future__ import annotations

import gc

OBJECTS = 100_000  # new ones until it looks again; a look over all that is held takes a tenth of a second


def collect_rarely() -> None:
    """For the whole process, before facts are read."""
    gc.set_threshold(OBJECTS)
