"""The drawn sheet: every train a stop of its own, what is found and closed marked, no number over another."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest

from planner.catalog import RailFacts
from planner.errors import Unknown
from planner.exchange.documents.diagram_svg import diagram_file, diagram_svg
from planner.train.diagram import DiagramRequest, class_of, draw, line_way, make_diagram
from planner.train.entry import read_possession
from planner.train.report import CLASS_WORDS, passage_words

SVG = "{http://www.w3.org/2000/svg}"
HOUR_S = 3600


@pytest.fixture(scope="module")
def sheet(rail: RailFacts) -> Element:
    """The evening between 大连 and 四平, three lines, with a possession."""
    closed = read_possession("沈阳-辽阳@20:00-22:00", rail.stations)
    request = DiagramRequest(("大连", "沈阳", "四平"), span=(18 * HOUR_S, 30 * HOUR_S), possessions=(closed,))
    found = make_diagram(rail, request)
    graph = draw(rail, replace(found, markers=()), ())
    file = fromstring(diagram_file([(graph, "大连–四平")], str))  # noqa: S314  # made here
    (svg,) = (part for part in file if part.tag == f"{SVG}svg")
    return svg


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


def test_classes_have_lines_of_their_own_and_the_legend_names_them(rail: RailFacts, sheet: Element) -> None:
    looks: dict[str, set[str | None]] = {}
    for group in sheet.iter(f"{SVG}g"):
        if group.get("tabindex") == "0":
            number = (group.get("aria-label") or "").partition(" ")[0]
            line = group.find(f"{SVG}polyline")
            assert line is not None
            looks.setdefault(class_of(rail, number), set()).add(line.get("stroke-dasharray"))
    assert set(looks) == {"K", "T", "Z", "Y", "other"}
    assert all(len(look) == 1 for look in looks.values())
    assert len(set.union(*looks.values())) == len(looks)
    (legend,) = (group for group in sheet.iter(f"{SVG}g") if group.get("class") == "graph-legend")
    assert [text.text for text in legend.iter(f"{SVG}text")] == [*CLASS_WORDS.values(), "天窗"]
    assert {line.get("stroke-dasharray") for line in legend.iter(f"{SVG}polyline")} == set.union(*looks.values())


def test_where_rows_tell_of_the_trains_each_line_leads_to_its_own(rail: RailFacts) -> None:
    request = DiagramRequest(("大连", "沈阳"), "K682", span=(18 * HOUR_S, 30 * HOUR_S))
    asked = make_diagram(rail, request)
    graph = draw(rail, asked, [f"ring {number}" for number, _ in enumerate(asked.markers, 1)])
    svg = fromstring(tostring(diagram_svg(graph, "大连–沈阳", str, linked=True)))  # noqa: S314  # made here
    rings = {a.get("href"): a.get("aria-label") for a in svg.iter(f"{SVG}a") if not a.get("id")}
    assert rings == {"#ring-1": "1 ring 1"}
    links = [link for link in svg.iter(f"{SVG}a") if link.get("id")]
    assert not [group for group in svg.iter(f"{SVG}g") if group.get("tabindex")]
    rows = {link.get("href"): link.get("aria-label") for link in links}
    assert rows == {
        f"#row-{number}": passage_words(passage, graph.sheet, str, str)
        for number, passage in enumerate(graph.sheet.passages, 1)
    }
    assert all(link.get("id") == (link.get("href") or "").replace("#row", "line") for link in links)
    assert (
        len([line for line in svg.iter(f"{SVG}polyline") if line.get("class") == "graph-ours"]) == 2
    )  # and the legend


def test_a_possession_is_shaded_where_and_when_it_is(sheet: Element) -> None:
    (inside,) = (part for part in sheet.iter(f"{SVG}svg") if part.get("class") == "graph-inside")
    boxes = [box for box in inside.iter(f"{SVG}rect") if box.get("class") == "graph-shut"]
    assert boxes
    left = float(inside.get("x", 0))
    width = float(inside.get("width", 0)) / 12
    assert {round(float(box.get("width", 0)) / width, 1) for box in boxes} == {2.0}
    assert {round((float(box.get("x", 0)) - left) / width, 1) for box in boxes} == {2.0}
