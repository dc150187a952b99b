"""A region is asked tile by tile: all of it, nothing twice, and on from where it broke off."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from planner.errors import Unreachable
from planner.exchange.facts import tiled
from planner.exchange.facts.outlines import all_cities, box_of, read_outlines, tiles_of
from planner.exchange.facts.overpass import read_elements
from planner.exchange.facts.servers import Box
from planner.exchange.facts.tiled import file_of, gather
from planner.settings import Settings
from tests.support.overpass import answer_of, node

TILES: list[Box] = [(41.0, 123.0, 41.5, 123.5), (41.0, 123.5, 41.5, 124.0), (41.5, 123.0, 42.0, 123.5)]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiled, "PAUSE_S", 0)


class Server:
    """Answers with one sight a tile, and one that lies in all; fails at the call with that number."""

    def __init__(self, fails_at: int = 0) -> None:
        self.asked: list[Box] = []
        self.fails_at = fails_at

    def __call__(self, box: Box) -> bytes:
        self.asked.append(box)
        if len(self.asked) == self.fails_at:
            raise Unreachable("Overpass", "http://here", "busy")
        return answer_of(node(TILES.index(box) + 1, box[0], box[1], name="甲"), node(9, 41.5, 123.5, name="乙"))


def test_every_element_once(tmp_path: Path) -> None:
    found = gather(TILES, Server(), read_elements, tmp_path)
    assert [element.ref for element in found] == ["node/1", "node/9", "node/2", "node/3"]


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_what_broke_off_goes_on(tmp_path: Path, fails_at: int) -> None:
    first = Server(fails_at)
    with pytest.raises(Unreachable):
        gather(TILES, first, read_elements, tmp_path)
    second = Server()
    found = gather(TILES, second, read_elements, tmp_path)
    assert second.asked == TILES[fails_at - 1 :]
    assert found == gather(TILES, Server(), read_elements, tmp_path / "whole")
    third = Server()
    assert gather(TILES, third, read_elements, tmp_path) == found
    assert third.asked == []


def test_a_kept_answer_that_cannot_be_read_is_asked_for_again(tmp_path: Path) -> None:
    gather(TILES, Server(), read_elements, tmp_path)
    (tmp_path / file_of(TILES[1])).write_bytes(b'{"elements": [')
    again = Server()
    gather(TILES, again, read_elements, tmp_path)
    assert again.asked == [TILES[1]]


def test_tiles_hold_every_city_and_none_lies_on_another(settings: Settings) -> None:
    outlines = read_outlines(settings.region_dir)
    tiles = tiles_of(outlines)
    shapes = [shapely.box(west, south, east, north) for south, west, north, east in tiles]
    whole = shapely.union_all(shapes)
    assert all(whole.buffer(1e-9).covers(shapely.make_valid(outline)) for outline in outlines.values())
    assert whole.area == pytest.approx(sum(shape.area for shape in shapes))
    assert len({file_of(tile) for tile in tiles}) == len(tiles)


def test_a_point_lies_in_its_city_or_in_none(settings: Settings) -> None:
    outlines = read_outlines(settings.region_dir)
    area = all_cities(outlines)
    for name, outline in outlines.items():
        inside = outline.representative_point()
        assert area.city_at(inside.y, inside.x) == name
        south, west, north, east = box_of(outline)
        assert south <= inside.y <= north
        assert west <= inside.x <= east
    assert area.city_at(0.0, 0.0) is None
