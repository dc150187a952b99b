"""Prices: what all pay is the costs, the markup and the rounding, to the fen, however it is divided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.package.check import check_ledger
from planner.package.costing import ledger_of
from planner.package.inputs import CostInputs, PriceEntry, TrainBerths
from planner.package.ledger import CoachMix, Ledger, Rooms, Staff
from planner.package.party import Party
from planner.package.pricing import MODES, ROUNDINGS, PriceTerms, break_even, price_of, price_terms, resized, sizes_of
from tests.support.effort import examples
from tests.support.facts import facts_of
from tests.support.packages import small_catalog, small_rules, trip_of

FACTS = facts_of(small_catalog(), small_rules())
DAY = date(2027, 5, 4)


def ledger(total: int, people: int, singles: int = 0, single_fen: int | None = None) -> Ledger:
    mix = CoachMix((56,), 47)
    return Ledger(people, singles, (), total, (), mix, (mix,), Staff(1, 0, 0), Rooms(0, 0, 0), single_fen)


@st.composite
def terms(draw: st.DrawFn) -> PriceTerms:
    return PriceTerms(
        mode=draw(st.sampled_from(MODES)),
        rate_bp=draw(st.integers(0, 5000)),
        target_fen=draw(st.integers(0, 1_000_000)),
        round_yuan=draw(st.sampled_from(ROUNDINGS)),
        single_fen=draw(st.none() | st.integers(0, 200_000)),
        child_off_fen=draw(st.integers(0, 50_000)),
        senior_off_fen=draw(st.integers(0, 50_000)),
    )


@given(
    terms=terms(), total=st.integers(0, 50_000_000), ages=st.lists(st.integers(1, 99), min_size=1, max_size=90),
    singles=st.integers(0, 5), single=st.none() | st.integers(-5_000, 100_000),
)  # fmt: skip
def test_the_sum_of_heads_is_the_total_and_the_total_the_sum_of_lines(
    terms: PriceTerms, total: int, ages: list[int], singles: int, single: int | None
) -> None:
    party = Party(len(ages), ages=tuple(ages), singles=min(singles, len(ages)))
    total += party.singles * max(0, single or 0)
    price = price_of(ledger(total, party.people, party.singles, single), terms, party, DAY)
    assert price.total_fen == sum(each.count * each.fen for each in price.heads)
    assert price.total_fen == price.cost_fen + price.markup_fen + price.rounding_fen
    assert sum(each.count for each in price.heads if each.kind != "single") == party.people
    if terms.mode != "target":
        assert price.head_fen % (terms.round_yuan * 100) == 0
        heads = sum(each.count * each.fen for each in price.heads if each.kind != "single")
        assert heads >= price.shared_fen + price.markup_fen
        assert heads - price.shared_fen - price.markup_fen < party.people * (terms.round_yuan * 100 + 50_000)


@pytest.mark.parametrize(
    ("given_", "head", "markup", "rounding"),
    [
        (PriceTerms(rate_bp=1800), 236_000, 1_653_948, 13_454),
        (PriceTerms(rate_bp=1250, round_yuan=1), 224_800, 1_148_575, 3_627),
        (PriceTerms("margin", 1500, round_yuan=5), 235_500, 1_621_518, 22_884),
        (PriceTerms("target", target_fen=230_000), 230_000, 1_391_402, 0),
    ],
)
def test_prices_by_hand(given_: PriceTerms, head: int, markup: int, rounding: int) -> None:
    """46 guests share 91,885.98 yuan; nobody has a room alone. 12.5 % of that is 11,485.7475."""
    party = Party(46, ages=(70,) * 46)
    price = price_of(ledger(9_188_598, 46), given_, party, DAY)
    assert (price.head_fen, price.markup_fen, price.rounding_fen) == (head, markup, rounding)


def test_no_cent_is_lost_where_a_total_does_not_divide() -> None:
    """115,080.00 over 46 is 2,501.739...: the old page said 2,501.74 a head, 4 fen more than the total."""
    price = price_of(ledger(11_508_000, 46), PriceTerms(round_yuan=1), Party(46), DAY)
    assert price.head_fen == 250_200
    assert price.total_fen == 46 * 250_200 == 11_508_000 + price.rounding_fen


def test_singles_do_not_raise_what_the_others_pay() -> None:
    four, none = Party(46, singles=4), Party(46)
    with_singles = price_of(ledger(9_000_000 + 4 * 59_160, 46, 4, 59_160), PriceTerms(), four, DAY)
    without = price_of(ledger(9_000_000, 46), PriceTerms(), none, DAY)
    assert with_singles.head_fen == without.head_fen
    assert with_singles.single_fen == 60_000
    assert with_singles.total_fen == without.total_fen + 4 * 60_000


def test_children_and_older_guests_pay_less_and_the_rest_makes_up_for_it() -> None:
    party = Party(4, ages=(8, 50, 72, 80))
    price = price_of(ledger(400_000, 4), PriceTerms(child_off_fen=40_000, senior_off_fen=10_000), party, DAY)
    assert {each.kind: (each.count, each.fen) for each in price.heads} == {
        "adult": (1, 115_000), "child": (1, 75_000), "senior": (2, 105_000),
    }  # fmt: skip
    assert price.total_fen == 400_000


def test_a_step_of_coaches_shows_in_the_sizes_and_moves_the_break_even() -> None:
    prices = {"coach.沈阳.33": 90_000, "coach.沈阳.45": 110_000, "coach.沈阳.56": 130_000, "guide": 40_000}
    free = ("meal.lunch.d1", "meal.staff", "toll.沈阳", "parking.沈阳", "wheelchair", "liability", "insurance.to80")
    entries = {key: PriceEntry(fen, "asked") for key, fen in (prices | dict.fromkeys(free, 0)).items()}
    inputs, party = CostInputs(entries=entries), Party(46, ages=(72,) * 46)
    rows = sizes_of(FACTS, trip_of(("free",)), party, inputs, PriceTerms(rate_bp=1000))
    by_size = {row.people: row for row in rows}
    assert (by_size[46].seats, by_size[47].seats) == ((56,), (33, 33))
    assert by_size[46].cost_head_fen == -(-170_000 // 46)
    assert by_size[47].cost_head_fen == -(-260_000 // 47)
    assert by_size[46].head_fen == 5_000  # 37.00 and a tenth, up to 50 at steps of 10 yuan
    pays = {n: row.pays for n, row in by_size.items()}
    assert [n for n in range(44, 60) if not pays[n]] == [47, 48, 49, 50, 51, 55]  # 2,600 for two, then 2,800
    assert break_even(rows) == 56


def test_berths_are_paid_for_whoever_comes_and_more_are_needed_for_more() -> None:
    berths = (TrainBerths("lower", 20, 128_000, "某局", "2026-12-01"), TrainBerths("upper", 10, 98_000, "某局", ""))
    coaches = tuple(f"coach.沈阳.{seats}" for seats in (33, 45, 56))
    keys = (*coaches, "guide", "meal.lunch.d1", "meal.staff", "toll.沈阳", "parking.沈阳", "wheelchair", "liability",
            "insurance.unknown")  # fmt: skip
    inputs = CostInputs(berths=berths, entries={key: PriceEntry(0, "asked") for key in keys})
    party = Party(24)
    made = ledger_of(FACTS, trip_of(("free",)), party, inputs)
    assert made.complete
    assert made.total_fen == 20 * 128_000 + 10 * 98_000
    (lower, upper) = (made.line(f"berth.{kind}") for kind in ("lower", "upper"))
    assert lower
    assert (lower.source, lower.supplier, lower.as_of) == ("published", "某局", "2026-12-01")
    assert upper
    assert not [each for each in check_ledger(FACTS, trip_of(("free",)), party, made) if each.hard]
    rows = {row.people: row for row in sizes_of(FACTS, trip_of(("free",)), party, inputs, PriceTerms())}
    assert rows[10].cost_head_fen == made.total_fen // 10
    assert rows[60].cost_head_fen == made.total_fen // 30


def test_berths_nobody_priced_and_too_few_of_them_are_told() -> None:
    inputs = CostInputs(berths=(TrainBerths("lower", 3, None, "某局", "2026-12-01"),))
    made = ledger_of(FACTS, trip_of(("free",)), Party(4), inputs)
    assert "berth.lower" in made.unknown
    found = check_ledger(FACTS, trip_of(("free",)), Party(4), made)
    assert [(each.rule, each.excess) for each in found if each.rule == "package-beds"] == [("package-beds", 1)]
    asked = replace(inputs, entries={"berth.lower": PriceEntry(100_000, "asked")})
    line = ledger_of(FACTS, trip_of(("free",)), Party(4), asked).line("berth.lower")
    assert line
    assert (line.total_fen, line.source) == (300_000, "asked")


def test_a_size_with_an_unknown_price_does_not_pretend_to_pay() -> None:
    inputs = CostInputs(entries={"coach.沈阳.56": PriceEntry(130_000, "asked")})
    rows = sizes_of(FACTS, trip_of(("free",)), Party(46), inputs, PriceTerms())
    assert {row.pays for row in rows} == {None}
    assert break_even(rows) is None


@settings(max_examples=examples(50))
@given(
    ages=st.lists(st.integers(1, 99), min_size=1, max_size=60), unknown=st.integers(0, 20),
    wheelchairs=st.integers(0, 6), size=st.integers(1, 100),
)  # fmt: skip
def test_a_party_keeps_its_mix_at_another_size(ages: list[int], unknown: int, wheelchairs: int, size: int) -> None:
    party = Party(len(ages) + unknown, ages=tuple(ages), wheelchairs=min(wheelchairs, len(ages)))
    other = resized(party, size)
    assert other.people == size
    assert set(other.ages) <= set(ages)
    assert abs(len(other.ages) * party.people - len(ages) * size) <= party.people
    assert resized(party, party.people) == replace(party, ages=tuple(sorted(ages)))


def test_sizes_of_a_real_ledger_price_what_is_known() -> None:
    party = Party(20, ages=(66,) * 20)
    rows = sizes_of(FACTS, trip_of(("known", "half-known")), party, CostInputs(), PriceTerms())
    assert {row.people for row in rows} == set(range(10, 61))
    assert rows[0].cost_head_fen == 6_500  # tickets alone are known
    assert ledger_of(FACTS, trip_of(("known",)), party, CostInputs()).unknown


def test_terms_are_read_by_their_names() -> None:
    assert price_terms({"price.mode": "margin", "price.rate_bp": 1250, "other": 1}) == PriceTerms("margin", 1250)
