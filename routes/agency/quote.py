"""Quotes of a departure: what the customer is told beside the price, frozen versions, and what changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import groupby
from typing import Any

from flask import Response, abort
from flask_babel import gettext as _

from planner.clock import today
from planner.exchange.workbooks import BookLine, BookWords, costing_book
from planner.itinerary.types import Day, Lunch
from planner.package import Ledger, SizeRow, cost_inputs, price_of, price_terms, sizes_of
from planner.saved import SavedQuote, freeze_quote, quote_token, quotes_of
from planner.sentences import N_
from planner.text import plain_amount, read_day
from routes.agency.cost import ledger_on
from routes.agency.desk import Desk, DeskStep, StepAnswers, open_desk, trip_violations
from routes.agency.group import is_beyond
from routes.agency.scale import read_steps, typed_steps
from routes.agency.train import own_ashore
from routes.agency.words import SECTIONS, LineWords, amount, source_words
from routes.costs import costs
from routes.forms import plain
from routes.presenters import product_days
from routes.state import session
from routes.visitor import visitor

TEXTS = {
    "quote.to": N_("给谁"), "quote.agency": N_("旅行社名称"), "quote.licence": N_("经营许可证号"),
    "quote.phone": N_("电话"), "quote.override": N_("规范没有达到时，写明理由"),
}  # fmt: skip
OWN = ("quote.agency", "quote.licence", "quote.phone")  # the same for every departure of an agency
LONGEST = 100
VALID_DAYS = 14
USUAL_SCALE = ((7, 0), (4, 20), (1, 40), (0, 60))  # days before the start, percent kept
MOST_CHANGES = 30


@dataclass(frozen=True)
class QuoteChange:
    """A line that is no longer as it was in the newest version."""

    name: str
    before_fen: int | None
    after_fen: int | None


def context(desk: Desk) -> dict[str, Any]:
    """The versions, and what changed since the newest."""
    who = visitor()
    with session() as db:
        versions = quotes_of(db, desk.file.id, who)
    ledger = ledger_on(desk)
    changed = _changed(desk, versions[0], ledger) if versions and ledger else []
    return {
        "versions": [(row, row.customers_part(), quote_token(who, row.id)) for row in versions],
        "changed": changed[:MOST_CHANGES],
        "more_changed": max(0, len(changed) - MOST_CHANGES),
        "hindrance": _hindrance(desk, ledger),
        "texts": [(name, _(label)) for name, label in TEXTS.items()],
        "valid_until": desk["quote.valid_until"] or (today() + timedelta(VALID_DAYS)).isoformat(),
        "scale": typed_steps(read_scale(desk["quote.scale"] or "") or USUAL_SCALE, _("、")),
        "amount": amount,
        "plain_amount": plain_amount,
    }


def _changed(desk: Desk, row: SavedQuote, ledger: Ledger) -> list[QuoteChange]:
    before = {line["key"]: line for line in row.agencys_part()["lines"]}
    words = LineWords(desk.facts.catalog, desk.trip) if desk.trip else None
    found = []
    for line in ledger.lines:
        old = before.pop(line.key, None)
        if words and (old is None or old["total_fen"] != line.total_fen):
            found.append(QuoteChange(words.name(line), old["total_fen"] if old else None, line.total_fen))
    found += [QuoteChange(old["name"], old["total_fen"], None) for old in before.values()]
    return found


def _hindrance(desk: Desk, ledger: Ledger | None) -> str:
    """Why no quote can be made yet; "" if one can."""
    if ledger is None or desk.trip is None:
        return _("先要有行程、人数和成本。")
    if not ledger.complete:
        return _("还有 %(n)s 项价格未知。未知的价格不能放行：请填上，或者写明这一行不用。", n=len(ledger.unknown))
    if any(v.hard for v in trip_violations(desk)) and not desk["quote.override"]:
        return _("行程有规范没有达到。请先改行程，或者在上面写明放行的理由。")
    if is_beyond(desk) and not desk["quote.override"]:
        return _("有客人走不了这条行程，见上面。请先为全团重排，或者写明放行的理由。")
    if not desk["quote.agency"] or not desk["quote.licence"]:
        return _("请写旅行社名称和经营许可证号。")
    return ""


def read(desk: Desk, sent: Mapping[str, str]) -> StepAnswers:
    """What the customer is told; then, if the button was pressed, a new version."""
    changes, errors = dict[str, Any](), dict[str, str]()
    for name in TEXTS:
        if name in sent:
            changes[name] = " ".join(plain(sent[name]).split()) or None
            if len(changes[name] or "") > LONGEST:
                errors[name] = _("最多写 %(most)s 个字。", most=LONGEST)
    if "quote.valid_until" in sent:
        day = read_day(sent["quote.valid_until"], today())
        changes["quote.valid_until"] = day.isoformat() if day else None
        if day is None or day < today():
            errors["quote.valid_until"] = _("有效期请写今天以后的日期，例如 2027-05-11。")
    if "quote.scale" in sent:
        scale = read_scale(sent["quote.scale"])
        changes["quote.scale"] = sent["quote.scale"].strip() or None
        if scale is None:
            errors["quote.scale"] = _(
                "请写成“提前几天:扣百分之几”，从早到晚，最后写到 0 天，例如 7:0、4:20、1:40、0:60。"
            )
    if "freeze" in sent and not errors:
        if reason := _hindrance(desk, ledger_on(desk)):
            errors["freeze"] = reason
        else:
            _freeze(desk)
    return StepAnswers(changes, errors)


def read_scale(text: str) -> list[tuple[int, int]] | None:
    """A scale of what is kept, down to the day of the start; the usual one of an empty text; None if it is none."""
    if not text.strip():
        return [*USUAL_SCALE]
    steps = read_steps(text)
    return steps if steps and steps[-1][0] == 0 else None


def _freeze(desk: Desk) -> None:
    ledger = ledger_on(desk)
    if ledger is None or desk.trip is None or desk.party is None:
        return
    terms, words = price_terms(desk.file.inputs), LineWords(desk.facts.catalog, desk.trip)
    price = price_of(ledger, terms, desk.party, desk.trip.request.start)
    sizes = sizes_of(desk.facts, desk.trip, desk.party, cost_inputs(desk.file.inputs), terms)
    if desk.train:
        days = product_days(desk.train.product, desk.train.share.day, own_ashore(desk.train, desk.file.inputs))
        sizes = ()
    else:
        days = [_day(day, ledger) for day in desk.trip.days]
    held = desk.facts.rules.on(desk.trip.request.start)
    shown = {
        **{name.partition(".")[2]: desk[name] or "" for name in TEXTS if name != "quote.override"},
        "title": desk["title"],
        "departure": desk.file.id,
        "start": desk.trip.request.start.isoformat(),
        "end": desk.trip.days[-1].date.isoformat(),
        "people": desk.party.people,
        "head_fen": price.head_fen,
        "single_fen": price.single_fen,
        "heads": [[each.kind, each.count, each.fen] for each in price.heads],
        "total_fen": price.total_fen,
        "days": days,
        "includes": list(dict.fromkeys(line.kind for line in ledger.lines if not line.minus)),
        "excludes": list(dict.fromkeys(line.kind for line in ledger.off)),
        "sizes": _size_bands(sizes, desk.party.people),
        "scale": read_scale(desk["quote.scale"] or ""),
        "valid_until": desk["quote.valid_until"] or (today() + timedelta(VALID_DAYS)).isoformat(),
        "made_on": today().isoformat(),
        "facts_digest": desk.facts.catalog.digest,
        "kept": not desk["quote.override"],
        **({"train": {"version": desk.train.share.version, "number": desk.train.product.number}} if desk.train else {}),
        "limits": {"coach": held.whole("coach-stretch"), "sight": held.whole("sightseeing-stretch")},
    }
    costing = {
        "lines": [{"name": words.name(line), "formula": words.formula(line), "from": source_words(line), **asdict(line)}
                  for line in ledger.lines],
        "total_fen": ledger.total_fen, "markup_fen": price.markup_fen, "rounding_fen": price.rounding_fen,
        "price_fen": price.total_fen, "revision": desk.file.revision, "override": desk["quote.override"] or "",
    }  # fmt: skip
    with session() as db:
        freeze_quote(db, desk.file.id, visitor(), shown, costing)


def _day(day: Day, ledger: Ledger) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "places": [[visit.place.name, visit.place.name_en] for visit in day.visits],
        "hotel": [day.hotel.name, day.hotel.name_en] if day.hotel else None,
        "walk_m": day.walk_m,
        "lunch": any(isinstance(item, Lunch) for item in day.items),
        "dinner": day.hotel is not None and any(line.kind == "meal.dinner" for line in ledger.lines),
    }


def _size_bands(rows: tuple[SizeRow, ...], people: int) -> list[list[Any]]:
    """Ranges of other sizes with the same coaches, at the dearest price of the range; only where all is known."""
    known = [row for row in rows if row.pays is not None and row.people != people]
    bands = []
    for (seats, _more), found in groupby(known, key=lambda row: (row.seats, row.people > people)):
        part = list(found)
        bands.append([part[0].people, part[-1].people, list(seats), max(row.head_fen for row in part)])
    return bands


@costs("make")
def workbook(departure_id: str, version: int) -> Response:
    """The agency's costing of a version as XLSX with live formulas."""
    open_desk(departure_id)
    with session() as db:
        row = next((each for each in quotes_of(db, departure_id, visitor()) if each.version == version), None)
    if row is None:
        abort(404)
    kept = row.agencys_part()
    keys = [line["key"] for line in kept["lines"]]
    lines = [_book_line(line, keys) for line in kept["lines"]]
    header = (_("类别"), _("项目"), _("数量公式"), _("数量"), _("单价 元"), _("小计 元"), _("来源"))
    words = BookWords(_("成本"), header, _("各项成本合计"), _("加价"), _("取整"), _("全团收入"))
    file = costing_book(lines, words, kept["markup_fen"], kept["rounding_fen"])
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    name = f"silverway-{departure_id}-{version}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(file, mimetype=kind, headers=headers)


def _book_line(line: Mapping[str, Any], keys: list[str]) -> BookLine:
    factors = [[factor["number"] for factor in part] for part in line["terms"]]
    if line["kind"] == "free":  # never more than the line it is taken from
        factors = [[line["quantity"]]]
    section = SECTIONS[line["section"]]
    return BookLine(
        section=_(section), name=line["name"], formula=line["formula"],
        factors=tuple(map(tuple, factors)), unit_fen=line["unit_fen"], minus=line["minus"], source=line["from"],
        rate_bp=line["rate_bp"], of=keys.index(line["base"]) if line["base"] and line["rate_bp"] is not None else None,
    )  # fmt: skip


def state(desk: Desk) -> str:
    """The newest version."""
    with session() as db:
        versions = quotes_of(db, desk.file.id, visitor())
    return _("第 %(n)s 版", n=versions[0].version) if versions else _("还没有出")


def input_name(_desk: Desk, name: str) -> str:
    """What people call it."""
    return _(TEXTS[name]) if name in TEXTS else name


QUOTE = DeskStep("quote", N_("报价单"), "agency/quote.html", context, read, state, input_name)
