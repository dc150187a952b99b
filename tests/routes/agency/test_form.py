"""Numbers as agencies type them become a group and prices, or an error beside the field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.package import Group, OwnPrices
from routes.agency.form import read_form
from routes.agency.words import plain_yuan
from tests.support.words import speaking


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    with speaking():
        yield


def test_nothing_sent_is_no_error() -> None:
    form = read_form({})
    assert not form.asked
    assert form.errors == {}
    assert form.group is None
    assert form["coach_seats"] == "45"


@pytest.mark.parametrize("name", ["lang", "from", "utm_source"])
def test_what_a_messenger_adds_to_an_address_is_nothing_sent(name: str) -> None:
    form = read_form({name: "x"})
    assert not form.asked
    assert form.errors == {}


def test_a_filled_form() -> None:
    form = read_form(
        {"from_60": "12", "from_75": " ２ ", "companions": "1", "room_fen": "¥1,320.50", "meal_fen": "40元"}
    )
    assert form.errors == {}
    assert form.group == Group(companions=1, from_60=12, from_75=2)
    assert form.prices == OwnPrices(room_fen=132050, meal_fen=4000)
    assert form.filled() == {
        "from_60": "12",
        "from_75": "２",
        "companions": "1",
        "room_fen": "¥1,320.50",
        "meal_fen": "40元",
        "coach_seats": "45",
        "markup_percent": "0",
    }


@pytest.mark.parametrize(
    ("args", "field", "says"),
    [
        ({"from_60": "十几"}, "from_60", "60–64 岁”请填整数"),
        ({"from_60": "-3"}, "from_60", "60–64 岁”请填整数"),
        ({"from_60": "9999999"}, "from_60", "60–64 岁”请填整数"),
        ({"from_60": "0"}, "from_60", "1 到 600"),
        ({"from_60": "601"}, "from_60", "600"),
        ({"from_60": "5", "wheelchairs": "6"}, "wheelchairs", "0 到 5"),
        ({"from_60": "5", "singles": "6"}, "singles", "0 到 5"),
        ({"from_60": "5", "room_fen": "三百"}, "room_fen", "金额"),
        ({"from_60": "5", "room_fen": "-1"}, "room_fen", "金额"),
        ({"from_60": "5", "room_fen": "1.234"}, "room_fen", "金额"),
        ({"from_60": "5", "room_fen": "NaN"}, "room_fen", "金额"),
        ({"from_60": "5", "room_fen": "1e9"}, "room_fen", "100,000"),
        ({"from_60": "5", "markup_percent": "101"}, "markup_percent", "100"),
        ({"from_60": "5", "coach_seats": "9"}, "coach_seats", "10"),
    ],
)
def test_what_cannot_be_meant_is_said_beside_its_field(args: dict[str, str], field: str, says: str) -> None:
    form = read_form(args)
    assert list(form.errors) == [field]
    assert says in form.errors[field]
    assert form.group is None
    assert form[field] == args[field]  # kept for mending


@given(text=st.text(max_size=12), field=st.sampled_from(["from_60", "room_fen", "coach_seats"]))
def test_no_input_breaks_the_form(text: str, field: str) -> None:
    with speaking():
        form = read_form({"from_65": "4", field: text})
    assert (form.prices is not None) == form.ok


@given(fen=st.integers(0, 10_000_000))
def test_an_amount_written_is_read_back(fen: int) -> None:
    with speaking():
        form = read_form({"from_65": "4", "room_fen": plain_yuan(fen)})
    assert form.prices is not None
    assert form.prices.room_fen == fen
