"""Meals and free hours in words: where one eats and how sure that is, what a free afternoon is good for."""

from __future__ import annotations

from flask_babel import gettext as _

from planner.catalog import Catalog, Restaurant
from planner.itinerary.types import Day, FreeTime, Item, Itinerary, Leg, Lunch, Pause, Spot, Supper, Visit
from routes.formatters import spot_name
from routes.presenters.cards.spoken import hour_words, long_words, way_words
from routes.presenters.known import phones_words
from routes.state import english, rules

STEP_MIN = 5


def lunch_head(lunch: Lunch) -> str:
    """The table by name, or that there is none."""
    return spot_name(lunch.spot) if lunch.spot.kind == "restaurant" else _("就近找一家")


def lunch_lines(lunch: Lunch, facts: Catalog, trip: Itinerary | None = None, day: Day | None = None) -> tuple[str, ...]:
    """What a restaurant is known for, whom to ask, that many people book, and that one has eaten there before on the
    trip of the day."""
    row = facts.restaurants.get(lunch.spot.id) if lunch.spot.kind == "restaurant" else None
    lines = [known_for(row), ask_table(row)] if row else []
    if row and trip and day and _eaten_before(lunch, trip, day):
        lines.append(_("前面吃过这家；想换口味，就在附近另找一家。"))
    if lunch.book and row:
        lines.append(_("%(n)s 个人，要先订桌。", n=lunch.book))
    elif lunch.book:
        lines.append(_("%(n)s 个人，请旅行社或者酒店帮着订桌。", n=lunch.book))
    return tuple(line for line in lines if line)


def _eaten_before(lunch: Lunch, trip: Itinerary, day: Day) -> bool:
    """Has an earlier day of a trip its lunch or supper at the same table?"""
    return any(
        (isinstance(item, Lunch) and item.spot == lunch.spot) or (isinstance(item, Supper) and item.table == lunch.spot)
        for earlier in trip.days
        if earlier.date < day.date
        for item in earlier.items
    )


def known_for(row: Restaurant) -> str:
    """What a restaurant is known for as one sentence, each thing once; nothing where nothing is known."""
    if english():
        return ""
    told = list(dict.fromkeys(text.rstrip("。") for text in (row.cuisine, row.honour, row.signature) if text))
    known = [text for text in told if not any(text in other for other in told if other != text)]
    return "，".join(known) + "。" if known else ""


def ask_table(row: Restaurant) -> str:
    """Whom to ask whether it is still there."""
    if row.phone:
        return _("去前打 %(phone)s 问一声。", phone=phones_words(row.phone))
    return _("去前问问酒店，店还开不开。")


def supper_lines(supper: Supper, facts: Catalog) -> tuple[str, ...]:
    """Where supper is after an evening arrival, how sure that is, and whom to ask."""
    hotel = facts.hotels.get(supper.spot.id)
    phone = _("酒店电话 %(phone)s。", phone=phones_words(hotel.phone)) if hotel and hotel.phone else ""
    far = _("车站附近没找到能住的酒店，要坐车%(time)s。", time=long_words(supper.far_min)) if supper.far_min else ""
    if supper.table is None:
        late = supper.start >= rules().minute("supper-table-by")
        ask = (
            _("到得晚，当天先打电话问留不留饭；不留的话，路上先吃一点。")
            if late
            else _("附近的饭馆，我们还没问到，到了先问前台。")
        )
        return _joined(_("在%(place)s或附近吃。", place=spot_name(supper.spot)), far), _joined(ask, phone)
    row = facts.restaurants.get(supper.table.id)
    head = _("去%(place)s吃，离酒店%(walk)s。", place=spot_name(supper.table), walk=way_words(supper.walk_m))
    asks = [_("几点关门还没问到。"), ask_table(row)] if row else []
    rough = [_("店在哪儿只知道个大概。")] if row and row.position != "exact" else []
    return _joined(head, far), _joined(*asks, *rough, _("不想走就在酒店吃。"), phone)


def leisure(day: Day) -> str:
    """A free afternoon, or supper on a late way home; empty for other days."""
    if day.supper:
        return _late_supper(day)
    return _afternoon(day.free) if day.free else ""


def _afternoon(free: FreeTime) -> str:
    since = _("%(time)s以后没有安排，在酒店歇着就好。", time=hour_words(-(-free.start // STEP_MIN) * STEP_MIN))
    if free.place is None:
        return since
    place = spot_name(free.place)
    if free.walk_m:
        out = _("想出去，%(place)s离酒店%(way)s，走一段、坐一坐都行。", place=place, way=way_words(free.walk_m))
    else:
        out = _("想出去，坐车%(time)s到%(place)s，走一段、坐一坐都行。", place=place, time=long_words(free.ride_min))
    return _joined(since, out)


def _late_supper(day: Day) -> str:
    trains = [item.train for item in day.items if isinstance(item, Leg) and item.mode == "train"]
    if day.supper == "train" and trains:
        return _("晚饭上车前买好，在 %(train)s 次车上吃。", train=trains[-1])
    if day.supper == "station":
        waits = [item.spot for item in day.items if isinstance(item, Pause) and item.use == "wait"]
        spots = [*(_ends_at(item) for item in day.items[-1:]), *waits]
        return _("晚饭上车前在%(station)s吃，或者买好带上车。", station=spot_name(spots[-1]))
    return _("晚饭到家再吃，路上先垫一点。")


def _ends_at(item: Item) -> Spot:
    if isinstance(item, Leg):
        return item.target
    return item.place if isinstance(item, Visit) else item.spot


def _joined(*sentences: str) -> str:
    return (" " if english() else "").join(sentence for sentence in sentences if sentence)
