"""The drawn sheet: every train a stop of its own, what is found and closed marked, no number over another."""

from __future__ import annotations

from itertools import combinations
from xml.etree.ElementTree import Element, fromstring

import pytest

from planner.catalog.queries import RailFacts
from planner.errors import Unknown
from planner.exchange.diagram_svg import NUMBER, diagram_file
from planner.train.case_file import read_possession
from planner.train.diagram import diagram
from planner.train.drawn_way import line_way

SVG = "{http://www.w3.org/2000/svg}"
HOUR_S = 3600


@pytest.fixture(scope="module")
def sheet(rail: RailFacts) -> Element:
    """The evening between 大连 and 四平, three lines, with a possession."""
    closed = read_possession("沈阳-辽阳@20:00-22:00", rail.stations)
    way = line_way(rail, ("大连", "沈阳", "四平"))
    graph = diagram(rail, way, {"大连", "沈阳", "四平"}, (18 * HOUR_S, 30 * HOUR_S), (closed,))
    return fromstring(diagram_file(graph, "大连–四平", str))  # noqa: S314  # made here


def test_lines_follow_one_another(rail: RailFacts) -> None:
    way = line_way(rail, ("大连", "沈阳", "四平"))
    assert (way[0].station, way[-1].station) == ("大连", "四平")
    assert [p.km for p in way] == sorted(p.km for p in way)
    assert len({p.line for p in way[1:]}) > 1
    with pytest.raises(Unknown):
        line_way(rail, ("大连", "火星"))


def test_every_train_can_be_stepped_to_and_is_named(sheet: Element) -> None:
    trains = [group for group in sheet.iter(f"{SVG}g") if group.get("tabindex") == "0"]
    assert len(trains) > 50
    assert all(group.get("aria-label") == group.findtext(f"{SVG}title") for group in trains)
    assert sheet.findtext(f"{SVG}title") == sheet.get("aria-label") == "大连–四平"


def test_no_number_lies_over_another(sheet: Element) -> None:
    texts = [text for group in sheet.iter(f"{SVG}g") for text in group.findall(f"{SVG}text")]
    spots = [(float(text.get("x", 0)), float(text.get("y", 0))) for text in texts]
    assert len(spots) > 20
    assert all(abs(a - c) >= NUMBER[0] or abs(b - d) >= NUMBER[1] for (a, b), (c, d) in combinations(spots, 2))


def test_a_possession_is_shaded_where_and_when_it_is(sheet: Element) -> None:
    (inside,) = (part for part in sheet.iter(f"{SVG}svg") if part.get("class") == "graph-inside")
    boxes = [box for box in inside.iter(f"{SVG}rect") if box.get("class") == "graph-shut"]
    assert boxes
    width = (1200 - 110 - 20) / 12
    assert {round(float(box.get("width", 0)) / width, 1) for box in boxes} == {2.0}
    assert {round((float(box.get("x", 0)) - 110) / width, 1) for box in boxes} == {2.0}
