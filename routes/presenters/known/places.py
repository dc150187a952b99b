"""What is known of a place in words: hours, steps, prices, honours, whom to ask; and what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _

from planner.catalog import Catalog, Place, hours_on
from planner.clock import DAY_MIN
from planner.itinerary.metrics import BANDS, band_of, ticket_fen
from planner.itinerary.types import Visit
from routes.formatters import clock, old_news, readers_news, spans_words, yuan
from routes.presenters.known.contacts import ask_words
from routes.presenters.known.honours import honours
from routes.state import english

ALL_DAY = ((0, DAY_MIN),)


def place_facts(facts: Catalog, place: Place, on: date, ages: Sequence[int]) -> tuple[str, ...]:
    """What is known of a place on that day, prices at the travellers' ages (at every age if they are not known)."""
    known = [*honours(facts, place), hours_words(place, on), season_words(place), steps_words(place)]
    known.append(_("有座椅") if place.seats else "")
    known.append({"yes": _("有无障碍厕所"), "no": _("没有无障碍厕所")}.get(place.accessible_toilet or "", ""))
    known.append(_("可以借轮椅") if place.wheelchair_loan == "yes" else "")
    known.append(_("有代步的车、船或索道，费用去前请问") if place.shuttle else "")
    known += [prices(place, ages), _document(place)]
    booking = {"required": _("要先预约"), "advised": _("最好先预约"), "no": _("不用预约")}
    known.append(booking.get(place.reservation or "", ""))
    known.append(_("地址") + _("：") + place.address if place.address and not english() else "")
    known += [ask_words(place.phone), old_news(place), readers_news(place)]
    return tuple(fact for fact in known if fact)


def not_known(visit: Visit, place: Place) -> str:
    """What to ask before going; empty if everything is known."""
    lacks = (
        (visit.hours_known, _("开放时间")),
        (place.step_free, _("台阶")),
        (place.seats, _("座椅")),
        (place.accessible_toilet, _("无障碍厕所")),
        (place.ticket_fen is not None, _("门票")),
    )
    what = [name for known, name in lacks if not known]
    return _("没查到：%(what)s。去前请问。", what=_("、").join(what)) if what else ""


def prices(place: Place, ages: Sequence[int]) -> str:
    """The ticket at each age, those whose own price is not known in full and saying so; empty if none is known."""
    if place.ticket_fen is None:
        return ""
    if place.ticket_fen == 0:
        return _("不要门票")
    names = {"full": _("60 岁以下"), "60": _("60 到 64 岁"), "65": _("65 到 69 岁"), "70": _("70 岁以上")}
    asked = [(_("%(age)s 岁", age=age), band_of(age)) for age in dict.fromkeys(ages)]
    texts = []
    for who, band in asked or [(names[band], band) for band in BANDS]:
        fen, sure = ticket_fen(place, band)
        amount = yuan(fen or 0) + ("" if sure else _("（老年票价没查到，先按全价，请问）"))
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
        return _("%(hours)s；也有说%(other)s的，去前先问", hours=words, other=spans_words(other))
    if not place.hours_cited and spans != ALL_DAY:
        return _("约：%(hours)s，去前先问", hours=words)
    return words


def season_words(place: Place) -> str:
    """That a place is shut for a part of the year; empty if nothing of the kind is known."""
    if place.state != "seasonal":
        return ""
    return _("只在 %(first)s 月到 %(last)s 月开，去前问开没开", first=place.season_from, last=place.season_to)


def steps_words(place: Place) -> str:
    """Steps on the way, an estimate unless they were counted; empty if nothing is known."""
    texts = {"yes": _("约：全程可以不走台阶"), "partial": _("约：有的地方有台阶"), "no": _("约：有台阶")}
    words = texts.get(place.step_free or "", "")
    return words + _("，共 %(n)s 级", n=place.stairs) if words and place.stairs else words


def _document(place: Place) -> str:
    senior = (place.price_60_fen, place.price_65_fen, place.price_70_fen)
    cheaper = any(price is not None and place.ticket_fen and price < place.ticket_fen for price in senior)
    return _("优惠要出示：") + place.price_document if cheaper and place.price_document else ""
