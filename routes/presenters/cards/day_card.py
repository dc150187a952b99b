"""A day as a card: what comes when, a visit as a picture with a memory, a ride as one line."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask_babel import gettext as _

from planner.catalog import Catalog
from planner.itinerary.metrics import is_in_waiting_room, is_rest_day, lunch_is_at_home, lunch_left_open, shown_times
from planner.itinerary.types import Connection, Day, Item, Itinerary, Leg, Lunch, Pause, Rest, Spot, Supper, Visit
from planner.people import MobilityProfile
from routes.formatters import own_name, spot_name
from routes.presenters.cards.effort import DayEffort, day_effort_words
from routes.presenters.cards.meals import leisure, lunch_head, lunch_lines, supper_lines
from routes.presenters.cards.names import short_name
from routes.presenters.cards.spoken import FEW_STEPS_M, hour_words, long_words, way_words
from routes.presenters.cards.visit_card import VisitCard, visit_card
from routes.presenters.trip_page import TripTexts
from routes.state import catalog, english, rail

TOLD_WAIT_MIN = 45


@dataclass(frozen=True)
class DayEntry:
    """A line of a day. `kind` is visit, ride, walk, train, meal, rest, wait or tell; `minute` and `end` are when it
    is; `head` says it in one line, `lines` more of it, `alone` the same where no card beside it tells the rest; `stop`
    is the number of what a driver is shown; `item` is what of the plan it tells."""

    kind: str
    minute: int
    end: int
    when: str
    head: str
    lines: tuple[str, ...] = ()
    visit: VisitCard | None = None
    stop: int | None = None
    item: Item | None = None
    alone: str = ""

    @property
    def what(self) -> str:
        """The head where nothing else says that it is a meal, or where a ride goes."""
        if not isinstance(self.item, Lunch):
            return self.alone or self.head
        table = self.item.spot.kind == "restaurant"
        return _("在%(place)s吃午饭", place=self.head) if table else _("就近找一家吃午饭")

    @property
    def at(self) -> str:
        """When it begins, with the part of the day; trains keep a clock."""
        return self.when if self.kind == "train" else hour_words(self.minute)

    @property
    def till(self) -> str:
        """When it ends; a train says so itself."""
        return "" if self.kind == "train" else hour_words(self.end)


@dataclass(frozen=True)
class DayCard:
    """`number` is 1 for the first; `night` is where one sleeps."""

    number: int
    day: Day
    title: str
    effort: DayEffort
    entries: tuple[DayEntry, ...]
    after: tuple[str, ...]
    night: Spot | None

    @property
    def rests(self) -> bool:
        """Is the whole day for rest?"""
        return is_rest_day(self.day)


def day_cards(facts: Catalog, trip: Itinerary, texts: TripTexts, person: MobilityProfile) -> tuple[DayCard, ...]:
    """All days of a trip."""
    return tuple(_card(facts, trip, texts, person, number) for number in range(1, len(trip.days) + 1))


def _card(facts: Catalog, trip: Itinerary, texts: TripTexts, person: MobilityProfile, number: int) -> DayCard:
    day = trip.days[number - 1]
    entries = list(day_entries(day, facts, texts, trip))
    if number == 1 and trip.request.arrival:
        entries.insert(0, _connection(trip.request.arrival, _("到%(station)s")))
    if number == len(trip.days) and trip.request.departure:
        entries.append(_connection(trip.request.departure, _("从%(station)s上车回家")))
    after = [_("午饭没有排，到了酒店再吃，先问前台。")] if lunch_left_open(day) else []
    if lunch_is_at_home(trip, number):
        after.append(_("到家吃午饭，好好歇歇。"))
    if words := leisure(day):
        after.append(words)
    effort = day_effort_words(day, texts.efforts[number - 1], person)
    return DayCard(number, day, day_name(number), effort, tuple(entries), tuple(after), day.hotel)


def day_name(number: int) -> str:
    """第一天 / Day 1."""
    return _("第 %(n)s 天", n=number)


def _connection(one: Connection, words: str) -> DayEntry:
    """The train or coach of the traveller's own, by which a trip begins or ends."""
    row = rail().stations.get(one.station)
    name = own_name(row) if row else one.station
    clock = f"{one.minute // 60:02d}:{one.minute % 60:02d}"
    train = (_("，%(train)s 次", train=one.train),) if one.train else ()
    return DayEntry("train", one.minute, one.minute, clock, (words % {"station": name}) + "".join(train))


def day_entries(
    day: Day, facts: Catalog | None = None, texts: TripTexts | None = None, trip: Itinerary | None = None
) -> tuple[DayEntry, ...]:
    """What a day is made of, in order. Without `texts` visits are told without numbers and reasons."""
    known = facts or catalog()
    found: list[DayEntry] = []
    rides = 0
    for before, item, following in zip((None, *day.items), day.items, (*day.items[1:], None), strict=False):
        entry = replace(_entry(item, (before, following), day, known, texts, trip), item=item)
        if isinstance(item, Leg) and item.mode == "ride":
            rides += 1
            entry = replace(entry, stop=rides)
        if isinstance(item, Rest) and found and found[-1].kind == "meal":
            found[-1] = replace(
                found[-1], end=entry.end, lines=(*found[-1].lines, entry.head[:1].upper() + entry.head[1:] + _("。"))
            )
        elif not (_short_wait(item) and isinstance(following, Leg) and following.mode == "train"):
            found.append(entry)
    return tuple(found)


