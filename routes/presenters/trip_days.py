"""A day in words outside a page, for paper and calendars: what is known of each visit, ride, meal and night."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.catalog import Catalog, Hospital, Hotel, Place, Restaurant, nearest_hospital
from planner.itinerary.metrics import (
    Effort,
    booking_words,
    far_words,
    is_rest_day,
    leisure_words,
    lunch_left_open,
    shown_times,
)
from planner.itinerary.types import Day, Item, Lunch, Pause, Rest, Spot, Supper, Visit
from planner.people import MobilityProfile
from planner.sentences import N_
from routes.formatters import clock_of_day, grade_words, km, metres, minutes, spot_name
from routes.presenters.known import ask_words, phones_words
from routes.state import english, rules

EFFORTS = {"easy": N_("轻松"), "fair": N_("适中"), "tiring": N_("有点累")}


def begins(item: Item) -> str:
    """When it begins, as people are told."""
    return clock_of_day(shown_times(item)[0])


def group_words(person: MobilityProfile, people: int) -> str:
    """What the number of people adds to the times; empty for a few."""
    extra = (
        (person.boarding_min, _("每次上下车 %(n)s 分钟", n=person.boarding_min)),
        (person.queue_min, _("每次上厕所 %(n)s 分钟", n=person.queue_min)),
        (person.seating_min, _("午饭入座、上菜 %(n)s 分钟", n=person.seating_min)),
    )
    told = _("、").join(words for added, words in extra if added)
    return _("%(people)s 个人一起走，时间多留了：%(extra)s。", people=people, extra=told) if told else ""


def day_summary(day: Day) -> str:
    """How much is walked, climbed and ridden."""
    walk, climb, ride = metres(day.walk_m), metres(day.climb_m), minutes(day.ride_min)
    if is_rest_day(day):
        return _("这一天特意歇着，不安排景点，哪儿也不用赶。") + leisure(day)
    loads = _("这一天约走 %(walk)s，约爬高 %(climb)s，坐车约 %(ride)s。", walk=walk, climb=climb, ride=ride)
    return loads + (_("午饭没有排，到了酒店再吃，先问前台") + _("。") if lunch_left_open(day) else "") + leisure(day)


def leisure(day: Day) -> str:
    """A free afternoon, or supper on a late way home, as a sentence; empty for other days."""
    words = leisure_words(day, "en" if english() else "zh", _)
    return words + _("。") if words else ""


def booking(lunch: Lunch) -> str:
    """That a table has to be booked; empty for a few people."""
    return booking_words(lunch, _)


def visit_lines(visit: Visit, place: Place | None = None) -> tuple[str, ...]:
    """How long, how far on foot, how often one sits down and goes to the toilet. Where no seats are known, only the
    time for them is."""
    line = _("玩到 %(end)s。", end=clock_of_day(shown_times(visit)[1])) + _walk_words(
        visit, bool(place and place.seats)
    )
    line += _("约爬高 %(climb)s。", climb=metres(visit.climb_m)) if visit.climb_m else _("基本是平路。")
    breaks = []
    if visit.toilets:
        breaks.append(ngettext("留了上 %(num)d 次厕所的时间。", "留了上 %(num)d 次厕所的时间。", visit.toilets))
    if visit.pauses:
        breaks.append(ngettext("另外坐下长歇 %(num)d 次。", "另外坐下长歇 %(num)d 次。", visit.pauses))
    return (line, "".join(breaks)) if breaks else (line,)


def _walk_words(visit: Visit, seats: bool) -> str:
    walk, count = metres(visit.walk_m), visit.sits
    if not count:
        return _("约走 %(walk)s。", walk=walk)
    if seats:
        sentence = ngettext(
            "约走 %(walk)s，中间可以坐 %(num)d 次。", "约走 %(walk)s，中间可以坐 %(num)d 次。", count, walk=walk
        )
    else:
        sentence = ngettext(
            "约走 %(walk)s，留了坐下歇 %(num)d 次的时间。",
            "约走 %(walk)s，留了坐下歇 %(num)d 次的时间。",
            count,
            walk=walk,
        )
    return str(sentence)


def effort_name(effort: Effort) -> str:
    """轻松, 适中 or 有点累."""
    return _(EFFORTS[effort.word])


def effort_words(effort: Effort) -> str:
    """How long on foot, how far that stays under what the party can do, how much of a day's strength is used."""
    feet = _("走着约 %(time)s，", time=minutes(effort.feet_min))
    left = _("离一天的上限还有 %(left)s。", left=metres(effort.left_m)) if effort.left_m else _("正好到一天的上限。")
    tenths = max(1, round(10 * effort.share))
    strength = (
        _("连走带站，约用一天力气的 %(n)s 成。", n=tenths) if tenths < 10 else _("连走带站，差不多用足一天的力气。")
    )
    return feet + left + strength


def pause_head(pause: Pause) -> str:
    """Waiting for a train, or sitting down."""
    time = minutes(pause.end - pause.start)
    if pause.use == "wait":
        return _("在%(station)s候车 %(time)s", station=spot_name(pause.spot), time=time)
    return _("在%(place)s坐下歇 %(time)s", place=spot_name(pause.spot), time=time)


