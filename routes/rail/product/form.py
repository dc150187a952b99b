"""The form of a published train: what the planner types beside its timetable, and how it is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from flask_babel import gettext as _

from planner.clock import today
from planner.product import BERTH_WORDS, BERTHS, GROUP_WORDS, GROUPS, BerthKind, ProductCall, TrainProduct, stop_keys
from planner.text import plain_amount, read_day, read_fen
from routes.forms import Field, Form

LONGEST_TITLE, LONGEST_TEXT = 60, 200
UNITS = ("个", "张")
MOST_DAYS, MOST_BERTHS, MOST_FEN = 60, 1200, 10_000_000


def product_form(calls: tuple[ProductCall, ...], last: TrainProduct | None, typed: Mapping[str, str] | None) -> Form:
    """Its fields for those calls; what was published last stands in them."""
    kinds = [(kind, _(BERTH_WORDS[kind]), last.berth(kind) if last else None) for kind in BERTHS]
    days = "、".join(day.isoformat() for day in last.days if day > today()) if last else ""
    fields = [
        Field("title", _("叫什么"), default=last.title if last else ""),
        Field("days", _("哪几天开车"), _("一天一行，或者用顿号隔开，例如 2027-05-11。"), days, type="textarea", rows=2),
        *(
            Field(f"count-{kind}", words, default=str(berth.count) if berth else "", units=UNITS)
            for kind, words, berth in kinds
        ),
        *(
            Field(f"price-{kind}", words, default=plain_amount(berth.fen) if berth and berth.fen is not None else "")
            for kind, words, berth in kinds
        ),
        Field("included", _("铺位价里包含什么"), _("例如：卧具、车上三餐。没有就空着。"),
              last.included if last else ""),
        *(
            Field(ashore_name(place, group), _(GROUP_WORDS[group]), default=_last_text(last, calls, place, group),
                  type="textarea", rows=2)
            for place, call in enumerate(calls)
            if call.is_long
            for group in GROUPS
        ),
        Field("override", _("有冲突照样公布的理由")),
    ]  # fmt: skip
    return Form(fields, typed, sent=typed is not None)


def ashore_name(place: int, group: str) -> str:
    """The field of what a group can do at the call at that place of the list."""
    return f"ashore-{place}-{group}"


def _last_text(last: TrainProduct | None, calls: tuple[ProductCall, ...], place: int, group: str) -> str:
    before = last.by_stop().get(stop_keys(calls)[place]) if last else None
    return before.ashore.get(group, "") if before else ""


def read_product(form: Form, about: TrainProduct) -> TrainProduct:
    """The product as it was typed, times and check as in `about`; what is to be mended stands in the form."""
    title = " ".join(form["title"].split())
    if not 1 <= len(title) <= LONGEST_TITLE:
        form.mend("title", _("名称要写 1 到 %(most)s 个字。", most=LONGEST_TITLE))
    for name in ("included", "override"):
        if len(form[name]) > LONGEST_TEXT:
            form.mend(name, _("最多写 %(most)s 个字。", most=LONGEST_TEXT))
    calls = tuple(
        replace(call, ashore={g: text for g in GROUPS if (text := _text(form, ashore_name(place, g)))})
        for place, call in enumerate(about.calls)
    )
    included = " ".join(form["included"].split())
    return replace(about, title=title, calls=calls, days=_days(form), berths=_berths(form), included=included)


def _text(form: Form, name: str) -> str:
    text = " ".join(form[name].split())
    if len(text) > LONGEST_TEXT:
        form.mend(name, _("最多写 %(most)s 个字。", most=LONGEST_TEXT))
    return text


def _days(form: Form) -> tuple[date, ...]:
    parts = [part for part in re.split(r"[\n、，,;；\s]+", form["days"]) if part]
    days = {day for part in parts if (day := read_day(part, today())) is not None and day > today()}
    if not days or len(days) < len(set(parts)) or len(days) > MOST_DAYS:
        form.mend("days", _("请写今天以后的日子，1 到 %(most)s 个，例如 2027-05-11、2027-05-18。", most=MOST_DAYS))
    return tuple(sorted(days))


def _berths(form: Form) -> tuple[BerthKind, ...]:
    found = []
    for kind in BERTHS:
        count = form.whole(f"count-{kind}", _("铺位数请写 0 到 %(most)s 的整数，没有就空着。", most=MOST_BERTHS),
                           high=MOST_BERTHS, optional=True)  # fmt: skip
        price = form[f"price-{kind}"].strip()
        fen = read_fen(price) if price else None
        if price and (fen is None or fen > MOST_FEN):
            form.mend(f"price-{kind}", _("铺位价请写金额，例如 1280 或 1280.50。还没定就空着。"))
        if count:
            found.append(BerthKind(kind, count, fen))
    if not found and form.sound(f"count-{kind}" for kind in BERTHS):
        form.mend("count-lower", _("请写有多少铺位。"))
    return tuple(found)
