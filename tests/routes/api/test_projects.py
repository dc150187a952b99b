"""Another program works on a railway office's project and publishes its train: as the workbench does."""

from __future__ import annotations

from typing import Any

import pytest

from planner.accounts import SCOPES, make_token
from planner.store import transaction
from routes import create_app
from tests.support.api import ApiSite, Program
from tests.support.published import ASHORE, DAYS, bureau

CALLS = ["大连 -- 21:26", "盘锦 08:00+1 16:30+1", "大连 22:00+1 --"]


@pytest.fixture(scope="module")
def program(api_site: ApiSite) -> Program:
    with transaction(api_site.settings.database_url) as session:
        who = bureau(session)
        _row, secret = make_token(session, who.office, "bench", SCOPES, 1, "zhou")
    app = create_app(api_site.settings)
    app.testing = False
    app.config["RATELIMIT_ENABLED"] = False
    return Program(app, secret)


@pytest.fixture
def address(program: Program) -> str:
    made = program.post("/projects", {"name": "红海滩"})
    assert made.status_code == 201
    return str(made.headers["Location"]).removeprefix("/api/v1")


def put(program: Program, address: str, base: int, calls: list[str], train: str = "Y501") -> Any:
    return program.ask("PUT", f"{address}/trains/{train}", {"base": base, "calls": calls, "cars": 17})


def test_a_train_is_put_checked_mended_and_taken_back(program: Program, address: str) -> None:
    clash = put(program, address, 1, ["沈阳 -- 08:00", "鞍山 09:10 --"]).get_json()
    assert clash["trains"]["Y501"]["conflicts"] == len(clash["conflicts"]) > 0
    assert all(each["of"] == "Y501" and each["sentence"] for each in clash["conflicts"])
    mended = program.post(f"{address}/mend", {"base": clash["number"]}).get_json()
    assert mended["conflicts"] == []
    assert mended["trains"]["Y501"]["text"]["calls"] != clash["trains"]["Y501"]["text"]["calls"]
    back = program.post(f"{address}/history", {"base": mended["number"], "way": "undo"}).get_json()
    assert back["trains"] == clash["trains"]
    assert program.post(f"{address}/history", {"base": 1, "way": "redo"}).status_code == 409
    wrong = put(program, address, back["number"], ["沈阳 -- 08:00", "无此站 09:10 --"])
    assert (wrong.status_code, wrong.get_json()["values"][0]["where"]) == (422, "calls")
    assert program.get("/projects?limit=1").get_json()["items"][0]["name"] == "红海滩"
    gone = program.ask("DELETE", f"{address}/trains/Y501?base={back['number']}").get_json()
    assert gone["trains"] == {}
    assert program.get(f"{address}/file").get_json()["name"] == "红海滩"
    assert program.ask("DELETE", address).status_code == 204
    assert program.get(address).status_code == 404


def test_two_who_change_it_are_put_together_or_told(program: Program, address: str) -> None:
    first = put(program, address, 1, CALLS).get_json()["number"]
    shut = program.ask("PUT", f"{address}/conditions", {"base": first, "possessions": ["沈阳-鞍山@00:00-03:00"]})
    assert shut.get_json()["possessions"] == ["沈阳-鞍山@00:00-03:00"]
    both = put(program, address, first, ["大连 -- 21:30", *CALLS[1:]]).get_json()
    assert both["merged"]
    assert both["possessions"]
    late = put(program, address, first, ["大连 -- 21:40", *CALLS[1:]])
    assert late.status_code == 409
    assert "大连" in late.get_json()["detail"]


def test_states_have_names_and_come_back(program: Program, address: str) -> None:
    first = put(program, address, 1, CALLS).get_json()
    named = program.ask("PUT", f"{address}/versions/{first['number']}", {"name": "初稿"}).get_json()
    assert [(each["number"], each["name"]) for each in named["items"]] == [(first["number"], "初稿")]
    put(program, address, first["number"], ["大连 -- 21:40", *CALLS[1:]])
    back = program.post(f"{address}/versions/{first['number']}", {}).get_json()
    assert back["trains"] == first["trains"]
    assert back["number"] > first["number"]
    assert program.get(f"{address}/versions").get_json() == named
    assert program.ask("PUT", f"{address}/name", {"name": "秋天"}).get_json()["name"] == "秋天"
    assert program.ask("PUT", f"{address}/name", {"name": " "}).status_code == 422
    copied = program.post(f"{address}/copies", {"name": "抄的"}, Idempotency_Key="copy")
    assert (copied.status_code, copied.get_json()["trains"]) == (201, first["trains"])
    assert program.post(f"{address}/versions/99", {}).status_code == 404


