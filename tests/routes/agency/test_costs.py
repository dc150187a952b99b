"""The costs and the price of a departure as its pages show and change them."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.support.departures import Departure
from tests.support.site import Shelf, StrictClient, reader


@pytest.fixture
def departure(client: StrictClient, shelf: Shelf) -> Departure:
    return Departure.made(client, shelf.trip, **{"group.people": "46"})


def test_every_price_nobody_gave_is_unknown_and_in_no_sum(departure: Departure) -> None:
    text = departure.page("cost")
    unknown = re.findall(r'name="cost\.([^"]+)\.fen"[^>]*data-unknown', text)
    assert {"guide", "meal.staff", "liability", "insurance.unknown"} <= set(unknown)
    assert any(key.startswith("room.twin.") for key in unknown)
    assert any(key.startswith("coach.") for key in unknown)
    assert f"待补价格 {len(unknown)} 项" in text
    assert f"{len(unknown)} 项价格未知" in text  # in the list of steps
    assert "一致" in text


def test_a_typed_price_is_counted_with_its_source_and_date(departure: Departure) -> None:
    assert departure.save("cost", **{"cost.guide.fen": "400", "cost.guide.source": "asked"}).status_code == 303
    text = departure.page("cost")
    assert "800.00" in text  # two days
    assert '<option value="asked" selected>' in text
    assert re.search(r'name="cost\.guide\.on" value="20\d\d-\d\d-\d\d"', text)


@pytest.mark.parametrize("typed", ["1,2,3", "1e3", "-5", "0.001", "三百", "NaN", "99999999999"])
def test_an_amount_that_cannot_be_meant_is_told_at_its_field(departure: Departure, typed: str) -> None:
    answer = departure.save("cost", **{"cost.guide.fen": typed})
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert "单价请写金额" in text
    assert f'value="{typed}"' in text
    assert "800.00" not in departure.page("cost")


def test_a_price_of_nothing_is_a_price(departure: Departure) -> None:
    departure.save("cost", **{"cost.guide.fen": "0"})
    assert "cost.guide.fen" in departure.page("cost")
    assert not re.search(r'name="cost\.guide\.fen"[^>]*data-unknown', departure.page("cost"))


def test_a_price_is_filled_into_unknown_lines_of_its_kind_on_purpose(departure: Departure) -> None:
    departure.save("cost", **{"cost.meal.lunch.d1.fen": "55"})
    assert re.search(r'name="cost\.meal\.lunch\.d2\.fen"[^>]*data-unknown', departure.page("cost"))
    departure.save("cost", fill="meal.lunch.d1")
    assert not re.search(r'name="cost\.meal\.lunch\.d2\.fen"[^>]*data-unknown', departure.page("cost"))


def test_lines_of_ones_own_and_vouchers(departure: Departure) -> None:
    departure.save("cost", add_own="1")
    departure.save("cost", **{
        "own.o1.name": "消费券", "own.o1.per": "guest", "own.o1.voucher": "1", "cost.own.o1.fen": "50",
    })  # fmt: skip
    assert "−2,300.00" in departure.page("cost")
    departure.save("cost", drop_own="o1")
    assert "消费券" not in departure.page("cost")


def test_remembered_prices_come_with_their_date_and_only_on_purpose(client: StrictClient, shelf: Shelf) -> None:
    first = Departure.made(client, shelf.trip, title="去年那一趟", **{"group.people": "30"})
    first.save("cost", **{"cost.guide.fen": "380", "cost.guide.source": "contract", "cost.guide.on": "2026-05-01"})
    second = Departure.made(client, shelf.trip, **{"group.people": "46"})
    text = second.page("cost")
    assert "上次：去年那一趟，2026-05-01" in text
    assert re.search(r'name="cost\.guide\.fen"[^>]*data-unknown', text)
    second.save("cost", take="guide|remembered")
    text = second.page("cost")
    assert 'name="cost.guide.on" value="2026-05-01"' in text
    assert '<option value="estimate" selected>' in text


def test_the_supplier_book_offers_contracts_in_their_season(client: StrictClient, shelf: Shelf) -> None:
    first = Departure.made(client, shelf.trip, **{"group.people": "30"})
    first.save("cost", **{
        "cost.guide.fen": "410", "cost.guide.source": "contract", "cost.guide.on": "2026-10-01",
        "cost.guide.supplier": "海韵地接", "cost.guide.valid_to": "2099-12-31", "cost.guide.free_per": "16",
    })  # fmt: skip
    first.save("cost", book="guide")
    book = client.get("/agency/suppliers").get_data(as_text=True)
    assert "海韵地接" in book
    second = Departure.made(client, shelf.trip, **{"group.people": "46"})
    (offer,) = set(re.findall(r'value="(guide\|term-[^"]+)"', second.page("cost")))
    second.save("cost", take=offer)
    assert 'name="cost.guide.supplier" value="海韵地接"' in second.page("cost")
    term = offer.partition("term-")[2]
    client.submit("/agency/suppliers", "/agency/suppliers", term=term)
    assert "海韵地接" not in client.get("/agency/suppliers").get_data(as_text=True)


def test_other_coaches_are_compared_and_chosen(departure: Departure) -> None:
    text = departure.page("cost")
    assert 'value="33+33"' in text
    departure.save("cost", **{"set.mix": "33+33"})
    assert "现在 33 + 33 座" in departure.page("cost")
    departure.save("cost", **{"set.mix": ""})
    assert "现在 56 座" in departure.page("cost")


def test_a_line_not_needed_is_kept_in_sight(departure: Departure) -> None:
    departure.save("cost", **{"cost.liability.off": "1"})
    text = departure.page("cost")
    assert "不用的" in text
    assert not re.search(r'name="cost\.liability\.fen"', text)


def test_the_price_is_made_of_costs_markup_and_rounding(departure: Departure) -> None:
    departure.save("cost", **{"cost.guide.fen": "4600"})
    before = departure.page("price")
    assert "暂定" in before
    departure.save("price", **{"price.rate_bp": "12.5 %", "price.round_yuan": "5"})
    text = departure.page("price")
    assert "全团收入" in text
    assert '<svg class="chart"' in text
    assert len(re.findall(r'<th scope="row" class="number">', text)) == 51
    assert "到 47 人要换成 33 + 33 座" in text


@pytest.mark.parametrize(
    ("field", "typed"), [("price.rate_bp", "101"), ("price.rate_bp", "x"), ("price.target_fen", "1e3"),
                         ("price.child_below", "130")],
)  # fmt: skip
def test_terms_that_cannot_be_meant_are_told(departure: Departure, field: str, typed: str) -> None:
    assert departure.save("price", **{field: typed}).status_code == 422


def test_both_steps_read_in_english(app: Flask, shelf: Shelf) -> None:
    departure = Departure.made(reader(app, "en"), shelf.trip, **{"group.people": "46"})
    departure.save("cost", add_own="1")
    departure.save("cost", **{"own.o1.name": "Flowers", "cost.own.o1.fen": "10"})
    assert "Unknown" in departure.page("cost")
    assert "Price a head" in departure.page("price")
    assert departure.save("cost", **{"cost.guide.fen": "x"}).status_code == 422
    assert "Supplier book" in departure.client.get("/agency/suppliers").get_data(as_text=True)


def test_no_price_stands_in_an_address(departure: Departure) -> None:
    answer = departure.save("cost", **{"cost.guide.fen": "456.78"})
    assert "456" not in answer.location
    assert "456.78" not in departure.page("trip")
