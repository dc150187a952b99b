"""From costs to prices: what a head pays, a room for oneself apart, children and older guests, by size of the group.

Whole fen throughout. What all pay together is the costs, the markup and the rounding, to the fen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from planner.facts import Facts
from planner.itinerary.types import Itinerary
from planner.package.costing import ledger_of
from planner.package.inputs import CostInputs, TrainBerths
from planner.package.ledger import Ledger
from planner.package.party import Party

Mode = Literal["markup", "margin", "target"]
MODES: tuple[Mode, ...] = ("markup", "margin", "target")
ROUNDINGS = (1, 5, 10)  # yuan
SIZES = range(10, 61)
PERCENT = 10_000


@dataclass(frozen=True)
class PriceTerms:
    """How prices are made: `rate_bp` on the cost (markup) or of the price (margin), or a price a head (target).

    Guests younger than `child_below` and those of `senior_from` on pay less by so many fen; unknown ages pay in full.
    `single_fen` is asked for a room for oneself; None: what it costs, rounded up as other prices are.
    """

    mode: Mode = "markup"
    rate_bp: int = 0
    target_fen: int | None = None
    round_yuan: int = 10
    single_fen: int | None = None
    child_below: int = 12
    child_off_fen: int = 0
    senior_from: int = 70
    senior_off_fen: int = 0


@dataclass(frozen=True)
class Heads:
    """So many pay so much: `kind` is adult, child, senior, or single, which is paid beside one of the others."""

    kind: Literal["adult", "child", "senior", "single"]
    count: int
    fen: int


@dataclass(frozen=True)
class Price:
    """What a departure is sold for. `total_fen` is the sum over `heads`, and the sum of costs, markup and rounding."""

    head_fen: int
    single_fen: int | None  # None: what it costs is not known
    heads: tuple[Heads, ...]
    cost_fen: int
    shared_fen: int  # costs without what singles pay themselves
    markup_fen: int
    rounding_fen: int
    total_fen: int

    @property
    def margin_fen(self) -> int:
        """What is left of the price after the costs."""
        return self.total_fen - self.cost_fen


@dataclass(frozen=True)
class SizeRow:
    """A group of another size: its coaches, the known costs a head, rounded up, the price, and whether that pays at
    the price of today's group; where a line has no price, that is not known (None)."""

    people: int
    seats: tuple[int, ...]
    cost_head_fen: int
    head_fen: int
    pays: bool | None


def price_terms(inputs: Mapping[str, Any]) -> PriceTerms:
    """Out of the inputs of a departure, named `price.<field>`."""
    usual = PriceTerms()
    found = {name: inputs[f"price.{name}"] for name in vars(usual) if f"price.{name}" in inputs}
    return replace(usual, **found)


