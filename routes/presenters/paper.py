"""All words of a printed trip, day by day as on its cards, and the emergency card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from flask_babel import gettext as _

from planner.catalog import Catalog, SeasonEvent
from planner.exchange.documents import DaySheet, EmergencyCard, Entry, Paper, PaperPhoto, PaperSection
from planner.itinerary.metrics import is_rest_day
from planner.itinerary.types import Day, Itinerary, Spot
from planner.sentences import N_
from routes.formatters import day_words, grade_words, own_name, spot_name
from routes.presenters.admission import cost_rows, free_lines, gate_rows, law_words
from routes.presenters.cards import DayCard, DayEntry, cover_lead, day_cards, far_words, trip_name
from routes.presenters.insights import InsightTexts
from routes.presenters.known import phones_words
from routes.presenters.trip_page import NearHospital, TripTexts, event_words, group_words, party_of, trip_texts
from routes.state import english, language, settings

MOST_CARDS = 6
BLANKS = (N_("姓名、年龄"), N_("家人和电话"), N_("平时的病"), N_("吃的药"), N_("过敏"), N_("酒店电话"))


def paper_words(
    facts: Catalog,
    trip: Itinerary,
    events: Iterable[SeasonEvent],
    insights: InsightTexts | None,
    address: str,
    photos: Mapping[str, tuple[PaperPhoto, ...]] = {},
) -> Paper:
    """The trip in the reader's language, with its insights if there are any and the `photos` of places, by id; the QR
    code leads to `address`."""
    person = party_of(trip)
    texts = trip_texts(facts, trip, person)
    cards = day_cards(facts, trip, texts, person)
    group = group_words(person, trip.request.people)
    return Paper(
        language=language(),
        title=trip_name(trip),
        author=_("银龄慢游"),
        lead=tuple(_lead(trip, events, group, texts)),
        address=address,
        qr_words=_("用手机扫一扫，在网上看这条行程。"),
        footer=_("银龄慢游") + " · " + _("第 {page} 页，共 {pages} 页"),
        overview=PaperSection(_("每天去哪里"), (_("哪一天"), _("去哪里")), tuple(_row(card) for card in cards)),
        days=tuple(_sheet(facts, card, photos) for card in cards),
        parts=tuple(_parts(facts, trip, insights, texts)),
        card=emergency_card(_near(trip, texts), trip.request.people),
    )


def sheet_entry(entry: DayEntry, photos: Mapping[str, tuple[PaperPhoto, ...]] = {}) -> Entry:
    """An entry of a day's card on paper: what is known of a visit in one paragraph."""
    card = entry.visit
    if card is None:
        return Entry(
            entry.when, entry.what[:1].upper() + entry.what[1:], tuple(sentences((line,)) for line in entry.lines)
        )
    marks = (card.long, *(words for _icon, words in card.marks))
    phone = (_("电话 %(phone)s", phone=phones_words(card.phone)),) if card.phone and not card.unknown else ()
    lines = (card.sentence, sentences((_("，").join(marks), *card.facts, *phone)))
    return Entry(
        entry.when,
        entry.head,
        tuple(line for line in lines if line),
        card.unknown,
        visit=True,
        photos=photos.get(card.key, ()),
    )


def sentences(parts: Iterable[str]) -> str:
    """As one paragraph: each part begins and ends as a sentence does."""
    stop, gap = (".", " ") if english() else ("。", "")
    return gap.join(
        part[:1].upper() + part[1:] + ("" if part.rstrip().endswith((stop, "？", "?")) else stop) for part in parts
    )


def _lead(trip: Itinerary, events: Iterable[SeasonEvent], group: str, texts: TripTexts) -> Iterator[str]:
    yield sentences((day_words(trip.request.start), cover_lead(trip, dated=False)))
    if group:
        yield group
    if names := [event_words(event) for event in events]:
        yield _("这几天正好赶上") + _("：") + _("；").join(names) + _("。")
    yield (" " if english() else "").join(texts.weather)
    if texts.holidays:
        yield texts.holidays
    if settings().help_phone:
        yield _("有事打电话") + _("：") + settings().help_phone


def _row(card: DayCard) -> tuple[str, str]:
    places = _("、").join(spot_name(visit.place) for visit in card.day.visits)
    places = places or (_("歇一天") if is_rest_day(card.day) else _("路上"))
    return card.title, places + _("。") + (" " if english() else "") + card.effort.way + _("。")


