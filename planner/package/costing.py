"""From a trip, a party and what was entered to the ledger: each line with its formula, unknown prices never counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from planner.facts import Facts
from planner.itinerary.types import Itinerary
from planner.package.coaches import given_mix, mixes_for
from planner.package.cost_lines import CostPlan, all_lines, quantity_of
from planner.package.inputs import CostInputs
from planner.package.ledger import CoachMix, CostLine, Factor, Ledger, Rooms
from planner.package.party import Party
from planner.package.rooming import rooms_for
from planner.package.staffing import medics_for, staff_for
from planner.package.tickets import ticket_price
from planner.package.usage import Use, use_of
from planner.rules import RulePack

PERCENT = 10_000  # a rate is in hundredths of a percent


def ledger_of(facts: Facts, trip: Itinerary, party: Party, inputs: CostInputs) -> Ledger:
    """The ledger of a departure. What nobody priced stays out of the total and is named."""
    facts = facts.on(trip.request.start)
    use = use_of(facts.catalog, trip)
    mixes = _mixes(facts.rules, party, use, inputs)
    mix = given_mix(inputs.mix, facts.rules) if inputs.mix else mixes[0]
    staff = staff_for(party.people, len(mix.seats) if use.coaches else 1, facts.rules)
    plan = CostPlan(
        facts.catalog, facts.rules, party, use, trip.request.start, inputs, mix, staff, rooms_for(party)
    )  # fmt: skip
    made = [_priced(plan, line) for line in all_lines(plan) if line.quantity]
    kept = [line for line in made if not inputs.entry(line.key).off]
    kept += list(_taken_off(plan, kept))
    kept += list(_rates(inputs, kept))
    return Ledger(
        people=party.people,
        singles=party.singles,
        lines=tuple(kept),
        total_fen=sum(line.total_fen or 0 for line in kept),
        unknown=tuple(line.key for line in kept if line.total_fen is None),
        mix=mix,
        mixes=mixes,
        staff=staff,
        rooms=plan.rooms,
        single_fen=_single_supplement(kept, plan.rooms),
        off=tuple(line for line in made if inputs.entry(line.key).off),
    )


def _mixes(rules: RulePack, party: Party, use: Use, inputs: CostInputs) -> tuple[CoachMix, ...]:
    """For all cities the same; prices of a day add up over the cities where all are known."""
    day_fen: dict[int, int | None] = {}
    for size in inputs.sizes:
        prices = [inputs.entry(f"coach.{city}.{size}").fen for city in use.cities]
        known = [price for price in prices if price is not None]
        day_fen[size] = sum(known) if prices and len(known) == len(prices) else None
    aboard = party.people + 2 * medics_for(party.people, rules)
    return mixes_for(aboard, inputs.sizes, rules, day_fen)


def _priced(plan: CostPlan, line: CostLine) -> CostLine:
    """The line with its price: as entered, else as the facts state it, else none."""
    entry = plan.inputs.entry(line.key)
    published = next((each for each in plan.inputs.berths if line.key == f"berth.{each.kind}"), None)
    if published is not None and published.fen is not None:
        unit: int | None = published.fen
        line = replace(line, source="published", as_of=published.on, supplier=published.office)
    elif entry.fen is not None:
        unit = entry.fen
        line = replace(
            line, source=entry.source, as_of=entry.on, supplier=entry.supplier, valid_to=entry.valid_to
        )  # fmt: skip
    elif line.kind == "ticket":
        found = ticket_price(plan.catalog, plan.catalog.places.get(line.subject), line.detail)
        unit = found.fen
        line = replace(line, source=found.source, as_of=found.as_of)
    else:
        unit = None
    if unit is None:
        return line
    total = line.quantity * unit
    return replace(line, unit_fen=unit, total_fen=-total if line.minus else total)


def _taken_off(plan: CostPlan, lines: list[CostLine]) -> Iterator[CostLine]:
    """Free places and commissions as lines of their own."""
    for line in lines:
        entry = plan.inputs.entry(line.key)
        if line.unit_fen is None:
            continue
        if entry.free_per:
            yield from _free_places(plan.party.people // entry.free_per, line)
        if entry.commission_bp:
            back = -_share(line.total_fen or 0, entry.commission_bp)
            yield replace(
                line, key=f"{line.key}.commission", kind="commission", terms=(), quantity=1, unit_fen=None,
                total_fen=back, minus=True, rate_bp=entry.commission_bp, base=line.key, source="computed",
            )  # fmt: skip


def _free_places(free: int, line: CostLine) -> Iterator[CostLine]:
    """So many go free: a bed is half a twin room."""
    if not free or line.unit_fen is None:
        return
    bed = line.kind == "room.twin"
    unit = line.unit_fen // 2 if bed else line.unit_fen
    often = tuple(factor for factor in line.terms[0] if factor.unit in ("night", "day", "meal"))
    terms = ((Factor(free, "bed" if bed else "free"), *often),)
    count = min(quantity_of(terms), line.quantity * (2 if bed else 1))
    yield replace(
        line, key=f"{line.key}.free", kind="free", terms=terms, quantity=count, unit_fen=unit,
        total_fen=-count * unit, minus=True, base=line.key,
    )  # fmt: skip


def _rates(inputs: CostInputs, lines: list[CostLine]) -> Iterator[CostLine]:
    """Contingency and taxes, each of all known lines before it."""
    so_far = sum(line.total_fen or 0 for line in lines)
    for kind, rate in (("contingency", inputs.contingency_bp), ("tax", inputs.tax_bp)):
        if rate:
            part = _share(so_far, rate)
            yield CostLine(
                kind, "other", kind, "", (), 1, None, part, source="computed", rate_bp=rate
            )  # fmt: skip
            so_far += part


def _share(fen: int, rate_bp: int) -> int:
    """A share in hundredths of a percent, rounded half up to the fen."""
    return (2 * fen * rate_bp + PERCENT) // (2 * PERCENT)


def _single_supplement(lines: Iterable[CostLine], rooms: Rooms) -> int | None:
    """Over all nights: a single room less half a twin room; None where one of them has no price."""
    if not rooms.single:
        return None
    found = 0
    priced = {line.key: line for line in lines if line.kind in ("room.single", "room.twin")}
    singles = [line for line in priced.values() if line.kind == "room.single"]
    for line in singles:
        twin = priced.get(line.key.replace("room.single", "room.twin", 1))
        if line.unit_fen is None or twin is None or twin.unit_fen is None:
            return None
        nights = line.quantity // rooms.single
        found += nights * (line.unit_fen - twin.unit_fen // 2)
    return found if singles else None
