"""The costs of a departure: the ledger, its prices typed in place, remembered and contract prices taken on purpose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.clock import today
from planner.package import (
    PER,
    SECTIONS,
    SOURCES,
    CostLine,
    Ledger,
    PriceEntry,
    check_ledger,
    cost_inputs,
    ledger_of,
    usable_seats,
)
from planner.saved import SupplierTerm, item_of, keep_term
from planner.sentences import N_
from planner.text import plain_amount
from routes.agency.cost.fields import RATES, SWITCHES, fault_of, reader_of
from routes.agency.cost.offers import PriceOffer, offers_on
from routes.agency.desk import Desk, DeskStep, StepAnswers
from routes.agency.words import PER_WORDS, SOURCE_WORDS, LineWords, amount, source_words
from routes.agency.words import SECTIONS as SECTION_WORDS
from routes.formatters import city_name
from routes.state import session
from routes.visitor import visitor

CELLS = ("fen", "source", "on", "supplier", "valid_to", "free_per", "commission_bp", "off")


@dataclass(frozen=True)
class CostRow:
    """A line as the page shows it."""

    line: CostLine
    name: str
    formula: str
    source: str
    entry: PriceEntry
    offers: tuple[PriceOffer, ...]
    expired: bool


def ledger_on(desk: Desk) -> Ledger | None:
    """The ledger of a departure that has a trip and a head count."""
    if desk.trip is None or desk.party is None:
        return None
    return ledger_of(desk.facts, desk.trip, desk.party, cost_inputs(desk.file.inputs))


def context(desk: Desk) -> dict[str, Any]:
    """The ledger by sections, what is unknown first, coaches compared."""
    ledger = ledger_on(desk)
    if ledger is None or desk.trip is None or desk.party is None:
        return {"ledger": None}
    inputs, words, offered = cost_inputs(desk.file.inputs), LineWords(desk.facts.catalog, desk.trip), offers_on(desk)

    def row(line: CostLine) -> CostRow:
        entry = inputs.entry(line.key)
        expired = bool(line.valid_to) and line.valid_to < desk.trip.request.start.isoformat()  # type: ignore[union-attr]
        offers = tuple(offered(line)) if line.total_fen is None else ()
        return CostRow(line, words.name(line), words.formula(line), source_words(line), entry, offers, expired)

    rows = [row(line) for line in ledger.lines]
    return {
        "ledger": ledger,
        "unknown": [each for each in rows if each.line.total_fen is None],
        "sections": [
            (name, _(SECTION_WORDS[name]), found, sum(each.line.total_fen or 0 for each in found))
            for name in SECTIONS
            if (found := [each for each in rows if each.line.section == name and each.line.total_fen is not None])
        ],
        "by_coach": any(line.kind == "coach" for line in ledger.lines),
        "other_coaches": [
            (f"cost.coach.{city}.{size}.fen", city_name(city), size, inputs.entry(f"coach.{city}.{size}").fen)
            for city in dict.fromkeys(line.subject for line in ledger.lines if line.kind == "coach")
            for size in inputs.sizes
            if size not in ledger.mix.seats
        ],
        "off": [row(line) for line in ledger.off],
        "own": inputs.own,
        "sums_hold": not [v for v in check_ledger(desk.facts, desk.trip, desk.party, ledger) if v.hard],
        "spare": ledger.mix.usable - desk.party.people - ledger.staff.people,
        "usable": partial(usable_seats, rules=desk.facts.rules.on(desk.trip.request.start)),
        "inputs": inputs,
        "amount": amount,
        "plain_amount": plain_amount,
        "sources": [(key, _(SOURCE_WORDS[key])) for key in SOURCES],
        "pers": [(key, _(PER_WORDS[key])) for key in PER],
        "switches": [(name, _(label)) for name, label in SWITCHES.items()],
        "rates": [(name, _(label)) for name, label in RATES.items()],
    }


def read(desk: Desk, sent: Mapping[str, str]) -> StepAnswers:
    """Prices, choices and own lines as far as they were sent; then what a button asks for."""
    changes, errors = dict[str, Any](), dict[str, str]()
    for name, text in sent.items():
        reader = reader_of(name)
        if reader is None:
            continue
        good, value = reader(text)
        if good:
            changes[name] = value
        else:
            errors[name] = fault_of(name)
    for name in [name for name in changes if name.startswith("cost.") and name.endswith(".fen")]:
        on = name.removesuffix("fen") + "on"
        typed = changes[name] is not None and changes[name] != desk[name]
        if typed and not changes.get(on) and not desk[on]:
            changes[on] = today().isoformat()
    if not errors:
        changes |= _pressed(desk, sent, changes)
    return StepAnswers(changes, errors)


def _pressed(desk: Desk, sent: Mapping[str, str], changes: Mapping[str, Any]) -> dict[str, Any]:
    """What the button that was pressed changes."""
    if "add_own" in sent:
        numbers = [int(n[1:]) for own in cost_inputs(desk.file.inputs).own if (n := own.id)[1:].isdigit()]
        return {f"own.o{max(numbers, default=0) + 1}.name": _("新的一行")}
    if "drop_own" in sent:
        gone = f"own.{sent['drop_own']}."
        return {name: None for name in desk.file.inputs if name.startswith((gone, f"cost.{gone}"))}
    if "take" in sent:
        key, _sign, wanted = sent["take"].partition("|")
        ledger = ledger_on(desk)
        line = ledger.line(key) if ledger else None
        offer = next((o for o in offers_on(desk)(line) if o.id == wanted), None) if line else None
        return _cells(key, offer.entry) if offer else {}
    if "fill" in sent:
        return _filled(desk, sent["fill"], changes)
    if "book" in sent:
        _book(desk, sent["book"])
    return {}


def _cells(key: str, entry: PriceEntry) -> dict[str, Any]:
    values = {name: getattr(entry, name) or None for name in CELLS if name not in ("fen", "off")}
    return {f"cost.{key}.{name}": value for name, value in {**values, "fen": entry.fen}.items()}


def _filled(desk: Desk, key: str, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The price of a line for all of its kind that have none."""
    ledger = ledger_on(desk)
    line = ledger.line(key) if ledger else None
    if ledger is None or line is None:
        return {}
    entry = cost_inputs({**desk.file.inputs, **changes}).entry(key)
    found: dict[str, Any] = {}
    for other in ledger.lines:
        if other.kind == line.kind and other.total_fen is None and other.key != key:
            found |= _cells(other.key, entry)
    return found


