"""Who stands at a station when, as bars on as few tracks as there must be: a picture that prints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from flask_babel import gettext as _
from markupsafe import Markup

from planner.clock import DAY_S
from planner.train.traffic import TrackStay
from routes.rail.workbench.words import minute_words

LEFT, RIGHT, TOP, ROW = 34, 8, 18, 20
LEAST, LETTER = 3.0, 6.6  # px of a bar, and of a letter of its number
HOUR_S = 3600


def occupation_svg(
    there: Sequence[TrackStay], span: tuple[int, int], tracks: int | None, width: int, address: Callable[..., str]
) -> Markup:
    """The bars; below the line there are more trains than `tracks`. An own train's leads to it by `address`."""
    rows = max([stay.track + 1 for stay in there] + [tracks or 0, 1])
    height = TOP + rows * ROW + 4
    label = _("股道占用：%(n)s 列车，排在 %(rows)s 行里", n=len(there), rows=rows)
    svg = Element("svg", {
        "class": "occupation", "viewBox": f"0 0 {width} {height}", "role": "group", "aria-label": label,
    })  # fmt: skip
    wide = (width - LEFT - RIGHT) / (span[1] - span[0])
    _ruling(svg, span, wide, (rows, height, width))
    for stay in there:
        left, right = max(stay.arrive_s, span[0]), min(stay.depart_s, span[1])
        x, long = LEFT + (left - span[0]) * wide, max((right - left) * wide, LEAST)
        over = tracks is not None and stay.track >= tracks
        look = " ".join(filter(None, ("stay", "own" if stay.own else "", "over" if over else "")))
        told = f"{stay.train} {minute_words(stay.arrive_s // 60)}–{minute_words(stay.depart_s // 60)}"
        bar = SubElement(svg, "a" if stay.own else "g", {"class": look})
        if stay.own:
            bar.set("href", address(train=stay.train))
            bar.set("aria-label", told)
        SubElement(bar, "title").text = told
        y = TOP + stay.track * ROW
        box = {"x": f"{x:.1f}", "y": str(y + 3), "width": f"{long:.1f}", "height": str(ROW - 6), "rx": "2"}
        SubElement(bar, "rect", box)
        if long > LETTER * len(stay.train) + 4:
            SubElement(bar, "text", {"x": f"{x + 4:.1f}", "y": str(y + 14)}).text = stay.train
    if tracks is not None:
        y = TOP + tracks * ROW
        SubElement(svg, "line", {"class": "limit", "x1": "0", "x2": str(width), "y1": str(y), "y2": str(y)})
    return Markup(tostring(svg, encoding="unicode"))  # noqa: S704  # ElementTree escapes


def _ruling(svg: Element, span: tuple[int, int], wide: float, size: tuple[int, int, int]) -> None:
    rows, height, width = size
    hidden = SubElement(svg, "g", {"aria-hidden": "true"})
    for hour in range(-(-span[0] // HOUR_S), span[1] // HOUR_S + 1):
        x = f"{LEFT + (hour * HOUR_S - span[0]) * wide:.1f}"
        SubElement(hidden, "line", {"class": "hour", "x1": x, "x2": x, "y1": str(TOP - 3), "y2": str(height)})
        SubElement(hidden, "text", {"class": "hour", "x": x, "y": "11"}).text = str(hour * HOUR_S % DAY_S // HOUR_S)
    for row in range(rows + 1):
        y = str(TOP + row * ROW)
        SubElement(hidden, "line", {"class": "row", "x1": str(LEFT), "x2": str(width - RIGHT), "y1": y, "y2": y})
    for row in range(rows):
        at = {"class": "row", "x": str(LEFT - 8), "y": str(TOP + row * ROW + 14)}
        SubElement(hidden, "text", at).text = str(row + 1)
