"""The questions of 帮我安排, and its answers in words before anything is planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from planner.itinerary.inputs import minute_of
from routes.formatters import (
    city_name,
    clock,
    day_words,
    days_words,
    kind_name,
    own_name,
    theme_name,
    theme_words,
    yuan,
)
from routes.forms import ages_of
from routes.seniors.arrange.steps import ORDER, usual
from routes.seniors.arrange.wish import (
    BUDGETS,
    DECADES,
    USUAL_DAYS,
    Answers,
    first_day,
    lines_of,
    several,
    text,
    wish_of,
)
from routes.state import catalog, rules, soonest

TWENTY = 20


@dataclass(frozen=True)
class Line:
    """One answer: `answered` by the reader, or taken because nothing was."""

    step: str
    question: str
    words: tuple[str, ...]
    answered: bool


def questions() -> dict[str, str]:
    return {
        "who": _("谁去？都多大年纪？"),
        "walk": _("一天走多远，还觉得舒服？"),
        "aid": _("有人用拐杖或者坐轮椅吗？"),
        "see": _("想再看看什么？"),
        "when": _("玩几天？哪个月去？"),
        "from": _("从哪里出发？坐火车来吗？"),
        "budget": _("每人的门票，最多花多少钱？"),
        "avoid": _("有什么不想去的？"),
    }


def young_years(ages: Iterable[int], now: date) -> dict[str, list[str]]:
    """By decade, who of the travellers was twenty in it."""
    found: dict[str, list[str]] = {decade: [] for decade in DECADES}
    for age in ages:
        year = now.year - age + TWENTY
        decade = str(year // 10 * 10)
        if decade in found:
            words = _("%(age)s 岁的那位，20 岁那年大约是 %(year)s 年", age=age, year=year)
            found[decade] = list(dict.fromkeys([*found[decade], words]))
    return found


def summary(answers: Answers) -> list[Line]:
    """Every question with its answer, or with what is taken where there is none."""
    tellers = {
        "who": _who, "walk": _walk, "aid": _aid, "see": _see, "when": _when, "from": _from, "budget": _budget,
        "avoid": _avoid,
    }  # fmt: skip
    asked = questions()
    return [Line(step, asked[step], tuple(tellers[step](answers)), bool(answers.get(step))) for step in ORDER]


def _who(answers: Answers) -> list[str]:
    ages, wish = ages_of(text(answers, "who", "ages")), wish_of(answers, soonest(), usual())
    if ages:
        texts = [_("、").join(_("%(age)s 岁", age=age) for age in ages)]
        if wish.people > len(ages):
            texts.append(_("一共 %(n)s 个人。没写年纪的按全价票算。", n=wish.people))
        return texts
    return [_("没说年纪。我们按 %(n)s 个人、门票全价来算。", n=wish.people)]


def _walk(answers: Answers) -> list[str]:
    texts = {
        "6": _("六公里，绕公园六圈"), "4": _("四公里，绕公园四圈"), "2": _("两公里，绕公园两圈"),
        "1": _("一公里，绕公园一圈"),
    }  # fmt: skip
    km = text(answers, "walk", "km")
    words = [texts[km]] if km else [_("没说。我们按一天最多两公里、少上台阶、慢慢走来排。")]
    if text(answers, "walk", "pace") == "slow":
        words.append(_("慢一点：每天少去一处，少走四分之一。"))
    return words


def _aid(answers: Answers) -> list[str]:
    aid = text(answers, "aid", "aid")
    texts = {
        "none": _("都不用"),
        "stick": _("有人用拐杖。一天最多走一公里，多坐多歇。"),
        "wheelchair": _("有人坐轮椅。只去没有台阶的地方。"),
    }
    return [texts[aid]] if aid else [_("没说。我们按不用拐杖、不坐轮椅来排。")]


def _see(answers: Answers) -> list[str]:
    themes, decade = several(answers, "see", "themes"), text(answers, "see", "decade")
    words = []
    if themes:
        words.append(_("、").join(map(theme_name, themes)))
        if len(themes) > 1:
            words.append(_("最先照顾“%(theme)s”。", theme=theme_name(themes[0])))
    else:
        words.append(_("没说。我们先找%(places)s。", places=theme_words(rules().usual_theme(), "places")))
    if decade:
        words.append(_("多找 %(decade)s 年代的老地方。", decade=decade))
    elif ages_of(text(answers, "who", "ages")):
        words.append(_("照各位的年纪，多找年轻时候的老地方。"))
    return words


def _when(answers: Answers) -> list[str]:
    days, start = text(answers, "when", "days"), first_day(answers, soonest(), usual())
    words = [days_words(int(days))] if days else [_("没说几天。我们按 %(n)s 天来排。", n=USUAL_DAYS)]
    if not text(answers, "when", "start") and not text(answers, "when", "month"):
        words.append(_("哪个月都行，我们就挑不冷不热、不过节的日子。"))
    return [*words, _("先按 %(day)s 出发来排，以后可以改。", day=day_words(start))]


def _from(answers: Answers) -> list[str]:
    home, station = text(answers, "from", "home"), text(answers, "from", "station")
    words = []
    if station:
        stations = catalog().stations
        known = stations.get(station.removesuffix("站"))
        words.append(_("在%(station)s站上下火车", station=own_name(known) if known else station))
        come, leave = text(answers, "from", "come"), text(answers, "from", "leave")
        if come:
            words.append(_("%(clock)s 到站", clock=clock(minute_of(come) or 0)))
        if leave:
            words.append(_("%(clock)s 开车回去", clock=clock(minute_of(leave) or 0)))
        if not come:
            words.append(_("没说几点到。我们按早上就在当地来排。"))
    elif home:
        words.append(_("从%(city)s出发", city=city_name(home)))
    else:
        words.append(_("没说。我们按从%(city)s出发来排。", city=city_name(usual().home)))
    return words


def _budget(answers: Answers) -> list[str]:
    budget = text(answers, "budget", "budget")
    if budget in BUDGETS:
        return [_("最多 %(money)s。没查到老年票价的，按全价算。", money=yuan(int(budget) * 100))]
    return [_("花多少都可以")] if budget else [_("没说。门票多少钱都可以。")]


def _avoid(answers: Answers) -> list[str]:
    kinds, places = several(answers, "avoid", "kinds"), lines_of(text(answers, "avoid", "places"))
    words = [kind_name(kind) for kind in kinds]
    return [_("、").join([*words, *places])] if words or places else [_("没有不想去的。")]
