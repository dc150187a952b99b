"""The filter that puts a time-distance diagram on a page."""

from __future__ import annotations

from xml.etree.ElementTree import tostring

from flask_babel import gettext as _
from markupsafe import Markup

from planner.exchange.documents import diagram_svg
from planner.train.diagram import Diagram


def drawn(graph: Diagram, label: str, linked: bool = False, rows: int = 0) -> Markup:
    """The diagram; `linked` and `rows` as for `diagram_svg`."""
    svg = diagram_svg(graph, label, _, linked, rows)
    return Markup(tostring(svg, encoding="unicode"))  # noqa: S704  # ElementTree escapes
