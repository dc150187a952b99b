"""Quotes: refused with unknown prices, frozen when made, shown to customers without costs, recounted in a workbook."""

from __future__ import annotations

import ast
import io
import operator
import re
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.support.departures import Departure
from tests.support.site import Shelf, StrictClient, reader

AGENCY = {"quote.agency": "慢行旅行社", "quote.licence": "L-LN-00000", "quote.phone": "024-0000 0000"}
UNIT = "137.31"  # of nearly every line, so that it can be looked for


def priced(client: StrictClient, trip: str) -> Departure:
    departure = Departure.made(client, trip, title="大连五日", **{"group.people": "46", "group.singles": "2"})
    text = departure.page("cost")
    unknown = re.findall(r'name="(cost\.[^"]+\.fen)"[^>]*data-unknown', text)
    departure.save("cost", **{"set.contingency_bp": "2", **dict.fromkeys(unknown, UNIT)})
    first = unknown[0].removesuffix("fen")
    departure.save("cost", **{first + "free_per": "16", first + "commission_bp": "3"})
    departure.save("price", **{"price.rate_bp": "18"})
    departure.save("quote", **AGENCY)
    return departure


@pytest.fixture
def departure(client: StrictClient, shelf: Shelf) -> Departure:
    return priced(client, shelf.trip)


def made(departure: Departure) -> str:
    """The address of the newest version's customer page, after making one."""
    assert departure.save("quote", freeze="1").status_code == 303
    return re.findall(r'href="(/agency/quotes/[^"/]+)"', departure.page("quote"))[0]


def body(client: StrictClient, address: str) -> str:
    """A page without what differs by reader."""
    return re.sub(r'name="csrf_token" value="[^"]+"', "", client.get(address).get_data(as_text=True))


def test_an_unknown_price_makes_no_quote(client: StrictClient, shelf: Shelf) -> None:
    departure = Departure.made(client, shelf.trip, **{"group.people": "46"})
    departure.save("quote", **AGENCY)
    answer = departure.save("quote", freeze="1")
    assert answer.status_code == 422
    assert "未知的价格不能放行" in answer.get_data(as_text=True)
    assert "/agency/quotes/" not in departure.page("quote")


def test_the_customer_reads_it_without_account_and_without_costs(app: Flask, departure: Departure) -> None:
    address = made(departure)
    customer = reader(app, "zh")
    answer = customer.get(address)
    text = answer.get_data(as_text=True)
    for words in ("慢行旅行社", "L-LN-00000", "每人多少钱", "不去了，扣多少", "包含", "不含", "有效到", "46 人成团"):
        assert words in text
    for secret in (UNIT, "加价", "毛利", "成本", "返佣", "供应商", departure.address.rpartition("/")[2] + "/"):
        assert secret not in text
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert customer.get(departure.address + "/quote").status_code == 404
    assert customer.get(departure.address + "/quote/1.xlsx").status_code == 404
    assert customer.get("/agency/quotes/nothing").status_code == 404
    assert "Included" in reader(app, "en").get(address + "?lang=en").get_data(as_text=True)


def test_the_paper_is_large_and_has_no_costs(departure: Departure) -> None:
    answer = departure.client.get(made(departure) + "/paper.pdf")
    assert answer.mimetype == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.data)).pages
    text = "".join(page.extract_text() for page in pages)
    assert "慢行旅行社" in text
    assert UNIT not in text
    sizes = set[float]()
    for page in pages:
        page.extract_text(
            visitor_text=lambda words, _cm, tm, _font, size: sizes.add(abs(size * tm[3]) if words.strip() else 18)
        )
    assert min(sizes) >= 17.9


def test_a_version_stays_as_it_was_and_says_what_changed_since(app: Flask, departure: Departure) -> None:
    first = made(departure)
    before = body(reader(app, "zh"), first)
    departure.save("cost", **{"cost.guide.fen": "999"})
    page = departure.page("quote")
    assert "第 1 版以后有变化" in page
    assert "274.62" in page  # the guide's two days then
    assert "1,998.00" in page
    assert body(reader(app, "zh"), first) == before
    second = made(departure)
    assert second != first
    assert "以后有变化" not in departure.page("quote")
    assert "第 2 版" in reader(app, "zh").get(second).get_data(as_text=True)


@pytest.mark.parametrize(
    ("field", "typed"),
    [("quote.valid_until", "2020-01-01"), ("quote.scale", "x"), ("quote.scale", "1:40、7:0"), ("quote.scale", "7:0"),
     ("quote.scale", "0:101"), ("quote.agency", "社" * 101)],
)  # fmt: skip
def test_what_cannot_be_meant_is_told(departure: Departure, field: str, typed: str) -> None:
    assert departure.save("quote", **{field: typed}).status_code == 422


def test_the_workbook_recounts_to_the_same_price(departure: Departure) -> None:
    """By a small reader of formulas of its own, which knows nothing of how they were made."""
    made(departure)
    answer = departure.client.get(departure.address + "/quote/1.xlsx")
    assert answer.status_code == 200
    sheet = load_workbook(io.BytesIO(answer.data)).active
    counted = Recount({cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row})
    last = sheet.max_row
    total, heads = counted.value(f"F{last - 3}"), counted.value(f"F{last}")
    price = departure.page("price")
    assert f"{total:,.2f}" in price
    assert f"{heads:,.2f}" in price
    formulas = [cell.value for cell in sheet["F"] if str(cell.value).startswith("=")]
    assert len(formulas) >= last - 4
    sheet["E2"].value = 1000  # live: another price, another total
    other = Recount({cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row})
    assert other.value(f"F{last}") > heads


class Recount:
    """Cells with formulas of sums, products, ROUND and SUM."""

    def __init__(self, cells: dict[str, Any]) -> None:
        self.cells = cells

    def value(self, name: str) -> float:
        cell = self.cells.get(name)
        if not (isinstance(cell, str) and cell.startswith("=")):
            return cell or 0
        return self._of(ast.parse(re.sub(r"([A-Z])(\d+):\1(\d+)", r"'\1\2:\1\3'", cell[1:]), mode="eval").body)

    def _of(self, node: ast.AST) -> Any:
        match node:
            case ast.Constant(value=str(span)):
                first, last = span.split(":")
                return [self.value(f"{span[0]}{row}") for row in range(int(first[1:]), int(last[1:]) + 1)]
            case ast.Constant(value=number):
                return number
            case ast.Name(id=name):
                return self.value(name)
            case ast.UnaryOp(operand=operand):
                return -self._of(operand)
            case ast.BinOp(left=left, op=sign, right=right):
                signs = {ast.Add: operator.add, ast.Mult: operator.mul, ast.Div: operator.truediv}
                return signs[type(sign)](self._of(left), self._of(right))
            case ast.Call(func=ast.Name(id="SUM"), args=[span]):
                return sum(self._of(span))
            case ast.Call(func=ast.Name(id="ROUND"), args=[number, _]):
                return int(self._of(number) * 100 + 0.5 + 1e-6) / 100
        raise AssertionError(ast.dump(node))
