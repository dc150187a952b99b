"""Several new trains judged together on one page."""

from routes.rail.together.page import ask, check

__all__ = ["ask", "check"]
