"""The price of a departure: markup, margin or target; singles, children and older guests; the price by group size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from planner.package import (
    MODES,
    ROUNDINGS,
    Price,
    SizeRow,
    break_even,
    cost_inputs,
    ledger_of,
    price_of,
    price_terms,
    sizes_of,
)  # fmt: skip
from planner.sentences import N_
from planner.text import plain_amount, read_fen, read_rate
from routes.agency.cost import ledger_on
from routes.agency.desk import Desk, DeskStep, StepAnswers
from routes.agency.words import amount
from routes.forms import whole

MODE_WORDS = {"markup": N_("在成本上加百分之几"), "margin": N_("毛利占售价百分之几"), "target": N_("定一个售价")}
HEAD_WORDS = {
    "adult": N_("成人"), "child": N_("儿童"), "senior": N_("高龄优惠"), "single": N_("单房差"),
}  # fmt: skip
MONEY = ("price.target_fen", "price.single_fen", "price.child_off_fen", "price.senior_off_fen")
AGES = ("price.child_below", "price.senior_from")
MOST_MARGIN_BP = 9_000


@dataclass(frozen=True)
class Chart:
    """Costs a head against the size of the group, as points of a drawing of 640 x 260."""

    stretches: tuple[tuple[str, bool], ...]  # polylines, broken where the coaches change; are all prices known?
    price_y: float
    now: tuple[float, float]
    pays_x: float | None
    across: tuple[tuple[float, int], ...]
    up: tuple[tuple[float, int], ...]  # y, yuan
    steps: tuple[tuple[float, str], ...]


def price_on(desk: Desk) -> Price | None:
    """The price of a departure that has a trip and a head count."""
    ledger = ledger_on(desk)
    if ledger is None or desk.party is None or desk.trip is None:
        return None
    return price_of(ledger, price_terms(desk.file.inputs), desk.party, desk.trip.request.start)


def context(desk: Desk) -> dict[str, Any]:
    """The price, its parts, and the sizes."""
    if desk.trip is None or desk.party is None:
        return {"price": None}
    terms, inputs = price_terms(desk.file.inputs), cost_inputs(desk.file.inputs)
    ledger = ledger_of(desk.facts, desk.trip, desk.party, inputs)
    price = price_of(ledger, terms, desk.party, desk.trip.request.start)
    rows = sizes_of(desk.facts, desk.trip, desk.party, inputs, terms)
    pays = break_even(rows)
    return {
        "price": price,
        "ledger": ledger,
        "terms": terms,
        "rows": rows,
        "pays": pays,
        "chart": chart_of(rows, price, desk.party.people, pays),
        "modes": [(key, _(MODE_WORDS[key])) for key in MODES],
        "roundings": ROUNDINGS,
        "head_words": {key: _(words) for key, words in HEAD_WORDS.items()},
        "amount": amount,
        "plain_amount": plain_amount,
        "step_hint": _step_hint(rows, desk.party.people),
        "percent": _percent,
    }


def _percent(part: int, whole_fen: int) -> str:
    return f"{1000 * part // whole_fen / 10:.1f} %" if whole_fen else "—"


def _step_hint(rows: tuple[SizeRow, ...], people: int) -> str:
    """What happens at the next size at which the coaches change."""
    here = next(row for row in rows if row.people == people)
    for row in rows:
        if row.people > people and row.seats != here.seats:
            return _(
                "到 %(n)s 人要换成 %(mix)s 座，人均成本 %(then)s 元（现在 %(now)s 元）。",
                n=row.people, mix=" + ".join(map(str, row.seats)),
                then=amount(row.cost_head_fen), now=amount(here.cost_head_fen),
            )  # fmt: skip
    return ""


def chart_of(rows: tuple[SizeRow, ...], price: Price, people: int, pays: int | None) -> Chart:
    """The drawing of the sizes; all within its frame."""
    shown = [row for row in rows if 10 <= row.people <= 60] or list(rows)
    values = [row.cost_head_fen for row in shown] + [price.head_fen]
    low, high = min(values), max(values)
    span = max(1, high - low)

    def x(number: int) -> float:
        return round(60 + 560 * (min(max(number, 10), 60) - 10) / 50, 1)

    def y(fen: int) -> float:
        return round(220 - 180 * (min(max(fen, low), high) - low) / span, 1)

    stretches: list[list[SizeRow]] = []
    for row in shown:
        if not stretches or stretches[-1][-1].seats != row.seats:
            stretches.append([])
        stretches[-1].append(row)
    here = next(row for row in rows if row.people == people)
    return Chart(
        stretches=tuple(
            (" ".join(f"{x(row.people)},{y(row.cost_head_fen)}" for row in part), part[0].pays is not None)
            for part in stretches
        ),
        price_y=y(price.head_fen),
        now=(x(people), y(here.cost_head_fen)),
        pays_x=x(pays) if pays is not None else None,
        across=tuple((x(n), n) for n in range(10, 61, 10)),
        up=tuple((y(low + span * n // 4), (low + span * n // 4) // 100) for n in range(5)),
        steps=tuple((x(part[0].people), "+".join(map(str, part[0].seats))) for part in stretches),
    )


def read(desk: Desk, sent: Mapping[str, str]) -> StepAnswers:
    """The terms of the price, as far as they were sent."""
    changes, errors = dict[str, Any](), dict[str, str]()
    for name in MONEY:
        if name in sent:
            changes[name] = read_fen(sent[name]) if sent[name].strip() else None
            if sent[name].strip() and changes[name] is None:
                errors[name] = _("请写金额，例如 320 或 45.50。没有就空着。")
    for name in AGES:
        if name in sent:
            changes[name] = whole(sent[name], 3, ("岁",)) if sent[name].strip() else None
            if sent[name].strip() and (changes[name] is None or changes[name] > 120):
                errors[name] = _("年龄请写 0 到 120 的整数。")
    if "price.mode" in sent and sent["price.mode"] in MODES:
        changes["price.mode"] = sent["price.mode"]
    if "price.rate_bp" in sent:
        rate = read_rate(sent["price.rate_bp"] or "0")
        mode = changes.get("price.mode", desk["price.mode"])
        if rate is None or (mode == "margin" and rate > MOST_MARGIN_BP):
            errors["price.rate_bp"] = _("百分比请写 0 到 100，例如 18 或 12.5；毛利最多 90。")
        changes["price.rate_bp"] = rate
    if sent.get("price.round_yuan", "") in map(str, ROUNDINGS):
        changes["price.round_yuan"] = int(sent["price.round_yuan"])
    if changes.get("price.mode", desk["price.mode"]) == "margin" and (desk["price.rate_bp"] or 0) > MOST_MARGIN_BP:
        changes.setdefault("price.rate_bp", MOST_MARGIN_BP)
    return StepAnswers(changes, errors)


def state(desk: Desk) -> str:
    """The price a head, provisional as long as something is unknown."""
    ledger, price = ledger_on(desk), price_on(desk)
    if ledger is None or price is None:
        return _("先要有成本")
    words = _("每人 %(yuan)s 元", yuan=plain_amount(price.head_fen))
    return words if ledger.complete else _("%(price)s，暂定", price=words)


def input_name(_desk: Desk, name: str) -> str:
    """What people call a term of the price."""
    return {
        "price.mode": _("怎样定价"), "price.rate_bp": _("百分比"), "price.target_fen": _("售价"),
        "price.round_yuan": _("取整到"), "price.single_fen": _("单房差"),
    }.get(name, name)  # fmt: skip


PRICE = DeskStep("price", N_("报价"), "agency/price.html", context, read, state, input_name)
