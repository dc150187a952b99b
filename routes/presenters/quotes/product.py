"""A published train as guests and agencies read it: its days with stops and what to do there, and what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from planner.clock import DAY_MIN
from planner.product import GROUP_WORDS, ChangedCall, ProductCall, TrainProduct
from routes.formatters import clock_of_day, stations_words

Ashore = Mapping[str, Mapping[str, str]]  # by the name of a stop, by mobility group


def product_days(product: TrainProduct, first: date, ashore: Ashore) -> list[dict[str, Any]]:
    """Its days as a quote keeps them: the stops of each (name, station, arrival, departure, ashore by group); a stop
    belongs to the day of its arrival."""
    days: list[dict[str, Any]] = [
        {"date": (first + timedelta(number)).isoformat(), "calls": []} for number in range(product.run_days)
    ]
    for key, call in product.by_stop().items():
        number = _begins(call) // DAY_MIN
        texts = {**call.ashore, **ashore.get(key, {})} if call.is_long else {}
        days[number]["calls"].append([key, call.station, call.arrive, call.depart, texts])
    return days


def product_day_words(day: Mapping[str, Any]) -> list[str]:
    """What such a day brings, a sentence a stop; a day without one is on the train."""
    if not day["calls"]:
        return [_("一天都在车上")]
    return [words for _key, station, arrive, depart, ashore in day["calls"]
            for words in (stop_words(ProductCall(station, arrive, depart)), *ashore_words(ashore))]  # fmt: skip


def stop_words(call: ProductCall) -> str:
    """盘锦：上午 8:00 到，下午 4:30 开."""
    return _("%(station)s：%(times)s", station=stations_words(call.station), times=_("，").join(_times(call).values()))


def _times(call: ProductCall) -> dict[str, str]:
    """Arrival and departure in words, as far as there are any."""
    words = {}
    if call.arrive is not None:
        words["arrive"] = _("%(clock)s 到", clock=clock_of_day(call.arrive))
    if call.depart is not None:
        words["depart"] = _("%(clock)s 开", clock=clock_of_day(call.depart))
    return words


def ashore_words(ashore: Mapping[str, str]) -> list[str]:
    """What each group does ashore."""
    return [
        _("%(who)s：%(what)s", who=_(words), what=ashore[group])
        for group, words in GROUP_WORDS.items()
        if group in ashore
    ]


def changed_call_words(changed: Iterable[ChangedCall]) -> list[str]:
    """Each stop that is not as it was: before and after."""
    return [_changed(each) for each in changed]


def _changed(one: ChangedCall) -> str:
    if one.before is None and one.after is not None:
        return _("新停：%(stop)s", stop=stop_on_day_words(one.after))
    if one.after is None and one.before is not None:
        return _("不再停：%(stop)s", stop=stop_on_day_words(one.before))
    if one.before is None or one.after is None:
        return ""
    before, after = _times(one.before), _times(one.after)
    if before.keys() != after.keys() or _day_of(one.before) != _day_of(one.after):
        was, now = stop_on_day_words(one.before), stop_on_day_words(one.after)
        return _("原来：%(before)s；现在：%(after)s", before=was, after=now)
    moved = [_("%(was)s，改成%(now)s", was=before[end], now=after[end]) for end in before if before[end] != after[end]]
    where = _("第 %(n)s 天 %(stop)s", n=_day_of(one.before), stop=stations_words(one.station))
    return _("%(station)s：%(times)s", station=where, times=_("；").join(moved))


def stop_on_day_words(call: ProductCall) -> str:
    """第 2 天 盘锦：上午 8:00 到，下午 4:30 开."""
    return _("第 %(n)s 天 %(stop)s", n=_day_of(call), stop=stop_words(call))


def _day_of(call: ProductCall) -> int:
    return _begins(call) // DAY_MIN + 1


def _begins(call: ProductCall) -> int:
    return call.arrive if call.arrive is not None else call.depart or 0
