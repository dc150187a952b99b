"""What the lines of a ledger are called, how their quantities come about and where prices come from; a day in lines."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from planner.catalog import Catalog
from planner.itinerary.metrics import day_lines
from planner.itinerary.types import Itinerary
from planner.package import CostLine
from planner.product import BERTH_WORDS
from planner.sentences import N_
from routes.formatters import city_name, own_name, spot_name
from routes.presenters import COST_KINDS as KINDS
from routes.state import english, language

SECTIONS = {
    "rooms": N_("住宿"), "meals": N_("用餐"), "transport": N_("交通"),
    "tickets": N_("门票"), "staff": N_("人员"), "other": N_("保险与其他"),
}  # fmt: skip
BANDS = {
    "all": N_("全团"), "child": N_("18 岁以下"), "under_60": N_("18–59 岁"), "from_60": N_("60–64 岁"),
    "from_65": N_("65–69 岁"), "from_70": N_("70 岁及以上"), "unknown": N_("年龄未知"),
}  # fmt: skip
UNITS = {
    "guest": N_("%(n)s 客"), "room": N_("%(n)s 间"), "night": N_("%(n)s 晚"), "meal": N_("%(n)s 顿"),
    "coach": N_("%(n)s 辆"), "day": N_("%(n)s 天"), "km": N_("%(n)s 公里"), "staff": N_("%(n)s 名工作人员"),
    "driver": N_("%(n)s 名司机"), "guide": N_("%(n)s 名导游"), "doctor": N_("%(n)s 名医生"),
    "nurse": N_("%(n)s 名护士"), "stop": N_("%(n)s 处"),
    "berth": N_("%(n)s 个铺位"), "bed": N_("%(n)s 床"), "free": N_("%(n)s 个免费"), "times": N_("%(n)s 份"),
    "coach_day": N_("%(n)s 车天"), "wheelchair": N_("%(n)s 辆轮椅"),
}  # fmt: skip
SOURCE_WORDS = {
    "contract": N_("合同"), "notice": N_("公布价"), "estimate": N_("估计"), "asked": N_("询价"), "facts": N_("资料"),
    "ask": N_("全价，优惠没查到"), "computed": N_("按比例"),
}  # fmt: skip
PER_WORDS = {
    "group": N_("全团一次"), "guest": N_("每人"), "day": N_("每天"), "guest_day": N_("每人每天"),
    "coach_day": N_("每车每天"), "room_night": N_("每间每晚"),
}  # fmt: skip


class LineWords:
    """Names of lines in the reader's language, of places and hotels as the facts or else the trip call them."""

    def __init__(self, catalog: Catalog, trip: Itinerary) -> None:
        self._catalog = catalog
        spots = [item.spot for day in trip.days for item in day.items if item.kind in ("lunch", "supper")]
        spots += [item.table for day in trip.days for item in day.items if item.kind == "supper" and item.table]
        spots += [visit.place for day in trip.days for visit in day.visits] + [d.hotel for d in trip.days if d.hotel]
        self._spots = {spot.id: spot.name_en if english() else spot.name for spot in spots}

    def name(self, line: CostLine) -> str:
        """The line as the ledger calls it."""
        kind = _(KINDS[line.kind])
        about = self.about(line)
        return f"{kind} · {about}" if about else kind

    def about(self, line: CostLine) -> str:
        """What it is about: a place with ages, a hotel, a city and size, a day."""
        where = self._where(line)
        day = _("第 %(n)s 天", n=line.day) if line.day else ""
        if line.kind == "ticket":
            return _("%(place)s（%(ages)s）", place=where, ages=_(BANDS[line.detail]))
        if line.kind in ("coach", "coach_km"):
            size, _sign, days = line.detail.partition(";")
            return _("%(city)s %(size)s 座（第 %(days)s 天）", city=where, size=size, days=days.replace(",", _("、")))
        if line.kind == "insurance":
            return _insured(line.detail)
        if line.kind == "berth":
            return _(BERTH_WORDS[line.detail])
        if line.kind == "own":
            return line.detail
        return " ".join(filter(None, (where, day)))

    def _where(self, line: CostLine) -> str:
        if line.subject in self._catalog.cities:
            return city_name(line.subject)
        if line.kind.startswith("rail"):
            return f"{line.subject} {self._stations(line.detail)}".strip()
        for table in (self._catalog.places, self._catalog.hotels, self._catalog.restaurants):
            if line.subject in table:
                return own_name(table[line.subject])
        return self._spots.get(line.subject, line.subject)

    def _stations(self, pair: str) -> str:
        names = pair.split("→")
        return "→".join(own_name(self._catalog.stations[n]) if n in self._catalog.stations else n for n in names)

    def formula(self, line: CostLine) -> str:
        """Its quantity as a sum of products in words: 19 间 × 3 晚."""
        if line.rate_bp is not None:
            return f"{line.rate_bp / 100:g} %"
        sums = (" × ".join(_(UNITS[f.unit], n=f.number) for f in factors) for factors in line.terms)
        return " + ".join(sums)


def _insured(band: str) -> str:
    if band == "unknown":
        return _("年龄未知")
    if band.startswith("to"):
        return _("%(age)s 岁及以下", age=band.removeprefix("to"))
    return _("%(age)s 岁以上", age=band.removeprefix("over"))


def amount(fen: int | None) -> str:
    """1,320.50, always with its fen, as ledgers have it; an empty text for what is not known."""
    if fen is None:
        return ""
    return f"{'−' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def source_words(line: CostLine) -> str:
    """Where its price comes from, and from when."""
    if line.source is None:
        return _("未知")
    if line.source == "published":
        return _("%(office)s %(day)s 公布", office=line.supplier, day=line.as_of)
    words = _(SOURCE_WORDS[line.source])
    return f"{words} {line.as_of}".strip()


def line_kinds(kinds: Iterable[str]) -> tuple[str, ...]:
    """What kinds of lines are called."""
    return tuple(_(KINDS[kind]) for kind in kinds if kind in KINDS)


def day_sheet(trip: Itinerary, number: int) -> list[str]:
    """A day by the clock, and where the group sleeps."""
    hotel = trip.days[number - 1].hotel
    night = [_("住：%(hotel)s", hotel=spot_name(hotel))] if hotel else []
    return [*day_lines(trip, number, language(), _), *night]
