"""Where the selected train gets late, marked along its line with the number of the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from planner.train.diagram import Diagram, TrainLine


def draw_weak(parent: Element, graph: Diagram, lines: Sequence[TrainLine], weak: Sequence[tuple[str, str]]) -> None:
    """A band from the first station of each to the second; a spot where both are the same."""
    taken: set[tuple[str, str]] = set()
    for number, ends in enumerate(weak, 1):
        for points in _between(graph, lines, ends):
            mark = SubElement(parent, "g", {"class": "weak", "aria-hidden": "true"})
            if len(points) > 1:
                SubElement(mark, "polyline", {"points": " ".join(f"{x},{y}" for x, y in points)})
            x, y = ((one + other) / 2 for one, other in zip(points[0], points[-1], strict=True))
            if ends not in taken:
                SubElement(mark, "circle", {"cx": f"{x + 16:.1f}", "cy": f"{y:.1f}", "r": "8"})
                SubElement(mark, "text", {"x": f"{x + 16:.1f}", "y": f"{y + 4:.1f}"}).text = str(number)
        taken.add(ends)


def _between(
    graph: Diagram, lines: Sequence[TrainLine], ends: tuple[str, str]
) -> Iterator[Sequence[tuple[float, float]]]:
    origin, target = ends
    for line in lines:
        names = [graph.sheet.stations[place] for _second, place in line.passage.points]
        leaves = [number for number, name in enumerate(names) if name == origin]
        comes = [number for number, name in enumerate(names) if name == target and leaves and number >= leaves[-1]]
        if leaves and comes:
            yield line.points[leaves[-1] : comes[0] + 1]
