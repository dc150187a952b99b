"""No text of a drawn sheet lies over another or off the paper: measured on the SVG with the letters of the paper."""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians, sin
from xml.etree.ElementTree import Element, fromstring, tostring

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PIL import ImageFont
from pylopdf_fonts_zh_cn import sans_path
from shapely import STRtree
from shapely.geometry import Polygon, box

from planner.catalog import RailFacts
from planner.errors import Unknown
from planner.exchange.documents import diagram_svg
from planner.train.diagram import SIZES, Diagram, DiagramRequest, cruise_sheets, make_diagram
from planner.train.entry import read_possession
from planner.train.report import Wording, drawn_cruise, drawn_sheet
from planner.train.types import Cruise
from tests.support.effort import examples

SVG = "{http://www.w3.org/2000/svg}"
HOUR_S = 3600
STOPS = ("大连", "瓦房店", "大石桥", "鞍山", "辽阳", "沈阳", "铁岭", "四平", "锦州", "山海关", "盘锦", "本溪", "丹东")
SHUT = "沈阳-铁岭@00:00-03:00", "沈阳-辽阳@20:00-22:00"


@lru_cache(maxsize=8)
def _font(px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(sans_path()), px * 8)


def _box(text: Element) -> Polygon:
    """What the letters cover, turned as they are."""
    px = int(text.get("font-size", "0"))
    left, top, right, bottom = (side / 8 for side in _font(px).getbbox(text.text or "", anchor="ls"))
    x, y = float(text.get("x", "0")), float(text.get("y", "0"))
    turn = radians(float((text.get("transform") or "rotate(0 ").split("(")[1].split(" ")[0]))
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Polygon([(x + a * cos(turn) - b * sin(turn), y + a * sin(turn) + b * cos(turn)) for a, b in corners])


def hold(graph: Diagram) -> None:
    """The laws of texts on a sheet."""
    svg = fromstring(tostring(diagram_svg(graph, "title", str)))  # noqa: S314  # made here
    texts = [text for text in svg.iter(f"{SVG}text") if text.text]
    boxes = [_box(text) for text in texts]
    paper = box(0, 0, graph.width, graph.height)
    for text, each in zip(texts, boxes, strict=True):
        assert paper.contains(each), text.text
    first, second = STRtree(boxes).query(boxes, predicate="intersects")
    over = [(texts[a].text, texts[b].text) for a, b in zip(first, second, strict=True) if a < b]
    assert not over


@pytest.mark.thorough
def test_no_text_lies_over_another_on_any_sheet(rail: RailFacts) -> None:
    closed = tuple(read_possession(text, rail.stations) for text in SHUT)
    english = {name: station.name_en for name, station in rail.stations.items()}

    @settings(max_examples=examples(15))
    @given(
        st.lists(st.sampled_from(STOPS), min_size=2, max_size=4),
        st.integers(0, 47), st.sampled_from((1, 2, 5, 8, 12, 24, 60, 170)), st.sampled_from(["a4", "a3"]),
        st.booleans(), st.sampled_from(["", "K682", "T225"]),
    )  # fmt: skip
    def check(chain: list[str], first: int, hours: int, paper: str, chinese: bool, own: str) -> None:
        span = first * HOUR_S, (first + hours) * HOUR_S
        try:
            sheet = make_diagram(rail, DiagramRequest(tuple(chain), own, span=span, possessions=closed))
        except Unknown:
            assume(False)
        size = next(size for name, size in SIZES.items() if name == paper)
        words = Wording(str, str if chinese else english.__getitem__)
        for graph in drawn_sheet(rail, sheet, [], size, words).graphs:
            hold(graph)

    check()


@pytest.mark.parametrize("size", SIZES.values())
def test_nor_on_the_panels_of_a_silver_train(rail: RailFacts, cruise: Cruise, size: tuple[int, int]) -> None:
    sheets = cruise_sheets(rail, cruise)
    drawn = drawn_cruise(rail, sheets, [], size, Wording(str))
    assert len(drawn.graphs) == 1 + len(sheets.nights)
    for graph in drawn.graphs:
        hold(graph)