def _short_wait(item: Item) -> bool:
    """A wait that the clock of the train tells by itself."""
    return isinstance(item, Pause) and item.use == "wait" and item.end - item.start <= TOLD_WAIT_MIN


def _entry(
    item: Item,
    beside: tuple[Item | None, Item | None],
    day: Day,
    facts: Catalog,
    texts: TripTexts | None,
    trip: Itinerary | None,
) -> DayEntry:
    before, there = beside
    start, end = shown_times(item)
    when = hour_words(start, part_of_day=False)  # which part of the day it is, visits tell
    match item:
        case Visit():
            card = visit_card(item, facts, day.date, texts, trip)
            name = _near_name(item.place) if english() else spot_name(item.place)
            return DayEntry("visit", start, end, hour_words(start), name, (), card)
        case Leg(mode="train"):
            return DayEntry("train", start, end, _clock(start), *_train(item))
        case Leg():
            return _way(item, there, day, start, end)
        case Lunch():
            return DayEntry("meal", start, end, when, lunch_head(item), lunch_lines(item, facts, trip, day))
        case Supper():
            return DayEntry("meal", start, end, when, _("晚饭"), supper_lines(item, facts))
        case Pause():
            return DayEntry("wait" if item.use == "wait" else "rest", start, end, when, _pause(item, before))
        case Rest():
            return DayEntry("rest", start, end, when, _rest(item, day, facts))


def _way(leg: Leg, there: Item | None, day: Day, start: int, end: int) -> DayEntry:
    """One line; the name of where it goes is told by what stands below, if that tells it."""
    place = _("去%(place)s", place=_near_name(leg.target))
    when = hour_words(start, part_of_day=False)
    if leg.mode == "walk":
        way = way_words(leg.walk_m)
        alone = _("走着%(place)s，%(way)s", place=place, way=way)
        short = _("走几步就到") if leg.walk_m < FEW_STEPS_M else _("走过去，%(way)s", way=way)
    else:
        time = long_words(leg.end - leg.start)
        rests = _("，路上停下歇一歇") if leg.stops else ""
        alone = _("坐车%(place)s，%(time)s", place=place, time=time) + rests
        short = _("坐车，%(time)s", time=time) + rests
    if _named_below(leg, there, day):
        return DayEntry(leg.mode, start, end, when, short, alone="" if isinstance(there, Visit | Lunch) else alone)
    return DayEntry(leg.mode, start, end, when, alone)


def _named_below(leg: Leg, there: Item | None, day: Day) -> bool:
    """Is what comes next there, or else the night?"""
    if isinstance(there, Visit):
        return there.place == leg.target
    if isinstance(there, Lunch):
        return there.spot == leg.target
    return leg.target == day.hotel and (there is None or (isinstance(there, Rest) and there.spot == leg.target))


def _clock(minute: int) -> str:
    return f"{minute // 60 % 24:02d}:{minute % 60:02d}"


def _train(leg: Leg) -> tuple[str, tuple[str, ...]]:
    """Trains keep a clock: their times stay digits."""
    ends = {"from": spot_name(leg.origin), "to": spot_name(leg.target)}
    values = {"train": leg.train or "", "at": _clock(leg.end), **ends}
    if leg.estimated:
        return _("%(train)s 次火车，%(from)s到%(to)s，约 %(at)s 到（估的）", **values), ()
    return _("%(train)s 次火车，%(from)s到%(to)s，%(at)s 到", **values), ()


def _pause(pause: Pause, before: Item | None) -> str:
    time = long_words(pause.end - pause.start)
    if pause.use != "wait" and isinstance(before, Visit) and before.place == pause.spot:
        return _("坐着歇%(time)s", time=time)
    if pause.use == "wait":
        return _("在%(station)s候车，%(time)s", station=_near_name(pause.spot), time=time)
    return _("在%(place)s坐着歇%(time)s", place=_near_name(pause.spot), time=time)


def _rest(rest: Rest, day: Day, facts: Catalog) -> str:
    """Where one rests at noon, lying or sitting."""
    values = {"place": _near_name(rest.spot), "time": long_words(rest.end - rest.start)}
    if rest.spot == day.hotel:
        return _("回酒店躺%(time)s", time=values["time"])
    if rest.spot.kind == "hotel":
        return _("回%(place)s躺%(time)s", **values)
    if is_in_waiting_room(rest, day):
        return _("在%(place)s候车室坐%(time)s", **values)
    if rest.spot.kind in ("restaurant", "station"):
        return _("吃完再坐%(time)s", **values)
    place = facts.places.get(rest.spot.id)
    if place and place.seats:
        return _("在%(place)s找座坐%(time)s", **values)
    return _("在店里坐%(time)s", **values)


def _near_name(spot: Spot) -> str:
    """A name in a line, without what stands in brackets."""
    return short_name(spot_name(spot), "")
