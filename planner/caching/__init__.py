"""Results held by the state of the facts and of the code that makes them: in memory, and on disk between runs."""

from planner.caching.collection import collect_rarely
from planner.caching.disk import disk_cached, held_on_disk
from planner.caching.memory import memoize
from planner.caching.packed import PackedMapping
from planner.caching.sources import sources_digest

__all__ = ["PackedMapping", "collect_rarely", "disk_cached", "held_on_disk", "memoize", "sources_digest"]
