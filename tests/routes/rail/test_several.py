"""A planner asks for several trains at once and gets all of them, or what to mend; the answer is a page to keep."""

from __future__ import annotations

import json
import re

import pytest

from planner.jobs import SEVERAL_WISH_JSON, load_job
from planner.jobs.job_types import JOB_TYPES
from planner.saved.results import SavedSeveral
from planner.settings import Settings
from planner.solving import SolveOptions
from planner.store import transaction
from tests.support.site import Shelf, StrictClient

TRAINS = "Y501: 大连@20:30-23:00 鞍山/5-20 沈阳@-08:00\nY502: 大连@20:30-21:00 沈阳@-21:10"


def ask(client: StrictClient, trains: str = TRAINS, **changed: str) -> tuple[int, str, str]:
    fields = {"flexible": "K682，k580", "shift": "5", "away": "", "possessions": ""} | changed
    answer = client.submit("/rail/several", "/rail/several", trains=trains, **fields)
    return answer.status_code, answer.get_data(as_text=True), answer.headers.get("Location", "")


def computed(settings: Settings, job_id: str) -> str:
    """The id of what that job finds, computed here and now."""
    with transaction(settings.database_url) as session:
        wish = SEVERAL_WISH_JSON.validate_json(load_job(session, job_id).payload)
    kind = JOB_TYPES["several"]
    checked = kind.compute(settings, wish, SolveOptions())
    with transaction(settings.database_url) as session:
        return kind.save(session, checked.result, checked.violations, None)  # type: ignore[union-attr]


@pytest.mark.thorough
def test_trains_are_queued_found_and_shown(client: StrictClient, english_client: StrictClient, shelf: Shelf) -> None:
    status, _, location = ask(client, possessions="沈阳-辽阳@11:00-13:00", away="K1")
    assert status == 422  # K1 is not published
    status, _, location = ask(client, possessions="沈阳-辽阳@11:00-13:00")
    assert status == 303
    job_id = location.rsplit("/", 1)[-1]
    assert "不要了，回去改" in client.get(location).get_data(as_text=True)
    found = computed(shelf.settings, job_id)
    text = client.get(f"/rail/several/{found}").get_data(as_text=True)
    assert "1 趟新车有运行线，1 趟没有。" in text
    assert "Y502 次：没有找到运行线" in text
    assert "公布的车一趟也不用挪" in text or "分钟。" in text
    assert len(re.findall(r"<tbody>", text)) == 1
    assert "Insert several trains at once" in english_client.get(f"/rail/several/{found}").get_data(as_text=True)
    again = re.search(r'href="(/rail/several\?[^"]+)"', text)
    assert again
    kept = client.get(again[1].replace("&amp;", "&")).get_data(as_text=True)
    assert "沈阳-辽阳@11:00-13:00" in kept
    assert "Y502: 大连@20:30-21:00" in kept
    with transaction(shelf.settings.database_url) as session:
        row = session.get(SavedSeveral, found)
        assert row is not None
        assert json.loads(row.texts)["shift"] == "5"


@pytest.mark.parametrize(
    ("changed", "reported"),
    [
        ({"trains": "Y501"}, "第 1 行：先写车次和冒号"),
        ({"trains": ""}, "f-trains"),
        ({"shift": "0"}, "请填 1 到 30 的数字"),
        ({"flexible": "K0"}, "f-flexible"),
        ({"away": "K682 K580"}, "只能先拿掉一趟车"),
        ({"possessions": "沈阳"}, "沈阳-辽阳@11:00-13:00"),
    ],
)
def test_faults_are_reported_and_nothing_is_lost(client: StrictClient, changed: dict[str, str], reported: str) -> None:
    status, text, _ = ask(client, **changed)
    assert status == 422
    assert reported in text
    assert "出错：" in text
    for typed in changed.values():
        assert typed in text
    assert "K682，k580" in text or "flexible" in changed


def test_trains_that_are_not_there_are_not_found(client: StrictClient) -> None:
    assert client.get("/rail/several/nothing").status_code == 404
