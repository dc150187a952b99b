"""An itinerary as plain lines for a terminal or a log."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from planner.clock import clock_text
from planner.itinerary.metrics.day_words import booking_words, far_words, leisure_words
from planner.itinerary.metrics.shown import (
    is_in_waiting_room,
    is_rest_day,
    lunch_is_at_home,
    lunch_left_open,
    shown_times,
)
from planner.itinerary.types import (
    Connection,
    Day,
    Item,
    Itinerary,
    Leg,
    Lunch,
    Pause,
    Proof,
    Rest,
    Spot,
    Supper,
    Visit,
)
from planner.language import Translate
from planner.sentences import WEEKDAYS


def summary(itinerary: Itinerary, language: str, _: Translate) -> str:
    """Days with their times, loads and hotels, then what is proven. Estimates carry a 约."""
    lines = []
    for number, day in enumerate(itinerary.days, 1):
        weekday = _(WEEKDAYS[day.date.weekday()])
        lines.append(_("第 {number} 天  {date} {weekday}").format(number=number, date=day.date, weekday=weekday))
        lines += [f"  {line}" for line in (*day_lines(itinerary, number, language, _), *_ending(day, language, _))]
        lines.append("")
    return "\n".join([*lines, proof_line(itinerary.proof, _)])


def day_lines(itinerary: Itinerary, number: int, language: str, _: Translate) -> list[str]:
    """A day (1 is the first) by the clock."""
    request, day = itinerary.request, itinerary.days[number - 1]
    lines = []
    if is_rest_day(day):
        lines.append(_("这一天特意歇着，不安排景点，哪儿也不用赶。"))
    if number == 1 and request.arrival:
        lines += _connection(_("到 {station}"), request.arrival, day.items[:1], language)
    at_home = number == 1 and request.arrival is None
    before = list(takewhile(_at_station, day.items)) if at_home else []
    lines += [f"{_times(item)}  {_at_home(item, _)}" for item in before]
    lines += [f"{_times(item)}  {_item(item, day, language, _)}" for item in day.items[len(before) :]]
    if number == len(itinerary.days) and request.departure:
        lines += _connection(_("从 {station} 返程"), request.departure, day.items[-1:], language)
    if lunch_is_at_home(itinerary, number):
        lines.append(_("到家吃午饭，好好歇歇"))
    return lines


def _connection(words: str, connection: Connection, items: Sequence[Item], language: str) -> list[str]:
    """The line of how the trip begins or ends, at the station where the day's first or last item does."""
    stations = [spot for item in items for spot in _spots(item) if spot.kind == "station"]
    name = next((_name(spot, language) for spot in stations if spot.id == connection.station), None)
    train = f" {connection.train}" if connection.train else ""
    return [f"{clock_text(connection.minute)}  {words.format(station=name)}{train}"] if name else []


def _spots(item: Item) -> tuple[Spot, ...]:
    if isinstance(item, Leg):
        return item.origin, item.target
    return (item.place,) if isinstance(item, Visit) else (item.spot,)


def _at_station(item: Item) -> bool:
    return isinstance(item, Lunch | Rest) and item.spot.kind == "station"


def _at_home(item: Item, _: Translate) -> str:
    return _("午饭 在家吃") if isinstance(item, Lunch) else _("在家午休，歇好了再出门")


def _times(item: Item) -> str:
    begin, end = shown_times(item)
    return f"{clock_text(begin)}–{clock_text(end)}"


