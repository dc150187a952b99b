"""A timetable is read from a file into the form, with all that is known of the train; a faulty one fills in nothing."""

from __future__ import annotations

import io
import json
import re

import pytest
from flask import Flask

from planner.catalog import RailFacts
from planner.exchange.timetables import WRITERS, cruise_timetable
from planner.train.entry import FIELDS, read_train_text
from planner.train.infrastructure import STOCK_KMH
from planner.train.types import Cruise
from routes.forms import Form, same
from routes.rail.forms.case import case_fields, read_case, texts_of
from tests.support.site import StrictClient

TABLE = "station,arrive,depart\n锦州,,3:00\n义县,4:10,"
CASE = {
    "calls": [{"station": "锦州", "depart": "23:30"}, {"station": "义县", "arrive": "00:40", "crew": True}],
    "own": "K7350", "start": "2027-05-11", "stock": "25T", "cars": 16, "step_free": True,
    "possessions": ["沈阳>辽阳@23:00-01:00"], "assumes": ["鞍山:tracks=3"],
    "calendar": {"K7384": {"weekdays": "135", "first": "2027-05-01"}},
}  # fmt: skip


def send(client: StrictClient, content: bytes, name: str, number: str = "") -> tuple[int, str]:
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/rail/").get_data(as_text=True))
    assert token
    fields = {"csrf_token": token[1], "number": number, "file": (io.BytesIO(content), name)}
    answer = client.post("/rail/file", data=fields, content_type="multipart/form-data")
    return answer.status_code, answer.get_data(as_text=True)


def test_plain_lines_and_bare_csv_fill_the_sheet(client: StrictClient) -> None:
    for content, name in (
        ("锦州 -- 03:00\n义县 04:10 --", "a.txt"),
        (TABLE, "a.csv"),
    ):
        status, text = send(client, content.encode(), name)
        assert status == 200
        assert "锦州 -- 03:00\n义县 04:10 --" in text


def test_what_a_file_knows_of_a_train_goes_into_the_form_and_comes_back(app: Flask, rail: RailFacts) -> None:
    case = CASE | {"own": next(iter(rail.runs))}
    case["calendar"] = {list(rail.runs)[1]: {"weekdays": "135", "first": "2027-05-01"}}
    train = read_train_text(json.dumps(case), "a.json", rail, str)
    with app.test_request_context("/"):
        texts = texts_of(rail, train)
        assert set(texts) == set(FIELDS)
        form = Form(case_fields(), texts, same)
        assert read_case(rail, form) == train
    assert form.ok


def test_the_stock_comes_back_as_it_was_said(app: Flask, rail: RailFacts) -> None:
    for stock in STOCK_KMH:
        train = read_train_text(json.dumps({"calls": CASE["calls"], "stock": stock}), ".json", rail, str)
        with app.test_request_context("/"):
            texts = texts_of(rail, train)
            assert texts["stock"] == stock
            assert read_case(rail, Form(case_fields(), texts, same)) == train


def test_one_train_of_several_is_chosen_by_its_number(client: StrictClient, rail: RailFacts, cruise: Cruise) -> None:
    one = cruise_timetable(cruise, rail.stations, "http://127.0.0.1/")
    gtfs = WRITERS["gtfs"](one)
    status, text = send(client, gtfs, "train.zip")
    assert status == 200
    assert f"{cruise.calls[0].station} -- " in text
    table = "train,station,arrive,depart\nA1,锦州,,3:00\nA1,义县,4:10,\nA2,锦州,,5:00\nA2,义县,6:10,\n".encode()
    status, text = send(client, table, "two.csv")
    assert status == 422
    assert "文件里有这几趟车：A1、A2" in text
    status, text = send(client, table, "two.csv", "a2")
    assert status == 200
    assert "锦州 -- 05:00" in text


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "", "请先选一个文件"),
        (b"\xff\xfe\x00", "a.txt", "能读的有：GTFS"),
        (b"PK\x03\x04rubbish", "a.zip", "文件读不出来"),
        (b'{"calls": 5}', "a.json", "calls"),
        ("锦州 -- 03:00\n沈杨 04:10 --".encode(), "a.txt", "没有“沈杨”这个车站"),
    ],
)
def test_a_faulty_file_fills_in_nothing(client: StrictClient, content: bytes, name: str, said: str) -> None:
    status, text = send(client, content, name)
    assert status == 422
    assert said in text
    assert 'href="#f-file"' in text


def test_too_large_a_file_is_not_read(client: StrictClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routes.rail.forms.upload.LARGEST_UPLOAD", 20)
    status, text = send(client, b"x" * 21, "a.txt")
    assert status == 422
    assert "文件太大" in text


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("start", "soon", "出发日期请选一天"), ("stock", "TGV", "没有“TGV”这种车底"), ("cars", "99", "编组几辆"),
        ("crew", "沈杨", "沈杨"), ("windows", "大连@9点", "大连@9点"), ("windows", "大连@20:00-06:00", "20:00"),
        ("calendar", "X1@135", "X1"), ("calendar", "🚂", "🚂"), ("possessions", "沈阳", "沈阳"),
        ("assumes", "沈阳:beer=yes", "beer"), ("own", "X1", "没有“X1”这趟车"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_the_form_is_reported_at_its_field(
    client: StrictClient, field: str, typed: str, said: str
) -> None:
    fields = {"stock": "25G", "calls": "锦州 -- 03:00\n义县 04:10 --", field: typed}
    answer = client.submit("/rail/", "/rail/", **fields)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in text
    assert said in text
    assert typed in text
