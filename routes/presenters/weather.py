"""How warm it usually is where a trip goes, and what to wear; nothing is a forecast."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from flask_babel import gettext as _

from planner.catalog import Catalog, MonthClimate, month_climate
from planner.itinerary.types import Itinerary
from planner.sentences import N_
from routes.formatters import city_name, month_words, own_name
from routes.state import english

HOT_C = 27
CLOTHES = (  # from this low on, by night. Ours
    (16, N_("穿薄衣服，带一件长袖。")),
    (9, N_("带一件外套，早晚凉。")),
    (1, N_("带一件厚外套，里面多穿一层。")),
    (-9, N_("穿厚棉衣，戴帽子和手套。")),
    (-99, N_("穿羽绒服和棉鞋，戴帽子和手套。鞋底要防滑。")),
)


def weather_lines(facts: Catalog, trip: Itinerary) -> tuple[str, ...]:
    """One line for each city and month of the trip, then what to wear; empty if it goes nowhere."""
    asked = _where_and_when(facts, trip)
    known: dict[tuple[str, int], MonthClimate] = {}
    lines: list[str] = []
    unknown: dict[str, str] = {}  # by city, the nearest one of which the climate is known
    for city, month in asked:
        climate = month_climate(facts, city, month)
        if climate is None:
            near = month_climate(facts, city, month, inf)
            unknown[city_name(city)] = _measured(facts, near) if near else ""
            continue
        lines.append(_line(facts, climate, repeated=(climate.measured_in, month) in known))
        known[climate.measured_in, month] = climate
    if unknown:
        lines.append(_("%(cities)s那几天多冷多热，我们还没查到。", cities=_("、").join(unknown)))
    if guessed := _("、").join(dict.fromkeys(near for near in unknown.values() if near)):
        lines.append(_("在室外待多久，先照最近的%(near)s估。", near=guessed))
    if known:
        lines.append("".join(clothes(list(known.values()))))
    return (*lines, _("这是往年的平均。临走再看看天气预报。")) if known else tuple(lines)


def weather_sources(facts: Catalog, trip: Itinerary) -> tuple[tuple[str, str], ...]:
    """The places whose figures are shown, and where they come from."""
    found = (month_climate(facts, city, month) for city, month in _where_and_when(facts, trip))
    return tuple(dict.fromkeys((climate.measured_in, climate.source) for climate in found if climate))


def clothes(months: list[MonthClimate]) -> Iterator[str]:
    """What to wear so that the coldest night and the hottest day are both met."""
    low, high = min(month.low_c for month in months), max(month.high_c for month in months)
    yield _(next(words for least, words in CLOTHES if low >= least))
    if high >= HOT_C:
        yield _("中午热，带遮阳帽和水。")


def _where_and_when(facts: Catalog, trip: Itinerary) -> tuple[tuple[str, int], ...]:
    """(city, month) of every visit, each once, in order."""
    places = ((facts.places.get(visit.place.id), day.date.month) for day in trip.days for visit in day.visits)
    return tuple(dict.fromkeys((place.city, month) for place, month in places if place))


def _line(facts: Catalog, climate: MonthClimate, *, repeated: bool) -> str:
    names = {"city": city_name(climate.city), "other": _measured(facts, climate), "km": climate.km}
    month = month_words(climate.month)
    warmth = _("白天 %(high)s左右，夜里 %(low)s左右。", high=degrees(climate.high_c), low=degrees(climate.low_c))
    if climate.city == climate.measured_in:
        return _("%(month)s的%(city)s，", month=month, **names) + warmth
    if repeated:
        return _("%(city)s没查到，估计和 %(km)s 公里外的%(other)s差不多。", **names)
    return _("%(month)s的%(city)s没查到，按 %(km)s 公里外的%(other)s估计：", month=month, **names) + warmth


def _measured(facts: Catalog, climate: MonthClimate) -> str:
    """The name of the place where it was measured."""
    return own_name(facts.climate[climate.measured_in])


def degrees(celsius: int) -> str:
    """16 → 16 度, -5 → 零下 5 度."""
    if english():
        return _("%(n)s 度", n=f"{celsius}".replace("-", "−"))
    return _("零下 %(n)s 度", n=-celsius) if celsius < 0 else _("%(n)s 度", n=celsius)
