"""The step of a departure for offering it to everybody: how many, which rooms, deposit, instalments, and the button."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlmodel import Session

from planner.accounts import Office, load_office
from planner.booking import STOCK, OfferDraft, SaleTerms, close_offer, offer_of, places_of, publish, settle_departure
from planner.clock import today
from planner.errors import NoDataKey, OutOfRange, Unknown
from planner.package import MAX_PEOPLE
from planner.saved import SavedQuote, Seal, quotes_of
from planner.sentences import N_, error_sentence
from planner.text import plain_amount, read_fen
from routes.agency.desk import Desk, DeskStep, StepAnswers, trip_violations
from routes.agency.duties import duties_on, is_open
from routes.agency.sale.words import QUOTAS, STOCK_WORDS, quota_name
from routes.agency.scale import read_steps
from routes.forms import plain, whole
from routes.state import session, settings
from routes.visitor import visitor

LONGEST_REASON = 200
OPTION_HOURS, MOST_OPTION_HOURS = 48, 30 * 24
NUMBERS = {"sale.least": (1, MAX_PEOPLE), "sale.most": (1, MAX_PEOPLE), "sale.option_hours": (1, MOST_OPTION_HOURS)}


def context(desk: Desk) -> dict[str, Any]:
    """What is offered now, and what hinders the next press."""
    with session() as db:
        offer = offer_of(db, desk.file.id)
        places = places_of(db, offer, datetime.now(UTC)) if offer else None
        hindrances = hindrances_of(db, desk)
    return {
        "offer": offer,
        "places": places,
        "hindrances": hindrances,
        "broken": broken_on(desk),
        "quotas": [(quota_name(kind), _(STOCK_WORDS[kind])) for kind in STOCK],
        "option_hours": OPTION_HOURS,
        "plain_amount": plain_amount,
    }


def broken_on(desk: Desk) -> int:
    """How many duties are open, those of the trip's days among them."""
    return sum(each.hard for each in trip_violations(desk)) + sum(is_open(desk, duty) for duty in duties_on(desk))


def hindrances_of(db: Session, desk: Desk) -> list[str]:
    """Why it cannot be offered yet, each with what to do; nothing if it can."""
    found = []
    office, quote = _office(db), _newest_quote(db, desk)
    if office is None:
        found.append(_("对外收客，要用旅行社的账号登录。"))
    elif not office.licence or not office.phone:
        found.append(_("客人要看到许可证号和电话。请本单位的负责人在“本单位”里填好。"))
    if quote is None:
        found.append(_("先出一版报价单：价钱、包含什么、退团扣多少，都照它。"))
    elif desk.trip and quote.customers_part()["start"] != desk.trip.request.start.isoformat():
        found.append(_("报价单是另一个出发日期的。请再出一版。"))
    if desk.trip and desk.trip.request.start <= today():
        found.append(_("出发日期已经过了。请改出发日期，再出一版报价单。"))
    if desk["sale.least"] is None or desk["sale.most"] is None:
        found.append(_("请写最少几人成团、最多收几人。"))
    elif desk["sale.least"] > desk["sale.most"]:
        found.append(_("最少人数不能多过最多人数。"))
    for kind, count in desk.train.share.taken.items() if desk.train else ():
        if (desk[quota_name(kind)] or 0) > count:
            words = _(
                "%(kind)s只订了 %(n)s 个，名额不能更多。请少写一些，或者多订一些铺位。",
                kind=_(STOCK_WORDS[kind]),
                n=count,
            )
            found.append(words)
    if broken_on(desk) and not desk["sale.override"]:
        found.append(
            ngettext(
                "还有 %(num)d 件规范要做的事没有做到。请先办，或者写明为什么照样收客。",
                "还有 %(num)d 件规范要做的事没有做到。请先办，或者写明为什么照样收客。",
                broken_on(desk),
            )
        )
    try:
        Seal(settings())
    except NoDataKey as error:
        found.append(error_sentence(error, _))
    return found


def _office(db: Session) -> Office | None:
    office_id = visitor().office
    try:
        return load_office(db, office_id) if office_id else None
    except Unknown:
        return None


def _newest_quote(db: Session, desk: Desk) -> SavedQuote | None:
    return next(iter(quotes_of(db, desk.file.id, visitor())), None)


