"""The eight questions of 帮我安排: which fields each has, and what is wrong with an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from planner.catalog import kind_words
from planner.clock import today
from planner.errors import OutOfRange, PastDate, SilverwayError
from planner.itinerary.inputs import connection_of, minute_of, validated
from planner.itinerary.types import MAX_DAYS, MAX_PEOPLE, PACES, Connection
from routes.examples import example
from routes.plain import plain
from routes.presenters import error_words
from routes.seniors.arrange.wish import (
    BUDGETS,
    DAYS,
    DECADES,
    PROFILE_OF_KM,
    Answer,
    Answers,
    Usual,
    ages_of,
    date_of,
    wish_of,
)
from routes.state import catalog, facts_today, rail, region, rules, settings, soonest

ADULT = 18
AIDS = ("none", "stick", "wheelchair")
MONTHS = tuple(map(str, range(1, 13)))
LONGEST = {"ages": 200, "start": 20, "station": 30, "come": 20, "leave": 20, "places": 200, "people": 20}


@dataclass(frozen=True)
class Step:
    """One page: its typed fields, those with one choice, those with several; `needed` must not be empty."""

    texts: tuple[str, ...] = ()
    one: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    needed: str | None = None


STEPS = {
    "who": Step(texts=("ages", "people"), needed="ages"),
    "walk": Step(one=("km", "pace"), needed="km"),
    "aid": Step(one=("aid",), needed="aid"),
    "see": Step(one=("decade",), many=("themes",), needed="themes"),
    "when": Step(texts=("start",), one=("days", "month"), needed="days"),
    "from": Step(texts=("station", "come", "leave"), one=("home",), needed="home"),
    "budget": Step(one=("budget",), needed="budget"),
    "avoid": Step(texts=("places",), many=("kinds",)),
}
ORDER = tuple(STEPS)


def usual() -> Usual:
    """The theme and the home city that are taken where nothing was said."""
    return Usual(rules().usual_theme(), region().home)


def next_step(step: str) -> str | None:
    return dict(pairwise(ORDER)).get(step)


def step_before(step: str) -> str | None:
    return {after: before for before, after in pairwise(ORDER)}.get(step)


def offered(name: str) -> tuple[str, ...]:
    """What can be chosen in a field."""
    if name == "home":
        return tuple(catalog().cities)
    if name == "kinds":
        return tuple(kind_words(settings().data_dir))
    fields = {
        "km": tuple(PROFILE_OF_KM), "pace": PACES, "aid": AIDS, "decade": DECADES, "themes": tuple(rules().themes),
        "days": DAYS, "month": MONTHS, "budget": (*BUDGETS, "any"),
    }  # fmt: skip
    return fields[name]


def known(name: str) -> tuple[str, ...]:
    """What is an answer to a field with choices: any number of days that can be planned, as a remedy may ask for it."""
    return tuple(map(str, range(1, MAX_DAYS + 1))) if name == "days" else offered(name)


def typed(step: str, form: MultiDict[str, str]) -> MultiDict[str, str]:
    """The step's fields as they were typed, plain."""
    kind = STEPS[step]
    names = (*kind.texts, *kind.one, *kind.many)
    return MultiDict((name, plain(text)) for name in names for text in form.getlist(name))


def read(step: str, texts: MultiDict[str, str], before: Answers) -> tuple[Answer, dict[str, str]]:
    """The answer to a step beside the others' answers, and what must be mended in it, by field."""
    kind, errors = STEPS[step], dict[str, str]()
    for name in (*kind.one, *kind.many):
        if any(text and text not in known(name) for text in texts.getlist(name)):
            errors[name] = _("请从下面选一个。")
    for name in kind.texts:
        if len(texts.get(name, "")) > LONGEST[name]:
            errors[name] = _(
                "这里最多写 %(most)s 个字，现在是 %(now)s 个。请写短一些。", most=LONGEST[name], now=len(texts[name])
            )
    if not errors:
        errors = _READERS.get(step, _nothing)(texts)
    answer = _answer(kind, texts)
    if not errors and answer.get("station"):
        station = _at_noon(texts["station"]).station
        answer = {**answer, "station": station, "home": catalog().stations[station].city or ""}
    if not errors and kind.needed and not any(answer.values()):
        errors[kind.needed] = _("还没有回答。说不准，就点“说不准，先跳过”。")
    if not errors:
        errors = _made_sure(step, {**before, step: answer})
    return answer, errors