def _sheet(facts: Catalog, card: DayCard, photos: Mapping[str, tuple[PaperPhoto, ...]]) -> DaySheet:
    after = tuple(Entry("", words) for words in card.after)
    return DaySheet(
        title=card.title + " · " + day_words(card.day.date),
        summary=sentences((card.effort.way, card.effort.words)),
        entries=tuple(sheet_entry(entry, photos) for entry in card.entries) + after,
        night=night_lines(facts, card.night) if card.night else (),
    )


def night_lines(facts: Catalog, spot: Spot) -> tuple[str, ...]:
    """Where one sleeps, its lift, its telephone and its address."""
    hotel = facts.hotels.get(spot.id)
    lift = _("有电梯。") if hotel and hotel.lift == "yes" else _("订房时先问有没有电梯，没有就要一楼的房间。")
    phone = _("电话 %(phone)s。", phone=phones_words(hotel.phone)) if hotel and hotel.phone else ""
    at = _("地址") + _("：") + hotel.address + _("。") if hotel and hotel.address and not english() else ""
    lines = (_("晚上住") + _("：") + spot_name(spot), lift + phone + at)
    return tuple(line for line in lines if line)


def _parts(facts: Catalog, trip: Itinerary, insights: InsightTexts | None, texts: TripTexts) -> Iterator[PaperSection]:
    if insights:
        rows = [(_("第 %(n)s 天", n=number), _rain(day, same)) for number, day, same in insights.rain]
        yield PaperSection(_("下雨怎么办"), (_("哪一天"), _("怎么办")), tuple(rows))
    gates = gate_rows(texts.gates, trip.request.ages)
    shown = [law_words(texts.law)] if texts.law else []
    lines = (
        *free_lines(texts.gates),
        *_costs(facts, texts),
        *shown,
        _("路上的时间没有算堵车。火车时刻，买票前再看一次 12306。出发前，再问一次景点和酒店。"),
    )
    yield PaperSection(_("门票和证件"), (_("去哪里"), _("多少钱，带什么")), tuple(gates), lines)


def _costs(facts: Catalog, texts: TripTexts) -> Iterator[str]:
    """What tickets come to, those who pay the same together; what is not in it."""
    rows = cost_rows(texts.costs)
    if len(rows) == 1:
        yield _("门票加起来，每人 %(amount)s。", amount=rows[0][1])
    else:
        told = [_("%(who)s %(amount)s", who=who, amount=amount) for who, amount in rows]
        yield _("门票加起来，每人") + _("：") + _("；").join(told) + _("。")
    if missing := texts.costs[0][1].unknown:
        which = _("、").join(own_name(facts.places[key]) for key in missing)
        yield _("%(places)s的票价还没问到，没有算在里头。", places=which)
    yield _("车票、住宿和吃饭另算，价钱问旅行社。")


def _rain(day: Day | None, same: bool) -> str:
    if same:
        return _("都在屋里，照原来的去。")
    if day is None:
        return _("附近没有合适的屋里去处，在酒店歇着吧。")
    return _("、").join(spot_name(visit.place) for visit in day.visits) + _("。")


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


def _near(trip: Itinerary, texts: TripTexts) -> Iterator[str]:
    """Hotels by nights, then the hospitals near to where the days are spent."""
    nights = [(number, day.hotel) for number, day in enumerate(trip.days, 1) if day.hotel]
    for hotel, group in groupby(nights, lambda night: night[1]):
        numbers = [number for number, _hotel in group]
        which = str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
        yield _("第 %(n)s 晚住", n=which) + _("：") + both_names(hotel)
    yield from (hospital_line(near) for near in texts.near)


def hospital_line(near: NearHospital) -> str:
    """A hospital with its grade, telephone and address, and how far it is from where one stays."""
    one = near.hospital
    name = f"{one.name_en} {one.name}" if english() else one.name
    parts = [
        name + _("（%(grade)s）", grade=grade_words(one.grade)),
        _("电话 %(phone)s", phone=phones_words(one.phone)) if one.phone else "",
        one.address if one.address and not english() else "",
        _("离%(spot)s%(far)s", spot=spot_name(near.spot), far=far_words(near.km)),
    ]
    return _("医院") + _("：") + _("，").join(part for part in parts if part) + _("。")


def _both(label: str) -> str:
    """In both languages for readers of English: whoever helps will read Chinese."""
    return f"{_(label)} {label}" if english() else label


def both_names(spot: Spot) -> str:
    """A spot's name, for readers of English with the Chinese one that is on its sign."""
    return f"{spot.name_en} {spot.name}" if english() else spot.name