def read(desk: Desk, sent: Mapping[str, str]) -> StepAnswers:
    """Numbers and terms, as far as they were sent; then, if its button was pressed, it is offered, or closed."""
    changes, errors = dict[str, Any](), dict[str, str]()
    for name in (*NUMBERS, *QUOTAS):
        if name in sent:
            low, high = NUMBERS.get(name, (0, MAX_PEOPLE))
            number = whole(sent[name], 4, ("人", "间", "个", "小时")) if sent[name].strip() else None
            changes[name] = number
            if sent[name].strip() and (number is None or not low <= number <= high):
                errors[name] = _("请写 %(low)s 到 %(high)s 的整数，不限就空着。", low=low, high=high)
    if "sale.deposit_fen" in sent:
        changes["sale.deposit_fen"] = read_fen(sent["sale.deposit_fen"]) if sent["sale.deposit_fen"].strip() else None
        if sent["sale.deposit_fen"].strip() and changes["sale.deposit_fen"] is None:
            errors["sale.deposit_fen"] = _("请写金额，例如 320 或 45.50。没有就空着。")
    if "sale.instalments" in sent:
        changes["sale.instalments"] = sent["sale.instalments"].strip() or None
        if read_steps(sent["sale.instalments"]) is None:
            errors["sale.instalments"] = _("请写成“提前几天:付到百分之几”，从早到晚，例如 30:50、7:100。没有就空着。")
    if "sale.override" in sent:
        changes["sale.override"] = " ".join(plain(sent["sale.override"]).split()) or None
        if len(changes["sale.override"] or "") > LONGEST_REASON:
            errors["sale.override"] = _("最多写 %(most)s 个字。", most=LONGEST_REASON)
    if "publish" in sent and not errors:
        errors |= _publish(desk)
    if "close" in sent and not errors:
        with session() as db:
            close_offer(db, desk.file.id, visitor())
    return StepAnswers(changes, errors)


def _publish(desk: Desk) -> dict[str, str]:
    """What hindered it, if anything did."""
    with session() as db:
        office, quote = _office(db), _newest_quote(db, desk)
        if (hindrances := hindrances_of(db, desk)) or office is None or quote is None:
            return {"publish": " ".join(hindrances)}
        shown = quote.customers_part() | {
            "agency": office.name, "licence": office.licence, "phone": office.phone,
        }  # fmt: skip
        terms = SaleTerms(
            shown["head_fen"], shown["single_fen"], desk["sale.deposit_fen"] or 0,
            tuple(read_steps(desk["sale.instalments"] or "") or ()), tuple(map(tuple, shown["scale"])),
        )  # fmt: skip
        draft = OfferDraft(
            first_day=date.fromisoformat(shown["start"]), last_day=date.fromisoformat(shown["end"]),
            least=desk["sale.least"], most=desk["sale.most"],
            quotas={kind: desk[quota_name(kind)] for kind in STOCK if desk[quota_name(kind)] is not None},
            terms=terms, option_hours=desk["sale.option_hours"] or OPTION_HOURS, quote_version=quote.version,
            shown=shown, override=desk["sale.override"] or "" if broken_on(desk) else "",
        )  # fmt: skip
    try:
        with session() as db:
            publish(db, desk.file.id, visitor(), draft)
            settle_departure(db, desk.file.id)
    except OutOfRange as error:
        kind = error.field.removeprefix("places_")
        return {"sale.most" if error.field == "places" else quota_name(kind): error_sentence(error, _)}
    return {}


def state(desk: Desk) -> str:
    """Is it offered?"""
    with session() as db:
        offer = offer_of(db, desk.file.id)
    if offer is None:
        return _("还没有公布")
    return _("正在收客") if offer.is_open else _("不再收客")


def input_name(_desk: Desk, name: str) -> str:
    """What people call an input of this step."""
    kind = name.removeprefix("sale.quota_")
    return {
        "sale.least": _("最少几人成团"), "sale.most": _("最多收几人"), "sale.option_hours": _("占位保留几小时"),
        "sale.deposit_fen": _("定金，每人"), "sale.instalments": _("分期"), "sale.override": _("照样收客的理由"),
    }.get(name) or (_(STOCK_WORDS[kind]) if kind in STOCK_WORDS else name)  # fmt: skip


SALE: DeskStep = DeskStep("sale", N_("对外收客"), "agency/sale/publish.html", context, read, state, input_name)
