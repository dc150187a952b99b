"""A time-distance diagram as an SVG file: for print, and to be read with the Tab key and a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, tostring

from planner.language import Translate
from planner.train.diagram import Diagram, Points

STYLE = """
text { font: 13px "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
.hour { stroke: #000; stroke-width: 1.6; } .half { stroke: #555; stroke-width: .8; stroke-dasharray: 6 4; }
.ten { stroke: #ccc; stroke-width: .6; } .station { stroke: #777; stroke-width: .8; }
.other { fill: none; stroke: #666; stroke-width: 1; } .ours { fill: none; stroke: #7b1d1d; stroke-width: 4; }
.shut { fill: #0b3fa8; fill-opacity: .15; stroke: #0b3fa8; stroke-dasharray: 2 3; }
.clash { fill: none; stroke: #0b3fa8; stroke-width: 3; }
g:focus { outline: none; } g:focus .other { stroke: #000; stroke-width: 4; }
"""


NUMBER = 52, 13  # room for a train's number


def diagram_svg(graph: Diagram, title: str, _: Translate) -> str:
    """The whole sheet. Each train is a stop for the Tab key with its number and the hours it is seen."""
    svg = Element("svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {graph.width} {graph.height}", role="group")
    svg.set("aria-label", title)
    SubElement(svg, "title").text = title
    SubElement(svg, "style").text = STYLE
    for kind, places in (("ten", graph.tens), ("half", graph.halves), ("hour", [x for _hour, x in graph.hours])):
        for x in places:
            _line(svg, kind, (x, graph.top), (x, graph.height - graph.bottom))
    for hour, x in graph.hours:
        SubElement(svg, "text", x=str(x + 3), y=str(graph.top - 8)).text = hour
    for station in graph.stations:
        _line(svg, "station", (graph.left, station.y), (graph.width - graph.right, station.y))
        if station.named:
            SubElement(svg, "text", x="4", y=str(station.y + 5)).text = station.name
    clip = SubElement(SubElement(svg, "defs"), "clipPath", id="sheet")
    width, height = graph.width - graph.left - graph.right, graph.height - graph.top - graph.bottom
    SubElement(clip, "rect", x=str(graph.left), y=str(graph.top), width=str(width), height=str(height))
    sheet = SubElement(svg, "g", {"clip-path": "url(#sheet)"})
    for shut in graph.shut:
        low, high = sorted(shut.y)
        box = {"x": str(shut.x[0]), "y": str(low), "width": str(shut.x[1] - shut.x[0]), "height": str(high - low)}
        drawn = SubElement(sheet, "rect", {"class": "shut", **box})
        SubElement(drawn, "title").text = _("天窗：{name}").format(name=shut.name)
    written: list[tuple[float, float]] = []
    for train, points in graph.others:
        group = _train(sheet, "other", points, _("{train} 次").format(train=train))
        spot = _spot(graph, points, written)
        if spot:
            written.append(spot)
            SubElement(group, "text", x=str(spot[0]), y=str(spot[1])).text = train
    if graph.ours:
        _train(sheet, "ours", graph.ours, _("这趟车"))
    for clash in graph.clashes:
        ring = SubElement(sheet, "circle", {"class": "clash", "cx": str(clash.x), "cy": str(clash.y), "r": "9"})
        SubElement(ring, "title").text = clash.said
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(svg, encoding="unicode")


def _line(parent: Element, kind: str, one: tuple[float, float], other: tuple[float, float]) -> None:
    ends = {"x1": one[0], "y1": one[1], "x2": other[0], "y2": other[1]}
    SubElement(parent, "line", {"class": kind, **{name: str(value) for name, value in ends.items()}})


def _train(parent: Element, kind: str, points: Points, title: str) -> Element:
    group = SubElement(parent, "g", tabindex="0", role="img")
    group.set("aria-label", title)
    SubElement(group, "title").text = title
    SubElement(group, "polyline", {"class": kind, "points": " ".join(f"{x},{y}" for x, y in points)})
    return group


def _spot(graph: Diagram, points: Points, written: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """Where a train's number stands beside its line, clear of those written before; None if there is no room."""
    for (x, y), (_x, beyond) in pairwise(points):
        spot = x + 3, y + (-4 if beyond >= y else 14)
        inside = graph.left < x < graph.width - graph.right - NUMBER[0]
        if inside and all(abs(spot[0] - a) >= NUMBER[0] or abs(spot[1] - b) >= NUMBER[1] for a, b in written):
            return spot
    return None
