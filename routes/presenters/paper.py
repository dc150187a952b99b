"""All words of a printed trip, day by day as on its page, and the emergency card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from flask_babel import gettext as _

from planner.catalog import Catalog, SeasonEvent
from planner.exchange.documents import DaySheet, EmergencyCard, Entry, Paper, PaperSection
from planner.itinerary.metrics import is_rest_day
from planner.itinerary.types import Day, Item, Itinerary, Leg, Lunch, Pause, Rest, Spot, Supper, Visit
from planner.people import MobilityProfile
from planner.sentences import N_, NAMES
from routes.formatters import (
    day_words,
    metres,
    own_name,
    spot_name,
    yuan,
)
from routes.presenters.admission import gate_rows, law_words
from routes.presenters.cards import trip_title
from routes.presenters.insights import InsightTexts
from routes.presenters.known import not_known, place_facts
from routes.presenters.trip_days import (
    begins,
    day_summary,
    effort_name,
    effort_words,
    group_words,
    hospital_words,
    meal_words,
    night_words,
    pause_head,
    pause_use,
    rest_words,
    supper_lines,
    visit_lines,
)
from routes.presenters.trip_page import TripTexts, event_words, party_of, trip_texts
from routes.presenters.ways import leg_head, leg_lines
from routes.state import english, language, settings

MOST_CARDS = 6
BLANKS = (N_("姓名、年龄"), N_("家人和电话"), N_("平时的病"), N_("吃的药"), N_("过敏"), N_("酒店电话"))


def paper_words(
    facts: Catalog, trip: Itinerary, events: Iterable[SeasonEvent], insights: InsightTexts | None, address: str
) -> Paper:
    """The trip in the reader's language, with its insights if there are any; the QR code leads to `address`."""
    person = party_of(trip)
    texts = trip_texts(facts, trip, person)
    return Paper(
        language=language(),
        title=trip_title(trip),
        author=_("银龄慢游"),
        lead=tuple(_lead(trip, events, person, texts)),
        address=address,
        qr_words=_("用手机扫一扫，在网上看这条行程。"),
        footer=_("银龄慢游") + " · " + _("第 {page} 页，共 {pages} 页"),
        overview=_overview(trip),
        days=tuple(_day(facts, trip, number, day, texts) for number, day in enumerate(trip.days, 1)),
        parts=tuple(_parts(facts, trip, insights, texts)),
        card=_card(facts, trip),
    )


def _lead(trip: Itinerary, events: Iterable[SeasonEvent], person: MobilityProfile, texts: TripTexts) -> Iterator[str]:
    wish = trip.request
    walk = _("一天最多走 %(walk)s", walk=metres(person.walk_m))
    yield _("出发") + _("：") + day_words(wish.start)
    yield _("适合") + _("：") + _(NAMES[wish.profile]) + _("，") + walk
    if group := group_words(person, wish.people):
        yield _("人多") + _("：") + group
    yield _("看什么") + _("：") + _("%(n)s 个地方", n=sum(len(day.visits) for day in trip.days))
    if names := [event_words(event) for event in events]:
        yield _("这几天正好赶上") + _("：") + _("；").join(names)
    if texts.weather:
        yield _("穿什么") + _("：") + "".join(texts.weather)
    if texts.holidays:
        yield texts.holidays
    if settings().help_phone:
        yield _("有事打电话") + _("：") + settings().help_phone


def _overview(trip: Itinerary) -> PaperSection:
    rows = []
    for number, day in enumerate(trip.days, 1):
        places = _("、").join(spot_name(visit.place) for visit in day.visits)
        places = places or (_("歇一天") if is_rest_day(day) else _("路上"))
        rows.append((_("第 %(n)s 天", n=number), places))
    return PaperSection(_("每天去哪里"), (_("哪一天"), _("去哪里")), tuple(rows))


def _day(facts: Catalog, trip: Itinerary, number: int, day: Day, texts: TripTexts) -> DaySheet:
    effort = texts.efforts[number - 1]
    return DaySheet(
        title=_("第 %(n)s 天", n=number) + " · " + day_words(day.date),
        summary=day_summary(day) + effort_words(effort) + _("累不累") + _("：") + effort_name(effort) + _("。"),
        entries=tuple(_entry(facts, trip, day, item, texts) for item in day.items),
        night=night_words(facts, day.hotel) if day.hotel else (),
    )


