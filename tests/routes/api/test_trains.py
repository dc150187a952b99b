"""Trains over the API say what the commands say."""

from __future__ import annotations

from defusedxml.ElementTree import fromstring

from tests.support.api import ApiSite

FREE = ["沈阳 -- 21:40", "鞍山 23:10 --"]


def test_a_path_that_is_found_passes_the_check(api_site: ApiSite) -> None:
    program = api_site.program("trains:use")
    found = program.post("/trains/insert", {"calls": ["Shenyang@20:30-23:00", "Anshan@-23:59"]}).get_json()
    (path,) = found["paths"]
    assert path["stations"][0]["station"] == "沈阳"
    calls = [
        f"{each['station']} {each['arrive'] or '--'} {each['depart'] or '--'}" for each in path["timetable"]["calls"]
    ]
    checked = program.post("/trains/check", {"calls": calls}).get_json()
    assert not [each for each in checked["violations"] if each["hard"]]
    assert checked["unchecked"]


def test_no_path_says_what_would_help(api_site: ApiSite) -> None:
    told = api_site.program().post("/trains/insert", {"calls": ["沈阳@20:30-20:31", "鞍山@-20:32"]}).get_json()
    assert told["paths"] == []
    assert told["obstacle"]["helps"]


def test_a_train_that_cannot_be_read_is_told_line_by_line(api_site: ApiSite) -> None:
    answer = api_site.program().post("/trains/check", {"calls": ["沈阳 -- 21:40", "无此站 25:99 --", "鞍山 23:10 --"]})
    assert answer.status_code == 422
    assert {each["where"] for each in answer.get_json()["values"]} == {"calls"}


def test_mending_clears_what_the_check_finds(api_site: ApiSite) -> None:
    program = api_site.program()
    calls = ["沈阳 -- 08:00", "鞍山 09:10 --"]
    hard = [each for each in program.post("/trains/check", {"calls": calls}).get_json()["violations"] if each["hard"]]
    told = program.post("/trains/mend", {"calls": calls, "shift": 60}).get_json()
    assert hard
    assert told["mended"]
    assert told["minutes"] >= told["bound"] > 0
    again = [f"{c['station']} {_clock(c['arrive'])} {_clock(c['depart'])}" for c in told["calls"]]
    left = program.post("/trains/check", {"calls": again}).get_json()["violations"]
    assert not [each for each in left if each["hard"]]


def test_a_diagram_is_svg_and_names_what_to_mend(api_site: ApiSite) -> None:
    program = api_site.program()
    drawn = program.get("/trains/diagram.svg?stations=沈阳,鞍山&from=6&to=9")
    assert drawn.mimetype == "image/svg+xml"
    assert fromstring(drawn.data).tag.endswith("svg")
    assert (
        program.get(
            "/trains/diagram.svg?stations=沈阳,鞍山&from=6&to=9", If_None_Match=drawn.headers["ETag"]
        ).status_code
        == 304
    )
    wrong = program.get("/trains/diagram.svg?stations=沈阳")
    assert (wrong.status_code, wrong.get_json()["values"][0]["where"]) == (422, "stations")


def _clock(minute: int | None) -> str:
    return "--" if minute is None else f"{minute // 60:02}:{minute % 60:02}"
