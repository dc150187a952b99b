"""The diagram of a project: the published trains drawn once a window and held, the own ones and the rings drawn over it
at every change. It is a picture that prints; scripts only move what is in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, SubElement, tostring

from flask_babel import gettext as _
from markupsafe import Markup

from planner.caching import memoize
from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.errors import Unknown
from planner.exchange.documents import diagram_svg
from planner.train.diagram import (
    Diagram,
    DrawnMarker,
    Passage,
    TrainLine,
    class_of,
    draw,
    draw_over,
    line_way,
    read_names,
    timed_diagram,
    train_passages,
    violation_markers,
)
from planner.train.entry import entered_way
from planner.train.types import Passing, Possession, TrainSpec
from routes.formatters import stations_words
from routes.rail.workbench.opening import Opened
from routes.rail.workbench.view import View, hours_of
from routes.rail.workbench.words import against_words, minute_words, size_words
from routes.state import language

NIGHT = 22 * 3600, 30 * 3600  # shaded


@dataclass(frozen=True)
class ProjectDrawing:
    """The base and what is over it, as SVG; `key` names the base, so that a script need not fetch it again. `counts`
    are the published trains on it by class; `part` are the places of the stations shown, of `whole`."""

    key: str
    base: Markup
    over: Markup
    counts: dict[str, int]
    hours: tuple[int, int]
    part: tuple[int, int]
    whole: tuple[int, int]


def sheet_of(opened: Opened, view: View, ghosts: Sequence[tuple[Passing, ...]] = ()) -> ProjectDrawing | str:
    """The diagram, or why there is none."""
    ways = {name: entered_way(opened.rail, spec.calls) for name, spec in opened.project.trains.items()}
    try:
        whole = _whole_way(opened, view, ways.get(view.train, ()), ghosts)
    except Unknown as wrong:
        return _("图上的走廊看不懂：%(name)s。请写车站，中间用顿号。", name=wrong.name)
    if len(whole) < 2:
        return _("还没有可画的：先加一趟车，或者写出要看哪些车站。")
    low, high = view.part or (0, len(whole) - 1)
    part = min(low, len(whole) - 2), min(high, len(whole) - 1)
    way = whole[part[0] : part[1] + 1]
    span = hours_of(view, ghosts[0] if ghosts else ways.get(view.train, ()))
    solo = frozenset(c.other for c in opened.checked.conflicts if c.train == view.train) if view.solo else None
    window = _Window(way, span, view.size, opened.project.possessions, view.kinds, solo, language())
    base = _base(opened.rail, window)
    passages: list[Passage] = []
    for name in sorted(ways, key=lambda name: name == view.train):
        passages += [replace(p, train=name) for p in train_passages(base.graph.sheet.stations, ways[name], span)]
    lines, markers = _over(opened, base.graph, passages, span)
    paths = [
        replace(passage, train="")
        for path in ghosts
        for passage in train_passages(base.graph.sheet.stations, path, span)[:1]
    ]
    drawn, _none = draw_over(base.graph, paths, [], [], [])
    over = _drawn_over(opened, view, base.graph, lines, markers, drawn)
    hours = span[0] // 60, span[1] // 60
    return ProjectDrawing(base.key, base.svg, over, base.counts, hours, part, (0, len(whole) - 1))


def _whole_way(
    opened: Opened, view: View, own: tuple[Passing, ...], ghosts: Sequence[tuple[Passing, ...]]
) -> tuple[Passing, ...]:
    if view.along:
        way = line_way(opened.rail, read_names(view.along))
    elif ghosts:
        way = ghosts[0]
    elif own:
        way = own
    else:
        way = _some_way(opened.rail)
    return tuple(replace(p, arrive_s=0, depart_s=0) for p in way)


@memoize(key=lambda rail: rail.digest)
def _some_way(rail: RailFacts) -> tuple[Passing, ...]:
    """The longest run of sections of the line with most of them: something to look at before there is a train."""
    lines: dict[str, list[tuple[str, str]]] = {}
    for section in rail.sections:
        if section.service == "conventional":
            lines.setdefault(section.line, []).append((section.from_station, section.to_station))
    if not lines:
        return ()
    ends = max(lines.values(), key=len)
    chain = [*ends[0]]
    for one, other in ends[1:]:
        if one != chain[-1]:
            break
        chain.append(other)
    return line_way(rail, [chain[0], chain[-1]])


@dataclass(frozen=True)
class _Base:
    key: str
    graph: Diagram
    svg: Markup
    counts: dict[str, int]
    label: str


@dataclass(frozen=True)
class _Window:
    """What the base shows: a way, seconds, pixels, possessions, classes of trains, which trains alone (None: all)."""

    way: tuple[Passing, ...]
    span: tuple[int, int]
    size: tuple[int, int]
    possessions: tuple[Possession, ...]
    kinds: frozenset[str]
    solo: frozenset[str] | None
    language: str


@memoize(key=lambda rail, window: (rail.digest, window), size=48)
def _base(rail: RailFacts, window: _Window) -> _Base:
    way = window.way
    sheet = timed_diagram(rail, way, {way[0].station, way[-1].station}, window.span, window.possessions)
    counts: dict[str, int] = {}
    for train in {passage.train for passage in sheet.others}:
        kind = class_of(rail, train)
        counts[kind] = counts.get(kind, 0) + 1
    shown = tuple(
        passage
        for passage in sheet.others
        if class_of(rail, passage.train) in window.kinds and (window.solo is None or passage.train in window.solo)
    )
    graph = draw(rail, replace(sheet, others=shown), [], window.size, stations_words)
    ends = " – ".join(stations_words(end.station) for end in (way[0], way[-1]))
    label = _("运行图：%(ends)s", ends=ends)
    svg = diagram_svg(graph, label, _)
    svg.set("id", "graph")
    for old in svg.findall("*[@class='graph-legend']"):
        svg.remove(old)
    for place, (x, width) in enumerate(_nights(graph)):
        top, bottom = graph.frame[1], graph.frame[3]
        night = {"x": f"{x:.1f}", "width": f"{width:.1f}", "y": str(top), "height": f"{bottom - top:.1f}"}
        svg.insert(1 + place, Element("rect", {"class": "night", **night}))
    key = f"b{abs(hash((rail.digest, window))):x}"
    svg.set("data-key", key)
    svg.set("data-sheet", json.dumps(_measures(graph)))
    text = tostring(svg, encoding="unicode")
    return _Base(key, graph, Markup(text.removesuffix("</svg>")), counts, label)  # noqa: S704  # ElementTree escapes


def _nights(graph: Diagram) -> Iterator[tuple[float, float]]:
    """Where it is night, 22:00 to 6:00: left end and width."""
    left, _top, right, _bottom = graph.frame
    begin, end = graph.sheet.span
    wide = (right - left) / (end - begin)
    for day in range(begin // DAY_S - 1, end // DAY_S + 1):
        first, last = max(day * DAY_S + NIGHT[0], begin), min(day * DAY_S + NIGHT[1], end)
        if first < last:
            yield left + (first - begin) * wide, (last - first) * wide


def _measures(graph: Diagram) -> dict[str, object]:
    """What a script needs to know of the paper."""
    left, _top, right, _bottom = graph.frame
    begin, end = graph.sheet.span
    return {
        "frame": graph.frame, "begin": begin, "px": (right - left) / (end - begin),
        "ys": [station.y for station in graph.stations], "stations": graph.sheet.stations,
        "names": [graph.names[station] for station in graph.sheet.stations],
    }  # fmt: skip


def _over(
    opened: Opened, graph: Diagram, passages: Sequence[Passage], span: tuple[int, int]
) -> tuple[tuple[TrainLine, ...], list[tuple[int, DrawnMarker]]]:
    markers, numbers = [], []
    for number, conflict in enumerate(opened.checked.conflicts, 1):
        ours = [passage for passage in passages if passage.train == conflict.train]
        for marker in violation_markers(graph.sheet.stations, ours, [conflict.violation.where], span)[:1]:
            markers.append(replace(marker, index=number - 1))
            numbers.append(number)
    said = [f"{against_words(c)} {size_words(c)}" for c in opened.checked.conflicts]
    lines, drawn = draw_over(graph, passages, markers, [said[marker.index] for marker in markers], numbers)
    return lines, list(zip(numbers, drawn, strict=True))


def _drawn_over(
    opened: Opened,
    view: View,
    graph: Diagram,
    lines: Sequence[TrainLine],
    markers: Sequence[tuple[int, DrawnMarker]],
    ghosts: Sequence[TrainLine],
) -> Markup:
    over = Element("g", {"id": "over"})
    left, top, right, bottom = graph.frame
    box = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    inside = SubElement(over, "svg", {
        **{name: str(value) for name, value in box.items()},
        "viewBox": " ".join(map(str, (left, top, right - left, bottom - top))), "class": "graph-inside",
    })  # fmt: skip
    for number, ghost in enumerate(ghosts, 1):
        link = SubElement(inside, "a", {"class": "ghost", "href": f"#ghost-{number}"})
        link.set("aria-label", _("备选 %(n)s", n=number))
        SubElement(link, "polyline", {"points": " ".join(f"{x},{y}" for x, y in ghost.points)})
        x, y = ghost.points[len(ghost.points) // 2]
        SubElement(link, "text", {"x": f"{x + 4:.1f}", "y": f"{y - 4:.1f}"}).text = str(number)
    for line in lines:
        _own_line(opened, view, inside, line)
    texts = SubElement(over, "g", {"aria-hidden": "true"})
    for line in lines:
        look = "own-text" if line.passage.train == view.train else "own-text other"
        for label in line.labels:
            at = {"x": f"{label.x:.1f}", "y": f"{label.y:.1f}", "class": look}
            if label.angle:
                at["transform"] = f"rotate({label.angle:.1f} {at['x']} {at['y']})"
            SubElement(texts, "text", at).text = label.text
    if opened.mine and view.train in opened.project.trains:
        spec = opened.project.trains[view.train]
        selected = [line for line in lines if line.passage.train == view.train]
        _handles(inside, graph, selected, spec)
    for number, marker in markers:
        for (x, y), _label in marker.rings:
            ring = SubElement(over, "a", {"class": "ring", "href": f"#conflict-{number}", "data-conflict": str(number)})
            ring.set("aria-label", f"{number} {marker.said}")
            SubElement(ring, "title").text = marker.said
            SubElement(ring, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "9"})
            if left <= x <= right:
                SubElement(ring, "circle", {"class": "badge", "cx": f"{x + 12:.1f}", "cy": f"{y + 12:.1f}", "r": "8"})
                text = SubElement(ring, "text", {"class": "badge", "x": f"{x + 12:.1f}", "y": f"{y + 16:.1f}"})
                text.text = str(number)
    return Markup(tostring(over, encoding="unicode"))  # noqa: S704  # ElementTree escapes


def _own_line(opened: Opened, view: View, parent: Element, line: TrainLine) -> None:
    name = line.passage.train
    link = SubElement(parent, "a", {"class": "own on" if name == view.train else "own", "data-train": name})
    link.set("href", opened.address(train=name))
    spec = opened.project.trains[name]
    calls = " ".join(
        f"{stations_words(call.station)} {minute_words(call.depart if call.arrive is None else call.arrive)}"
        for call in (spec.calls[0], spec.calls[-1])
    )
    link.set("aria-label", f"{name} {calls}")
    points = " ".join(f"{x},{y}" for x, y in line.points)
    for look in ("halo", "line"):
        SubElement(link, "polyline", {"class": f"own-{look}", "points": points})


def _handles(parent: Element, graph: Diagram, lines: Sequence[TrainLine], spec: TrainSpec) -> None:
    """Where an arrival or a departure of the train can be taken hold of: at its calls, not where it runs through."""
    stations = graph.sheet.stations
    spots = {
        (stations[place], second // 60): point
        for line in lines
        for (second, place), point in zip(line.passage.points, line.points, strict=True)
    }
    for number, call in enumerate(spec.calls):
        if call.arrive == call.depart:
            continue
        for end, minute in (("arrive", call.arrive), ("depart", call.depart)):
            if minute is not None and (call.station, minute) in spots:
                x, y = spots[call.station, minute]
                SubElement(parent, "circle", {
                    "class": f"handle {end}", "cx": str(x), "cy": str(y), "r": "4.5", "data-place": str(number),
                    "data-end": end,
                })  # fmt: skip
