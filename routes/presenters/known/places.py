"""What is known of a place in words: hours, steps, prices, honours, whom to ask; and what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _

from planner.catalog import Place, hours_on
from planner.clock import DAY_MIN
from planner.itinerary.metrics import BANDS, band_of, ticket_fen
from routes.formatters import clock, spans_words, yuan

ALL_DAY = ((0, DAY_MIN),)


def knows_price(place: Place, ages: Sequence[int]) -> bool:
    """Is the ticket known at one of the ages at least; at one for older people if no ages are?"""
    bands = {band_of(age) for age in ages} or {band for band in BANDS if band != "full"}
    return place.ticket_fen is not None and any(ticket_fen(place, band)[1] for band in bands)


def prices(place: Place, ages: Sequence[int]) -> str:
    """The ticket at each age, those whose own price is not known in full and saying so; empty if none is known."""
    if place.ticket_fen is None:
        return ""
    if place.ticket_fen == 0:
        return _("不要门票")
    names = {"full": _("60 岁以下"), "60": _("60 到 64 岁"), "65": _("65 到 69 岁"), "70": _("70 岁以上")}
    if not knows_price(place, ages):
        return _("全价 %(price)s", price=yuan(place.ticket_fen))
    asked = [(_("%(age)s 岁", age=age), band_of(age)) for age in dict.fromkeys(ages)]
    texts = []
    for who, band in asked or [(names[band], band) for band in BANDS]:
        fen, sure = ticket_fen(place, band)
        amount = yuan(fen or 0) + ("" if sure else _("（老人多少钱还没问到）"))
        texts.append(f"{who} {amount}")
    return _("门票") + _("：") + _("；").join(texts)


def hours_words(place: Place, on: date) -> str:
    """When a place is open that day and how surely; empty if it is not known."""
    spans = hours_on(place.hours, on)
    if not spans:
        return ""
    last = spans[-1][1] - place.last_entry_min if place.last_entry_min else None
    words = spans_words(spans) + (_("，最晚 %(time)s 进门", time=clock(last)) if last is not None else "")
    other = hours_on(place.hours_other, on)
    if other and other != spans:
        return _("%(hours)s；另一处写的是%(other)s，去前先问", hours=words, other=spans_words(other))
    if not place.hours_cited and spans != ALL_DAY:
        return _("听说%(hours)s，去前先问", hours=words)
    return words


def season_words(place: Place) -> str:
    """That a place is shut for a part of the year; empty if nothing of the kind is known."""
    if place.state != "seasonal":
        return ""
    return _("只在 %(first)s 月到 %(last)s 月开，去前问开没开", first=place.season_from, last=place.season_to)
