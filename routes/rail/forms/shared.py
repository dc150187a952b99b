"""Fields that several forms of trains have: the stock, possessions, a train taken out; and how they are read."""

from __future__ import annotations

from flask_babel import gettext as _

from planner.catalog import RailFacts
from planner.errors import Unknown
from planner.sentences import error_sentence
from planner.train.entry import read_possession
from planner.train.infrastructure import STOCK_KMH
from planner.train.types import Possession
from routes.examples import example
from routes.forms import Choice, Field, Form
from routes.rail.forms.calls import fault_words

OFF = {"autocomplete": "off"}


def stock_field(default: str = "25G") -> Field:
    """The stock by its type, beside it its top speed."""
    kinds: tuple[Choice, ...] = tuple(
        (name, name, _("最高 %(kmh)s 公里/小时的车底", kmh=kmh)) for name, kmh in STOCK_KMH.items()
    )
    return Field("stock", _("车底"), default=default, options=kinds)


def possessions_field() -> Field:
    """One possession a line."""
    hint = _(
        "每行一个：哪两站之间、几点到几点，天天如此。"
        "例如：%(one)s-%(other)s@11:00-13:00；只封一个方向写 %(one)s>%(other)s@11:00-13:00；"
        "整个站封锁写 %(one)s@11:00-13:00：到各邻站的线路都不走车，停着的车可以停着",
        one=example().one,
        other=example().other,
    )
    return Field("possessions", _("天窗（可不填）"), hint, type="textarea", rows=2)


def away_field() -> Field:
    """A published train whose path is free for the new ones."""
    hint = _("填一趟公布的车，它的运行线就空出来，例如 %(train)s", train=example().train)
    return Field("away", _("先拿掉哪趟车（可不填）"), hint, attributes=OFF)


def read_stock(form: Form) -> int | None:
    """The top speed of the stock, km/h."""
    if form["stock"] not in STOCK_KMH:
        form.mend("stock", error_sentence(Unknown("stock", form["stock"], tuple(STOCK_KMH)), _))
    return STOCK_KMH.get(form["stock"])


def read_possessions(facts: RailFacts, form: Form) -> tuple[Possession, ...]:
    """The possessions, as far as they can be read."""
    found = form.read_lines(
        "possessions",
        lambda line: read_possession(line, facts.stations),
        lambda error: fault_words(error, facts.stations, "{0.one}-{0.other}@11:00-13:00".format(example())),
    )
    return tuple(found)


def read_trains(facts: RailFacts, form: Form, name: str) -> tuple[str, ...]:
    """Published trains by number, with commas or spaces between them; one that is not published must be mended."""
    typed = form[name]
    for mark in "，、；;":
        typed = typed.replace(mark, ",")
    try:
        return tuple(dict.fromkeys(facts.known_train(word) for word in typed.replace(",", " ").split()))
    except Unknown as unknown:
        form.mend(name, fault_words(unknown, facts.stations))
        return ()


def read_away(facts: RailFacts, form: Form) -> str:
    """The train taken out; "" for none."""
    away = read_trains(facts, form, "away")
    if len(away) > 1:
        form.mend("away", _("只能先拿掉一趟车。"))
    return away[0] if away else ""
