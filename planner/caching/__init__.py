"""Results held by the state of the facts and of the code that makes them: in memory, and on disk between runs."""

from planner.caching.disk import disk_cached
from planner.caching.memory import memoize
from planner.caching.sources import sources_digest

__all__ = ["disk_cached", "memoize", "sources_digest"]
