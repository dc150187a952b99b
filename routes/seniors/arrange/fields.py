"""The fields of each question of 帮我安排, with their words and what can be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask_babel import gettext as _

from planner.clock import today
from routes.examples import example
from routes.formatters import city_name, days_words, kind_name, month_words, theme_words, yuan
from routes.forms import Choice, Field, Form, ages_of, ours, plain
from routes.seniors.arrange.answers import young_years
from routes.seniors.arrange.steps import known, offered
from routes.seniors.arrange.wish import DAYS, Answers, text


def step_form(step: str, typed: Mapping[str, str], answers: Answers) -> Form:
    """The form of a question with what was typed; what can be chosen may depend on the answers to the others."""
    return Form(_FIELDS[step](typed, answers), typed, sent=True)


def _who(_typed: Mapping[str, str], _answers: Answers) -> Iterable[Field]:
    ages = _("几个人写几个数，如 68、72。按年龄算门票")
    yield Field("ages", _("各人的年龄"), ages, attributes={"inputmode": "text"})
    yield Field("people", _("一共几个人？"), _("年龄没写全的时候才填"), attributes={"inputmode": "numeric"})


def _walk(_typed: Mapping[str, str], _answers: Answers) -> Iterable[Field]:
    yield Field("km")
    paces = (("normal", ours(_("照平常")), ""), ("slow", ours(_("少去一处，多歇歇")), ""))
    yield Field("pace", _("一天去几处？"), options=paces)


def _aid(_typed: Mapping[str, str], _answers: Answers) -> Iterable[Field]:
    yield Field("aid")


def _see(_typed: Mapping[str, str], answers: Answers) -> Iterable[Field]:
    themes = tuple((theme, theme_words(theme, "pick")) for theme in offered("themes"))
    yield Field("themes", _("可以选几样"), options=themes, many=True)
    ages = ages_of(text(answers, "who", "ages")) or ()
    decades = tuple(
        (decade, ours(_("%(decade)s 年代", decade=decade)), _("；").join(who))
        for decade, who in young_years(ages, today()).items()
    )
    yield Field("decade", _("最想重温哪些年？可以不选"), options=decades)


def _when(typed: Mapping[str, str], _answers: Answers) -> Iterable[Field]:
    lengths = sorted({*DAYS, plain(typed.get("days", ""))} & {*known("days")}, key=int)
    yield Field("days", _("玩几天？"), options=tuple((days, days_words(int(days)), "") for days in lengths))
    yield Field("month", _("哪个月去？"), options=tuple((month, month_words(int(month))) for month in offered("month")))
    yield Field("start", _("哪天出发？"), _("想换一个月份，就把这里的日子删掉"), type="date")


def _from(_typed: Mapping[str, str], _answers: Answers) -> Iterable[Field]:
    cities = tuple((city, city_name(city)) for city in offered("home"))
    yield Field("home", _("从哪个城市开始玩？"), _("住在外地，就写下面的车站"), options=cities)
    station = _("如：%(station)s。不坐火车就不填", station=example().station)
    stations = {"list": "stations", "autocomplete": "off"}
    yield Field("station", _("坐火车的话，在哪个站下车？"), station, attributes=stations)
    off = {"autocomplete": "off"}
    yield Field("come", _("几点到站？不知道就不填"), _("如：10:15，或者上午10点"), attributes=off)
    yield Field("leave", _("回去的车几点开？不知道就不填"), _("如：16:30，或者下午4点半"), attributes=off)


def _budget(_typed: Mapping[str, str], _answers: Answers) -> Iterable[Field]:
    most: tuple[Choice, ...] = tuple(
        (money, ours(_("最多 %(money)s", money=yuan(int(money) * 100))), "")
        for money in offered("budget")
        if money != "any"
    )
    yield Field("budget", _("只算门票，按各人的年龄算"), options=(*most, ("any", ours(_("花多少都可以")), "")))


def _avoid(_typed: Mapping[str, str], _answers: Answers) -> Iterable[Field]:
    kinds = tuple((kind, kind_name(kind)) for kind in offered("kinds"))
    yield Field("kinds", _("哪几类不想去？没有就不选"), options=kinds, many=True)
    yield Field("places", _("哪些地方不想去？没有就不填"), _("一行写一个"), type="textarea")


_FIELDS = {
    "who": _who, "walk": _walk, "aid": _aid, "see": _see, "when": _when, "from": _from, "budget": _budget,
    "avoid": _avoid,
}  # fmt: skip
