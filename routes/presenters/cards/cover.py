"""A trip at a glance: its name, a row of pictures for each day, what it costs so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from planner.catalog import Catalog
from planner.itinerary.metrics import party_fen, unpriced
from planner.itinerary.types import Day, Item, Itinerary, Leg, Lunch, Rest, Supper, Visit
from routes.formatters import city_name, own_name, yuan
from routes.presenters.cards.day_card import DayCard
from routes.presenters.cards.names import sign, trip_name, way_there
from routes.presenters.cards.scenes import scenes_along, trip_scene
from routes.presenters.cards.spoken import counted, hour_words
from routes.state import english, rail

PICTURES = 4  # of a day: morning, noon, rest, evening


@dataclass(frozen=True)
class DayPicture:
    """A scene in small, and a word below."""

    scene: str
    word: str


@dataclass(frozen=True)
class CoverDay:
    """A row of the strip."""

    card: DayCard
    pictures: tuple[DayPicture, ...]


@dataclass(frozen=True)
class Cover:
    """`lead` says how one gets there, when, and when one is back; `costs` are (what, how much)."""

    name: str
    lead: str
    scene: str
    days: tuple[CoverDay, ...]
    costs: tuple[tuple[str, str], ...]


def cover(facts: Catalog, trip: Itinerary, cards: tuple[DayCard, ...]) -> Cover:
    """In the reader's language."""
    scenes = scenes_along(trip, facts.places)
    days = tuple(CoverDay(card, tuple(_pictures(facts, card.day, scenes))) for card in cards)
    return Cover(trip_name(trip), cover_lead(trip), trip_scene(trip, facts.places), days, tuple(costs(facts, trip)))


def cover_lead(trip: Itinerary, *, dated: bool = True) -> str:
    """How one gets there, when, and when one is back."""
    start = trip.request.start
    date_words = f"{start.day} {start:%B}" if english() else _("%(month)s月%(day)s日", month=start.month, day=start.day)
    parts = [_("%(way)s，%(date)s走", way=way_there(trip), date=date_words) if dated else way_there(trip)]
    if trip.request.arrival:
        row = rail().stations.get(trip.request.arrival.station)
        name = own_name(row) if row else trip.request.arrival.station
        at = trip.request.arrival.minute
        parts = [_("%(date)s %(at)s 到%(station)s", date=date_words, at=f"{at // 60:02d}:{at % 60:02d}", station=name)]
    last = trip.days[-1]
    if last.items:
        end = hour_words(-(-last.items[-1].end // 30) * 30)
        back = _("%(time)s前到家", time=end)
        parts.append(back if len(trip.days) == 1 else _("第 %(n)s 天%(back)s", n=len(trip.days), back=back))
    return _("，").join(parts) + _("。")


def _pictures(facts: Catalog, day: Day, scenes: Mapping[str, str]) -> list[DayPicture]:
    """Trains, places, the meal and the rest of a day, at most so many, in their order."""
    found: list[tuple[int, DayPicture]] = []  # how dispensable, and what
    for item in day.items:
        picture = _picture(facts, item, scenes)
        if picture and picture not in [one for _weight, one in found]:
            found.append((_dispensable(item), picture))
    while len(found) > PICTURES:
        worst = max(range(len(found)), key=lambda n: (found[n][0], n))
        found.pop(worst)
    return [picture for _weight, picture in found]


def _dispensable(item: Item) -> int:
    match item:
        case Visit():
            return 1
        case Lunch() | Supper():
            return 3
        case Rest():
            return 2
    return 2


def _picture(facts: Catalog, item: Item, scenes: Mapping[str, str]) -> DayPicture | None:
    match item:
        case Visit():
            return DayPicture(scenes[item.place.id], sign(item.place, facts.places.get(item.place.id)))
        case Lunch():
            return DayPicture("table", _("午饭"))
        case Rest():
            return DayPicture("night" if item.spot.kind == "hotel" else "tea", _("歇晌"))
        case Leg(mode="train"):
            row = rail().stations.get(item.target.id)
            return DayPicture("train", _("到%(city)s", city=city_name(row.city)) if row and row.city else _("坐火车"))
    return None


def costs(facts: Catalog, trip: Itinerary) -> list[tuple[str, str]]:
    """What is known so far, and what is not in it."""
    wish = trip.request
    places = [facts.places[v.place.id] for day in trip.days for v in day.visits if v.place.id in facts.places]
    people = max(wish.people, len(wish.ages), 1)
    total = sum(party_fen(place, wish.ages, people) for place in places)
    unsure = any(unpriced(place) for place in places)
    amount = yuan(total) if total or not unsure else ""
    who = _("一个人") if people == 1 else _("%(n)s个人", n=people if english() else counted(people))
    words = _("%(who)s至少 %(amount)s") if unsure else _("%(who)s %(amount)s")
    known = words % {"who": who, "amount": amount} if amount else _("还没问到")
    known = _("不要门票") if not total and not unsure else known
    return [(_("门票"), known), (_("车票住宿"), _("另算，价钱问旅行社"))]