def pause_use(pause: Pause) -> str:
    """What the time is good for."""
    if pause.use == "break" and pause.end - pause.start < 2 * rules().whole("break-length"):
        return _("喝口水，上个厕所，再接着走。")
    if pause.use == "break":
        return _("时间还早，不用赶，到点再走。")
    if pause.end - pause.start <= rules().whole("station-wait"):
        return _("取票、安检、上厕所，不用赶。")
    if pause.end > rules().minute("lunch-from") and pause.start < rules().minute("lunch-to"):
        return _("时间宽裕：可以在站里坐着喝茶，先吃点东西。")
    return _("时间宽裕：可以在站里坐着喝茶，歇歇脚。")


def meal_words(facts: Catalog, lunch: Lunch) -> str:
    """Where lunch is."""
    if lunch.spot.kind != "restaurant":
        return _("在%(place)s附近找一家", place=spot_name(lunch.spot)) + booking(lunch)
    table = facts.restaurants.get(lunch.spot.id)
    texts = (table.cuisine, table.honour, table.signature, table.address) if table and not english() else ()
    known = [part for part in texts if part]
    return " · ".join([spot_name(lunch.spot) + booking(lunch), *known, *([table_sure(table)] if table else [])])


def table_sure(table: Restaurant) -> str:
    """How sure what is known of a restaurant is, and its telephone."""
    values = {"year": str(table.as_of), "phone": phones_words(table.phone)}
    if table.phone:
        return _("%(year)s 年的资料，去前请打 %(phone)s 问问。", **values)
    return _("%(year)s 年的资料，电话没查到，去前请问酒店或路人。", **values)


def supper_lines(supper: Supper, facts: Catalog) -> tuple[str, ...]:
    """Where supper is after an evening arrival, how sure that is, and whom to ask."""
    hotel = facts.hotels.get(supper.spot.id)
    phone = _("酒店电话 %(phone)s。", phone=phones_words(hotel.phone)) if hotel and hotel.phone else ""
    if supper.table is None:
        late = supper.start >= rules().minute("supper-table-by")
        ask = (
            _("到得晚，当天先打电话问留不留饭；不留的话，路上先吃一点。")
            if late
            else _("附近没有查到核实过的餐馆，到了先问前台。")
        )
        return _("在%(place)s或附近吃。", place=spot_name(supper.spot)) + far_words(supper, _), ask + phone
    table = facts.restaurants.get(supper.table.id)
    head = _("去%(place)s，离酒店约走 %(walk)s。", place=spot_name(supper.table), walk=metres(supper.walk_m))
    head += far_words(supper, _)
    sure = [_("几点关门没查到。"), table_sure(table)] if table else []
    sure += [_("位置是大概的。")] if table and table.position != "exact" else []
    return head, "".join([*sure, _("不想走就在酒店吃。"), phone])


def rest_words(rest: Rest, facts: Catalog) -> str:
    """Where the midday rest is, and how long."""
    values = {"place": spot_name(rest.spot), "time": minutes(rest.end - rest.start)}
    if rest.spot.kind == "hotel":
        return _("回%(place)s午休 %(time)s，躺下歇歇", **values)
    if rest.spot.kind == "restaurant":
        return _("吃完在%(place)s多坐 %(time)s，歇好了再走", **values)
    if rest.spot.kind == "station":
        return _("在%(place)s的候车室坐着歇 %(time)s", **values)
    place = facts.places.get(rest.spot.id)
    if place and place.seats:
        return _("在%(place)s找座椅坐下，歇 %(time)s", **values)
    return _("在吃饭的店里或%(place)s坐下歇 %(time)s（座椅没查到，先问一声）", **values)


def night_words(facts: Catalog, spot: Spot) -> tuple[str, ...]:
    """The hotel, its lift, and the hospital near by."""
    hotel = facts.hotels.get(spot.id)
    lines = [_("晚上住") + _("：") + spot_name(spot), lodging_contact(hotel), lift_words(hotel)]
    near = hospital_words(facts, hotel, spot)
    return (*lines, near) if near else tuple(lines)


def lodging_contact(hotel: Hotel | None) -> str:
    """Where a hotel is and whom to call."""
    at = _("地址") + _("：") + hotel.address + _("。") if hotel and hotel.address and not english() else ""
    return at + ask_words(hotel.phone if hotel else None) + _("。")


def lift_words(hotel: Hotel | None) -> str:
    """What is known of a hotel's lift, and what to ask for."""
    if hotel and hotel.lift == "yes":
        return _("有电梯，无障碍房没查到，订房前请问。")
    return _("有没有电梯没查到，订房前请问清楚；没有的话，要一楼的房间。")


def hospital_words(facts: Catalog, hotel: Hotel | None, spot: Spot) -> str:
    """The hospital nearest to a spot, with its grade, its telephone if known and the straight distance."""
    found = hospital_of(facts, hotel), hotel.hospital_km if hotel else None
    if found[0] is None or found[1] is None:
        found = nearest_hospital(facts.hospitals.values(), spot.lat, spot.lon) or (None, None)
    hospital, far = found
    if hospital is None or far is None:
        return ""
    phone = _("，电话 %(phone)s", phone=phones_words(hospital.phone)) if hospital.phone else ""
    name = f"{hospital.name_en} {hospital.name}" if english() else hospital.name
    grade = _("（%(grade)s）", grade=grade_words(hospital.grade))
    return _("最近的医院") + _("：") + name + grade + phone + _("，直线约 %(km)s", km=km(far)) + _("。")


def hospital_of(facts: Catalog, hotel: Hotel | None) -> Hospital | None:
    """The hospital noted as the nearest to a hotel."""
    name = hotel.hospital if hotel else None
    return next((hospital for hospital in facts.hospitals.values() if hospital.name == name), None)
