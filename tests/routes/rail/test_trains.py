"""A planner asks for a silver train, sees it with its reasons, and finds other trains beside it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from planner.catalog import read_rail
from planner.jobs import Job, load_job, pending_job
from planner.jobs.job_types import JOB_TYPES, OthersFound
from planner.saved import CRUISE_REQUEST_JSON, load_saved_train, save_train
from planner.solving import SolveOptions
from planner.store import transaction
from planner.train.types import Cruise
from routes.jobs.pages import progress_text
from tests.support.calendar import MAY
from tests.support.site import Shelf, StrictClient

FIELDS = {
    "home": "沈阳", "days": "4", "start": MAY, "theme": "nostalgia", "profile": "gentle", "stock": "25T",
    "guests": "320", "musts": "大连、丹东", "bans": "", "assumes": "大连:water=yes",
}  # fmt: skip


def ask(client: StrictClient, **changed: str) -> Any:
    return client.submit("/rail/trains", "/rail/trains", **(FIELDS | changed))


def test_a_wish_is_queued_and_can_be_given_up(client: StrictClient, shelf: Shelf) -> None:
    answer = ask(client)
    assert answer.status_code == 303
    location = answer.headers["Location"]
    with transaction(shelf.settings.database_url) as session:
        wish = CRUISE_REQUEST_JSON.validate_json(load_job(session, location.rsplit("/", 1)[-1]).payload)
    assert (wish.musts, wish.stock, wish.assumes) == (("大连", "丹东"), "25T", ("大连:water=yes",))
    back = client.submit("/rail/trains", f"{location}/cancel")
    kept = client.get(back.headers["Location"]).get_data(as_text=True)
    assert "大连、丹东" in kept
    assert 'value="25T" checked' in kept


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("home", "北京", "没有“北京”这个城市"), ("days", "9", "天数要在 3 到 8 之间"),
        ("days", "many", "天数请填 3 到 8"), ("guests", "5", "人数要在 100 到 950 之间"),
        ("start", "soon", "出发日期请选一天"),
        ("start", "2020-01-01", "已经过去了"), ("theme", "gambling", "没有“gambling”这个主题"),
        ("stock", "TGV", "没有“TGV”这种车底"), ("musts", "大连、巴黎", "没有“巴黎”这个城市"),
        ("assumes", "大连:beer=yes", "看不懂"), ("profile", "superhuman", "这种腿脚"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_reported_and_nothing_is_lost(client: StrictClient, field: str, typed: str, said: str) -> None:
    answer = ask(client, **{field: typed})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in text
    assert typed in text
    assert f'href="#f-{field}"' in text


def test_the_page_tells_what_is_known_and_what_is_not(
    client: StrictClient, english_client: StrictClient, shelf: Shelf, cruise: Cruise
) -> None:
    text = client.get(f"/rail/trains/{shelf.train}").get_data(as_text=True)
    for each in cruise.not_called:
        assert f"<li>{each.city}：" in text
    for word in ("查不到", "线路使用费（估算）", "机车乘务", "坐轮椅", "找另外的方案", "运行图"):
        assert word in text
    english = english_client.get(f"/rail/trains/{shelf.train}").get_data(as_text=True)
    assert "Track access (estimate)" in english
    assert "points less" in english or "points" in english
    assert client.get("/rail/trains/nothing").status_code == 404
    assert client.submit("/rail/trains", "/rail/trains/nothing/others").status_code == 404


@pytest.mark.thorough
def test_others_are_looked_for_beside_it_and_reported_with_their_reasons(
    client: StrictClient, english_client: StrictClient, shelf: Shelf, cruise: Cruise
) -> None:
    with transaction(shelf.settings.database_url) as session:  # on the facts as they are now: mended meanwhile
        train = save_train(session, replace(cruise, facts_digest=read_rail(session).digest), ())
    page = f"/rail/trains/{train}"
    answer = client.submit(page, f"{page}/others")
    assert answer.headers["Location"] == f"{page}#beside"
    client.submit("/rail/trains", f"{page}/others", stop="yes")
    with transaction(shelf.settings.database_url) as session:
        assert pending_job(session, "others", json.dumps(train)) is None
    kind = JOB_TYPES["others"]
    checked = kind.compute(shelf.settings, train, SolveOptions())
    found = checked.result  # type: ignore[union-attr]
    assert isinstance(found, OthersFound)
    with transaction(shelf.settings.database_url) as session:
        kind.save(session, found, (), None)
        kept = load_saved_train(session, train).other_trains()
    assert kept is not None
    assert len(kept) == len(found.others) > 0
    text = client.get(page).get_data(as_text=True)
    for other in kept:
        assert f'href="/rail/trains/{other.trip}"' in text
        assert client.get(f"/rail/trains/{other.trip}").status_code == 200
    assert "for other trains" not in english_client.get(page).get_data(as_text=True)


def test_a_job_says_how_far_it_is(client: StrictClient) -> None:
    with client.application.test_request_context("/"):
        job = Job(id="x", kind="train", payload="", state="running", step="others", found=1, worth=10.0, bound=10.0)
        assert "第一个方案排好了" in progress_text(job)
        job.step = "choose"
        assert "停哪些城市" in progress_text(job)


def test_a_train_of_a_way_that_is_no_more_is_still_shown(client: StrictClient, shelf: Shelf, cruise: Cruise) -> None:
    """Facts change; what was planned on others has no estimate any more, and says so."""
    passings = tuple(replace(p, station="霍格沃茨") if n == 1 else p for n, p in enumerate(cruise.passings))
    with transaction(shelf.settings.database_url) as session:
        old = save_train(session, replace(cruise, passings=passings), ())
    answer = client.get(f"/rail/trains/{old}")
    assert answer.status_code == 200
    assert "算不出" in answer.get_data(as_text=True)
