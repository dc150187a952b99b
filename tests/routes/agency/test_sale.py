"""From a quote to a departure that is full: published only when nothing hinders it, booked, paid, cancelled."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlmodel import select

from planner.accounts import Office, change_office
from planner.clock import today
from planner.saved import load_itinerary as loaded
from planner.saved import save_itinerary
from planner.store import transaction
from routes import create_app
from tests.routes.agency.test_quotes import priced
from tests.support.database import copied_database
from tests.support.departures import Departure
from tests.support.operators import become, logged_in
from tests.support.site import Shelf, StrictClient, reader

SALE = {"sale.least": "10", "sale.most": "16", "sale.quota_twin": "7", "sale.quota_single": "2",
        "sale.deposit_fen": "500", "sale.instalments": "30:50、7:100"}  # fmt: skip
LI = {"name": "李阿姨", "phone": "13800001234", "people": "2", "twin": "1", "want": "option"}


@pytest.fixture(scope="module")
def site(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    own = copied_database(shelf.settings, tmp_path_factory.mktemp("sale"))
    with transaction(own.database_url) as session:
        for name, role in (("owner", "owner"), ("viewer", "viewer")):
            become(session, name, role, "甲社")  # type: ignore[arg-type]
        become(session, "operator")
        office = session.exec(select(Office).where(Office.name == "甲社")).one()
        change_office(session, office, "甲社", "L-LN-00000", "024-22896699")
    app = create_app(own)
    app.testing, app.test_client_class = False, StrictClient
    app.config["RATELIMIT_ENABLED"] = False
    return app


@pytest.fixture(scope="module")
def owner(site: Flask) -> StrictClient:
    return logged_in(site, "owner")


@pytest.fixture(scope="module")
def quoted(owner: StrictClient, shelf: Shelf) -> Departure:
    departure = priced(owner, shelf.trip)
    day = today() + timedelta(60)
    departure.save("trip", start=day.isoformat())
    departure.save("quote", **{"quote.override": "客人自己选的日子"})
    assert departure.save("quote", freeze="1").status_code == 303
    return departure


@pytest.fixture(scope="module")
def sold(quoted: Departure) -> Departure:
    assert quoted.save("sale", **SALE, **{"sale.override": "已和客人说明"}).status_code == 303
    assert quoted.save("sale", publish="1").status_code == 303
    return quoted


def act(departure: Departure, address: str, **fields: str):  # type: ignore[no-untyped-def]
    return departure.client.submit(f"{departure.address}/bookings", f"{departure.address}/bookings/{address}", **fields)


def test_what_hinders_publishing_is_told_with_what_to_do(client: StrictClient, shelf: Shelf) -> None:
    departure = Departure.made(client, shelf.trip, **{"group.people": "12"})
    answer = departure.save("sale", publish="1")
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    for words in ("要用旅行社的账号登录", "先出一版报价单", "请写最少几人成团", "件规范要做的事没有做到"):
        assert words in text
    assert "公布以后才有" in text


def test_an_open_duty_needs_a_reason(quoted: Departure) -> None:
    quoted.save("sale", **SALE, **{"sale.override": ""})
    answer = quoted.save("sale", publish="1")
    assert answer.status_code == 422
    assert "写明为什么照样收客" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("field", "typed"),
    [("sale.least", "0"), ("sale.most", "1e3"), ("sale.quota_twin", "-1"), ("sale.deposit_fen", "五百"),
     ("sale.instalments", "7:100、30:50"), ("sale.instalments", "30:120"), ("sale.override", "长" * 201)],
)  # fmt: skip
def test_slips_are_told_and_nothing_is_saved(quoted: Departure, field: str, typed: str) -> None:
    answer = quoted.save("sale", **{field: typed})
    assert answer.status_code == 422
    assert f'id="e-{field}"' in answer.get_data(as_text=True)


def test_a_departure_is_booked_paid_and_cancelled(sold: Departure) -> None:
    for words in ("正在收客", "照样收客的理由", "客人看到的网页"):
        assert words in sold.page("sale")
    page = sold.page("bookings")
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key
    for _ in range(3):  # pressed three times
        assert act(sold, "add", **LI, key=key[1]).status_code == 303
    page = sold.page("bookings")
    (number,) = re.findall(r'<tr id="b-(\w+)"', page)
    assert "占位" in page
    act(sold, number, act="confirm")
    page = sold.page("bookings")
    assert "已确认" in page
    assert "李阿姨(2)" in sold.page("group")
    assert "差 1000" in page  # two deposits
    for _ in range(2):
        act(sold, f"{number}/pay", kind="deposit", fen="1000", on=today().isoformat(), key="pay-once")
    page = sold.page("bookings")
    assert "1,000.00 / 1,000.00" in page
    assert "收退款（1 笔）" in page
    answer = act(sold, f"{number}/pay", kind="refund", fen="1000.01", on=today().isoformat(), key="x")
    assert answer.status_code == 422
    assert "最多还能记 1000 元" in answer.get_data(as_text=True)
    act(sold, number, act="cancel")
    page = sold.page("bookings")
    assert "已退" in page
    assert "扣 0 元" in page
    assert "李阿姨" not in sold.page("group")


def test_a_booking_that_cannot_be_is_told_and_what_was_typed_stays(sold: Departure) -> None:
    for field, typed, says in (
        ("phone", "12", "请写手机号"), ("people", "0", "请写整数"), ("people", "3", "房间里只有 2 个床位"),
        ("name", "", "称呼要写"), ("price", "1,2,3", "请写金额"),
    ):  # fmt: skip
        answer = act(sold, "add", **{**LI, "key": "k" * 43, field: typed})
        assert answer.status_code == 422
        text = answer.get_data(as_text=True)
        assert says in text
        assert f'value="{typed}"' in text


def test_who_finds_no_place_waits_and_is_promoted(sold: Departure) -> None:
    first = act(sold, "add", **{**LI, "people": "14", "twin": "7", "name": "大团", "key": "big"})
    assert first.status_code == 303
    act(sold, "add", **{**LI, "name": "赵叔叔", "key": "late"})
    page = sold.page("bookings")
    assert page.index("大团") < page.index("候补，先来的在前") < page.index("赵叔叔")
    number = re.findall(r'<tr id="b-(\w+)"', page)[0]
    act(sold, number, act="cancel")
    page = sold.page("bookings")
    assert "候补转来，请打电话" in page
    for each in re.findall(r'<tr id="b-(\w+)"', page):
        act(sold, each, act="cancel")


def test_an_older_person_reads_it_and_is_on_the_desk_once(sold: Departure, site: Flask) -> None:
    public = re.search(r'href="(/departures/\w+)"', sold.page("sale"))
    assert public
    senior = reader(site, "zh")
    assert public[1] in senior.get("/departures").get_data(as_text=True)
    text = senior.get(public[1]).get_data(as_text=True)
    for words in (
        "想参加，留个电话",
        "tel:+862422896699",
        "L-LN-00000",
        "我们从不问",
        "满 10 人才走",
        "没有达到老年旅游的规范",
    ):
        assert words in text
    assert "137.31" not in text  # no costs
    form = senior.get(f"{public[1]}/enquiry").get_data(as_text=True)
    key = re.search(r'name="key" value="([^"]+)"', form)
    assert key
    good = {"name": "孙阿姨", "phone": "13900001234", "people": "2", "preferred": "", "rooms": "twin", "agree": "yes"}
    places = {
        senior.submit(f"{public[1]}/enquiry", f"{public[1]}/enquiry", **good, key=key[1]).location for _ in range(3)
    }
    mended = {**good, "people": "3"}
    places.add(senior.submit(f"{public[1]}/enquiry", f"{public[1]}/enquiry", **mended, key=key[1]).location)
    assert len(places) == 1
    desk = sold.client.get("/agency/enquiries").get_data(as_text=True)
    assert desk.count('class="enquiry"') == 1
    assert "3 人" in desk
    number = places.pop().rpartition("/")[2]
    assert sold.client.submit("/agency/enquiries", "/agency/departures", enquiry=number).location.endswith("/bookings")
    sold.client.submit("/agency/enquiries", "/agency/departures", enquiry=number)
    page = sold.page("bookings")
    assert page.count("<tr id=") == 1 + page.count("已退")
    assert "双床房 1，单人间 1" in page


def test_a_bad_enquiry_about_a_departure_keeps_nothing(sold: Departure, site: Flask) -> None:
    public = re.search(r'href="(/departures/\w+)"', sold.page("sale"))
    assert public
    senior = reader(site, "en")
    assert senior.get(public[1]).status_code == senior.get("/departures").status_code == 200
    answer = senior.submit(
        f"{public[1]}/enquiry", f"{public[1]}/enquiry", name="", phone="", people="700", preferred=""
    )
    assert answer.status_code == 422
    assert senior.get("/departures/nothing").status_code == senior.get("/departures/nothing/enquiry").status_code == 404


def test_viewers_look_and_change_nothing(sold: Departure, site: Flask) -> None:
    looking = Departure(logged_in(site, "viewer"), sold.address)
    assert "名额" in looking.page("bookings")
    assert act(looking, "add", **LI, key="v" * 43).status_code == 403


def test_it_is_sold_on_another_day_too_without_its_people(sold: Departure) -> None:
    answer = sold.client.submit(
        f"{sold.address}/sale", f"{sold.address}/dates", start=(today() + timedelta(80)).isoformat()
    )
    other = Departure(sold.client, str(answer.location).rpartition("/")[0])
    assert (today() + timedelta(80)).isoformat() in other.page("trip")
    assert "还没有公布" in other.page("sale")
    assert sold.client.submit(f"{sold.address}/sale", f"{sold.address}/dates", start="2020-01-01").status_code == 422


def test_fewer_places_than_are_taken_are_refused_and_closing_takes_it_off_the_list(
    sold: Departure, site: Flask
) -> None:
    act(sold, "add", **{**LI, "people": "4", "twin": "2", "key": "four", "want": "confirmed"})
    sold.save("sale", **{"sale.most": "3", "sale.least": "2"})
    answer = sold.save("sale", publish="1")
    assert answer.status_code == 422
    assert "最多人数不能少于" in answer.get_data(as_text=True)
    sold.save("sale", **{"sale.most": "16"})
    assert sold.client.submit(f"{sold.address}/trip", f"{sold.address}/remove").location.endswith("/bookings")
    assert sold.save("sale", close="1").status_code == 303
    senior, public = reader(site, "zh"), re.search(r'href="(/departures/\w+)"', sold.page("sale"))
    assert public
    assert public[1] not in senior.get("/departures").get_data(as_text=True)
    assert "不再收人了" in senior.get(public[1]).get_data(as_text=True)
    assert senior.get(f"{public[1]}/enquiry").status_code == 404


def test_enquiries_have_an_owner_notes_and_a_time_and_two_members_are_told(
    owner: StrictClient, site: Flask, shelf: Shelf
) -> None:
    """The operator passes one on to the office, whose members work on it."""
    with transaction(site.config["SILVERWAY"].database_url) as session:
        trip = save_itinerary(session, loaded(session, shelf.trip), ())
    good = {"name": "周阿姨", "phone": "13700001234", "people": "200", "preferred": "", "agree": "yes"}
    page = f"/trips/{trip}/enquiry"
    number = str(reader(site, "zh").submit(page, page, **good).location).rpartition("/")[2]
    operator = logged_in(site, "operator")
    with transaction(site.config["SILVERWAY"].database_url) as session:
        office = session.exec(select(Office.id).where(Office.name == "甲社")).one()
    desk = "/agency/enquiries"
    assert "周阿姨" in operator.get(desk).get_data(as_text=True)
    assert "周阿姨" not in owner.get(desk).get_data(as_text=True)
    operator.submit(desk, f"{desk}/{number}/pass", office=office)
    assert "周阿姨" not in operator.get(desk).get_data(as_text=True)
    assert owner.submit(desk, f"{desk}/{number}/pass", office=office).status_code == 403
    text = owner.get(desk).get_data(as_text=True)
    assert "200 人" in text
    noted = {"revision": "2", "status": "talking", "owner": "owner", "notes": "女儿接的", "call_at": "2026-01-02T09:00"}
    assert owner.submit(desk, f"{desk}/{number}/note", **noted).status_code == 303
    text = owner.get(desk).get_data(as_text=True)
    assert 'value="女儿接的"' in text
    assert 'value="2026-01-02T09:00"' in text
    assert "该打电话了" in text
    assert owner.submit(desk, f"{desk}/{number}/note", **noted).status_code == 409
    assert (
        owner.submit(desk, f"{desk}/{number}/note", **{**noted, "revision": "3", "notes": "长" * 1001}).status_code
        == 422
    )
    owner.submit(desk, f"{desk}/{number}/note", **{**noted, "revision": "3", "status": "closed"})
    assert "周阿姨" not in owner.get(desk).get_data(as_text=True)
    assert "周阿姨" in owner.get(f"{desk}?status=closed").get_data(as_text=True)
