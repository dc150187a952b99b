"""Valhalla: its question, both forms of its answers, and its refusals."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import responses
from responses import matchers

from planner.travel.cache import grid_point
from planner.travel.client import NoRoadNear, RoutingError, TooMuch
from planner.travel.valhalla import Valhalla

URL = "http://valhalla.test/sources_to_targets"
ONE, OTHER = grid_point(41.79, 123.43), grid_point(41.8, 123.44)


def cell(i: int, j: int, time: Any, distance: Any) -> dict[str, Any]:
    return {"from_index": i, "to_index": j, "time": time, "distance": distance}


# as the engine 3.2 says it, and as 3.5 does
OLD: dict[str, Any] = {
    "algorithm": "costmatrix",
    "units": "kilometers",
    "sources": [[{"lon": 123.43, "lat": 41.79}]],
    "sources_to_targets": [[cell(0, 0, 0, 0.0), cell(0, 1, 174, 1.977)]],
}
NEW: dict[str, Any] = {
    **OLD,
    "sources": [{"lon": 123.43, "lat": 41.79}],
    "sources_to_targets": [[cell(0, 0, 0, 0.0), {**cell(0, 1, 174, 1.977), "begin_heading": 0.0, "end_lat": 41.8}]],
}


def asked(**reply: Any) -> tuple[list[float], list[float]]:
    with responses.RequestsMock() as server:
        server.post(URL, **reply)
        answer = Valhalla("http://valhalla.test", 1.0).ways([ONE], [ONE, OTHER])
    return answer.seconds[0].tolist(), answer.metres[0].tolist()


def test_the_question_keeps_cars_near_the_points_and_off_ferries() -> None:
    near = {"search_cutoff": 2000}
    question = {
        "sources": [{"lat": 41.79, "lon": 123.43, **near}],
        "targets": [{"lat": 41.79, "lon": 123.43, **near}, {"lat": 41.8, "lon": 123.44, **near}],
        "costing": "auto",
        "costing_options": {"auto": {"use_ferry": 0}},
    }
    asked(json=OLD, match=[matchers.json_params_matcher(question)])


@pytest.mark.parametrize("said", [OLD, NEW], ids=["3.2", "3.5"])
def test_kilometres_become_metres(said: dict[str, Any]) -> None:
    assert asked(json=said) == ([0, 174], [0, 1977])


@pytest.mark.parametrize("other", [cell(0, 1, None, None), cell(0, 1, -1, 2.0), {}, None, 174, "soon"], ids=str)
def test_a_cell_that_is_no_way_is_lost_alone(other: Any) -> None:
    seconds, metres = asked(json={**OLD, "sources_to_targets": [[cell(0, 0, 0, 0.0), other]]})
    assert (seconds[0], metres[0]) == (0, 0)
    assert np.isnan([seconds[1], metres[1]]).all()


@pytest.mark.parametrize(
    "reply",
    [
        {"json": {**OLD, "sources_to_targets": [[cell(0, 0, 0, 0)]]}},
        {"json": {**OLD, "sources_to_targets": {"durations": [[0, 1]]}}},
        {"json": {**OLD, "sources_to_targets": [None]}},
        {"json": {**OLD, "units": "miles"}},
        {"json": "ok"},
        {"body": "<!doctype html>"},
        {"status": 400, "json": {"error_code": 106, "error": "Try a POST"}},
        {"status": 400, "json": ["no"]},
        {"status": 413, "body": "too large"},
    ],
    ids=lambda reply: str(reply)[:50],
)
def test_an_answer_that_is_none_is_trouble(reply: dict[str, Any]) -> None:
    with pytest.raises(RoutingError):
        asked(**reply)


def test_a_question_is_repeated_although_it_is_a_post() -> None:
    with responses.RequestsMock() as server:
        server.post(URL, status=502)
        server.post(URL, json=OLD)
        assert Valhalla("http://valhalla.test", 1.0).ways([ONE], [ONE, OTHER]).seconds.tolist() == [[0, 174]]


@pytest.mark.parametrize(("code", "refusal"), [(150, TooMuch), (154, TooMuch), (171, NoRoadNear)])
def test_a_refusal_says_what_may_be_asked_instead(code: int, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        asked(status=400, json={"error_code": code, "error": "no", "status_code": 400})
