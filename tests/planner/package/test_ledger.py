"""The ledger adds up, counts everybody, passes its checker, and never lets an unknown price pass as 0."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import OutOfRange
from planner.itinerary.types import Day, Itinerary, Visit
from planner.package.check import check_ledger
from planner.package.coaches import mixes_for, usable_seats
from planner.package.costing import ledger_of
from planner.package.inputs import CostInputs, OwnLine, PriceEntry, cost_inputs
from planner.package.ledger import Ledger
from planner.package.party import Party, party_of
from planner.package.usage import use_of
from tests.support.facts import facts_of
from tests.support.packages import five_days, small_catalog, small_rules, spot, trip_of, with_stations

CATALOG, RULES = small_catalog(), small_rules()
FACTS = facts_of(CATALOG, RULES)

ages = st.integers(1, 99)
money = st.none() | st.integers(0, 500_000)


@st.composite
def parties(draw: st.DrawFn) -> Party:
    known = tuple(draw(st.lists(ages, max_size=60)))
    births = tuple(draw(st.lists(st.dates(date(1927, 1, 1), date(2020, 1, 1)), max_size=20)))
    people = len(known) + len(births) + draw(st.integers(0 if known or births else 1, 60))
    wheelchairs = draw(st.integers(0, min(people, 8)))
    return Party(people, births, known, wheelchairs, draw(st.integers(0, min(people - wheelchairs, 9))))


@st.composite
def trips(draw: st.DrawFn) -> Itinerary:
    names = st.sampled_from(sorted(CATALOG.places))
    days = draw(st.lists(st.lists(names, min_size=1, max_size=4, unique=True).map(tuple), min_size=1, max_size=5))
    nights = draw(st.lists(st.sampled_from(sorted(CATALOG.hotels)), min_size=len(days) - 1, max_size=len(days) - 1))
    return trip_of(*days, hotels=tuple(nights), train=draw(st.booleans()))


def all_keys(trip: Itinerary, party: Party, inputs: CostInputs) -> list[str]:
    return [line.key for line in ledger_of(FACTS, trip, party, inputs).lines]


@st.composite
def entered(draw: st.DrawFn, trip: Itinerary, party: Party) -> CostInputs:
    plain = CostInputs(
        by_km=draw(st.booleans()), by_night=draw(st.booleans()), drivers_stay=draw(st.booleans()),
        breakfast_apart=draw(st.booleans()), contingency_bp=draw(st.integers(0, 1000)),
        tax_bp=draw(st.integers(0, 900)),
        own=(OwnLine("a", "志愿者", "guest_day", 2), OwnLine("b", "消费券", "guest", 1, True)),
    )  # fmt: skip
    entries = {
        key: PriceEntry(
            fen=draw(money), source="asked", free_per=draw(st.none() | st.integers(5, 20)),
            commission_bp=draw(st.none() | st.integers(1, 2000)), off=draw(st.integers(0, 9)) == 0,
        )
        for key in all_keys(trip, party, plain)
    }  # fmt: skip
    return replace(plain, entries=entries)


@given(data=st.data(), trip=trips(), party=parties())
def test_every_ledger_adds_up_and_passes_its_checker(data: st.DataObject, trip: Itinerary, party: Party) -> None:
    inputs = data.draw(entered(trip, party))
    ledger = ledger_of(FACTS, trip, party, inputs)
    assert ledger.total_fen == sum(line.total_fen or 0 for line in ledger.lines)
    assert [v for v in check_ledger(FACTS, trip, party, ledger) if v.hard] == []
    for line in ledger.lines:
        assert (line.total_fen is None) == (line.key in ledger.unknown)
        assert (line.total_fen is None) == (line.source is None)


@given(trip=trips(), party=parties())
def test_a_ledger_nobody_priced_says_so_of_every_line_but_tickets(trip: Itinerary, party: Party) -> None:
    ledger = ledger_of(FACTS, trip, party, CostInputs())
    assert not ledger.complete
    for line in ledger.lines:
        assert line.kind == "ticket" or line.key in ledger.unknown
    needed = {"guide", "meal.staff", "toll", "liability", "insurance", "coach"}
    assert needed <= {line.kind for line in ledger.lines if line.key in ledger.unknown}


@given(data=st.data(), trip=trips(), party=parties())
def test_filling_in_a_price_never_makes_it_cheaper(data: st.DataObject, trip: Itinerary, party: Party) -> None:
    empty = ledger_of(FACTS, trip, party, CostInputs())
    key = data.draw(st.sampled_from(empty.unknown))
    filled = ledger_of(FACTS, trip, party, CostInputs(entries={key: PriceEntry(100, "asked")}))
    assert filled.total_fen > empty.total_fen
    assert set(filled.unknown) == set(empty.unknown) - {key}


def tampered(ledger: Ledger, key: str, **changes: object) -> Ledger:
    return replace(ledger, lines=tuple(replace(x, **changes) if x.key == key else x for x in ledger.lines))  # type: ignore


@pytest.mark.parametrize(
    ("key", "changes", "rule"),
    [
        ("guide", {"total_fen": 1}, "package-line"),
        ("guide", {"total_fen": None}, "package-certainty"),
        ("guide", {"source": None}, "package-source"),
        ("ticket.known.d1.from_70", {"quantity": 9}, "package-tickets"),
        ("ticket.known.d1.from_60", {"unit_fen": 1, "total_fen": 2}, "ticket-age"),
        ("meal.lunch.d2", {"day": 1}, "all-in-price"),
        ("room.twin.mid", {"quantity": 1}, "package-beds"),
        ("coach.沈阳.33", {"subject": "大连"}, "all-in-price"),
    ],
)
def test_the_checker_finds_what_was_planted(key: str, changes: dict[str, object], rule: str) -> None:
    trip, party = trip_of(("known",), ("free",), hotels=("mid",)), Party(6, ages=(60, 62, 66, 70, 71, 80))
    ledger = ledger_of(FACTS, trip, party, CostInputs(entries={"guide": PriceEntry(50_000, "asked")}))
    assert check_ledger(FACTS, trip, party, ledger) == ()
    assert rule in {v.rule for v in check_ledger(FACTS, trip, party, tampered(ledger, key, **changes))}
    short = replace(ledger, total_fen=ledger.total_fen - 1)
    assert "package-total" in {v.rule for v in check_ledger(FACTS, trip, party, short)}


def test_ages_count_on_the_day_of_travel() -> None:
    """Born on 5 May 1957: 69 on the first day of the trip, 70 on the second, when the ticket is free."""
    party = Party(1, births=(date(1957, 5, 5),))
    ledger = ledger_of(FACTS, trip_of(("known",), ("known",), hotels=("mid",)), party, CostInputs())
    assert [(x.key, x.unit_fen) for x in ledger.lines if x.kind == "ticket"] == [
        ("ticket.known.d1.from_65", 4000),
        ("ticket.known.d2.from_70", 0),
    ]


def test_unknown_ages_and_children_pay_the_full_price_and_it_says_so() -> None:
    ledger = ledger_of(FACTS, trip_of(("known",)), Party(3, ages=(9,)), CostInputs())
    tickets = {x.detail: (x.unit_fen, x.source, x.quantity) for x in ledger.lines if x.kind == "ticket"}
    assert tickets == {"child": (8000, "ask", 1), "unknown": (8000, "ask", 2)}


def test_coach_days_are_counted_in_each_city() -> None:
    catalog = with_stations(CATALOG, "沈阳", "大连", "丹东")
    use = use_of(catalog, five_days())
    by_city = {city: [c.day for c in use.coaches if c.city == city] for city in use.cities}
    assert by_city == {"大连": [1, 2, 3, 4], "丹东": [4, 5], "沈阳": [5]}
    facts = facts_of(catalog, RULES)
    prices = {f"coach.{city}.56": PriceEntry(180_000, "contract") for city in by_city}
    party = Party(46, ages=(70,) * 46)
    ledger = ledger_of(facts, five_days(), party, CostInputs(entries=prices))
    assert ledger.mix.seats == (56,)
    assert sum(x.quantity for x in ledger.lines if x.kind == "coach") == 7
    assert sum(x.total_fen or 0 for x in ledger.lines if x.kind == "coach") == 7 * 180_000
    assert [v for v in check_ledger(facts, five_days(), party, ledger) if v.hard] == []


@pytest.mark.parametrize(
    ("people", "best"), [(46, (56,)), (47, (33, 33)), (37, (45,)), (27, (33,)), (100, (56, 33, 33))]
)
def test_fifteen_percent_of_the_seats_stay_free_and_sizes_are_mixed(people: int, best: tuple[int, ...]) -> None:
    """One seat of each coach is the guide's: 56 seats carry 46, 45 carry 37, 33 carry 27."""
    assert mixes_for(people, (33, 45, 56), RULES, {})[0].seats == best


