"""A wish as typed: what it means, what must be mended, and the answers again for the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from flask_babel import gettext as _

from planner.catalog import kind_words
from planner.clock import today
from planner.errors import SilverwayError
from planner.itinerary.inputs import connection_of, validated
from planner.itinerary.types import MAX_DAYS, MAX_PEOPLE, Connection, Pin, TripRequest
from planner.sentences import NAMES
from routes.examples import example
from routes.formatters import clock, own_name, theme_name, theme_words
from routes.forms import Choice, Field, Form, ages_of, ours
from routes.presenters import error_words
from routes.state import catalog, english, facts_today, rail, region, rules, settings, soonest

FIELDS_OF = {
    "city": "home", "age": "ages", "kind": "kinds_out", "arrival_minute": "arrival", "departure_minute": "departure",
}  # fields that errors know by another name  # fmt: skip
FINER = ("also", "pace", "lift", "ages", "people", "arrival", "departure", "budget", "kinds_out", "pins")


class WishForm(Form):
    """The questions on one page, the finer ones folded up unless something is said of them."""

    def __init__(self, typed: Mapping[str, str], *, sent: bool) -> None:
        super().__init__(_fields(), typed, sent=sent)

    @property
    def finer(self) -> bool:
        """Is anything said, or wrong, beyond the first questions?"""
        return any(self[name] not in ("", "normal", "likely") or name in self.errors for name in FINER)


def _fields() -> Iterator[Field]:
    shown = example()
    number, kinds = {"inputmode": "numeric"}, kind_words(settings().data_dir)
    yield Field("theme", _("想看什么？"), default=rules().usual_theme(), options=_themes())
    yield Field("profile", _("腿脚怎么样？按走得最慢的人选。"), default="gentle", options=profile_options())
    cities = tuple((city.name, own_name(city)) for city in catalog().cities.values())
    yield Field("home", _("从哪里出发？"), default=region().home, options=cities)
    yield Field(
        "days", _("玩几天？"), _("1 到 %(most)s 天", most=MAX_DAYS), "3", "number", units=("天", "日"),
        attributes={"min": 1, "max": MAX_DAYS, **number},
    )  # fmt: skip
    yield Field("start", _("哪天出发？"), "", soonest().isoformat(), "date", attributes={"min": today().isoformat()})
    yield Field(
        "birth_year", _("哪年出生？可以不填"), _("填了，会多排您年轻时候的记忆。如 1952"), units=("年",),
        attributes=number | {"autocomplete": "bday-year"},
    )  # fmt: skip
    yield Field(
        "musts", _("一定要去的地方？可以不填"), _("一行写一个，如：%(place)s", place=shown.place), type="textarea"
    )
    yield Field("bans", _("不想去的地方？可以不填"), _("一行写一个"), type="textarea")
    slow = ("slow", ours(_("慢一点")), ours(_("每天少去一处，少走四分之一")))
    yield Field("pace", _("节奏"), default="normal", options=(("normal", ours(_("正常")), ""), slow))
    confirmed = ("confirmed", ours(_("只住查到有电梯的")), ours(_("有的城市还没查到，就住不成")))
    likely = ("likely", ours(_("没查到也可以，订房前问")), "")
    yield Field(
        "lift", _("酒店要有电梯吗？走得慢的人，我们先挑有电梯的"), default="likely", options=(likely, confirmed)
    )
    themes = tuple((theme, theme_name(theme)) for theme in rules().themes)
    yield Field("also", _("还喜欢看什么？"), options=themes, many=True)
    yield Field("ages", _("几个人，都多大年纪？"), _("几个人就写几个，如 68、72。按各人的年龄算门票"))
    yield Field(
        "people", _("一共几个人？"), _("年纪没写全的时候填，1 到 %(most)s", most=MAX_PEOPLE),
        units=("个人", "人", "位"), attributes=number,
    )  # fmt: skip
    yield Field("budget", _("每人门票最多花多少钱？"), _("单位是元，如 200"), units=("元", "块"), attributes=number)
    train = _(
        "写车站和到达时间，如：%(station)s 10:15。或者写车次和下车的站，如：%(train)s %(station)s",
        station=shown.station,
        train=shown.arriving,
    )
    yield Field("arrival", _("坐哪趟车来？"), train)
    yield Field("departure", _("坐哪趟车回？"), _("写车站和开车时间，如：%(station)s 16:30", station=shown.station))
    words = tuple((kind, each.en if english() else each.zh) for kind, each in kinds.items())
    yield Field("kinds_out", _("哪几类地方不想去？"), options=words, many=True)
    yield Field("pins", many=True)
    yield Field("companions", many=True)


def _themes() -> tuple[Choice, ...]:
    return tuple((theme, theme_name(theme), theme_words(theme, "hint")) for theme in rules().themes)


def profile_options() -> tuple[Choice, ...]:
    able = {
        "brisk": _("一天走 6 公里没问题"), "steady": _("一天走 4 公里，能上台阶"),
        "gentle": _("一天走 2 公里，少上台阶"), "cane": _("一天走 1 公里"), "wheelchair": _("不走台阶"),
    }  # fmt: skip
    return tuple((profile, _(NAMES[profile]), ours(words)) for profile, words in able.items())


def read_wish(form: WishForm) -> TripRequest | None:
    """The request the form states, None if something must be mended."""
    days = form.whole("days", _("天数请填 1 到 %(most)s 的数字。", most=MAX_DAYS))
    birth_year = form.whole("birth_year", _("出生年份请填四位数字，如 1952。不填也可以。"), optional=True)
    people = form.whole("people", _("人数请填数字，如 2。不填也可以。"), optional=True)
    budget = form.whole("budget", _("预算请填整数，如 200。不填也可以。"), optional=True)
    start = form.day("start", _("出发日期请选一天，或写成 2027-05-10 这样。"))
    wanted = TripRequest(
        theme=form["theme"], home=form["home"], profile=form["profile"],
        days=1 if days is None else days, start=start or today(), birth_year=birth_year,
        musts=_places(form["musts"]), bans=_places(form["bans"]),
        also=form.several("also"), pace=form["pace"] or "normal", lift=form["lift"] or "likely",
        ages=_ages(form), people=people if people is not None else 1,
        budget_fen=None if budget is None else budget * 100,
        arrival=_connection(form, "arrival"), departure=_connection(form, "departure"),
        kinds_out=form.several("kinds_out"), pins=_pins(form), companions=form.several("companions"),
    )  # fmt: skip
    try:
        asked, _person = validated(facts_today(), wanted)
    except SilverwayError as error:
        name = _field_of(error, wanted)
        if name not in form.errors:
            form.mend(name, error_words(error, form.options(name)))
        return None
    return asked if form.ok else None


def answers_of(request: TripRequest) -> dict[str, str | list[str]]:
    """The form's answers behind a request, as arguments of its address."""
    answers: dict[str, str | list[str]] = {
        "theme": request.theme, "home": request.home, "days": str(request.days), "profile": request.profile,
        "start": request.start.isoformat(), "musts": _names(request.musts), "bans": _names(request.bans),
        "birth_year": str(request.birth_year or ""), "also": list(request.also),
        "pace": request.pace if request.pace != "normal" else "",
        "lift": request.lift if request.lift != "likely" else "", "ages": "、".join(map(str, request.ages)),
        "people": str(request.people) if request.people > max(1, len(request.ages)) else "",
        "budget": "" if request.budget_fen is None else str(request.budget_fen // 100),
        "arrival": _connection_text(request.arrival), "departure": _connection_text(request.departure),
        "kinds_out": list(request.kinds_out),
        "companions": list(request.companions),
        "pins": [f"{pin.place}@{pin.day}" + (f"@{pin.at}" if pin.at is not None else "") for pin in request.pins],
    }  # fmt: skip
    return {name: answer for name, answer in answers.items() if answer}


def _ages(form: Form) -> tuple[int, ...]:
    ages = ages_of(form["ages"])
    if ages is None:
        form.mend("ages", _("年龄请填数字，几个人就写几个，如 68、72。不填也可以。"))
        return ()
    return ages


def _connection(form: Form, name: str) -> Connection | None:
    """A station and a time, or a train and a station."""
    if not form[name]:
        return None
    return form.read(name, lambda text: connection_of(rail(), text, arriving=name == "arrival"), error_words)


def _pins(form: Form) -> tuple[Pin, ...]:
    """Places with their days, as an earlier trip has them: the form carries them along, it does not ask for them."""
    found = (re.fullmatch(r"([^@]+)@(\d{1,2})(?:@(\d{1,4}))?", text) for text in form.several("pins"))
    return tuple(Pin(pin[1], int(pin[2]), int(pin[3]) if pin[3] else None) for pin in found if pin)


def _places(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.replace("、", "\n").splitlines() if line.strip())


def _field_of(error: SilverwayError, wanted: TripRequest) -> str:
    """Which field an error of the request is about."""
    kind = getattr(error, "kind", None) or getattr(error, "field", None) or "start"
    if kind == "place":
        return "bans" if getattr(error, "name", "") in wanted.bans else "musts"
    if kind == "theme" and getattr(error, "name", "") != wanted.theme:
        return "also"
    if kind == "station":
        arrives = wanted.arrival is not None and wanted.arrival.station == getattr(error, "name", "")
        return "arrival" if arrives else "departure"
    return FIELDS_OF.get(kind, kind)


def _connection_text(connection: Connection | None) -> str:
    if connection is None:
        return ""
    if connection.train:
        return f"{connection.train} {connection.station}"
    return f"{connection.station} {clock(connection.minute)}"


def _names(place_ids: Iterable[str]) -> str:
    places = catalog().places
    return "\n".join(own_name(places[key]) if key in places else key for key in place_ids)
