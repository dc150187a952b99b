"""What a planner takes away from a project: sheets of its diagram and timetables, as files that others read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from planner.store import transaction
from tests.routes.rail.test_workbench import act, begin
from tests.support.published import forget_projects
from tests.support.site import Shelf, StrictClient

MM = 72 / 25.4
LONG = "大连 -- 10:00\n大石桥 13:30 19:00\n盘锦 20:20 次日01:00\n大石桥 02:40+1 --"
WIDE = {"a4": 297, "a3": 420, "a0": 1189}


@pytest.fixture(autouse=True)
def _none_kept(shelf: Shelf) -> Iterator[None]:
    yield
    with transaction(shelf.settings.database_url) as session:
        forget_projects(session)


@pytest.fixture
def project(client: StrictClient) -> str:
    address = begin(client)
    act(client, address, "add-train", number="Y502", calls="大连 -- 21:26\n熊岳城 23:36 23:54\n盘锦 01:44 --")
    act(client, address, "add-train", number="Y504", calls=LONG.replace("次日01:00", "01:00+1"))
    return address


@pytest.mark.parametrize("paper", ["a4", "a3", "a0"])
def test_a_night_is_one_sheet_with_both_trains(client: StrictClient, project: str, paper: str) -> None:
    answer = client.get(f"{project}/diagram.pdf?train=Y502&paper={paper}")
    assert answer.mimetype == "application/pdf"
    first, *others = PdfReader(BytesIO(answer.data)).pages
    assert round(float(first.mediabox.width) / MM) == WIDE[paper]
    assert "Y502" in first.extract_text()
    assert "Y504" in first.extract_text()
    assert len(others) <= 1  # what is ringed


def test_a_longer_run_has_a_panel_for_each_half_day(client: StrictClient, project: str) -> None:
    svg = client.get(f"{project}/diagram.svg?train=Y504").get_data(as_text=True)
    titles = re.findall(r'class="graph-title"[^>]*>Y504  ([^<]+)<', svg)
    assert [title.split("  ")[-1] for title in titles] == ["10:00 – 18:00", "第 1 天 18:00 – 第 2 天 03:00"]


def test_timetables_for_crew_and_stations(client: StrictClient, project: str) -> None:
    text = "".join(
        page.extract_text() for page in PdfReader(BytesIO(client.get(f"{project}/timetable.pdf?train=Y502").data)).pages
    )
    assert "不是已经批准的时刻" in text
    book = load_workbook(BytesIO(client.get(f"{project}/timetable.xlsx?train=Y502").data))
    crew, *stations = book.worksheets
    rows = [[cell or "" for cell in row] for row in crew.iter_rows(values_only=True)]
    assert rows[1][:4] == ["大连", "", "21:26", "始发"]
    assert rows[-1][:4] == ["盘锦", "次日 01:44", "", "终到"]
    assert ["熊岳城", "23:36", "23:54", "18 分"] in [row[:4] for row in rows]
    assert len(stations) == 3
    last = [[cell or "" for cell in row] for row in stations[-1].iter_rows(values_only=True)]
    assert [row[0] for row in last[1:]] == ["Y504", "Y502"]


@pytest.mark.parametrize("file", ["diagram.doc", "timetable.svg", "diagram.pdf?train=Y999", "timetable.pdf"])
def test_what_there_is_not_is_said_so(client: StrictClient, project: str, file: str) -> None:
    assert client.get(f"{project}/{file}").status_code in (404, 422)


def test_a_train_whose_way_is_not_known_is_not_drawn(client: StrictClient, project: str) -> None:
    act(client, project, "add-train", number="Y506", calls="大连 -- 21:26\n世博园 23:50 --")
    for file in ("diagram.pdf", "timetable.pdf"):
        answer = client.get(f"{project}/{file}?train=Y506")
        assert answer.status_code == 422
        assert "走哪条线不清楚" in answer.get_data(as_text=True)