def _entry(facts: Catalog, trip: Itinerary, day: Day, item: Item, texts: TripTexts) -> Entry:
    match item:
        case Visit():
            place = facts.places.get(item.place.id)
            known = place_facts(facts, place, day.date, trip.request.ages) if place else ()
            lacks = not_known(item, place) if place else ""
            when = begins(item)
            why = texts.why.get(item.place.id)
            lines = (*visit_lines(item, place), *([_("为什么来：") + why] if why else []))
            return Entry(when, spot_name(item.place), lines, known, lacks, visit=True)
        case Leg():
            return Entry(begins(item), leg_head(item), leg_lines(item))
        case Lunch():
            return Entry(begins(item), _("午饭"), (meal_words(facts, item),))
        case Supper():
            return Entry(begins(item), _("晚饭"), supper_lines(item, facts))
        case Rest():
            return Entry(begins(item), rest_words(item, facts))
        case Pause():
            return Entry(begins(item), pause_head(item), (pause_use(item),))


def _parts(facts: Catalog, trip: Itinerary, insights: InsightTexts | None, texts: TripTexts) -> Iterator[PaperSection]:
    if insights:
        rows = [(_("第 %(n)s 天", n=number), _rain(day, same)) for number, day, same in insights.rain]
        yield PaperSection(_("下雨怎么办"), (_("哪一天"), _("怎么办")), tuple(rows))
    rows = []
    for who, cost in texts.costs:
        least = _("至少") + " " if cost.unknown else ""
        unsure = _("其中 %(n)s 处没查到老年票价，按全价算，请问景区", n=len(cost.ask)) if cost.ask else ""
        rows.append((who, least + yuan(cost.known_fen) + (_("。") + unsure if unsure else "")))
    lines = [_("车费、住宿和吃饭没有算在内：我们没有查到可靠的价钱。")]
    if missing := texts.costs[0][1].unknown:
        which = _("、").join(own_name(facts.places[key]) for key in missing)
        lines.insert(0, _("有 %(n)s 处没查到票价，没有算在内：", n=len(missing)) + which + _("。"))
    yield PaperSection(_("门票要多少钱"), (_("年龄"), _("每人门票合计")), tuple(rows), tuple(lines))
    gates = gate_rows(texts.gates, trip.request.ages)
    shown = (law_words(texts.law),) if texts.law else ()
    yield PaperSection(_("带什么证件"), (_("去哪里"), _("门票和证件")), tuple(gates), shown)
    unsure = _("标“约”的数字是估计。路上的距离和时间是推算的，没有算堵车。出发前请再问一次景点和酒店。")
    yield PaperSection(_("请注意"), lines=(unsure,))


def _rain(day: Day | None, same: bool) -> str:
    if same:
        return _("都在屋里，照原来的去。")
    if day is None:
        return _("附近没有合适的屋里去处，在酒店歇着吧。")
    visits = _("、").join(f"{begins(visit)} {spot_name(visit.place)}" for visit in day.visits)
    return visits + _("。") + _("约走 %(walk)s", walk=metres(day.walk_m)) + _("。")


def _card(facts: Catalog, trip: Itinerary) -> EmergencyCard:
    return emergency_card(_near(facts, trip), trip.request.people)


def emergency_card(printed: Iterable[str], people: int) -> EmergencyCard:
    """The card to cut out, one each for so many people, with the hotels and hospitals `printed` on it."""
    return EmergencyCard(
        heading=_("急救卡"),
        how=_("沿虚线剪下来，用笔填好，一人一张，放在上衣口袋里。"),
        title=_both(N_("急救卡")),
        call=_both(N_("急救 120，报警 110")),
        blanks=tuple(_both(label) for label in BLANKS),
        printed=tuple(printed),
        copies=min(people, MOST_CARDS),
    )


def _near(facts: Catalog, trip: Itinerary) -> Iterator[str]:
    """Hotels by nights with the hospital nearest to each; without nights, the hospital nearest to the first visit."""
    nights = [(number, day.hotel) for number, day in enumerate(trip.days, 1) if day.hotel]
    for hotel, group in groupby(nights, lambda night: night[1]):
        numbers = [number for number, _hotel in group]
        which = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
        yield _("第 %(n)s 晚住", n=which) + _("：") + both_names(hotel)
        yield hospital_words(facts, facts.hotels.get(hotel.id), hotel)
    visits = [visit for day in trip.days for visit in day.visits]
    if not nights and visits:
        place = visits[0].place
        yield _("先去") + _("：") + both_names(place)
        yield hospital_words(facts, None, place)


def _both(label: str) -> str:
    """In both languages for readers of English: whoever helps will read Chinese."""
    return f"{_(label)} {label}" if english() else label


def both_names(spot: Spot) -> str:
    """A spot's name, for readers of English with the Chinese one that is on its sign."""
    return f"{spot.name_en} {spot.name}" if english() else spot.name
