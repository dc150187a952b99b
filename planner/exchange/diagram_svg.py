"""A time-distance diagram as SVG, for pages and as a file: each train is a stop for the Tab key and says its number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, tostring

from planner.language import Translate
from planner.train.diagram import Diagram, Points

NUMBER = 52, 13  # room for a train's number
STYLE = """
text { font: 13px "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
.graph-hour { stroke: #000; stroke-width: 1.6; }
.graph-half { stroke: #555; stroke-width: .8; stroke-dasharray: 6 4; }
.graph-ten { stroke: #ccc; stroke-width: .6; }
.graph-station { stroke: #777; stroke-width: .8; }
.graph-other { fill: none; stroke: #666; stroke-width: 1; }
.graph-ours { fill: none; stroke: #7b1d1d; stroke-width: 4; }
.graph-shut { fill: #0b3fa8; fill-opacity: .15; stroke: #0b3fa8; stroke-dasharray: 2 3; }
.graph-fault { fill: none; stroke: #0b3fa8; stroke-width: 3; }
g:focus { outline: none; }
g:focus .graph-other { stroke: #000; stroke-width: 4; }
"""


def diagram_file(graph: Diagram, title: str, _: Translate) -> str:
    """A file of its own, its style inside."""
    drawing = diagram_svg(graph, title, _)
    style = Element("style")
    style.text = STYLE
    drawing.insert(0, style)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(drawing, encoding="unicode")


def diagram_svg(graph: Diagram, title: str, _: Translate, name: Callable[[str], str] = str) -> Element:
    """The whole sheet; `name` says a station's name as the reader knows it."""
    svg = Element(
        "svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "graph", "role": "group", "aria-label": title}
    )
    svg.set("viewBox", f"0 0 {graph.width} {graph.height}")
    SubElement(svg, "title").text = title
    for kind, places in (("ten", graph.tens), ("half", graph.halves), ("hour", [x for _hour, x in graph.hours])):
        for x in places:
            _line(svg, kind, (x, graph.top), (x, graph.height - graph.bottom))
    for hour, x in graph.hours:
        _text(svg, x + 3, graph.top - 8, hour)
    for station in graph.stations:
        _line(svg, "station", (graph.left, station.y), (graph.width - graph.right, station.y))
        if station.named:
            _text(svg, 4, station.y + 5, name(station.name))
    sheet = _sheet(svg, graph)
    for shut in graph.shut:
        low, high = sorted(shut.y)
        box = {"x": str(shut.x[0]), "y": str(low), "width": str(shut.x[1] - shut.x[0]), "height": str(high - low)}
        SubElement(SubElement(sheet, "rect", {"class": "graph-shut", **box}), "title").text = _("天窗：{name}").format(
            name=shut.name
        )
    written: list[tuple[float, float]] = []
    for train, points in graph.others:
        group = _train(sheet, "other", points, _("{train} 次").format(train=train))
        spot = _spot(graph, points, written)
        if spot:
            written.append(spot)
            _text(group, *spot, train)
    if graph.ours:
        _train(sheet, "ours", graph.ours, _("这趟车"))
    for clash in graph.clashes:
        ring = SubElement(sheet, "circle", {"class": "graph-fault", "cx": str(clash.x), "cy": str(clash.y), "r": "9"})
        SubElement(ring, "title").text = clash.said
    return svg


def _sheet(svg: Element, graph: Diagram) -> Element:
    """The part inside the margins: what goes beyond them is not seen."""
    box = graph.left, graph.top, graph.width - graph.left - graph.right, graph.height - graph.top - graph.bottom
    at = dict(zip(("x", "y", "width", "height"), map(str, box), strict=True))
    return SubElement(svg, "svg", {**at, "viewBox": " ".join(map(str, box)), "class": "graph-inside"})


def _text(parent: Element, x: float, y: float, said: str) -> None:
    SubElement(parent, "text", {"class": "graph-text", "x": str(x), "y": str(y)}).text = said


def _line(parent: Element, kind: str, one: tuple[float, float], other: tuple[float, float]) -> None:
    ends = {"x1": one[0], "y1": one[1], "x2": other[0], "y2": other[1]}
    SubElement(parent, "line", {"class": f"graph-{kind}", **{name: str(value) for name, value in ends.items()}})


def _train(parent: Element, kind: str, points: Points, title: str) -> Element:
    group = SubElement(parent, "g", tabindex="0", role="img")
    group.set("aria-label", title)
    SubElement(group, "title").text = title
    SubElement(group, "polyline", {"class": f"graph-{kind}", "points": " ".join(f"{x},{y}" for x, y in points)})
    return group


def _spot(graph: Diagram, points: Points, written: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """Where a train's number stands beside its line, clear of those written before; None if there is no room."""
    for (x, y), (_x, beyond) in pairwise(points):
        spot = x + 3, y + (-4 if beyond >= y else 14)
        inside = graph.left < x < graph.width - graph.right - NUMBER[0]
        if inside and all(abs(spot[0] - a) >= NUMBER[0] or abs(spot[1] - b) >= NUMBER[1] for a, b in written):
            return spot
    return None
