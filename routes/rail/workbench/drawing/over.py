"""What lies over the base of a diagram: possessions, weak sections, own trains with handles, paths to take, rings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, SubElement, tostring

from flask_babel import gettext as _
from markupsafe import Markup

from planner.train.diagram import (
    Diagram,
    DrawnMarker,
    Passage,
    TrainLine,
    draw_over,
    train_passages,
    violation_markers,
)
from planner.train.types import Passing, TrainSpec
from routes.formatters import stations_words
from routes.rail.workbench.drawing.possessions import draw_possessions
from routes.rail.workbench.drawing.weak import draw_weak
from routes.rail.workbench.opening import Opened
from routes.rail.workbench.view import View
from routes.rail.workbench.words import against_words, minute_words, size_words


def drawn_over(
    opened: Opened, view: View, graph: Diagram, ghosts: Sequence[tuple[Passing, ...]], weak: Sequence[tuple[str, str]]
) -> Markup:
    """All of it as one group, to be laid over the base."""
    stations, span = graph.sheet.stations, graph.sheet.span
    passages: list[Passage] = []
    for name in sorted(opened.ways, key=lambda name: (name == view.train, name in view.also)):
        passages += [replace(p, train=name) for p in train_passages(stations, opened.ways[name], span)]
    lines, markers = _lines_and_rings(opened, graph, passages, span)
    paths = [
        (number, replace(passage, train=""))
        for number, path in enumerate(ghosts, 1)
        for passage in train_passages(stations, path, span)[:1]
    ]
    drawn, _none = draw_over(graph, [passage for _number, passage in paths], [], [], [])
    numbered = [(number, line) for (number, _passage), line in zip(paths, drawn, strict=True)]
    return _group(opened, view, graph, _DrawnLines(lines, markers, numbered, weak))


@dataclass(frozen=True)
class _DrawnLines:
    own: Sequence[TrainLine]
    markers: Sequence[tuple[int, DrawnMarker]]
    ghosts: Sequence[tuple[int, TrainLine]]
    weak: Sequence[tuple[str, str]]


def _lines_and_rings(
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


def _group(opened: Opened, view: View, graph: Diagram, drawn: _DrawnLines) -> Markup:
    over = Element("g", {"id": "over"})
    left, top, right, bottom = graph.frame
    box = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    inside = SubElement(over, "svg", {
        **{name: str(value) for name, value in box.items()},
        "viewBox": " ".join(map(str, (left, top, right - left, bottom - top))), "class": "graph-inside",
    })  # fmt: skip
    draw_possessions(opened, inside, graph)
    for number, ghost in drawn.ghosts:
        link = SubElement(inside, "a", {"class": f"ghost g{number}", "href": f"#ghost-{number}"})
        link.set("aria-label", _("第 %(n)s 条", n=number))
        SubElement(link, "polyline", {"points": " ".join(f"{x},{y}" for x, y in ghost.points)})
        x, y = ghost.points[len(ghost.points) * number // (len(drawn.ghosts) + 2)]
        SubElement(link, "text", {"x": f"{x + 4:.1f}", "y": f"{y - 4:.1f}"}).text = str(number)
    draw_weak(inside, graph, [line for line in drawn.own if line.passage.train == view.train], drawn.weak)
    for line in drawn.own:
        _own_line(opened, view, inside, line)
    texts = SubElement(over, "g", {"aria-hidden": "true"})
    for line in drawn.own:
        look = "own-text" if line.passage.train == view.train else "own-text other"
        for label in line.labels:
            at = {"x": f"{label.x:.1f}", "y": f"{label.y:.1f}", "class": look}
            if label.angle:
                at["transform"] = f"rotate({label.angle:.1f} {at['x']} {at['y']})"
            SubElement(texts, "text", at).text = label.text
    if opened.mine and view.train in opened.project.trains:
        spec = opened.project.trains[view.train]
        selected = [line for line in drawn.own if line.passage.train == view.train]
        _handles(inside, graph, selected, spec)
    for number, marker in drawn.markers:
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
    look = "own on" if name == view.train else "own also" if name in view.also else "own"
    link = SubElement(parent, "a", {"class": look, "data-train": name})
    link.set("href", opened.address(**({"card": name} if name == view.train else {"train": name, "card": None})))
    spec = opened.project.trains[name]
    calls = " ".join(
        f"{stations_words(call.station)} {minute_words(call.depart if call.arrive is None else call.arrive)}"
        for call in (spec.calls[0], spec.calls[-1])
    )
    link.set("aria-label", f"{name} {calls}")
    points = " ".join(f"{x},{y}" for x, y in line.points)
    for part in ("halo", "line"):
        SubElement(link, "polyline", {"class": f"own-{part}", "points": points})


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
