"""The eight questions of 帮我安排: which fields each has, and what is wrong with an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from flask_babel import gettext as _

from planner.catalog import kind_words
from planner.clock import today
from planner.errors import PastDate, SilverwayError
from planner.itinerary.inputs import connection_of, mild_months, minute_of, validated
from planner.itinerary.types import MAX_DAYS, MAX_PEOPLE, PACES, Connection
from routes.examples import example
from routes.forms import Form, ages_of
from routes.presenters import error_words
from routes.seniors.arrange.wish import (
    BUDGETS,
    DAYS,
    DECADES,
    PROFILE_OF_KM,
    Answer,
    Answers,
    Usual,
    date_of,
    wish_of,
)
from routes.state import catalog, facts_today, rail, region, rules, settings, soonest

ADULT = 18
AIDS = ("none", "stick", "wheelchair")
MONTHS = tuple(map(str, range(1, 13)))
FIELDS_OF = {
    "age": "ages", "place": "places", "kind": "kinds", "arrival_minute": "come", "departure_minute": "leave",
}  # fields that errors know by another name  # fmt: skip
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
    """The theme, the home city and the months that are taken where nothing was said."""
    pack, home = rules(), region().home
    return Usual(pack.usual_theme(), home, mild_months(catalog(), pack, home), pack.whole("quiet-days"))


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


def read(step: str, form: Form, before: Answers) -> Answer:
    """The answer to a step beside the others' answers; the form says what must be mended in it."""
    kind = STEPS[step]
    for name in (*kind.one, *kind.many):
        if any(text and text not in known(name) for text in form.several(name)):
            form.mend(name, _("请从下面选一个。"))
    for name in kind.texts:
        now, most = len(form[name]), LONGEST[name]
        if now > most:
            form.mend(name, _("这里最多写 %(most)s 个字，现在是 %(now)s 个。请写短一些。", most=most, now=now))
    if form.ok and step in _READERS:
        _READERS[step](form)
    answer = _answer(kind, form)
    if form.ok and answer.get("station"):
        station = _at_noon(form["station"]).station
        answer = {**answer, "station": station, "home": catalog().stations[station].city or ""}
    if form.ok and kind.needed and not any(answer.values()):
        form.mend(kind.needed, _("还没有回答。说不准，就点“说不准，先跳过”。"))
    if form.ok:
        _make_sure(step, form, {**before, step: answer})
    return answer


def _answer(kind: Step, form: Form) -> Answer:
    single = {name: form[name] for name in (*kind.texts, *kind.one) if form[name]}
    several = {name: list(form.several(name)) for name in kind.many if form.several(name)}
    return {**single, **several}


def _make_sure(step: str, form: Form, answers: Answers) -> None:
    """Note what the planner says of the wish so far, if it is about this step."""
    wish = wish_of(answers, soonest(), usual())
    try:
        validated(facts_today(), wish)
    except SilverwayError as error:
        field = getattr(error, "kind", None) or getattr(error, "field", "")
        name = FIELDS_OF.get(str(field), str(field))
        kind = STEPS[step]
        if name in (*kind.texts, *kind.one, *kind.many):
            form.mend(name, error_words(error))


def _who(form: Form) -> None:
    ages, people = ages_of(form["ages"]), form["people"]
    if ages is None:
        form.mend("ages", _("年龄请写数字，几个人写几个，如 68、72。"))
    elif ages and max(ages) < ADULT:
        form.mend("ages", _("要有一位大人一起去。请把大人的年龄也写上。"))
    number = form.whole(
        "people", _("人数请写 1 到 %(most)s 的数字。再多的人，请找旅行社。", most=MAX_PEOPLE), 1, MAX_PEOPLE,
        optional=True, digits=LONGEST["people"],
    )  # fmt: skip
    if ages and number is not None and number < len(ages):
        words = _("写了 %(ages)s 个年龄，人数却是 %(people)s。请改一处。", ages=len(ages), people=people)
        form.mend("people", words)


def _when(form: Form) -> None:
    month, start = form["month"], date_of(form["start"])
    if form["start"] and start is None:
        form.mend("start", _("出发日期请选一天，或写成 2027-05-10 这样。"))
    elif start and start < today():
        form.mend("start", error_words(PastDate(start.isoformat(), today().isoformat())))
    elif start and month and month != str(start.month):
        form.mend("month", _("月份和出发的日子对不上。请改一处，或者把日子删掉。"))


def _from(form: Form) -> None:
    for name in ("come", "leave"):
        if form[name] and minute_of(form[name]) is None:
            form.mend(name, _("时间请写成 10:15，或者上午10点一刻。"))
    if not form["station"] and (form["come"] or form["leave"]):
        form.mend("station", _("写了时间，还要写车站，如：%(station)s。", station=example().station))
    elif form["station"] and form.ok:
        form.read("station", _sure_station, error_words)


def _sure_station(name: str) -> None:
    """Raises what the planner says of a station."""
    validated(facts_today(), replace(wish_of({}, soonest(), usual()), arrival=_at_noon(name)))


def _at_noon(name: str) -> Connection:
    """A connection at the station that is meant by a name in either language."""
    return connection_of(rail(), f"{name} 12:00", arriving=True)


_READERS = {"who": _who, "when": _when, "from": _from}