def price_of(ledger: Ledger, terms: PriceTerms, party: Party, first: date) -> Price:
    """The price of a ledger; of its known lines, where some have no price."""
    shared = ledger.total_fen - ledger.supplement_fen
    wanted = _wanted(shared, terms)
    reduced = _reduced(terms, party, first)
    off = sum(count * fen for _, count, fen in reduced)
    step = terms.round_yuan * 100
    if terms.mode == "target" and terms.target_fen is not None:
        head = terms.target_fen
    else:
        head = max(0, -(-(wanted + off) // (party.people * step)) * step)
    return _sold(ledger, terms, party, reduced, (head, None if terms.mode == "target" else wanted - shared))


def _wanted(shared: int, terms: PriceTerms) -> int:
    if terms.mode == "markup":
        return shared + (2 * shared * terms.rate_bp + PERCENT) // (2 * PERCENT)
    if terms.mode == "margin":
        return -(-shared * PERCENT // (PERCENT - terms.rate_bp))
    return shared


Reduced = tuple[tuple[Literal["child", "senior"], int, int], ...]  # kind, how many, by how much


def _reduced(terms: PriceTerms, party: Party, first: date) -> Reduced:
    ages = [age for age in party.ages_on(first) if age is not None]
    children = sum(age < terms.child_below for age in ages) if terms.child_off_fen else 0
    seniors = sum(age >= max(terms.senior_from, terms.child_below) for age in ages) if terms.senior_off_fen else 0
    return (("child", children, terms.child_off_fen), ("senior", seniors, terms.senior_off_fen))


def _sold(
    ledger: Ledger, terms: PriceTerms, party: Party, reduced: Reduced, head_and_markup: tuple[int, int | None]
) -> Price:  # fmt: skip
    head, markup = head_and_markup
    step = terms.round_yuan * 100
    single = terms.single_fen
    if single is None and ledger.single_fen is not None:
        single = max(0, -(-ledger.single_fen // step) * step)
    fewer = sum(count for _, count, _ in reduced)
    adults = Heads("adult", party.people - fewer, head)
    others = (Heads(kind, count, max(0, head - off)) for kind, count, off in reduced)
    alone = Heads("single", party.singles, single or 0)
    heads = tuple(each for each in (adults, *others, alone) if each.count)
    total = sum(each.count * each.fen for each in heads)
    made = total - ledger.total_fen if markup is None else markup
    return Price(
        head_fen=head,
        single_fen=single,
        heads=heads,
        cost_fen=ledger.total_fen,
        shared_fen=ledger.total_fen - ledger.supplement_fen,
        markup_fen=made,
        rounding_fen=total - ledger.total_fen - made,
        total_fen=total,
    )


def sizes_of(
    facts: Facts, trip: Itinerary, party: Party, inputs: CostInputs, terms: PriceTerms
) -> tuple[SizeRow, ...]:  # fmt: skip
    """Costs and prices for groups of SIZES and of today's own, with the same mix of guests."""
    first = trip.request.start
    today = price_of(ledger_of(facts, trip, party, inputs), terms, party, first)
    rows = []
    for people in sorted({*SIZES, party.people}):
        other = party if people == party.people else resized(party, people)
        own = inputs if people == party.people else replace(inputs, mix=(), berths=_enough(inputs.berths, people))
        ledger = ledger_of(facts, trip, other, own)
        fixed = replace(terms, mode="target", target_fen=today.head_fen, single_fen=today.single_fen)
        sold = price_of(ledger, fixed, other, first)
        priced = price_of(ledger, terms, other, first)
        rows.append(
            SizeRow(
                people,
                ledger.mix.seats,
                -(-priced.shared_fen // people),
                priced.head_fen,
                sold.total_fen >= ledger.total_fen if ledger.complete else None,
            )
        )
    return tuple(rows)


def _enough(berths: tuple[TrainBerths, ...], people: int) -> tuple[TrainBerths, ...]:
    """Those that were taken are paid for in any case; a larger group needs more, in the same proportions."""
    taken = sum(each.count for each in berths)
    if people <= taken:
        return berths
    return tuple(replace(each, count=-(-each.count * people // taken)) for each in berths)


def break_even(rows: tuple[SizeRow, ...]) -> int | None:
    """From how many guests on today's price pays for good; None if it never does."""
    found = None
    for row in reversed(rows):
        if not row.pays:
            break
        found = row.people
    return found


def resized(party: Party, people: int) -> Party:
    """A party of another size with the same mix of ages, wheelchairs and single rooms."""
    known: list[date | int | None] = [*sorted(party.births), *sorted(party.ages)]
    known += [None] * (party.people - len(known))
    taken = [known[(2 * n + 1) * party.people // (2 * people)] for n in range(people)]
    wheelchairs = (2 * party.wheelchairs * people + party.people) // (2 * party.people)
    singles = (2 * party.singles * people + party.people) // (2 * party.people)
    return Party(
        people,
        tuple(each for each in taken if isinstance(each, date)),
        tuple(each for each in taken if isinstance(each, int)),
        wheelchairs,
        min(singles, people - wheelchairs),
    )
