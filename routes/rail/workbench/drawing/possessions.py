"""Possessions of the project on the diagram: each day a box to take hold of, whole or by its begin or its end."""

from __future__ import annotations

from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from flask_babel import gettext as _

from planner.train.diagram import Diagram, drawn_possessions
from routes.presenters import possession_name
from routes.rail.workbench.opening import Opened
from routes.rail.workbench.words import possession_hours

EDGES = ("begin", "end")


def draw_possessions(opened: Opened, parent: Element, graph: Diagram) -> None:
    """Draw them; neighbouring sections of one possession are one box."""
    stations, span = graph.sheet.stations, graph.sheet.span
    left, _top, right, _bottom = graph.frame
    wide = (right - left) / (span[1] - span[0])
    ys = [station.y for station in graph.stations]
    possessions = opened.project.possessions
    drawn = sorted(
        drawn_possessions(opened.rail, stations, possessions, span), key=lambda d: (d.index, d.begin_s, d.low)
    )
    for (index, begin_s), parts in groupby(drawn, key=lambda d: (d.index, d.begin_s)):
        shut = possessions[index]
        told = f"{_('天窗')} {possession_hours(shut)}"
        link = SubElement(parent, "a", {"class": "shut", "data-shut": str(index)})
        link.set("href", opened.address(dock="possessions") + "#dock")
        link.set("data-hours", f"{shut.begin} {shut.end}")
        link.set("aria-label", f"{told} {possession_name(shut.name)}")
        begin, low, high = left + (begin_s - span[0]) * wide, -1, -1
        width = (shut.end - shut.begin) * 60 * wide
        for part in parts:
            if part.low != high:
                low = part.low
            else:
                link.remove(link[-1])
            high = part.low + 1
            box = {"x": begin, "y": ys[low], "width": width, "height": ys[high] - ys[low]}
            SubElement(link, "rect", {"class": "graph-shut", **{key: f"{value:.1f}" for key, value in box.items()}})
        for edge, x in zip(EDGES, (begin, begin + width), strict=True):
            ends = {"x1": x, "x2": x, "y1": float(link[0].get("y", 0)), "y2": ys[high]}
            SubElement(
                link, "line", {"class": "shut-edge", "data-edge": edge, **{key: f"{v:.1f}" for key, v in ends.items()}}
            )
        text = SubElement(link, "text", {"class": "shut-text", "x": f"{max(begin, left) + 5:.1f}"})
        text.set("y", f"{float(link[0].get('y', 0)) - 4:.1f}")
        text.text = told
