"""OSRM: its question, its answers in the documented form, and every way an answer can be none."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
import requests
import responses
from responses import matchers

from planner.travel.cache import grid_point
from planner.travel.client import MOST_BYTES, NoRoadNear, RoutingError, TooMuch
from planner.travel.osrm import Osrm

URL = "http://osrm.test"
ONE, OTHER = grid_point(41.79, 123.43), grid_point(41.8, 123.44)
TABLE = f"{URL}/table/v1/driving/123.43000,41.79000;123.43000,41.79000;123.44000,41.80000"
GOOD: dict[str, Any] = {
    "code": "Ok",
    "durations": [[0, 223.8]],
    "distances": [[0, 1975.4]],
    "sources": [{"location": [123.43, 41.79], "name": "", "distance": 0.4}],
    "destinations": [{"location": [123.43, 41.79], "distance": 0.4}, {"location": [123.4404, 41.8], "distance": 33.2}],
}


def asked(**reply: Any) -> tuple[list[float], list[float]]:
    """What becomes of one reply to one question."""
    with responses.RequestsMock() as server:
        server.get(TABLE, **reply)
        answer = Osrm(URL, 1.0).ways([ONE], [ONE, OTHER])
    return answer.seconds[0].tolist(), answer.metres[0].tolist()


def test_the_question_names_starts_and_ends_once_each() -> None:
    with responses.RequestsMock() as server:
        query = {"annotations": "duration,distance", "sources": "0", "destinations": "1;2", "generate_hints": "false"}
        server.get(TABLE, json=GOOD, match=[matchers.query_param_matcher(query)])
        answer = Osrm(URL + "/", 1.0).ways([ONE], [ONE, OTHER])
    assert answer.seconds.tolist() == [[0, 223.8]]
    assert answer.metres.tolist() == [[0, 1975.4]]


@pytest.mark.parametrize(
    "change",
    [
        {"durations": [[0, None]]},
        {"distances": [[0, -5]]},
        {"durations": [[0, "12"]]},
        {"durations": [[0, True]]},
        {"durations": [[0, 10**400]]},
        {"durations": [[0, float("nan")]]},
        {"durations": [[0, float("inf")]]},
        {"destinations": [{"distance": 0}, {"distance": 110_413.1}]},
        {"destinations": [{"distance": 0}, {}]},
        {"destinations": [{"distance": 0}, None]},
    ],
    ids=lambda change: json.dumps(change)[:40],
)
def test_a_cell_that_is_no_way_is_lost_alone(change: dict[str, Any]) -> None:
    seconds, metres = asked(json={**GOOD, **change})
    assert (seconds[0], metres[0]) == (0, 0)
    assert np.isnan([seconds[1], metres[1]]).all()


@pytest.mark.parametrize(
    "reply",
    [
        {"json": {**GOOD, "durations": [[0]]}},
        {"json": {**GOOD, "durations": [[0, 1], [2, 3]]}},
        {"json": {**GOOD, "distances": None}},
        {"json": {**GOOD, "durations": {"0": 1}}},
        {"json": {**GOOD, "sources": []}},
        {"json": {**GOOD, "code": "InvalidQuery"}},
        {"json": []},
        {"json": None},
        {"body": "<html>Welcome to nginx</html>", "content_type": "text/html"},
        {"body": json.dumps(GOOD)[:90]},
        {"body": b"\xff\xfe\x00"},
        {"body": "[" * 100_000},
        {"body": b" " * (MOST_BYTES + 1)},
        {"body": requests.ConnectionError("gone")},
        {"body": requests.Timeout("slow")},
        {"body": requests.exceptions.ChunkedEncodingError("cut")},
        {"status": 302, "headers": {"Location": "http://elsewhere.test"}},
        {"status": 404, "body": "no such page"},
        {"status": 401, "json": {"message": "who are you"}},
    ],
    ids=lambda reply: str(reply)[:50],
)
def test_an_answer_that_is_none_is_trouble(reply: dict[str, Any]) -> None:
    with pytest.raises(RoutingError):
        asked(**reply)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_thrice_then_left(status: int) -> None:
    with responses.RequestsMock() as server:
        calls = [server.get(TABLE, status=status, headers={"Retry-After": "3600"}) for _ in range(3)]
        with pytest.raises(RoutingError, match=str(status)):
            Osrm(URL, 1.0).ways([ONE], [ONE, OTHER])
    assert [call.call_count for call in calls] == [1, 1, 1]


def test_a_server_that_recovers_is_heard() -> None:
    with responses.RequestsMock() as server:
        server.get(TABLE, status=503)
        server.get(TABLE, json=GOOD)
        assert Osrm(URL, 1.0).ways([ONE], [ONE, OTHER]).seconds.tolist() == [[0, 223.8]]


@pytest.mark.parametrize(("code", "refusal"), [("TooBig", TooMuch), ("NoSegment", NoRoadNear)])
def test_a_refusal_says_what_may_be_asked_instead(code: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        asked(status=400, json={"code": code, "message": "no"})


def test_trouble_keeps_the_address_to_itself() -> None:
    with pytest.raises(RoutingError) as reported:
        Osrm("http://user:secret@127.0.0.1:1", 0.2).ways([ONE], [OTHER])
    assert "secret" not in str(reported.value)
