"""Another program opens a departure, prices, quotes and sells it, and brings its people: as the desk does."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from planner.accounts import Who, change_office, load_office
from planner.clock import today
from planner.jobs.records import claim, finish, load_job
from planner.package.proposals import Package, PackageFigures, Proposed
from planner.saved import keep_proposed, newest_proposal
from planner.store import transaction
from routes import create_app
from tests.support.api import ApiSite, Program

PEOPLE = [
    {"name": "王秀英", "sex": "女", "born": "1954-03-12", "phone": "13800001234", "room_with": "李国强"},
    {"name": "李国强", "sex": "男", "born": "1951-11-05"},
]
BOOKER = {"name": "李阿姨", "phone": "13800001234", "people": 2, "twin": 1}


@pytest.fixture(scope="module")
def program(api_site: ApiSite) -> Program:
    with transaction(api_site.settings.database_url) as session:
        change_office(session, load_office(session, api_site.office), "甲社", "L-LN-00000", "024-22896699")
    app = create_app(api_site.settings)
    app.testing = False
    app.config["RATELIMIT_ENABLED"] = False
    return Program(app, api_site.program().token)


@pytest.fixture(scope="module")
def address(program: Program, api_site: ApiSite) -> str:
    made = program.post("/departures", {"trip": api_site.ids["trip_id"]}, Idempotency_Key="open")
    assert made.status_code == 201
    again = program.post("/departures", {"trip": api_site.ids["trip_id"]}, Idempotency_Key="open")
    assert again.headers["Location"] == made.headers["Location"]
    return str(made.headers["Location"]).removeprefix("/api/v1")


def fill(program: Program, address: str, step: str, **values: str) -> Any:
    """The departure after these values of a step were kept."""
    revision = program.get(address).get_json()["revision"]
    sent = {name.replace("__", "."): text for name, text in values.items()}
    answer = program.ask("PUT", f"{address}/steps/{step}", {"revision": revision, "values": sent})
    assert answer.status_code == 200, answer.get_json()
    return answer.get_json()


@pytest.fixture(scope="module")
def quoted(program: Program, address: str) -> str:
    """Filled in so far that it can be sold."""
    day = (today() + timedelta(60)).isoformat()
    fill(program, address, "trip", title="大连两日", start=day, group__people="12")
    unknown = program.get(f"{address}/costs").get_json()["unknown"]
    fill(program, address, "cost", **dict.fromkeys((f"cost.{key}.fen" for key in unknown), "137.31"))
    fill(program, address, "price", **{"price.rate_bp": "18"})
    assert program.post(f"{address}/quotes", {}).get_json()["values"][0]["where"] == "freeze"  # no licence yet
    fill(program, address, "quote", **{
        "quote.agency": "甲社", "quote.licence": "L-LN-00000", "quote.phone": "024", "quote.override": "客人选的",
    })  # fmt: skip
    return address


def test_prices_are_those_of_the_ledger_and_a_quote_opens_by_its_link(program: Program, quoted: str) -> None:
    costs = program.get(f"{quoted}/costs").get_json()
    assert costs["complete"]
    assert costs["total_fen"] == sum(
        (-1 if each["line"]["minus"] else 1) * each["line"]["total_fen"] for each in costs["lines"]
    )
    price = costs["price"]
    assert price["total_fen"] == price["cost_fen"] + price["markup_fen"] + price["rounding_fen"]
    made = program.post(f"{quoted}/quotes", {})
    assert (made.status_code, made.get_json()["version"]) == (201, 1)
    assert made.get_json()["shown"]["head_fen"] == price["head_fen"]
    page = program.app.test_client().get(urlsplit(made.get_json()["address"]).path)
    assert page.status_code == 200
    assert "大连两日" in page.get_data(as_text=True)
    assert program.get(quoted).get_json()["quotes"] == [1]


def test_it_is_sold_booked_paid_and_cancelled(program: Program, quoted: str) -> None:
    if not program.get(quoted).get_json()["quotes"]:
        program.post(f"{quoted}/quotes", {})
    hindered = program.post(f"{quoted}/offer", {})
    assert (hindered.status_code, hindered.get_json()["values"][0]["where"]) == (422, "publish")
    assert program.get(f"{quoted}/bookings").status_code == 404
    fill(program, quoted, "sale", **{
        "sale.least": "10", "sale.most": "12", "sale.quota_twin": "2", "sale.deposit_fen": "500",
        "sale.override": "说明了",
    })  # fmt: skip
    assert program.post(f"{quoted}/offer", {}).get_json()["offer"]["left"] == {"people": 12, "twin": 2}
    made = program.post(f"{quoted}/bookings", BOOKER, Idempotency_Key="li")
    assert (made.status_code, made.get_json()["status"]) == (201, "option")
    again = program.post(f"{quoted}/bookings", BOOKER, Idempotency_Key="li")
    assert again.get_json()["id"] == made.get_json()["id"]
    booking = f"{quoted}/bookings/{made.get_json()['id']}"
    assert program.post(booking, {"act": "confirm"}).get_json()["status"] == "confirmed"
    pay = {"kind": "deposit", "fen": 100_000, "on": today().isoformat()}
    for _ in range(2):  # the line broke, and it was sent again
        paid = program.post(f"{booking}/payments", pay, Idempotency_Key="pay").get_json()
    assert (paid["paid_fen"], len(paid["payments"])) == (100_000, 1)
    other = program.post(f"{quoted}/bookings", BOOKER | {"people": 4, "twin": 2}).get_json()
    assert other["status"] == "waiting"
    full = program.post(f"{quoted}/bookings/{other['id']}", {"act": "confirm"})
    assert (full.status_code, "只剩 1" in full.get_json()["detail"]) == (409, True)
    assert program.ask("DELETE", quoted).status_code == 409  # somebody has booked
    gone = program.post(booking, {"act": "cancel"}).get_json()
    assert (gone["status"], gone["fee_fen"]) == ("cancelled", 0)
    items = program.get(f"{quoted}/bookings").get_json()["items"]
    assert [each["status"] for each in items] == ["cancelled", "option"]  # who waited has the places now
    months = program.get("/figures").get_json()["months"]
    assert [one["title"] for month in months for one in month["departures"]] == ["大连两日"]
    assert program.ask("DELETE", f"{quoted}/offer").status_code == 204
    assert not program.get(quoted).get_json()["offer"]["is_open"]


def test_the_same_is_opened_on_another_day(program: Program, quoted: str) -> None:
    day = (today() + timedelta(81)).isoformat()
    made = program.post(f"{quoted}/dates", {"start": day}, Idempotency_Key="date").get_json()
    assert program.post(f"{quoted}/dates", {"start": day}, Idempotency_Key="date").get_json()["id"] == made["id"]
    before = program.get(quoted).get_json()["inputs"]
    assert made["inputs"] == {name: value for name, value in before.items() if name != "sale.override"} | {"start": day}
    assert (made["quotes"], made["offer"]) == ([], None)
    assert program.post(f"{quoted}/dates", {"start": "2020-01-01"}).status_code == 422


def test_jobs_are_listed_and_asked_for_again(program: Program, api_site: ApiSite) -> None:
    job = api_site.ids["job_id"]
    assert job in {each["id"] for each in program.get("/jobs").get_json()["waiting"]}
    assert program.post(f"/jobs/{job}", {}).status_code == 404  # it waits
    assert program.ask("DELETE", f"/jobs/{job}").status_code == 204
    assert job in {each["id"] for each in program.get("/jobs").get_json()["ended"]}
    again = program.post(f"/jobs/{job}", {})
    assert (again.status_code, again.get_json()["state"]) == (202, "queued")
    other = Program(program.app, api_site.program(office=api_site.other).token)
    assert other.get("/jobs").get_json()["waiting"] == []
    assert other.post(f"/jobs/{job}", {}).status_code == 404
    program.ask("DELETE", f"/jobs/{again.get_json()['id']}")


def test_what_two_change_at_once_is_merged_or_refused(program: Program, address: str) -> None:
    revision = program.get(address).get_json()["revision"]

    def put(**values: str) -> Any:
        return program.ask("PUT", f"{address}/steps/trip", {"revision": revision, "values": values})

    assert put(title="甲").status_code == 200
    assert put(**{"group.people": "14"}).get_json()["inputs"]["title"] == "甲"
    late = put(title="乙")
    assert (late.status_code, late.get_json()["code"]) == (409, "overtaken")
    assert put(start="哪天").get_json()["values"][0]["where"] == "start"
    assert program.ask("PUT", f"{address}/steps/none", {"revision": 1, "values": {}}).status_code == 404
    now = program.get(address).get_json()["revision"]
    assert program.post(f"{address}/history", {"revision": now - 1, "way": "undo"}).status_code == 409
    assert program.post(f"{address}/history", {"revision": now, "way": "undo"}).get_json()["inputs"]["title"] == "甲"


def test_people_come_as_rows_are_roomed_and_printed(program: Program, api_site: ApiSite) -> None:
    made = program.post("/departures", {"trip": api_site.ids["trip_id"]})
    address = str(made.headers["Location"]).removeprefix("/api/v1")
    people = f"{address}/people"
    looked = program.ask("PUT", people, {"people": [*PEOPLE, {"name": "孙兰", "phone": "12"}], "look": True}).get_json()
    assert [each["column"] for each in looked["faults"]] == ["phone"]
    before = program.get(people)
    assert before.get_json()["people"] == []
    kept = program.ask("PUT", people, {"people": PEOPLE}, If_Match=before.headers["ETag"])
    assert [each["cells"]["name"] for each in kept.get_json()["people"]] == ["王秀英", "李国强"]
    assert program.ask("PUT", people, {"people": []}, If_Match=before.headers["ETag"]).status_code == 412
    assert program.ask("PUT", people, {"people": [{"shoe": "43"}]}).get_json()["values"][0]["where"] == "shoe"
    mended = program.ask("PUT", f"{people}/p2", {"cells": {"phone": "13900001234"}}).get_json()
    assert mended["people"][1]["cells"]["phone"] == "+86 139 0000 1234"
    roomed = fill(program, address, "rooms", allocate="1")
    assert len(roomed["inputs"]["rooms.plan"]["rooms"]) == 1
    told = program.get(f"{address}/allocation").get_json()
    assert sorted(told["rooms"]["rooms"][0]["people"]) == ["p1", "p2"]
    manifest = program.get(f"{address}/papers/manifest.csv")
    rows = list(csv.reader(io.StringIO(manifest.get_data(as_text=True).lstrip("\ufeff"))))
    assert [row[1] for row in rows[1:]] == ["王秀英", "李国强"]
    looking = Program(program.app, api_site.program("people:read").token)
    assert looking.get(f"{address}/papers/rooming.csv").status_code == 200
    assert looking.get(f"{address}/papers/manifest.csv").status_code == 403
    assert program.ask("DELETE", f"{people}/p2").status_code == 204
    assert len(program.get(people).get_json()["people"]) == 1
    assert program.ask("DELETE", address).status_code == 204
    assert program.get(address).status_code == 404


def test_packages_are_searched_for_by_a_job_that_leads_to_them(
    program: Program, address: str, api_site: ApiSite
) -> None:
    start = (today() + timedelta(30)).isoformat()
    wish = {"theme": "nostalgia", "home": "沈阳", "days": 2, "starts": [start]}
    assert program.post(f"{address}/packages", wish | {"starts": ["2020-01-01"]}).status_code == 422
    fill(program, address, "trip", group__people="12")
    queued = program.post(f"{address}/packages", wish, Idempotency_Key="find")
    assert queued.status_code == 202
    assert program.get(f"{address}/packages").get_json()["packages"] == []
    with transaction(api_site.settings.database_url) as session:  # as a worker would
        who = Who(name="x", role="planner", office=api_site.office)
        row = newest_proposal(session, address.rpartition("/")[2], who)
        assert row is not None
        figures = PackageFigures(10, 20, 30, 40)
        package = Package("economy", api_site.ids["trip_id"], "coach", today() + timedelta(30), figures)
        keep_proposed(session, row.id, Proposed((package,), 1, (), 12))
        job = load_job(session, row.job)
        job.priority = -100
    with transaction(api_site.settings.database_url) as session:
        claimed = claim(session, "test")
        assert claimed is not None
        assert claimed.kind == "packages"
        finish(session, claimed.id, "test", row.id)
    done = program.get(f"/jobs/{queued.get_json()['id']}").get_json()
    assert done["state"] == "done"
    found = program.get(done["result"].removeprefix("/api/v1")).get_json()
    assert (found["people"], found["packages"][0]["package"]["tier"]) == (12, "economy")
    assert program.get(found["packages"][0]["address"].removeprefix("/api/v1")).status_code == 200


def test_webhooks_tell_of_bookings_without_who_booked(program: Program, quoted: str, api_site: ApiSite) -> None:
    made = program.post("/webhooks", {"url": "https://shop.example/", "events": ["booking.made", "booking.cancelled"]})
    assert made.status_code == 201
    assert made.get_json()["secret"]
    hook = f"/webhooks/{made.get_json()['number']}"
    assert program.get("/webhooks").get_json()["items"][0]["secret"] is None
    if not program.get(quoted).get_json()["offer"]:
        program.post(f"{quoted}/quotes", {})
        fill(program, quoted, "sale", **{"sale.least": "1", "sale.most": "12", "sale.override": "说明了"})
    program.post(f"{quoted}/offer", {})
    booking = program.post(f"{quoted}/bookings", BOOKER).get_json()["id"]
    program.post(f"{quoted}/bookings/{booking}", {"act": "confirm"})
    program.post(f"{quoted}/bookings/{booking}", {"act": "cancel"})
    told, cursor = list[Any](), ""
    while cursor is not None:
        page = program.get(f"{hook}/deliveries?limit=1&cursor={cursor}").get_json()
        told, cursor = told + page["items"], page["next"]
    assert [each["event"] for each in told] == ["booking.cancelled", "booking.made"]
    body = json.loads(told[0]["body"])
    assert body["data"] == {
        "departure": quoted.rpartition("/")[2], "booking": booking, "status": "cancelled", "people": 2
    }  # fmt: skip
    assert "李阿姨" not in told[1]["body"]
    assert program.post(f"{hook}/deliveries/{told[0]['id']}", {}).status_code == 202
    assert program.post(f"{hook}/deliveries", {}).get_json()["event"] == "ping"
    other = Program(program.app, api_site.program(office=api_site.other).token)
    assert other.get(f"{hook}/deliveries").status_code == other.ask("DELETE", hook).status_code == 404
    assert program.post("/webhooks", {"url": "https://127.0.0.1/", "events": ["job.ended"]}).status_code == 422
    assert program.ask("DELETE", hook).status_code == 204
