"""Routes that share more than their vertices: hotels where one ends and the next starts, limits over all of them."""

from planner.orienteering.linked.solve import collect_linked, warm_up

__all__ = ["collect_linked", "warm_up"]
