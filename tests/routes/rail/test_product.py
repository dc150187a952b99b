"""A railway office publishes a train of its workbench: what is typed, what hinders it, what stations are asked for."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from openpyxl import load_workbook

from planner.product import load_version, published_of
from planner.settings import Settings
from planner.store import transaction
from tests.support.operators import become, logged_in
from tests.support.published import BUREAU, DAYS, bureau, forget_projects, on_the_bench
from tests.support.site import Shelf, StrictClient

TYPED = {
    "title": "红海滩慢游专列", "days": "、".join(day.isoformat() for day in DAYS),
    "count-lower": "40", "price-lower": "1280", "count-upper": "40个",
    "ashore-1-gentle": "坐车看红海滩", "ashore-1-steady": "走栈道", "override": "临时停运了对方车",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _none_kept(shelf: Shelf) -> Iterator[None]:
    yield
    with transaction(shelf.settings.database_url) as session:
        forget_projects(session)


@pytest.fixture
def project(own: Settings) -> str:
    with transaction(own.database_url) as session:
        return on_the_bench(session, bureau(session))


@pytest.fixture
def zhou(desk: Flask, project: str) -> StrictClient:  # noqa: ARG001  # with it comes the member
    """The office's planner, logged in."""
    return logged_in(desk, "zhou")


def publish(client: StrictClient, project: str, **fields: str) -> int:
    address = f"/rail/workbench/{project}/publish"
    page = client.get(f"{address}?train=Y501").get_data(as_text=True)
    number = re.search(r'name="number" value="(\d+)"', page)
    assert number
    return client.submit(
        f"{address}?train=Y501", address, train="Y501", number=number[1], **(TYPED | fields)
    ).status_code


def test_a_train_is_published_as_typed_and_once_more_with_what_was_typed(
    zhou: StrictClient, project: str, own: Settings
) -> None:
    page = f"/rail/workbench/{project}/publish?train=Y501"
    before = zhou.get(page).get_data(as_text=True)
    assert "停 8 小时 30 分钟" in before
    assert "ashore-1-gentle" in before
    assert "ashore-0" not in before
    assert publish(zhou, project) == 303
    after = zhou.get(page).get_data(as_text=True)
    assert "已经公布：第 1 版" in after
    assert "坐车看红海滩" in after
    with transaction(own.database_url) as session:
        row = published_of(session, project, "Y501")
        assert row
        kept = load_version(session, row.id, 1).product()
    assert [(each.kind, each.count, each.fen) for each in kept.berths] == [("lower", 40, 128_000), ("upper", 40, None)]
    assert kept.days == DAYS
    assert kept.calls[1].ashore == {"gentle": "坐车看红海滩", "steady": "走栈道"}
    assert bool(kept.conflicts) == bool(row.override)
    assert publish(zhou, project, days=DAYS[1].isoformat()) == 303
    assert "第 2 版" in zhou.get(page).get_data(as_text=True)


WRONG = (
    ({"title": ""}, "名称要写"), ({"days": "2020-05-11"}, "请写今天以后的日子"),
    ({"days": "五月"}, "请写今天以后的日子"),
    ({"count-lower": "四十几"}, "铺位数请写"), ({"price-lower": "1,2,3"}, "铺位价请写金额"),
    ({"count-lower": "", "count-upper": ""}, "请写有多少铺位"), ({"ashore-1-gentle": "看" * 201}, "最多写 200 个字"),
)  # fmt: skip


def test_what_cannot_be_is_told_and_nothing_is_lost(zhou: StrictClient, project: str, own: Settings) -> None:
    address = f"/rail/workbench/{project}/publish"
    for fields, told in WRONG:
        answer = zhou.submit(f"{address}?train=Y501", address, train="Y501", number="1", **(TYPED | fields))
        page = answer.get_data(as_text=True)
        assert (answer.status_code, told in page) == (422, True), told
        assert "走栈道" in page
    with transaction(own.database_url) as session:
        assert published_of(session, project, "Y501") is None


def test_no_longer_offered(zhou: StrictClient, project: str) -> None:
    page = f"/rail/workbench/{project}/publish?train=Y501"
    assert publish(zhou, project) == 303
    assert zhou.submit(page, f"/rail/workbench/{project}/close", train="Y501").status_code == 303
    assert "不再给新的旅行社看" in zhou.get(page).get_data(as_text=True)


def test_whoever_keeps_a_project_in_a_browser_is_told_to_log_in(client: StrictClient) -> None:
    made = str(client.submit("/rail/workbench", "/rail/workbench", name="我的").location)
    client.submit(made, f"{made}/add-train", base="1", number="Y501", calls="大连 -- 21:26\n盘锦 01:44 --", stock="25G")
    page = client.get(f"{made}/publish?train=Y501").get_data(as_text=True)
    assert "要用铁路单位的账号登录" in page
    answer = client.submit(f"{made}/publish?train=Y501", f"{made}/publish", train="Y501", number="2", **TYPED)
    assert answer.status_code == 422


def test_only_planners_of_a_railway_office_publish(desk: Flask, own: Settings, project: str) -> None:
    with transaction(own.database_url) as session:
        become(session, "guest", "viewer", BUREAU)
    client = logged_in(desk, "guest")
    assert publish(client, project) in (403, 422)
    with transaction(own.database_url) as session:
        assert published_of(session, project, "Y501") is None


def test_each_station_has_a_sheet_with_what_is_asked_and_what_nobody_knows(zhou: StrictClient, project: str) -> None:
    answer = zhou.get(f"/rail/workbench/{project}/requests.xlsx?train=Y501")
    book = load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == ["大连", "大连 → 盘锦", "盘锦"]
    rows = {row[0]: row for row in book["盘锦"].iter_rows(min_row=2, values_only=True)}
    assert rows["整列车停放"][1:4] == ("次日 08:00–次日 16:30", "至少 450 米", "不知道，要问车站")
    paper = zhou.get(f"/rail/workbench/{project}/requests.pdf?train=Y501")
    assert paper.data.startswith(b"%PDF")
    assert zhou.get(f"/rail/workbench/{project}/requests.doc?train=Y501").status_code == 404
    assert zhou.get(f"/rail/workbench/{project}/requests.pdf?train=Y7").status_code == 422
