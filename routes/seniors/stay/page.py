"""What the page of a stay shows: its bases with what to ask, and its weeks day by day."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date
from itertools import groupby

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.clock import CHINA, clock_text
from planner.itinerary.types import Day, Leg
from planner.people import MobilityProfile
from planner.rules import RulePack
from planner.saved import SavedStay
from planner.sentences import N_
from planner.stay import STRENGTH_WORDS, UNKNOWN_WORDS, NearbyThing, Stay, StayBase, StayDay
from routes.formatters import (
    city_name,
    day_short,
    month_words,
    own_name,
    spot_name,
    weekday_short,
)
from routes.presenters import degrees, hour_words, long_words, way_words
from routes.state import catalog

WEEK = 7
MOST_BY_CAR = 8  # of what is near that are told, the nearest
USES = {"move": N_("在路上"), "outing": N_("出门"), "leisure": N_("歇着")}
SCENES = {  # by what speaks for a base
    "sea": "pier", "hot_spring": "spring", "snow": "snow", "park": "lake", "market": "market", "table": "table",
    "mild": "bloom",
}  # fmt: skip
FIVE = 5  # minutes: times that are no train's are shown in steps


@dataclass(frozen=True)
class BaseView:
    """A base: what speaks for it, the weather of its months, care in heat or cold, what is near, what to ask."""

    base: StayBase
    city: str
    strengths: tuple[str, ...]
    weather: tuple[str, ...]
    care: tuple[str, ...]
    on_foot: tuple[str, ...]
    by_car: tuple[str, ...]
    rough: bool
    asks: tuple[str, ...]


@dataclass(frozen=True)
class DayView:
    """A day in a week: its number in the stay, its weekday in one or two letters, its date in short, what it
    is for in a word, and its lines."""

    day: StayDay
    number: int
    weekday: str
    date: str
    use: str
    lines: tuple[str, ...]


def stay_title(stay: Stay) -> str:
    """As the heading of its page: the cities stayed in, and how many nights."""
    cities = dict.fromkeys(city_name(base.city) for base in stay.bases)
    return " · ".join((_("旅居小住"), _("、").join(cities), nights_words(stay.request.nights)))


def stay_scene(stay: Stay) -> str:
    """A picture of what was asked for, else of what its first base is good for."""
    wanted = (stay.request.setting, *stay.bases[0].strengths)
    return next((SCENES[what] for what in wanted if what in SCENES), "tea")


def nights_words(count: int) -> str:
    """3 → 3 晚."""
    return ngettext("%(num)d 晚", "%(num)d 晚", count)


def planned_on(saved: SavedStay) -> date:
    """The day it was planned, in China."""
    return saved.created_at.replace(tzinfo=saved.created_at.tzinfo or UTC).astimezone(CHINA).date()


def base_views(stay: Stay, rules: RulePack, person: MobilityProfile) -> list[BaseView]:
    """The bases in order."""
    return [_base(stay, number, rules, person) for number in range(len(stay.bases))]


def week_views(stay: Stay) -> list[list[DayView]]:
    """The days, seven by seven."""
    days = [
        DayView(day, number, weekday_short(day.date), day_short(day.date), _(USES[day.use]), tuple(_lines(day)))
        for number, day in enumerate(stay.days, 1)
    ]
    return [days[first : first + WEEK] for first in range(0, len(days), WEEK)]


def rest_days_merged(week: list[DayView]) -> list[DayView]:
    """The days of a week as they are listed: what is said of days of rest on end is said of them all at once."""
    found = []
    for _key, group in groupby(week, lambda view: view.lines if view.day.use == "leisure" else view.date):
        days = list(group)
        span = {"from": days[0].date, "to": days[-1].date}
        found.append(replace(days[0], date=_("%(from)s到%(to)s", **span)) if len(days) > 1 else days[0])
    return found


def _base(stay: Stay, number: int, rules: RulePack, person: MobilityProfile) -> BaseView:
    base = stay.bases[number]
    kinds = {day.weather for day in stay.days if day.base == number and day.use != "move"}
    return BaseView(
        base=base,
        city=city_name(base.city),
        strengths=tuple(_(STRENGTH_WORDS[what]) for what in base.strengths),
        weather=tuple(_weather(base)),
        care=tuple(_care(kinds, rules, person)),
        on_foot=tuple(thing_words(thing) for thing in base.things if thing.way == "walk"),
        by_car=tuple(thing_words(thing) for thing in base.things if thing.way == "ride")[:MOST_BY_CAR],
        rough=any(thing.rough for thing in base.things),
        asks=tuple(_(UNKNOWN_WORDS[code]) for code in base.unknown),
    )


def _weather(base: StayBase) -> Iterator[str]:
    for month in base.weather:
        text = _(
            "%(month)s：白天 %(high)s左右，夜里 %(low)s左右。",
            month=month_words(month.month), high=degrees(month.high_c), low=degrees(month.low_c),
        )  # fmt: skip
        if month.km:
            row = catalog().climate.get(month.measured_in)
            if row:
                text += _("这里没查到，是按 %(km)s 公里外的%(city)s估计的。", km=month.km, city=own_name(row))
            else:
                text += _("这里没查到，是按 %(km)s 公里外的地方估计的。", km=month.km)
        yield text


def _care(kinds: Collection[str], rules: RulePack, person: MobilityProfile) -> Iterator[str]:
    """What to mind in the open air."""
    if "hot" in kinds:
        times = {"first": hour_words(rules.minute("heat-from")), "last": hour_words(rules.minute("heat-to"))}
        yield _("天热的日子，%(first)s到%(last)s别在太阳底下走。", **times)
    if "cold" in kinds:
        yield _("天冷的日子，在外面待%(time)s就回屋。", time=long_words(person.cold_out_min))


def thing_words(thing: NearbyThing) -> str:
    """Something near by, and how far it is."""
    if thing.spot.kind == "hotel":
        return _("酒店自己的温泉")
    name, time = spot_name(thing.spot), long_words(thing.minutes)
    if thing.way == "walk":
        return _("%(name)s（走%(time)s）", name=name, time=time)
    return _("%(name)s（坐车%(time)s）", name=name, time=time)


def _lines(day: StayDay) -> Iterator[str]:
    if day.use == "leisure":
        if day.things:
            yield _("、").join(thing_words(thing) for thing in day.things)
        else:
            yield _("附近有什么好去处，我们还没问到，问问酒店。")
    elif day.trip and day.use == "outing":
        yield _("、").join(spot_name(visit.place) for visit in day.trip.visits)
        first, last = day.trip.items[0].start // FIVE * FIVE, -(-day.trip.items[-1].end // FIVE) * FIVE
        yield _("%(out)s出门，%(back)s左右回来。", out=hour_words(first), back=hour_words(last))
        walk, ride = way_words(day.trip.walk_m), long_words(day.trip.ride_min)
        yield (
            _("走%(walk)s，坐车%(ride)s。", walk=walk, ride=ride) if day.trip.ride_min else _("走%(walk)s。", walk=walk)
        )
    elif day.trip:
        yield from _way(day.trip)


def _way(day: Day) -> Iterator[str]:
    """The train of a move, or the ride."""
    legs = [item for item in day.items if isinstance(item, Leg)]
    train = next((leg for leg in legs if leg.mode == "train"), None)
    if train is None:
        ride = sum(leg.end - leg.start for leg in legs)
        yield _("坐车到%(target)s，%(time)s。", target=spot_name(legs[-1].target), time=long_words(ride))
        return
    ends = {"from": spot_name(train.origin), "to": spot_name(train.target)}
    values = {"train": train.train, "start": clock_text(train.start), "end": clock_text(train.end), **ends}
    if train.estimated:
        yield _("坐 %(train)s 次火车：%(from)s %(start)s 开，%(to)s约 %(end)s 到（估的）。", **values)
    else:
        yield _("坐 %(train)s 次火车：%(from)s %(start)s 开，%(to)s %(end)s 到。", **values)