def _answer(kind: Step, texts: MultiDict[str, str]) -> Answer:
    single = {name: texts.get(name, "") for name in (*kind.texts, *kind.one) if texts.get(name)}
    several = {name: texts.getlist(name) for name in kind.many if texts.getlist(name)}
    return {**single, **several}


def _made_sure(step: str, answers: Answers) -> dict[str, str]:
    """What the planner says of the wish so far, if it is about this step."""
    wish = wish_of(answers, soonest(), usual())
    try:
        validated(facts_today(), wish)
    except SilverwayError as error:
        field = getattr(error, "kind", None) or getattr(error, "field", "")
        if isinstance(error, OutOfRange) and field == "connection_minute":
            late = wish.arrival is not None and wish.arrival.minute == error.value
            field = "come" if late else "leave"
        name = {"age": "ages", "place": "places", "kind": "kinds"}.get(str(field), str(field))
        kind = STEPS[step]
        if name in (*kind.texts, *kind.one, *kind.many):
            return {name: error_words(error)}
    return {}


def _who(texts: MultiDict[str, str]) -> dict[str, str]:
    errors = {}
    ages, people = ages_of(texts.get("ages", "")), texts.get("people", "")
    if ages is None:
        errors["ages"] = _("年龄请写数字，几个人写几个，如 68、72。")
    elif ages and max(ages) < ADULT:
        errors["ages"] = _("要有一位大人一起去。请把大人的年龄也写上。")
    if people and not (people.isascii() and people.isdigit() and 1 <= int(people) <= MAX_PEOPLE):
        errors["people"] = _("人数请写 1 到 %(most)s 的数字。再多的人，请找旅行社。", most=MAX_PEOPLE)
    elif ages and people and int(people) < len(ages):
        errors["people"] = _("写了 %(ages)s 个年龄，人数却是 %(people)s。请改一处。", ages=len(ages), people=people)
    return errors


def _when(texts: MultiDict[str, str]) -> dict[str, str]:
    words, month = texts.get("start", ""), texts.get("month", "")
    start = date_of(words)
    if words and start is None:
        return {"start": _("出发日期请选一天，或写成 2027-05-10 这样。")}
    if start and start < today():
        return {"start": error_words(PastDate(start.isoformat(), today().isoformat()))}
    if start and month and month != str(start.month):
        return {"month": _("月份和出发的日子对不上。请改一处，或者把日子删掉。")}
    return {}


def _from(texts: MultiDict[str, str]) -> dict[str, str]:
    errors = {}
    for name in ("come", "leave"):
        clock = texts.get(name, "")
        if clock and minute_of(clock) is None:
            errors[name] = _("时间请写成 10:15，或者上午10点一刻。")
    station = texts.get("station", "")
    if not station and (texts.get("come") or texts.get("leave")):
        errors["station"] = _("写了时间，还要写车站，如：%(station)s。", station=example().station)
    elif station and not errors:
        errors |= _station(station)
    return errors


def _station(name: str) -> dict[str, str]:
    try:
        validated(facts_today(), replace(wish_of({}, soonest(), usual()), arrival=_at_noon(name)))
    except SilverwayError as error:
        return {"station": error_words(error)}
    return {}


def _at_noon(name: str) -> Connection:
    """A connection at the station that is meant by a name in either language."""
    return connection_of(rail(), f"{name} 12:00", arriving=True)


def _nothing(_texts: MultiDict[str, str]) -> dict[str, str]:
    return {}


_READERS = {"who": _who, "when": _when, "from": _from}
