"""Several new trains judged together on one page."""

from routes.rail.together.page import ask, judge

__all__ = ["ask", "judge"]
