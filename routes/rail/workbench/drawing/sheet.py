"""The diagram of a project: the published trains drawn once a window and held, the own ones and the rings drawn over it
at every change. It is a picture that prints; scripts only move what is in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, tostring

from flask_babel import gettext as _
from markupsafe import Markup

from planner.caching import memoize
from planner.catalog import RailFacts
from planner.clock import DAY_S
from planner.errors import Unknown
from planner.exchange.documents import diagram_svg
from planner.train.diagram import (
    Diagram,
    class_of,
    draw,
    line_way,
    read_names,
    timed_diagram,
)
from planner.train.types import Passing
from routes.formatters import stations_words
from routes.rail.workbench.drawing.over import drawn_over
from routes.rail.workbench.opening import Opened
from routes.rail.workbench.view import View, hours_of
from routes.state import language

LEGEND = 38  # px of a sheet of paper that the page has its own lists for
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
    frame: tuple[float, float, float, float]
    way: tuple[Passing, ...]


def sheet_of(
    opened: Opened, view: View, ghosts: Sequence[tuple[Passing, ...]] = (), weak: Sequence[tuple[str, str]] = ()
) -> ProjectDrawing | str:
    """The diagram, or why there is none; `weak` are sections where the selected train gets late, to be marked."""
    try:
        whole = _whole_way(opened, view, opened.ways.get(view.train, ()), ghosts)
    except Unknown as wrong:
        return _("图上的走廊看不懂：%(name)s。请写车站，中间用顿号。", name=wrong.name)
    if len(whole) < 2:
        return _("还没有可画的：先加一趟车，或者写出要看哪些车站。")
    low, high = view.part or (0, len(whole) - 1)
    part = min(low, len(whole) - 2), min(high, len(whole) - 1)
    way = whole[part[0] : part[1] + 1]
    span = hours_of(view, ghosts[0] if ghosts else opened.ways.get(view.train, ()))
    solo = frozenset(c.other for c in opened.checked.conflicts if c.train == view.train) if view.solo else None
    window = _Window(way, span, view.size, view.kinds, solo, language())
    base = _base(opened.rail, window)
    over = drawn_over(opened, view, base.graph, ghosts, weak)
    hours = span[0] // 60, span[1] // 60
    return ProjectDrawing(
        base.key, base.svg, over, base.counts, hours, part, (0, len(whole) - 1), base.graph.frame, way
    )


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
    """What the base shows: a way, seconds, pixels, classes of trains, which trains alone (None: all)."""

    way: tuple[Passing, ...]
    span: tuple[int, int]
    size: tuple[int, int]
    kinds: frozenset[str]
    solo: frozenset[str] | None
    language: str


@memoize(key=lambda rail, window: (rail.digest, window), size=48)
def _base(rail: RailFacts, window: _Window) -> _Base:
    way = window.way
    sheet = timed_diagram(rail, way, {way[0].station, way[-1].station}, window.span)
    counts: dict[str, int] = {}
    for train in {passage.train for passage in sheet.others}:
        kind = class_of(rail, train)
        counts[kind] = counts.get(kind, 0) + 1
    shown = tuple(
        passage
        for passage in sheet.others
        if class_of(rail, passage.train) in window.kinds and (window.solo is None or passage.train in window.solo)
    )
    graph = draw(rail, replace(sheet, others=shown), [], (window.size[0], window.size[1] + LEGEND), stations_words)
    ends = " – ".join(stations_words(end.station) for end in (way[0], way[-1]))
    label = _("运行图：%(ends)s", ends=ends)
    svg = diagram_svg(graph, label, _)
    svg.set("id", "graph")
    svg.set("viewBox", f"0 0 {window.size[0]} {window.size[1]}")
    for old in svg.findall("*[@class='graph-legend']"):
        svg.remove(old)
    left, top, right, bottom = graph.frame
    wide = (right - left) / (window.span[1] - window.span[0])
    for place, (first, last) in enumerate(nights_of(window.span)):
        x, width = left + (first - window.span[0]) * wide, (last - first) * wide
        night = {"x": f"{x:.1f}", "width": f"{width:.1f}", "y": str(top), "height": f"{bottom - top:.1f}"}
        svg.insert(1 + place, Element("rect", {"class": "night", **night}))
    key = f"b{abs(hash((rail.digest, window))):x}"
    svg.set("data-key", key)
    svg.set("data-sheet", json.dumps(_measures(graph)))
    text = tostring(svg, encoding="unicode")
    return _Base(key, graph, Markup(text.removesuffix("</svg>")), counts, label)  # noqa: S704  # ElementTree escapes


def nights_of(span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The seconds of a span at which it is night, 22:00 to 6:00, from and to."""
    begin, end = span
    for day in range(begin // DAY_S - 1, end // DAY_S + 1):
        first, last = max(day * DAY_S + NIGHT[0], begin), min(day * DAY_S + NIGHT[1], end)
        if first < last:
            yield first, last


def _measures(graph: Diagram) -> dict[str, object]:
    """What a script needs to know of the paper."""
    left, _top, right, _bottom = graph.frame
    begin, end = graph.sheet.span
    return {
        "frame": graph.frame, "begin": begin, "px": (right - left) / (end - begin),
        "ys": [station.y for station in graph.stations], "stations": graph.sheet.stations,
        "names": [graph.names[station] for station in graph.sheet.stations],
    }  # fmt: skip
