"""An agency chooses a trip, fills in its group and prices, and gets a package it can print, keep and send on."""

from __future__ import annotations

import csv
import io

import pytest

from tests.support.site import Shelf, StrictClient, read_strictly, text_of

GROUP = "from_60=12&from_65=10&from_70=8&from_75=4&companions=2&wheelchairs=1&singles=2"
PRICES = "room_fen=320&coach_fen=1200&rail_fen=150&meal_fen=45&guide_fen=400&insurance_fen=15"


def page(client: StrictClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def test_a_ready_made_trip_leads_to_its_package(client: StrictClient, shelf: Shelf) -> None:
    assert f'href="/agency/trips/{shelf.trip}"' in page(client, "/agency/")


@pytest.mark.parametrize("typed", ["{trip}", " {trip} ", "http://127.0.0.1:8000/trips/{trip}", "/trips/{trip}/"])
def test_a_trip_is_found_by_its_number_or_address(client: StrictClient, shelf: Shelf, typed: str) -> None:
    answer = client.get("/agency/", query_string={"trip": typed.format(trip=shelf.trip)})
    assert answer.status_code == 302
    assert answer.location == f"/agency/trips/{shelf.trip}"


def test_a_number_nobody_knows_is_said_and_kept(client: StrictClient) -> None:
    text = page(client, "/agency/?trip=nothing", 422)
    assert "没有编号是“nothing”的行程" in text
    assert 'value="nothing"' in text


def test_a_trip_nobody_knows_has_no_package(client: StrictClient) -> None:
    page(client, "/agency/trips/nothing", 404)


def test_the_form_comes_first_and_nothing_is_priced(client: StrictClient, shelf: Shelf) -> None:
    text = page(client, f"/agency/trips/{shelf.trip}")
    assert "填人数和价格" in text
    assert "成本明细" not in text


def test_a_group_gets_its_package(client: StrictClient, shelf: Shelf) -> None:
    text = page(client, f"/agency/trips/{shelf.trip}?{GROUP}&room_fen=320")
    tree = read_strictly(text)
    lines = [[text_of(cell) for cell in row] for row in tree.iter("tr")]
    hotel = next(cells for cells in lines if cells[0].startswith("住宿"))
    assert hotel[1:4] == ["20 间 × 1 晚", "320 元", "6,400 元"]  # 1 step-free, 16 twin, 2 single, 1 for the guide
    guide = next(cells for cells in lines if cells[0] == "全程导游")
    assert guide[3:] == ["未算", "未填"]
    assert "合计里不含：" in text
    assert "合计（至少）" in text
    assert "45 座大巴 1 辆，每辆最多坐 38 人" in text
    assert "75岁及以上的老人，信息要由成年直系亲属签字确认。" in text
    assert 'value="12"' in text  # kept for changing


def test_all_prices_given_makes_the_total_whole_or_names_the_tickets(client: StrictClient, shelf: Shelf) -> None:
    text = page(client, f"/agency/trips/{shelf.trip}?{GROUP}&{PRICES}")
    left_out = "合计里不含：没查到票价的门票。" in text
    assert left_out == ("合计（至少）" in text)


def test_a_slip_is_reported_at_its_field_and_the_rest_is_kept(client: StrictClient, shelf: Shelf) -> None:
    text = page(client, f"/agency/trips/{shelf.trip}?from_60=12&from_65=many&room_fen=320", 422)
    assert "<title>出错：" in text
    assert text.count("“65–69 岁”请填整数，例如 12。没有就空着。") == 2  # in the summary and at the field
    assert 'value="many"' in text
    assert 'value="320"' in text
    assert "成本明细" not in text


def test_the_package_reads_in_english(english_client: StrictClient, shelf: Shelf) -> None:
    text = page(english_client, f"/agency/trips/{shelf.trip}?{GROUP}&room_fen=320")
    assert "rooms: 20 × nights: 1" in text
    page(english_client, f"/agency/trips/{shelf.trip}?from_60=x&room_fen=y&singles=-", 422)
    page(english_client, f"/agency/trips/{shelf.trip}?from_60=700", 422)
    page(english_client, f"/agency/trips/{shelf.trip}?from_60=200&{PRICES}&coach_seats=20")


def test_the_costing_is_downloaded_as_it_is_shown(client: StrictClient, shelf: Shelf) -> None:
    answer = client.get(f"/agency/trips/{shelf.trip}/costing.csv?{GROUP}&room_fen=320")
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    assert shelf.trip in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert rows[0][0] == "项目"
    assert any(row[0].startswith("住宿") and row[4] == "6400.00" for row in rows)


def test_there_is_no_costing_without_a_group(client: StrictClient, shelf: Shelf) -> None:
    assert client.get(f"/agency/trips/{shelf.trip}/costing.csv").status_code == 404
    assert client.get(f"/agency/trips/{shelf.trip}/costing.csv?from_60=x").status_code == 404