def _book(desk: Desk, key: str) -> None:
    """Write the price of a line into the supplier book."""
    ledger = ledger_on(desk)
    line = ledger.line(key) if ledger else None
    if line is None or line.unit_fen is None or not line.supplier or desk.trip is None:
        return
    entry = cost_inputs(desk.file.inputs).entry(key)
    term = SupplierTerm(
        id="", holder="", item=item_of(key), title=LineWords(desk.facts.catalog, desk.trip).name(line),
        supplier=line.supplier, fen=line.unit_fen, source=entry.source, noted_on=entry.on, season_to=entry.valid_to,
        free_per=entry.free_per, commission_bp=entry.commission_bp,
    )  # fmt: skip
    with session() as db:
        keep_term(db, visitor(), term)


def state(desk: Desk) -> str:
    """How many prices are not known."""
    ledger = ledger_on(desk)
    if ledger is None:
        return _("先要有行程和人数")
    if ledger.unknown:
        return ngettext("%(num)d 项价格未知", "%(num)d 项价格未知", len(ledger.unknown))
    return _("各项都有价格")


def input_name(desk: Desk, name: str) -> str:
    """The line and its field."""
    ledger = ledger_on(desk)
    key, _sign, cell = name.removeprefix("cost.").rpartition(".")
    line = ledger.line(key) if ledger else None
    cells = {"fen": _("单价"), "source": _("来源"), "supplier": _("供应商"), "on": _("日期")}
    if line is None or desk.trip is None:
        return name
    return f"{LineWords(desk.facts.catalog, desk.trip).name(line)} · {cells.get(cell, cell)}"


COST = DeskStep("cost", N_("成本"), "agency/cost.html", context, read, state, input_name)
