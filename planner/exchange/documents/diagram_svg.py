"""A time-distance diagram as SVG, for pages and as a file: each train is a stop for the Tab key and says its number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, tostring

from planner.language import Translate
from planner.train.diagram import CLASSES, Diagram, Points
from planner.train.report import CLASS_WORDS, passage_words, train_words

NUMBER = 52, 13  # room for a train's number
DASHES = {"T": "16 5", "Z": "18 4 3 4", "Y": "2 4", "other": "7 5"}  # K, most of the trains, is a whole line
SAMPLE = 44  # width of a line in the legend
STYLE = """
text { font: 13px "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
text { paint-order: stroke; stroke: #fff; stroke-width: 3px; }
.graph-hour { stroke: #000; stroke-width: 1.6; }
.graph-half { stroke: #555; stroke-width: .8; stroke-dasharray: 6 4; }
.graph-ten { stroke: #ccc; stroke-width: .6; }
.graph-station { stroke: #777; stroke-width: .8; }
.graph-other { fill: none; stroke: #666; stroke-width: 1; }
.dense .graph-other { stroke-width: .5; }
.dense .graph-hour { stroke-width: .8; }
.graph-ours { fill: none; stroke: #7b1d1d; stroke-width: 4; }
.graph-shut { fill: #0b3fa8; fill-opacity: .15; stroke: #0b3fa8; stroke-dasharray: 2 3; }
.graph-fault { fill: none; stroke: #0b3fa8; stroke-width: 3; }
.graph-ring { fill: #0b3fa8; font-weight: 700; }
g:focus { outline: none; }
g:focus .graph-other { stroke: #000; stroke-width: 4; }
"""


def diagram_file(graph: Diagram, title: str, _: Translate, name: Callable[[str], str] = str) -> str:
    """A file of its own, its style inside."""
    drawing = diagram_svg(graph, title, _, name)
    style = Element("style")
    style.text = STYLE
    drawing.insert(0, style)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(drawing, encoding="unicode")


def diagram_svg(
    graph: Diagram, title: str, _: Translate, name: Callable[[str], str] = str, linked: bool = False
) -> Element:
    """The whole sheet; `name` gives a station's name as the reader knows it. `linked`: the page has a row with the id
    `row-1`, `row-2` ... for each train drawn and `ring-1`, `ring-2` ... for each ring, and they lead there."""
    look = "graph dense" if graph.dense else "graph"
    svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": look, "role": "group", "aria-label": title})
    svg.set("viewBox", f"0 0 {graph.width} {graph.height}")
    SubElement(svg, "title").text = title
    _ruling(svg, graph, _, name)
    sheet = _sheet(svg, graph)
    for shut in graph.shut:
        low, high = sorted(shut.y)
        box = _box(shut.x[0], low, shut.x[1] - shut.x[0], high - low)
        label = _("天窗：{name}").format(name="–".join(map(name, shut.between)))
        SubElement(SubElement(sheet, "rect", {"class": "graph-shut", **box}), "title").text = label
    written: list[tuple[float, float]] = []
    first = len(graph.ours) + 1
    for number, line in [*enumerate(graph.others, first), *enumerate(graph.ours, 1)]:
        group = _stop(sheet, passage_words(line.passage, graph.sheet, name, _), f"row-{number}" if linked else "")
        if linked:
            group.set("id", f"line-{number}")
        _polyline(group, line.points, line.kind, ours=number < first)
        numbered = line.passage.train and not (graph.dense and number >= first)
        spot = _spot(graph, line.points, written) if numbered else None
        if spot:
            written.append(spot)
            _text(group, *spot, line.passage.train)
    for number, marker in enumerate(graph.markers, 1):
        ring = _stop(svg, f"{number} {marker.said}", f"ring-{number}") if linked else svg
        circle = SubElement(
            ring, "circle", {"class": "graph-fault", "cx": str(marker.x), "cy": str(marker.y), "r": "9"}
        )
        if linked:
            _text(ring, marker.x + 11, marker.y - 6, str(number), "ring")
        else:
            SubElement(circle, "title").text = marker.said
    _legend(svg, graph, _)
    return svg


def _ruling(svg: Element, graph: Diagram, _: Translate, name: Callable[[str], str]) -> None:
    for kind, places in (("ten", graph.tens), ("half", graph.halves), ("hour", [x for _hour, x in graph.hours])):
        for x in places:
            _line(svg, kind, (x, graph.top), (x, graph.height - graph.bottom))
    for hour, x in graph.hours:
        if hour:
            _text(svg, x + 3, graph.top - 8, hour)
    for day, x in graph.days:
        _text(svg, x + 3, graph.top - 28, _("第 {n} 天").format(n=day))
    for station in graph.stations:
        _line(svg, "station", (graph.left, station.y), (graph.width - graph.right, station.y))
        if station.named:
            _text(svg, 4, station.y + 5, name(station.name))


def _legend(svg: Element, graph: Diagram, _: Translate) -> None:
    """Which line is which, below the sheet; only what is on it."""
    kinds = {line.kind for line in graph.others}
    samples = [(kind, _(CLASS_WORDS[kind])) for kind in CLASSES if kind in kinds]
    samples = [("ours", train_words(line.passage.train, _)) for line in graph.ours[:1]] + samples
    samples += [("shut", _("天窗"))] * bool(graph.shut) + [("fault", _("标出来的问题"))] * bool(graph.markers)
    x, y = float(graph.left), graph.height - graph.bottom / 2 + 4
    group = SubElement(svg, "g", {"class": "graph-legend"})
    for kind, words in samples:
        if kind == "shut":
            box = _box(x, y - 9, SAMPLE, 18)
            SubElement(group, "rect", {"class": "graph-shut", **box})
        elif kind == "fault":
            place = {"cx": _number(x + SAMPLE / 2), "cy": _number(y), "r": "9"}
            SubElement(group, "circle", {"class": "graph-fault", **place})
        else:
            _polyline(group, ((x, y), (x + SAMPLE, y)), kind, ours=kind == "ours")
        _text(group, x + SAMPLE + 6, y + 5, words)
        x += SAMPLE + 30 + sum(8 if letter.isascii() else 14 for letter in words)


def _sheet(svg: Element, graph: Diagram) -> Element:
    """The part inside the margins: what goes beyond them is not seen."""
    box = graph.left, graph.top, graph.width - graph.left - graph.right, graph.height - graph.top - graph.bottom
    at = dict(zip(("x", "y", "width", "height"), map(str, box), strict=True))
    return SubElement(svg, "svg", {**at, "viewBox": " ".join(map(str, box)), "class": "graph-inside"})


def _text(parent: Element, x: float, y: float, label: str, kind: str = "text") -> None:
    SubElement(parent, "text", {"class": f"graph-{kind}", "x": _number(x), "y": _number(y)}).text = label


def _line(parent: Element, kind: str, one: tuple[float, float], other: tuple[float, float]) -> None:
    ends = {"x1": one[0], "y1": one[1], "x2": other[0], "y2": other[1]}
    SubElement(parent, "line", {"class": f"graph-{kind}", **{name: str(value) for name, value in ends.items()}})


def _polyline(parent: Element, points: Points, kind: str, ours: bool) -> None:
    look = {"class": "graph-ours" if ours else "graph-other", "points": " ".join(f"{x},{y}" for x, y in points)}
    if not ours and kind in DASHES:
        look["stroke-dasharray"] = DASHES[kind]
    SubElement(parent, "polyline", look)


def _stop(parent: Element, label: str, leads_to: str) -> Element:
    """Something the Tab key stops at: a link to its row, or a picture that says what it is."""
    if leads_to:
        group = SubElement(parent, "a", href=f"#{leads_to}")
    else:
        group = SubElement(parent, "g", tabindex="0", role="img")
    group.set("aria-label", label)
    SubElement(group, "title").text = label
    return group


def _spot(graph: Diagram, points: Points, written: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """Where a train's number stands beside its line, clear of those written before; None if there is no room."""
    for (x, y), (_x, beyond) in pairwise(points):
        spot = x + 3, y + (-4 if beyond >= y else 14)
        inside = graph.left < x < graph.width - graph.right - NUMBER[0] and spot[1] - NUMBER[1] >= graph.top
        if inside and all(abs(spot[0] - a) >= NUMBER[0] or abs(spot[1] - b) >= NUMBER[1] for a, b in written):
            return spot
    return None


def _box(x: float, y: float, width: float, height: float) -> dict[str, str]:
    return {"x": _number(x), "y": _number(y), "width": _number(width), "height": _number(height)}


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
