"""A time-distance diagram as SVG, for pages and as a file: each train is a stop for the Tab key and says its number."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from planner.language import Translate
from planner.train.diagram import CLASSES, TEXT_PX, Diagram, PlacedText, Points, text_width
from planner.train.report import CLASS_WORDS, passage_words, train_words

DASHES = {"T": "16 5", "Z": "18 4 3 4", "Y": "2 4", "other": "7 5"}  # K, most of the trains, is a whole line
SAMPLE = 44  # width of a line in the legend
LEGEND_ROW = 22
HEADING = 30  # height of a panel's title in a file
FONTS = '"Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif'
STYLE = f"""
text {{ font-family: {FONTS}; paint-order: stroke; stroke: #fff; stroke-width: 2.5px; stroke-linejoin: round; }}
.graph-hour {{ stroke: #000; stroke-width: 1.4; }}
.graph-half {{ stroke: #777; stroke-width: .7; stroke-dasharray: 6 4; }}
.graph-ten {{ stroke: #ccc; stroke-width: .6; }}
.graph-station {{ stroke: #999; stroke-width: .6; }}
.graph-lead {{ fill: none; stroke: #999; stroke-width: .6; }}
.graph-other {{ fill: none; stroke: #444; stroke-width: 1; }}
.dense .graph-other {{ stroke-width: .5; }}
.dense .graph-hour {{ stroke: #bbb; stroke-width: .6; }}
.graph-day {{ stroke: #000; stroke-width: 1.4; }}
.graph-ours {{ fill: none; stroke: #7b1d1d; stroke-width: 3; }}
.graph-text-ours {{ fill: #7b1d1d; }}
.graph-shut {{ fill: #0b3fa8; fill-opacity: .15; stroke: #0b3fa8; stroke-dasharray: 2 3; }}
.graph-fault {{ fill: none; stroke: #0b3fa8; stroke-width: 3; }}
.graph-ring {{ fill: #0b3fa8; }}
g:focus {{ outline: none; }}
g:focus .graph-other {{ stroke: #000; stroke-width: 4; }}
"""


def diagram_file(panels: Sequence[tuple[Diagram, str]], _: Translate) -> str:
    """A file of its own, its style inside: the panels below each other, each under its title."""
    width, height = max(graph.width for graph, _title in panels), sum(graph.height + HEADING for graph, _t in panels)
    look = {"xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {width} {height}"}
    file = Element("svg", {**look, "width": str(width), "height": str(height)})
    SubElement(file, "style").text = STYLE
    SubElement(file, "rect", {"width": "100%", "height": "100%", "fill": "#fff"})
    y = 0
    for graph, title in panels:
        heading = SubElement(file, "text", {"class": "graph-title", "x": "4", "y": str(y + 21), "font-size": "17"})
        heading.text = title
        drawing = diagram_svg(graph, title, _)
        drawing.attrib.pop("xmlns")
        place = {"y": str(y + HEADING), "width": str(graph.width), "height": str(graph.height)}
        drawing.attrib.update(place)
        file.append(drawing)
        y += HEADING + graph.height
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(file, encoding="unicode")


def diagram_svg(graph: Diagram, title: str, _: Translate, linked: bool = False, rows: int = 0) -> Element:
    """The whole sheet. `linked`: the page has a row with the id `row-1`, `row-2` ... for each train drawn and `ring-1`,
    `ring-2` ... for each ring, and they lead there; rows are counted on from `rows`."""
    look = "graph dense" if graph.dense else "graph"
    svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": look, "role": "group", "aria-label": title})
    svg.set("viewBox", f"0 0 {graph.width} {graph.height}")
    SubElement(svg, "title").text = title
    _ruling(svg, graph, _)
    sheet = _sheet(svg, graph)
    for shut in graph.shut:
        low, high = sorted(shut.y)
        box = _box(shut.x[0], low, shut.x[1] - shut.x[0], high - low)
        label = _("天窗：{name}").format(name="–".join(graph.names[station] for station in shut.between))
        SubElement(SubElement(sheet, "rect", {"class": "graph-shut", **box}), "title").text = label
    first = len(graph.ours) + 1
    for number, line in [*enumerate(graph.others, first), *enumerate(graph.ours, 1)]:
        words = passage_words(line.passage, graph.sheet, graph.names.__getitem__, _)
        group = _stop(sheet, words, f"row-{rows + number}" if linked else "")
        if line.passage.train:
            group.set("data-train", line.passage.train)
        if linked:
            group.set("id", f"line-{rows + number}")
        _polyline(group, line.points, line.kind, ours=number < first)
    beside = SubElement(svg, "g", {"aria-hidden": "true"})
    for number, line in enumerate((*graph.ours, *graph.others), 1):
        for placed in line.labels:
            _label(beside, placed, "graph-text-ours" if number < first else "graph-text")
    for marker in graph.markers:
        for (x, y), placed_number in marker.rings:
            said = f"{marker.number} {marker.said}"
            ring = _stop(svg, said, f"ring-{marker.number}") if linked else SubElement(svg, "g")
            place = {"cx": _number(x), "cy": _number(y), "r": "9"}
            circle = SubElement(ring, "circle", {"class": "graph-fault", **place})
            if not linked:
                SubElement(circle, "title").text = marker.said
            if placed_number:
                _label(ring, placed_number, "graph-ring")
    _legend(svg, graph, _)
    return svg


def _ruling(svg: Element, graph: Diagram, _: Translate) -> None:
    left, top, right, bottom = graph.frame
    for kind, places in (("ten", graph.tens), ("half", graph.halves), ("hour", [x for _hour, x in graph.hours])):
        for x in places:
            _line(svg, kind, (x, top), (x, bottom))
    for hour, x in graph.hours:
        if hour:
            _text(svg, x - 8, top - 8, hour, TEXT_PX["hour"])
    for day, x in graph.days:
        _line(svg, "day", (x, top), (x, bottom))
        _text(svg, x - 8, top - 28, _("第 {n} 天").format(n=day), TEXT_PX["day"])
    for station in graph.stations:
        _line(svg, "station", (left, station.y), (right, station.y))
        for label, near, far in ((station.label, left, -4), (station.also, right, 4)):
            if label:
                bends = ((0.0, station.y), (1.5, station.y), (4.0, label.y - 5), (5.0, label.y - 5))
                lead = " ".join(f"{_number(near + far * out)},{_number(y)}" for out, y in bends)
                SubElement(svg, "polyline", {"class": "graph-lead", "points": lead})
                _label(svg, label, "graph-text")
        if station.km:
            _label(svg, station.km, "graph-text")


def _legend(svg: Element, graph: Diagram, _: Translate) -> None:
    """Which line is which, below the sheet; only what is on it."""
    kinds = {line.kind for line in graph.others}
    samples = [(kind, _(CLASS_WORDS[kind])) for kind in CLASSES if kind in kinds]
    samples = [("ours", train_words(line.passage.train, _)) for line in graph.ours[:1]] + samples
    samples += [("shut", _("天窗"))] * bool(graph.shut) + [("fault", _("标出来的问题"))] * bool(graph.markers)
    x, y = graph.frame[0], graph.frame[3] + 18.0
    group = SubElement(svg, "g", {"class": "graph-legend"})
    for kind, words in samples:
        beyond = x + SAMPLE + 6 + text_width(words, TEXT_PX["station"])
        if beyond > graph.width - 4:
            beyond += graph.frame[0] - x
            x, y = graph.frame[0], y + LEGEND_ROW
        if kind == "shut":
            box = _box(x, y - 8, SAMPLE, 16)
            SubElement(group, "rect", {"class": "graph-shut", **box})
        elif kind == "fault":
            place = {"cx": _number(x + SAMPLE / 2), "cy": _number(y), "r": "8"}
            SubElement(group, "circle", {"class": "graph-fault", **place})
        else:
            _polyline(group, ((x, y), (x + SAMPLE, y)), kind, ours=kind == "ours")
        _text(group, x + SAMPLE + 6, y + 5, words, TEXT_PX["station"])
        x = beyond + 24


def _sheet(svg: Element, graph: Diagram) -> Element:
    """The part inside the margins: what goes beyond them is not seen."""
    left, top, right, bottom = graph.frame
    box = left, top, right - left, bottom - top
    at = dict(zip(("x", "y", "width", "height"), map(str, box), strict=True))
    return SubElement(svg, "svg", {**at, "viewBox": " ".join(map(str, box)), "class": "graph-inside"})


def _label(parent: Element, label: PlacedText, look: str) -> None:
    weight = {"font-weight": "700"} if look in ("graph-text-ours", "graph-ring") else {}
    at = {"x": _number(label.x), "y": _number(label.y), "font-size": str(TEXT_PX[label.kind]), **weight}
    if label.angle:
        at["transform"] = f"rotate({_number(label.angle)} {at['x']} {at['y']})"
    SubElement(parent, "text", {"class": look, **at}).text = label.text


def _text(parent: Element, x: float, y: float, words: str, px: int) -> None:
    at = {"x": _number(x), "y": _number(y), "font-size": str(px)}
    SubElement(parent, "text", {"class": "graph-text", **at}).text = words


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


def _box(x: float, y: float, width: float, height: float) -> dict[str, str]:
    return {"x": _number(x), "y": _number(y), "width": _number(width), "height": _number(height)}


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
