"""The filter that puts a time-distance diagram on a page."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import tostring

from flask_babel import gettext as _
from markupsafe import Markup

from planner.catalog import Station
from planner.exchange.documents import diagram_svg
from planner.train.diagram import Diagram
from routes.formatters import own_name


def drawn(graph: Diagram, label: str, stations: Mapping[str, Station], linked: bool = False) -> Markup:
    """The diagram, its stations named in the reader's language; `linked` as for `diagram_svg`."""
    svg = diagram_svg(graph, label, _, lambda name: own_name(stations[name]), linked)
    return Markup(tostring(svg, encoding="unicode"))  # noqa: S704  # ElementTree escapes
