"""A departure from packages to the way: three are compared and one taken, the grid asks for changes, guests are ticked,
a delay plans the rest anew, the sheet needs no network, the figures add up."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from sqlmodel import Session, col, delete, select

from planner.itinerary.metrics import shown_times
from planner.jobs import Job
from planner.package.proposals import PROPOSAL_REQUEST_JSON, Package, PackageFigures, Proposed
from planner.saved import SavedProposal, keep_proposed, load_itinerary
from planner.store import transaction
from routes.formatters import clock
from tests.routes.agency.test_group import bring, made, opened, revision, text_of
from tests.routes.agency.test_sale import owner, quoted, site, sold
from tests.support.site import Shelf, StrictClient

__all__ = ["made", "owner", "quoted", "site", "sold"]
WAY = "46人，约72岁，两位坐轮椅"


@pytest.fixture(autouse=True)
def _no_jobs(shelf: Shelf) -> Iterator[None]:
    yield
    with transaction(shelf.settings.database_url) as session:
        session.execute(delete(Job).where(col(Job.kind).in_(("packages", "change"))))


def jobs_of(session: Session, kind: str) -> list[Job]:
    return list(session.exec(select(Job).where(Job.kind == kind)))


def test_packages_are_asked_for_the_whole_group_compared_and_one_is_taken(
    client: StrictClient, app: Flask, shelf: Shelf, made: str
) -> None:
    wrong = client.submit(f"{made}/packages", f"{made}/packages/find", days="0", theme="nostalgia", home="沈阳")
    assert wrong.status_code == 422
    bring(client, made, words=WAY)
    asked = client.submit(
        f"{made}/packages", f"{made}/packages/find", theme="nostalgia", home="沈阳", days="2",
        **{"start-1": "2027-05-11", "start-2": "2027-05-18"},
    )  # fmt: skip
    assert asked.status_code == 303
    assert "/plan/progress/" in asked.location
    with transaction(shelf.settings.database_url) as session:
        wish = PROPOSAL_REQUEST_JSON.validate_json(jobs_of(session, "packages")[0].payload)
        row = session.exec(select(SavedProposal).order_by(col(SavedProposal.asked_at).desc())).first()
        assert row is not None
        assert wish.wish.people == wish.party.people == 46
        assert wish.wish.profile == "wheelchair"
        assert wish.starts == (date(2027, 5, 11), date(2027, 5, 18))
        assert "没有找到" not in text_of(client, f"{made}/packages")
        packages = tuple(
            Package(tier, trip, "train", date(2027, 5, 11), PackageFigures(900 + fen, 300, fen, 4_600_000, ("toll",)))
            for tier, trip, fen in (("economy", shelf.changed, 0), ("premium", shelf.trip, 46_000))
        )  # type: ignore[arg-type]
        keep_proposed(session, row.id, Proposed(packages, 2, ((date(2027, 5, 11), "train"),), 46))  # type: ignore[arg-type]
    page = text_of(client, f"{made}/packages")
    assert "约 1000 元一人" in page
    assert 'name="days" inputmode="numeric" size="3" value="2"' in page  # what was asked for last, not the trip at hand
    assert 'value="2027-05-18"' in page
    assert "路桥费" in page  # what is not counted is named
    assert "100% 是估的" in page
    taken = client.submit(
        f"{made}/packages", f"{made}/trip", revision=revision(page), start="2027-05-11", **{"trip.id": shelf.changed}
    )
    assert taken.status_code == 303
    assert "正在用这一种" in text_of(client, f"{made}/packages")
    other = app.test_client()
    assert other.get(f"{made}/packages").status_code == 404


def test_whom_a_trip_does_not_suit_is_told_where_it_is_priced(client: StrictClient, made: str) -> None:
    bring(client, made, words="46人，10位坐轮椅")
    for step in ("group", "cost", "price", "quote", "sale"):
        page = text_of(client, f"{made}/{step}")
        assert re.search("客人走不了|不是按这么多人排的", page), step
        assert f'action="{made}/group/replan"' in page, step


def test_the_grid_asks_for_a_change_and_a_delay_for_the_rest(client: StrictClient, app: Flask, shelf: Shelf) -> None:
    made = opened(client, app, shelf)
    with transaction(shelf.settings.database_url) as session:
        place = load_itinerary(session, shelf.trip).days[0].visits[0].place.id
    dropped = client.submit(f"{made}/trip", f"{made}/change", place=place, kind="drop")
    assert dropped.status_code == 303
    with transaction(shelf.settings.database_url) as session:
        job = jobs_of(session, "change")[0]
        assert json.loads(job.payload)["edits"][0]["kind"] == "drop"
        job.state, job.result_id = "done", shelf.changed
    page = text_of(client, f"{made}/trip")
    assert "改好了，还没有换上" in page
    client.submit(f"{made}/trip", f"{made}/trip", revision=revision(page), **{"trip.id": shelf.changed})
    assert "改好了，还没有换上" not in text_of(client, f"{made}/trip")
    page = text_of(client, f"{made}/trip")
    client.submit(f"{made}/trip", f"{made}/history", revision=revision(page), step="trip", way="undo")
    assert "改好了，还没有换上" in text_of(client, f"{made}/trip")
    late = client.submit(f"{made}/tour", f"{made}/delay", day="1", now="quarter past")
    assert late.status_code == 422
    assert client.submit(f"{made}/tour", f"{made}/delay", day="1", now="11:40", place=place).status_code == 303
    with transaction(shelf.settings.database_url) as session:
        since = [json.loads(each.payload)["since"] for each in jobs_of(session, "change")]
    assert {"day": 1, "minute": 700, "place": place} in since


def test_grid_and_words_for_families_tell_the_times_of_the_sheet(client: StrictClient, shelf: Shelf, made: str) -> None:
    with transaction(shelf.settings.database_url) as session:
        visits = load_itinerary(session, shelf.trip).days[0].visits
    told = [clock(shown_times(visit)[0]) for visit in visits]
    pages = [text_of(client, f"{made}/{step}") for step in ("trip", "tour")]
    pages.append(client.get(f"{made}/guide.html").get_data(as_text=True))
    for page in pages:
        assert all(at in page for at in told)
        assert not [v.start for v in visits if v.start % 5 and clock(v.start) in page]


def test_guests_are_ticked_by_day_and_the_sheet_loads_nothing(client: StrictClient, made: str) -> None:
    bring(client, made, words="4人，约70岁")
    page = text_of(client, f"{made}/tour?day=2")
    assert "还差 4 位" in page
    one = client.submit(f"{made}/tour", f"{made}/tour", revision=revision(page), day="2", **{"here.p1": "1"})
    assert one.status_code == 303
    page = text_of(client, f"{made}/tour?day=2")
    assert "还差 3 位" in page
    all_of = {"all": "1", "here.p2": "1", "here.p3": "1"}
    client.submit(f"{made}/tour", f"{made}/tour", revision=revision(page), day="2", **all_of)
    assert "还差 2 位" in text_of(client, f"{made}/tour?day=2")
    assert "还差 4 位" in text_of(client, f"{made}/tour?day=1")
    sheet = client.get(f"{made}/guide.html")
    assert "attachment" in sheet.headers["Content-Disposition"]
    text = sheet.get_data(as_text=True)
    assert "客1" in text
    assert not re.search(r'(src|href)="(?!tel:|#)', text)


@pytest.mark.usefixtures("sold")
def test_figures_add_up_from_what_is_confirmed(owner: StrictClient) -> None:
    page = owner.get("/agency/figures")
    assert page.status_code == 200
    rows = list(csv.DictReader(io.StringIO(owner.get("/agency/figures.csv").get_data(as_text=True).lstrip("\ufeff"))))
    assert rows
    for row in rows:
        if row["毛利 元"]:
            fen = {name: round(100 * float(row[name])) for name in ("收入 元", "退团扣下 元", "成本 元", "毛利 元")}
            assert fen["毛利 元"] == fen["收入 元"] + fen["退团扣下 元"] - fen["成本 元"]
        assert int(row["确认"]) <= int(row["占了位子"]) <= int(row["最多人数"])