def test_a_path_that_is_found_can_be_put_as_a_train(program: Program, address: str) -> None:
    found = program.post(f"{address}/paths", {"calls": ["沈阳@20:30-23:00", "鞍山@-23:59"]}).get_json()
    calls = [
        f"{each['station']} {each['arrive'] or '--'} {each['depart'] or '--'}"
        for each in found["paths"][0]["timetable"]["calls"]
    ]
    assert put(program, address, 1, calls).get_json()["conflicts"] == []


def test_a_train_is_published_for_agencies_and_closed(program: Program, address: str, api_site: ApiSite) -> None:
    base = put(program, address, 1, CALLS).get_json()
    where = f"{address}/trains/Y501/published"
    wish = {
        "base": base["number"], "title": "红海滩慢游专列", "days": [day.isoformat() for day in DAYS],
        "berths": [{"kind": "lower", "count": 40, "fen": 128_050}], "included": "卧具", "ashore": {"1": ASHORE},
    }  # fmt: skip
    refused = program.post(where, wish)
    if base["conflicts"]:
        assert (refused.status_code, refused.get_json()["code"]) == (403, "not-allowed")
    made = program.post(where, wish | {"override": "图定时刻以铁路局为准"})
    assert made.status_code == 201, made.get_json()
    told = made.get_json()["train"]
    assert (told["berths"], told["calls"][1]["ashore"]) == ([{"kind": "lower", "count": 40, "fen": 128_050}], ASHORE)
    assert program.post(where, wish | {"days": ["2020-01-01"]}).get_json()["values"][0]["where"] == "days"
    asked = program.get(f"{address}/trains/Y501/requests").get_json()["items"]
    assert {"platform", "step_free"} <= {each["what"] for each in asked}
    agency = Program(program.app, api_site.program().token)
    (offered,) = agency.get("/published-trains").get_json()["items"]
    taken = agency.post(
        "/departures", {"train": offered["id"], "day": DAYS[0].isoformat(), "berths": {"lower": 30}}
    ).get_json()
    assert taken["train"]["berths"] == {"lower": 30}
    assert program.get(where).get_json()["taken"][0]["office"] == "甲社"
    there = f"/departures/{taken['id']}/train"
    assert agency.ask("PUT", there, {"berths": {"lower": 41}}).status_code == 422
    assert agency.ask("PUT", there, {"berths": {"lower": 20}}).get_json()["train"]["berths"] == {"lower": 20}
    assert program.post(where, wish | {"override": "又改了"}).get_json()["version"] == 2
    behind = agency.get(f"/departures/{taken['id']}").get_json()["train"]
    assert (behind["version"], behind["newest"]) == (1, 2)
    assert agency.ask("PUT", there, {"version": 2}).get_json()["train"]["version"] == 2
    assert agency.post(where, wish).status_code == 404
    assert program.ask("DELETE", where).status_code == 204
    assert agency.get("/published-trains").get_json()["items"] == []


def test_a_silver_train_is_read_and_simulated(program: Program, api_site: ApiSite) -> None:
    there = f"/trains/plans/{api_site.ids['train_id']}"
    train = program.get(there).get_json()["train"]
    found = program.get(f"{there}/delays").get_json()["found"]
    assert [each["station"] for each in found["calls"]] == [each["station"] for each in train["calls"]]
    wish = train["request"]
    queued = program.post("/trains/plans", wish)
    assert (queued.status_code, queued.get_json()["kind"]) == (202, "train")
    assert program.post("/trains/plans", wish | {"home": "无此城"}).get_json()["code"] == "unknown"
