"""A visit: picture, name, one sentence, how long, what is known of seats, toilet and steps; the rest behind 细说."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from planner.catalog import Catalog, Place
from planner.itinerary.metrics import shown_times
from planner.itinerary.types import Itinerary, Visit
from planner.sentences import N_
from routes.formatters import old_news, readers_news
from routes.presenters.cards.effort import climb_words
from routes.presenters.cards.scenes import scene_of, scenes_along
from routes.presenters.cards.spoken import hour_words, long_words, number, times_words, way_words
from routes.presenters.known import honours, hours_words, knows_price, phones_words, prices, season_words
from routes.presenters.trip_page import TripTexts
from routes.state import english, settings

STEPS = {"yes": N_("大概没台阶"), "partial": N_("有几处台阶"), "no": N_("有台阶")}
NO_AGE_BEFORE = re.compile(  # it has a time of its own, or speaks of today
    "从前|当年|那时|那年|年轻|小时候|还没|[0-9]|十年代|都在|认得|找自己|会唱|碑上|就是这里|没断过|一辈子"
    "|[Ii]n the|[Bb]ack|[Bb]efore|[Oo]nce|still|know|hum|never"
)
FIFTIES, EIGHTIES = 50, 80
TOLD = ("chosen_memory_told", "chosen_memory_told_of", "chosen_memory_here")


@dataclass(frozen=True)
class VisitCard:
    """`marks` are (icon, words) of what is known; `until` and `facts` are sentences behind 细说; `unknown` says once
    what nobody knows yet and whom to ask; `ours`: the sentence is one of ours; `stamp`: its postmark."""

    number: int | None
    key: str
    place: Place | None
    scene: str
    long: str
    sentence: str
    ours: bool
    marks: tuple[tuple[str, str], ...]
    until: str
    facts: tuple[str, ...]
    unknown: str
    phone: str
    decade: int | None
    stamp: str


def visit_card(
    visit: Visit, facts: Catalog, on: date, texts: TripTexts | None = None, trip: Itinerary | None = None
) -> VisitCard:
    """In the reader's language."""
    place = facts.places.get(visit.place.id)
    sentence, ours, year = _sentence(visit, texts)
    return VisitCard(
        number=texts.numbers.get(visit.place.id) if texts else None,
        key=visit.place.id,
        place=place,
        scene=scenes_along(trip, facts.places)[visit.place.id] if trip else scene_of(place, on),
        long=_("看%(time)s", time=long_words(visit.end - visit.start)),
        sentence=sentence,
        ours=ours,
        marks=tuple(_marks(place)) if place else (),
        until=_("玩到%(end)s左右。", end=hour_words(shown_times(visit)[1])),
        facts=tuple(fact for fact in _facts(facts, visit, place, on, trip) if fact),
        unknown=unknown_words(visit, place, trip.request.ages if trip else ()) if place else "",
        phone=place.phone or "" if place else "",
        decade=_decade(year or place.era_from) if ours and place else None,
        stamp=f"{on.day} {on:%b}" if english() else f"{on.month}月{on.day}日",
    )


def _sentence(visit: Visit, texts: TripTexts | None) -> tuple[str, bool, int | None]:
    """What one saw there when one was young, else why it was chosen; is it a sentence of ours, of which year?"""
    reasons = texts.reasons.get(visit.place.id, ()) if texts else ()
    for reason in reasons:
        if reason.code in TOLD:
            memory = str(reason.values["memory_en" if english() else "memory"])
            year = int(reason.values.get("year", 0)) or None
            return _at_age(memory, reason.code, int(reason.values.get("age", 0))), True, year
    return texts.why.get(visit.place.id, "") if texts else "", False, None


def _decade(year: int | None) -> int | None:
    """Whose colours a card has: those of the fifties to the eighties."""
    return None if year is None else min(max(year - 1900, FIFTIES), EIGHTIES) // 10 * 10


def _at_age(memory: str, code: str, age: int) -> str:
    """您二十岁那年，… where the sentence bears it."""
    if code != "chosen_memory_told" or NO_AGE_BEFORE.search(memory):
        return memory
    if english():
        return f"You were {age}. {memory}"
    return f"您{number(age)}岁那年，{memory}"


def _marks(place: Place) -> list[tuple[str, str]]:
    marks = [("seat", _("有座"))] if place.seats else []
    if place.accessible_toilet == "yes":
        marks.append(("toilet", _("有无障碍厕所")))
    elif place.accessible_toilet == "no":
        marks.append(("toilet", _("厕所有台阶")))
    if place.step_free in STEPS:
        marks.append(("steps", _(STEPS[place.step_free])))
    return marks


def _facts(facts: Catalog, visit: Visit, place: Place | None, on: date, trip: Itinerary | None) -> list[str]:
    found = [_on_foot(visit, bool(place and place.seats)), climb_words(visit.climb_m)]
    if place is None:
        return found
    booking = {"required": _("要先预约。"), "advised": _("最好先预约。")}
    ages = trip.request.ages if trip else ()
    found += [
        hours_words(place, on), season_words(place), prices(place, ages),
        _("优惠要带%(document)s。", document=place.price_document) if place.price_document and not english() else "",
        booking.get(place.reservation or "", ""),
        _("可以借轮椅。") if place.wheelchair_loan == "yes" else "",
        _("有代步的车、船或索道，多少钱先问。") if place.shuttle else "",
        _("%(n)s 级台阶。", n=place.stairs) if place.stairs else "",
        _("地址：%(address)s", address=place.address) if place.address and not english() else "",
        *honours(facts, place), old_news(place), readers_news(place),
    ]  # fmt: skip
    return found


def _on_foot(visit: Visit, seats: bool) -> str:
    """How far inside, how often one sits down, and that there is time for the toilet."""
    way, count = way_words(visit.walk_m), visit.sits + visit.pauses
    words = _("里头走%(way)s。", way=way)
    if count:
        times = times_words(count)
        rest = _("中间能坐下歇%(times)s。", times=times) if seats else _("留了歇%(times)s的工夫。", times=times)
        words += (" " if english() else "") + rest
    if visit.toilets:
        words += (" " if english() else "") + _("也留了上厕所的工夫。")
    return words


def unknown_words(visit: Visit, place: Place, ages: tuple[int, ...]) -> str:
    """What nobody knows yet and whom to ask, in one sentence; empty if everything is known."""
    lacks = (
        (visit.hours_known, _("几点开门")),
        (place.seats, _("有没有座")),
        (place.step_free, _("有没有台阶")),
        (place.accessible_toilet, _("厕所好不好进")),
        (place.ticket_fen is not None, _("门票多少钱")),
        (place.ticket_fen is None or place.ticket_fen == 0 or knows_price(place, ages), _("老人票多少钱")),
    )
    what = _("、").join(words for known, words in lacks if not known)
    if not what:
        return ""
    if place.phone:
        return _("%(what)s，我们还没问到。先打 %(phone)s 问一声。", what=what, phone=phones_words(place.phone))
    if settings().help_phone:
        return _("%(what)s，我们还没问到。先问旅行社 %(phone)s。", what=what, phone=settings().help_phone)
    return _("%(what)s，我们还没问到。到门口先问一声。", what=what)
