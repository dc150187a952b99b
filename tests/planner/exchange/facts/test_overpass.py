"""An Overpass server is asked over the wire; whatever it answers, we say so or go on."""

from __future__ import annotations

import pytest

from planner.errors import Unreachable
from planner.exchange.facts import servers
from planner.exchange.facts.overpass import ask_overpass, read_elements
from planner.exchange.facts.servers import Element
from tests.support.overpass import answer_of, area, node, overpass_server

BOX = (41.0, 123.0, 42.0, 124.0)


def fetch(address: str, box: servers.Box) -> list[Element]:
    return read_elements(ask_overpass(address, box))


def test_elements_arrive_with_point_tags_and_year() -> None:
    sights = answer_of(node(1, 41.8, 123.4, name="甲", tourism="museum"), area(2, 41.9, 123.5, name="乙"))
    with overpass_server((200, sights)) as server:
        first, second = fetch(server.address, BOX)
    assert (first.ref, first.lat, first.lon, first.year) == ("node/1", 41.8, 123.4, 2025)
    assert first.tags == {"name": "甲", "tourism": "museum"}
    assert (second.ref, second.lat) == ("way/2", 41.9)
    assert "41.00000,123.00000,42.00000,124.00000" in server.asked[0]
    assert "[out:json]" in server.asked[0]


def test_a_busy_server_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "RETRIES", servers.RETRIES.new(backoff_factor=0))
    with overpass_server((429, b""), (504, b""), (200, answer_of())) as server:
        assert fetch(server.address, BOX) == []
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (400, b"bad query", "400"),
        (503, b"", "503"),
        (200, b"<html>busy</html>", "is not JSON"),
        (200, b'{"elements": [', "is not JSON"),
        (200, b'{"remark": "nothing"}', "no list of elements"),
        (200, b'{"elements": [], "remark": "runtime error: Query timed out"}', "timed out"),
        (200, b'{"elements": [1, {"tags": 2}, {"tags": {}}]}', ""),
    ],
)
def test_nonsense_is_reported(monkeypatch: pytest.MonkeyPatch, status: int, body: bytes, why: str) -> None:
    monkeypatch.setattr(servers, "RETRIES", servers.RETRIES.new(backoff_factor=0))
    with overpass_server((status, body)) as server:
        if not why:
            assert fetch(server.address, BOX) == []
            return
        with pytest.raises(Unreachable) as refused:
            fetch(server.address, BOX)
    assert why in refused.value.why


def test_an_endless_answer_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "LARGEST_BYTES", 1_000_000)
    with overpass_server((200, b" " * 3_000_000)) as server, pytest.raises(Unreachable) as refused:
        fetch(server.address, BOX)
    assert "larger than 1 MB" in refused.value.why


def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(servers, "RETRIES", servers.RETRIES.new(backoff_factor=0))
    with pytest.raises(Unreachable):
        fetch("http://127.0.0.1:9/api", BOX)


def test_elements_without_a_point_are_left_out() -> None:
    assert read_elements(b'{"elements": [{"type": "way", "id": 1, "tags": {"name": "x"}, "center": {}}]}') == []
