"""One reader behind page, command line and JSON: a train read field by field, and everything wrong with it by field."""

from __future__ import annotations

from datetime import date

import pytest

from planner.catalog import RailFacts
from planner.errors import Malformed, OutOfRange, Unknown
from planner.train.entry import BadLine, read_train_spec, with_options, written_fields
from planner.train.infrastructure import STOCK_KMH, USUAL_STOCK
from planner.train.types import Calendar, Case, EnteredCall, Possession, TrainSpec

CALLS = "大连 -- 21:40\n鞍山 01:20 01:26\n沈阳 02:30 --"
EMPTY = dict.fromkeys(
    ("own", "start", "cars", "step_free", "crew", "windows", "calendar", "possessions", "assumes"), ""
) | {"calls": CALLS, "stock": "25G"}


def read(rail: RailFacts, **texts: str) -> TrainSpec | dict[str, list[object]]:
    """The train, or what is wrong by field."""
    found = read_train_spec(written_fields(EMPTY | texts, str), rail, str)
    if isinstance(found, TrainSpec):
        return found
    errors: dict[str, list[object]] = {}
    for error in found:
        errors.setdefault(error.field, []).append(error.why)
    return errors


def test_every_field_is_read(rail: RailFacts) -> None:
    found = read(
        rail, own=" k27 ", start="2027-05-10", stock="25T", cars="16", step_free="yes", crew="鞍山站",
        windows="鞍山@00:00-24:00", calendar="k28@67 ~2027-06-01", possessions="沈阳>辽阳@23:00-03:00",
        assumes="鞍山:tracks=3\n\n鞍山:water=yes",
    )  # fmt: skip
    calls = EnteredCall(1, "大连", None, 1300), EnteredCall(2, "鞍山", 1520, 1526), EnteredCall(3, "沈阳", 1590, None)
    case = Case(
        own="K27",
        start=date(2027, 5, 10),
        top_kmh=160,
        length_m=446,
        step_free=True,
        crew=frozenset({"鞍山"}),
        windows={"鞍山": (0, 1440)},
        calendar={"K28": Calendar(frozenset({6, 7}), None, date(2027, 6, 1))},
        possessions=(Possession("沈阳", "辽阳", 1380, 1620, True),),
        assumes=("鞍山:tracks=3", "鞍山:water=yes"),
    )
    assert found == TrainSpec(calls, case)


def test_the_name_of_the_stock_is_kept(rail: RailFacts) -> None:
    """25B and 25G run alike, and are not the same cars."""
    for stock, top_kmh in STOCK_KMH.items():
        found = read(rail, stock=stock)
        assert isinstance(found, TrainSpec)
        assert (found.case.top_kmh, found.case.stock or USUAL_STOCK[top_kmh]) == (top_kmh, stock)


def test_what_is_not_said_is_not_known(rail: RailFacts) -> None:
    found = read(rail)
    assert isinstance(found, TrainSpec)
    assert found.case == Case()


@pytest.mark.parametrize(
    ("field", "text", "kind"),
    [
        ("calls", "大连 -- 21:40\n鞍山", BadLine),
        ("own", "X1", Unknown),
        ("start", "soon", Malformed),
        ("stock", "26Z", Unknown),
        ("cars", "many", Malformed),
        ("cars", "21", OutOfRange),
        ("crew", "无此站", Unknown),
        ("windows", "大连", Malformed),
        ("calendar", "X1@67", Unknown),
        ("calendar", "K28@89", Malformed),
        ("calendar", "K28@67 2027~", Malformed),
        ("possessions", "沈阳-辽阳", Malformed),
        ("assumes", "鞍山:tracks=many", Malformed),
    ],
)
def test_a_fault_is_reported_at_its_field(rail: RailFacts, field: str, text: str, kind: type) -> None:
    errors = read(rail, **{field: text})
    assert isinstance(errors, dict)
    assert [(name, [type(why) for why in found]) for name, found in errors.items()] == [(field, [kind])]


def test_all_faults_are_reported_at_once(rail: RailFacts) -> None:
    errors = read(rail, own="X1", crew="无此站\n沈阳\n也没有", calendar="K28@67")
    assert isinstance(errors, dict)
    assert {name: len(found) for name, found in errors.items()} == {"own": 1, "crew": 2, "start": 1}
    assert errors["start"] == [None]  # the days of another train need a day of ours


def test_options_are_added_to_what_is_known(rail: RailFacts) -> None:
    spec = read(rail, own="K27", assumes="鞍山:tracks=3")
    assert isinstance(spec, TrainSpec)
    more = with_options(spec, rail, "k28", ["沈阳-辽阳@1:00-2:00"], ["鞍山:water=yes"]).case
    assert (more.own, len(more.possessions), more.assumes) == ("K28", 1, ("鞍山:tracks=3", "鞍山:water=yes"))
    assert with_options(spec, rail) == spec
    for wrong in ({"own": "X1"}, {"possessions": ["无此站-辽阳@1:00-2:00"]}, {"assumes": ["无此站:water=yes"]}):
        with pytest.raises(Unknown):
            with_options(spec, rail, **wrong)  # type: ignore[arg-type]
