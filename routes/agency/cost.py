"""The costs of a departure: the ledger, its prices typed in place, remembered and contract prices taken on purpose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.clock import today
from planner.package import (
    MAX_FEN,
    MAX_PEOPLE,
    PER,
    SEATS,
    SECTIONS,
    SOURCES,
    CostLine,
    Ledger,
    PriceEntry,
    check_ledger,
    cost_inputs,
    ledger_of,
    usable_seats,
)  # fmt: skip
from planner.saved import SupplierTerm, item_of, keep_term, list_terms, remembered_prices
from planner.sentences import N_
from planner.text import plain_amount, read_day, read_fen, read_rate
from routes.agency.desk import Desk, DeskStep, StepAnswers
from routes.agency.words import PER_WORDS, SOURCE_WORDS, LineWords, amount, source_words
from routes.agency.words import SECTIONS as SECTION_WORDS
from routes.formatters import city_name
from routes.forms import plain, whole
from routes.state import session
from routes.visitor import visitor

LONGEST = 60
CELLS = ("fen", "source", "on", "supplier", "valid_to", "free_per", "commission_bp", "off")
SWITCHES = {
    "set.by_km": N_("大巴另按公里算"), "set.by_night": N_("房费一晚一行"),
    "set.drivers_stay": N_("司机随团住"), "set.breakfast_apart": N_("早餐另付"),
}  # fmt: skip
RATES = {"set.contingency_bp": N_("不可预见费，百分之几"), "set.tax_bp": N_("税费，按成本百分之几")}


@dataclass(frozen=True)
class PriceOffer:
    """A price somebody may take for a line: from the supplier book, or remembered from another departure."""

    id: str
    entry: PriceEntry
    words: str


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
    inputs, words, offered = cost_inputs(desk.file.inputs), LineWords(desk.facts.catalog, desk.trip), _offered(desk)

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


def _offered(desk: Desk) -> Callable[[CostLine], list[PriceOffer]]:
    who = visitor()
    with session() as db:
        terms, remembered = list_terms(db, who), remembered_prices(db, who, desk.file.id)
    first = desk.trip.request.start if desk.trip else today()

    def offers(line: CostLine) -> list[PriceOffer]:
        found = []
        for term in terms:
            if term.item == item_of(line.key) and term.holds_on(first):
                words = _("%(source)s：%(supplier)s，%(when)s", source=_(SOURCE_WORDS[term.source]),
                          supplier=term.supplier, when=term.noted_on)  # fmt: skip
                found.append(PriceOffer(f"term-{term.id}", _entry_of(term), words))
        if item_of(line.key) in remembered:
            entry, title = remembered[item_of(line.key)]
            found.append(
                PriceOffer("remembered", entry, _("上次：%(title)s，%(when)s", title=title, when=entry.on or "—"))
            )
        return found

    return offers


def _entry_of(term: SupplierTerm) -> PriceEntry:
    return PriceEntry(
        term.fen, "contract" if term.source == "contract" else "asked", term.noted_on, term.supplier, term.season_to,
        term.free_per, term.commission_bp,
    )  # fmt: skip


def read(desk: Desk, sent: Mapping[str, str]) -> StepAnswers:
    """Prices, choices and own lines as far as they were sent; then what a button asks for."""
    changes, errors = dict[str, Any](), dict[str, str]()
    for name, text in sent.items():
        reader = _reader(name)
        if reader is None:
            continue
        good, value = reader(text)
        if good:
            changes[name] = value
        else:
            errors[name] = _fault(name)
    for name in [name for name in changes if name.startswith("cost.") and name.endswith(".fen")]:
        on = name.removesuffix("fen") + "on"
        typed = changes[name] is not None and changes[name] != desk[name]
        if typed and not changes.get(on) and not desk[on]:
            changes[on] = today().isoformat()
    if not errors:
        changes |= _pressed(desk, sent, changes)
    return StepAnswers(changes, errors)


Read = tuple[bool, Any]


def _reader(name: str) -> Callable[[str], Read] | None:
    """How the field of that name is read: whether it can be meant, and what it is (None: taken out)."""
    cell = name.rpartition(".")[2]
    of_line: dict[str, Callable[[str], Read]] = {
        "fen": _read_money, "source": partial(_read_choice, SOURCES), "on": _read_date, "valid_to": _read_date,
        "supplier": _read_text, "free_per": partial(_read_whole, 1, MAX_PEOPLE), "commission_bp": _read_percent,
        "off": _read_switch,
    }  # fmt: skip
    of_own: dict[str, Callable[[str], Read]] = {
        "name": _read_text, "per": partial(_read_choice, PER), "times": partial(_read_whole, 1, 1000),
        "voucher": _read_switch,
    }  # fmt: skip
    if name.startswith("cost."):
        return of_line.get(cell)
    if name.startswith("own."):
        return of_own.get(cell)
    if name in SWITCHES:
        return _read_yes_or_no
    if name in RATES:
        return _read_percent
    return {"set.sizes": _read_sizes, "set.mix": _read_sizes, "set.bands": _read_bands}.get(name)


def _read_money(text: str) -> Read:
    fen = read_fen(text) if text.strip() else None
    return not text.strip() or (fen is not None and fen <= MAX_FEN), fen


def _read_percent(text: str) -> Read:
    rate = read_rate(text) if text.strip() else None
    return not text.strip() or rate is not None, rate


def _read_choice(choices: tuple[str, ...], text: str) -> Read:
    return text in choices, text


def _read_date(text: str) -> Read:
    day: date | None = read_day(text, today()) if text.strip() else None
    return not text.strip() or day is not None, day.isoformat() if day else None


def _read_text(text: str) -> Read:
    found = " ".join(plain(text).split())
    return len(found) <= LONGEST, found or None


def _read_whole(low: int, high: int, text: str) -> Read:
    number = whole(text) if text.strip() else None
    return not text.strip() or (number is not None and low <= number <= high), number


def _read_switch(text: str) -> Read:
    return True, True if text == "1" else None


def _read_yes_or_no(text: str) -> Read:
    return text in ("0", "1"), text == "1"


def _numbers(text: str) -> list[int | None]:
    return [whole(part) for part in text.replace("、", " ").replace("，", " ").replace("+", " ").split()]


def _read_sizes(text: str) -> Read:
    found = _numbers(text)
    good = len(found) <= 20 and all(n is not None and SEATS[0] <= n <= SEATS[1] for n in found)
    return good, found or None


def _read_bands(text: str) -> Read:
    found = _numbers(text)
    good = len(found) <= 5 and all(n is not None and 1 <= n <= 120 for n in found)
    return good and len(set(found)) == len(found), sorted(n for n in found if n is not None) or None


def _fault(name: str) -> str:
    cell = name.rpartition(".")[2]
    return {
        "fen": _("单价请写金额，例如 320 或 45.50。不知道就空着，不会当 0 算。"),
        "on": _("看不懂这个日期。请写成 2027-05-11。"), "valid_to": _("看不懂这个日期。请写成 2027-05-11。"),
        "free_per": _("几人免一，请写整数，例如 16。"), "times": _("份数请写 1 到 1000 的整数。"),
        "supplier": _("最多写 %(most)s 个字。", most=LONGEST), "name": _("最多写 %(most)s 个字。", most=LONGEST),
        "sizes": _("座位数请写 10 到 60 的整数，用顿号隔开，例如 33、45、56。"),
        "mix": _("座位数请写 10 到 60 的整数，用顿号隔开，例如 33、45、56。"),
        "bands": _("年龄请从小到大写，用顿号隔开，例如 70、80。"),
    }.get(cell, _("百分比请写 0 到 100，例如 2 或 12.5。"))  # fmt: skip


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
        offer = next((o for o in _offered(desk)(line) if o.id == wanted), None) if line else None
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