def _item(item: Item, day: Day, language: str, _: Translate) -> str:
    match item:
        case Visit():
            about = _("游览 {place}，约走 {walk} 米").format(place=_name(item.place, language), walk=item.walk_m)
            return about if item.hours_known else about + _("（开放时间没查到，先打电话）")
        case Leg(mode="train"):
            ends = {"origin": _name(item.origin, language), "target": _name(item.target, language)}
            text = _("火车 {train}  {origin} → {target}").format(train=item.train, **ends)
            return text + _("（到站时刻是估的）") if item.estimated else text
        case Pause() | Rest():
            return _seated(item, day, language, _)
        case Leg(mode="walk"):
            return _("走到 {target}，约 {walk} 米").format(target=_name(item.target, language), walk=item.walk_m)
        case Leg():
            text = _("乘车到 {target}，约 {km:.1f} 公里").format(target=_name(item.target, language), km=item.km)
            return text + _("，途中停 {stops} 次").format(stops=item.stops) if item.stops else text
        case Lunch():
            return _("午饭 {spot}").format(spot=_table(item.spot, language, _)) + booking_words(item, _)
        case Supper(table=Spot() as table):
            values = {"place": _name(table, language), "walk": item.walk_m}
            text = _("晚饭 {place}，离酒店约走 {walk} 米（几点关门没查到，去前问酒店）").format(**values)
            return text + far_words(item, _)
        case Supper():
            text = _("晚饭 在{place}或附近吃，先问酒店").format(place=_name(item.spot, language))
            return text + far_words(item, _)


def _seated(item: Pause | Rest, day: Day, language: str, _: Translate) -> str:
    match item:
        case Pause(use="wait"):
            return _("在{spot}候车").format(spot=_name(item.spot, language))
        case Pause(spot=Spot(kind="hotel")):
            return _("在{spot}歇着，不急着出门").format(spot=_name(item.spot, language))
        case Pause():
            return _("在{spot}坐下歇歇").format(spot=_name(item.spot, language))
        case Rest(spot=Spot(kind="hotel" | "restaurant")):
            return _("在{spot}午休").format(spot=_name(item.spot, language))
        case Rest() if is_in_waiting_room(item, day):
            return _("在{spot}的候车室午休").format(spot=_name(item.spot, language))
        case Rest(spot=Spot(kind="station")):
            return _("午休，在吃饭的店里坐下歇歇")
        case Rest():
            return _("午休，在吃饭的店里或{spot}坐下歇歇").format(spot=_name(item.spot, language))


def _table(spot: Spot, language: str, _: Translate) -> str:
    name = _name(spot, language)
    return name if spot.kind == "restaurant" else _("（在{name}附近找一家）").format(name=name)


def _ending(day: Day, language: str, _: Translate) -> list[str]:
    load = _("合计：步行约 {walk} 米，爬高约 {climb} 米，坐车约 {ride} 分钟").format(
        walk=day.walk_m, climb=day.climb_m, ride=day.ride_min
    )
    night = [_("住：{hotel}").format(hotel=_name(day.hotel, language))] if day.hotel else []
    lunch = [_("午饭没有排，到了酒店再吃，先问前台")] if lunch_left_open(day) else []
    leisure = leisure_words(day, language, _)
    return [*lunch, *([leisure] if leisure else []), load, *night]


def _gap(proof: Proof, _: Translate) -> str:
    """How far the worth may be from the best: a share of the bound, or points where that says nothing."""
    if proof.bound <= 0 and not proof.optimal:
        return _("{points:g} 分").format(points=proof.bound - proof.worth)
    return f"{proof.gap:.2%}"


def proof_line(proof: Proof, _: Translate) -> str:
    """What the solver knows of its answer."""
    values = {
        "worth": f"{proof.worth:g}",
        "bound": f"{proof.bound:g}",
        "gap": _gap(proof, _),
        "places": proof.places,
        "hotels": proof.hotels,
        "cities": proof.cities,
        "plans": f"{proof.day_plans:,}",
        "seconds": f"{proof.seconds:.1f}",
    }
    text = _(
        "得分 {worth}，上界 {bound}，差距 {gap}"
        "（{places} 个景点、{cities} 个城市的 {hotels} 家酒店、{plans} 种一日安排，{seconds} 秒）。"
    )
    verdict = _("已证明是其中最好的。") if proof.optimal else _("还没有证明是最好的。")
    return text.format(**values) + verdict


def _name(spot: Spot, language: str) -> str:
    return spot.name_en if language == "en" else spot.name