@given(people=st.integers(1, 600), sizes=st.lists(st.integers(10, 60), min_size=1, max_size=4, unique=True))
def test_every_mix_carries_all_and_none_is_idle(people: int, sizes: list[int]) -> None:
    for mix in mixes_for(people, sizes, RULES, {}):
        carried = [usable_seats(size, RULES) - 1 for size in mix.seats]
        assert sum(carried) >= people
    best = mixes_for(people, sizes, RULES, {})[0]
    assert sum(usable_seats(s, RULES) - 1 for s in best.seats[1:]) < people or len(best.seats) == 1


def test_the_cheapest_mix_wins_where_all_prices_are_known() -> None:
    found = mixes_for(46, (33, 56), RULES, {33: 90_000, 56: 200_000})
    assert [(mix.seats, mix.day_fen) for mix in found] == [((33, 33), 180_000), ((56,), 200_000)]


def test_singles_have_a_supplement_of_their_own() -> None:
    """A single room 330, half a twin 180: 150 a night for two nights; the odd guest who did not ask pays nothing."""
    trip = trip_of(("free",), ("free",), ("free",), hotels=("mid", "mid"))
    prices = {
        "room.twin.mid": PriceEntry(36_000, "contract", free_per=16),
        "room.single.mid": PriceEntry(33_000, "contract"),
    }
    ledger = ledger_of(FACTS, trip, Party(46, singles=3, wheelchairs=2), CostInputs(entries=prices))
    assert (ledger.rooms.twin, ledger.rooms.accessible, ledger.rooms.single, ledger.rooms.alone) == (19, 2, 4, 1)
    assert ledger.single_fen == 30_000
    assert ledger.supplement_fen == 90_000
    free = ledger.line("room.twin.mid.free")
    assert free is not None
    assert (free.quantity, free.unit_fen, free.total_fen) == (4, 18_000, -72_000)  # 2 beds, 2 nights


