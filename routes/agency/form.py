"""The group and the agency's prices as typed: read from the address, so that a costing can be kept and sent on."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal, InvalidOperation

from flask_babel import gettext as _

from planner.errors import OutOfRange
from planner.package import MAX_FEN, Group, OwnPrices
from planner.sentences import N_
from routes.agency.words import plain_yuan
from routes.forms import Field, Form, whole

PEOPLE = {
    "from_60": N_("60–64 岁"),
    "from_65": N_("65–69 岁"),
    "from_70": N_("70–74 岁"),
    "from_75": N_("75 岁及以上"),
    "companions": N_("60 岁以下（陪同）"),
}
NEEDS = {
    "wheelchairs": N_("坐轮椅的"),
    "singles": N_("要单人间的"),
}
MONEY = {
    "room_fen": N_("客房，每间每晚"),
    "coach_fen": N_("大巴，每辆每天"),
    "rail_fen": N_("火车票，每人全程合计"),
    "meal_fen": N_("正餐，每人每顿"),
    "guide_fen": N_("导游，每人每天"),
    "doctor_fen": N_("随团医生，每人每天"),
    "nurse_fen": N_("护士，每人每天"),
    "insurance_fen": N_("意外险，每人"),
}
OTHER = {
    "coach_seats": N_("每辆大巴的座位数（不算司机）"),
    "markup_percent": N_("在成本上加百分之几"),
}
LABELS = PEOPLE | NEEDS | MONEY | OTHER
HINTS = {
    "room_fen": N_("不填就不算，下面会列出资料里的大致价位。"),
    "rail_fen": N_("行程里有火车时才算。"),
    "doctor_fen": N_("大团按规范要配医生时才算。"),
    "nurse_fen": N_("大团按规范要配护士时才算。"),
}
DEFAULTS = {"coach_seats": "45", "markup_percent": "0"}


class CostingForm(Form):
    """The group and the prices, and what they mean. `asked` is False before anything is sent."""

    def __init__(self, args: Mapping[str, str]) -> None:
        names = (*PEOPLE, *NEEDS, *(price.name for price in fields(OwnPrices)))
        super().__init__(map(_field, names), args, str.strip)
        self.asked = not self.fields.keys().isdisjoint(args)
        self.group: Group | None = None
        self.prices: OwnPrices | None = None


def fieldsets() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The fields as they stand on the page, under their headings."""
    return (
        (_("多少人去"), (*PEOPLE, *NEEDS)),
        (_("您的价格（元，不知道就空着）"), tuple(MONEY)),
        (_("其他"), tuple(OTHER)),
    )


def read_form(args: Mapping[str, str]) -> CostingForm:
    """The form of these arguments; nothing typed at all is not an error."""
    form = CostingForm(args)
    if not form.asked:
        return form
    people = {name: _whole(form, name) for name in (*PEOPLE, *NEEDS)}
    money = {name: _fen(form, name) for name in MONEY}
    seats, markup = _whole(form, "coach_seats"), _whole(form, "markup_percent")
    if form.ok:
        try:
            group = Group(**people)
            form.prices = OwnPrices(**money, coach_seats=seats, markup_percent=markup)
            form.group = group
        except OutOfRange as error:
            form.mend(_place(error.field), _range(error))
    return form


def _field(name: str) -> Field:
    attributes = {"inputmode": "decimal" if name in MONEY else "numeric", "autocomplete": "off"}
    hint = _(HINTS[name]) if name in HINTS else ""
    return Field(name, _(LABELS[name]), hint, DEFAULTS.get(name, ""), attributes=attributes)


def _whole(form: CostingForm, name: str) -> int:
    number = whole(form[name] or DEFAULTS.get(name, "0"))
    if number is None:
        form.mend(name, _("“%(label)s”请填整数，例如 12。没有就空着。", label=_(LABELS[name])))
    return number or 0


def _fen(form: CostingForm, name: str) -> int | None:
    text = unicodedata.normalize("NFKC", form[name]).replace(",", "").strip("¥元 ")
    if not text:
        return None
    try:
        fen = Decimal(text) * 100
    except InvalidOperation:
        fen = Decimal("NaN")
    if not fen.is_finite() or fen != fen.to_integral_value() or not 0 <= fen <= MAX_FEN:
        label, most = _(LABELS[name]), plain_yuan(MAX_FEN)
        words = _("“%(label)s”请填金额，例如 320 或 45.50，最多 %(most)s 元。不知道就空着。", label=label, most=most)
        form.mend(name, words)
        return None
    return int(fen)


def _place(name: str) -> str:
    """A fault of the whole group is shown at its first field."""
    return next(iter(PEOPLE)) if name == "people" else name


def _range(error: OutOfRange) -> str:
    sentences = {
        "people": _("全团人数要在 %(low)s 到 %(high)s 之间，现在是 %(value)s。"),
        "wheelchairs": _("坐轮椅的人数要在 %(low)s 到 %(high)s 之间，现在是 %(value)s。"),
        "singles": _("要单人间的人数要在 %(low)s 到 %(high)s 之间，现在是 %(value)s。"),
    }
    sentence = sentences.get(error.field, _("“%(label)s”要在 %(low)s 到 %(high)s 之间，现在是 %(value)s。"))
    label = _(LABELS[_place(error.field)])
    return sentence % {"label": label, "low": error.low, "high": error.high, "value": error.value}
