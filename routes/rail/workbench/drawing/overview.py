"""All hours of the project in a strip below the diagram: where its window is, own trains, rings; hours lead there."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, tostring

from flask_babel import gettext as _
from markupsafe import Markup

from planner.caching import memoize
from planner.catalog import RailFacts
from planner.clock import DAY_MIN, DAY_S
from planner.train.diagram import timed_diagram, train_passages
from planner.train.types import Passing
from routes.rail.workbench.drawing.sheet import ProjectDrawing, nights_of
from routes.rail.workbench.opening import Opened
from routes.rail.workbench.view import LONGEST, View

HEIGHT, HOURS = 34, 14  # px of the strip, and of the hours below it
STEP_MIN, LEAST_MIN, MOST_MIN = 6 * 60, 24 * 60, 4 * 24 * 60


@dataclass(frozen=True)
class Overview:
    """The strip, and the hours under it as links: what each says, x in px, the address."""

    svg: Markup
    hours: list[tuple[str, str, float, str]]


def overview_of(opened: Opened, view: View, sheet: ProjectDrawing) -> Overview:
    """The strip for the window of the diagram, in line with it at both ends."""
    begin, end = _range(sheet.hours, opened.ways)
    left, _top, right, _bottom = sheet.frame
    wide = (right - left) / (end - begin)
    way = sheet.way
    down = HEIGHT / max(way[-1].km - way[0].km, 1)
    svg = Element("svg", {
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {view.size[0]} {HEIGHT}", "class": "overview",
        "id": "overview", "data-begin": str(begin), "data-px": f"{wide:.5f}", "data-left": str(left), "role": "img",
    })  # fmt: skip
    svg.set("data-hours", f"{sheet.hours[0]} {sheet.hours[1]}")
    svg.set("aria-label", _("总览：全部时间，框里是图上正在看的"))
    for first_s, last_s in nights_of((begin * 60, end * 60)):
        _box(svg, "night", left + (first_s / 60 - begin) * wide, (last_s - first_s) / 60 * wide)
    SubElement(svg, "path", {"class": "ov-other", "d": _published(opened.rail, way, (begin, end), (left, wide, down))})
    stations = [passing.station for passing in way]
    kms = [passing.km - way[0].km for passing in way]
    for name, own in opened.ways.items():
        for passage in train_passages(stations, own, (begin * 60, end * 60)):
            points = " ".join(
                f"{left + (s / 60 - begin) * wide:.1f},{kms[place] * down:.1f}" for s, place in passage.points
            )
            SubElement(svg, "polyline", {"class": "ov-own on" if name == view.train else "ov-own", "points": points})
    for conflict in opened.checked.conflicts:
        places = [stations.index(s) for s in conflict.violation.where.split(" → ") if s in stations]
        if conflict.minute is not None and places:
            y = sum(kms[place] for place in places) / len(places) * down
            x = left + (conflict.minute - begin) * wide
            SubElement(svg, "circle", {"class": "ov-ring", "cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "3"})
    first, last = (left + (minute - begin) * wide for minute in sheet.hours)
    _box(svg, "ov-window", first, last - first)
    for edge, x in (("begin", first), ("end", last)):
        _box(svg, "ov-edge", x - 4, 8, edge)
    return Overview(Markup(tostring(svg, encoding="unicode")), _hours(opened, sheet, (begin, end), left, wide))  # noqa: S704  # ElementTree escapes


def _range(hours: tuple[int, int], ways: dict[str, tuple[Passing, ...]]) -> tuple[int, int]:
    """First and last minute: all own trains and the window, in quarters of days."""
    known = [(way[0].depart_s // 60, way[-1].arrive_s // 60) for way in ways.values() if way]
    begin = min([hours[0], *(one for one, _other in known)]) // STEP_MIN * STEP_MIN
    end = -(-max([hours[1], *(other for _one, other in known)]) // STEP_MIN) * STEP_MIN
    end = min(max(end, begin + LEAST_MIN), max(begin + MOST_MIN, hours[1]))
    return begin, end


@memoize(key=lambda rail, way, hours, scale: (rail.digest, way, hours, scale), size=16)
def _published(
    rail: RailFacts, way: tuple[Passing, ...], hours: tuple[int, int], scale: tuple[float, float, float]
) -> str:
    """The published trains, each from where it comes in to where it leaves."""
    left, wide, down = scale
    sheet = timed_diagram(rail, way, set(), (0, DAY_S))
    kms = [passing.km - way[0].km for passing in way]
    lines = []
    for passage in sheet.others:
        for (one_s, one), (other_s, other) in pairwise((passage.points[0], passage.points[-1])):
            for day in range(hours[0] // DAY_MIN - 1, hours[1] // DAY_MIN + 1):
                xs = [left + (s / 60 + day * DAY_MIN - hours[0]) * wide for s in (one_s, other_s)]
                if one_s >= 0 and xs[0] >= left and xs[1] <= left + (hours[1] - hours[0]) * wide:
                    lines.append(f"M{xs[0]:.0f} {kms[one] * down:.0f}L{xs[1]:.0f} {kms[other] * down:.0f}")
    return "".join(lines)


def _hours(
    opened: Opened, sheet: ProjectDrawing, hours: tuple[int, int], left: float, wide: float
) -> list[tuple[str, str, float, str]]:
    long = min(sheet.hours[1] - sheet.hours[0], LONGEST)
    step = 120 if (hours[1] - hours[0]) <= 36 * 60 else 360
    found = []
    for minute in range(hours[0], hours[1] + 1, step):
        begin = minute - long // 2
        words = _("第 %(n)s 天 %(hour)s 点前后", n=minute // DAY_MIN + 1, hour=f"{minute // 60 % 24:02d}")
        address = opened.address(**{"from": begin, "to": begin + long})
        found.append((f"{minute // 60 % 24:02d}", words, left + (minute - hours[0]) * wide, address))
    return found


def _box(parent: Element, look: str, x: float, width: float, edge: str = "") -> None:
    box = {"x": f"{x:.1f}", "y": "0", "width": f"{width:.1f}", "height": str(HEIGHT)}
    SubElement(parent, "rect", {"class": look, **box, **({"data-edge": edge} if edge else {})})