def test_doctors_and_nurses_go_along_from_a_hundred() -> None:
    small, big = (ledger_of(FACTS, trip_of(("free",)), Party(n), CostInputs()) for n in (99, 100))
    assert (small.staff.doctors, small.staff.nurses) == (0, 0)
    assert (big.staff.doctors, big.staff.nurses) == (1, 1)
    assert {line.kind for line in big.lines} - {line.kind for line in small.lines} == {"doctor", "nurse"}
    assert ledger_of(FACTS, trip_of(("free",)), Party(351), CostInputs()).staff.doctors == 2


def test_insurance_is_by_age_and_boats_and_carts_have_a_line() -> None:
    catalog = replace(
        CATALOG, places={**CATALOG.places, "free": replace(CATALOG.places["free"], note="note: river cruise extra; x")}
    )
    ledger = ledger_of(facts_of(catalog, RULES), trip_of(("free",)), Party(5, ages=(60, 75, 81, 90)), CostInputs())
    insured = {x.key: x.quantity for x in ledger.lines if x.kind == "insurance"}
    assert insured == {"insurance.to70": 1, "insurance.to80": 1, "insurance.over80": 2, "insurance.unknown": 1}
    extra = ledger.line("extra.free.d1")
    assert extra is not None
    assert (extra.detail, extra.total_fen) == ("river cruise extra", None)


def test_a_line_taken_out_is_kept_in_sight() -> None:
    ledger = ledger_of(FACTS, trip_of(("free",)), Party(4), CostInputs(entries={"guide": PriceEntry(off=True)}))
    assert [line.key for line in ledger.off] == ["guide"]
    assert "guide" not in ledger.unknown


def test_inputs_are_read_by_their_names() -> None:
    read = cost_inputs({
        "cost.coach.大连.56.fen": 180_000, "cost.coach.大连.56.source": "contract", "own.x1.name": "花篮",
        "own.x1.per": "guest", "own.x2.per": "guest", "set.mix": [33, 33], "group.people": 9,
    })  # fmt: skip
    assert read.entry("coach.大连.56") == PriceEntry(180_000, "contract")
    assert read.own == (OwnLine("x1", "花篮", "guest"),)
    assert read.mix == (33, 33)


@pytest.mark.parametrize(
    "inputs",
    [
        {"group.people": 0}, {"group.people": 601}, {"group.people": 2, "group.ages": [70, 71, 72]},
        {"group.people": 2, "group.wheelchairs": 3}, {"group.people": 2, "group.wheelchairs": 1, "group.singles": 2},
    ],
)  # fmt: skip
def test_numbers_that_do_not_go_together_are_refused(inputs: dict[str, object]) -> None:
    with pytest.raises(OutOfRange):
        party_of(inputs)
    assert party_of({}) is None


def test_a_day_without_rides_hires_no_coach() -> None:
    day = Day(date(2027, 5, 4), (Visit(570, 630, spot("place", "free"), 500, 0, 60, 0, True),), None, 0, 0, 0, 0)
    trip = replace(trip_of(("free",)), days=(day,))
    ledger = ledger_of(FACTS, trip, Party(4), CostInputs())
    assert not {"coach", "toll", "parking", "wheelchair"} & {line.kind for line in ledger.lines}
