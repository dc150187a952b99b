"""What is said of a day beside its items, the same on every page and in a terminal: a table to book, a free afternoon,
supper on a late way home."""

from __future__ import annotations

from planner.clock import clock_text
from planner.itinerary.metrics.shown import STEP
from planner.itinerary.types import Day, FreeTime, Item, Leg, Lunch, Pause, Spot, Supper, Visit
from planner.language import Translate


def booking_words(lunch: Lunch, _: Translate) -> str:
    """That a table has to be booked, and how sure it is that there is one; empty for a few people."""
    if not lunch.book:
        return ""
    if lunch.spot.kind == "restaurant":
        return _("（{heads} 个人要提前订桌；坐不坐得下没查到，先打电话问）").format(heads=lunch.book)
    return _("（{heads} 个人要提前订桌：请旅行社或酒店代订，坐得下的餐馆没查到）").format(heads=lunch.book)


def far_words(supper: Supper, _: Translate) -> str:
    """That no hotel near the station will do; empty where one does."""
    if not supper.far_min:
        return ""
    return _("（车站附近没有查到能住的酒店，坐车约 {ride} 分钟）").format(ride=supper.far_min)


def leisure_words(day: Day, language: str, _: Translate) -> str:
    """What a free afternoon is good for, or where supper is on a late way home; empty for other days."""
    if day.supper:
        return _late_supper(day, language, _)
    return _afternoon(day.free, language, _) if day.free else ""


def _afternoon(free: FreeTime, language: str, _: Translate) -> str:
    time = clock_text(-(-free.start // STEP) * STEP)
    if free.place is None:
        return _("{time} 起没有安排，在酒店歇着就好").format(time=time)
    text = (
        _("{time} 起没有安排，在酒店歇着就好；想出去，{place}离酒店约走 {walk} 米，走一段、坐一坐都行")
        if free.walk_m
        else _("{time} 起没有安排，在酒店歇着就好；想出去，{place}坐车约 {ride} 分钟，走一段、坐一坐都行")
    )
    return text.format(time=time, place=_name(free.place, language), walk=free.walk_m, ride=free.ride_min)


def _late_supper(day: Day, language: str, _: Translate) -> str:
    trains = [item.train for item in day.items if isinstance(item, Leg) and item.mode == "train"]
    if day.supper == "train" and trains:
        return _("晚饭：上车前买好，在 {train} 次车上吃（车上卖不卖饭没查到）").format(train=trains[-1])
    if day.supper == "station":
        waits = [item.spot for item in day.items if isinstance(item, Pause) and item.use == "wait"]
        spots = [*(_ends_at(item) for item in day.items[-1:]), *waits]
        return _("晚饭：上车前在{station}吃，或者买好带上车").format(station=_name(spots[-1], language))
    return _("晚饭：到家再吃，路上先垫一点")


def _ends_at(item: Item) -> Spot:
    if isinstance(item, Leg):
        return item.target
    return item.place if isinstance(item, Visit) else item.spot


def _name(spot: Spot, language: str) -> str:
    return spot.name_en if language == "en" else spot.name
