"""Numbers and dates as words, in the reader's language. Estimates carry 约; what is not known says so."""

from __future__ import annotations

from datetime import date, datetime

from flask import Flask
from flask_babel import format_date, format_datetime, ngettext
from flask_babel import gettext as _
from jinja2 import pass_context
from jinja2.runtime import Context

from planner.catalog import Place, Spans, column_words, kind_words
from planner.clock import DAY_MIN, clock_text, today
from planner.itinerary.types import Spot
from planner.sentences import N_, NAMES
from planner.upkeep import stale_kinds
from routes.state import catalog, english, rail, rules, settings

NEWS = {"hours": N_("开放时间"), "prices": N_("门票"), "phones": N_("电话")}
ARROW = " → "
LODGINGS = {
    "city hotel": N_("城里的酒店"), "heritage hotel": N_("老建筑酒店"), "hot spring hotel": N_("温泉酒店"),
    "sanatorium": N_("疗养院"), "garden guesthouse": N_("院子宾馆"), "riverside hotel": N_("江边酒店"),
    "scenic-area hotel": N_("景区里的酒店"), "seaside hotel": N_("海边酒店"), "seaside resort": N_("海边度假村"),
    "resort": N_("度假村"), "station hotel": N_("车站旁的酒店"), "homestay": N_("民宿"),
}  # fmt: skip
GRADES = {"三级甲等": N_("三级甲等"), "三级": N_("三级医院"), "二级": N_("二级医院")}


def register(app: Flask) -> None:
    app.add_template_global(city_name, "facts_city")
    for filter_ in (
        clock,
        clock_of_day,
        day_number,
        day_short,
        day_words,
        moment_words,
        month_words,
        grade_words,
        kind_name,
        lodging_name,
        language_of,
        minutes,
        days_words,
        yuan,
        metres,
        km,
        spot_name,
        name_of,
        theme_words,
        own_name,
        old_news,
        readers_news,
        stations_words,
    ):
        app.add_template_filter(filter_)


def clock(minute: int) -> str:
    """480 → 08:00; a time beyond midnight shows the clock of its own day."""
    return clock_text(minute, "wrap")


def day_number(minute: int) -> int:
    """On which day of a train's run a minute lies; 1 is the first."""
    return minute // DAY_MIN + 1


def clock_of_day(minute: int) -> str:
    """How people say a time: 上午 8:30, 下午 2:05."""
    if english():
        return clock(minute)
    hour = minute // 60 % 24
    part = "凌晨" if hour < 6 else "上午" if hour < 12 else "中午" if hour < 13 else "下午" if hour < 18 else "晚上"
    return f"{part} {clock_text(minute % 60 + 60 * (hour if hour <= 12 else hour - 12), pad=False)}"


def day_words(day: date) -> str:
    """2027年5月11日 星期二 / Tuesday, 11 May 2027."""
    return format_date(day, "EEEE, d MMMM y" if english() else "y年M月d日 EEEE")


def day_short(day: date) -> str:
    """5月11日 周二 / Tue 11 May."""
    return format_date(day, "EEE d MMM" if english() else "M月d日 EEE")


def weekday_short(day: date) -> str:
    """周二 → 二 / Tu."""
    return format_date(day, "EEEEEE").removeprefix("周")


def moment_words(moment: datetime) -> str:
    """The clock in China: 11月25日 15:05 / 25 November, 15:05."""
    return format_datetime(moment, "d MMMM, HH:mm" if english() else "M月d日 HH:mm")


def month_words(month: int) -> str:
    """5月 / May."""
    return format_date(date(2000, month, 1), "LLLL" if english() else "M月")


def grade_words(grade: str) -> str:
    """The grade of a hospital; one nobody has a word for as it stands."""
    return _(GRADES[grade]) if grade in GRADES else grade


def kind_name(kind: str) -> str:
    """A kind of places in the reader's language."""
    words = kind_words(settings().data_dir)[kind]
    return words.en if english() else words.zh


def minutes(count: int) -> str:
    """95 → 1 小时 35 分钟."""
    hours, rest = divmod(count, 60)
    if hours and rest:
        return _("%(hours)s 小时 %(rest)s 分钟", hours=hours, rest=rest)
    return _("%(hours)s 小时", hours=hours) if hours else _("%(rest)s 分钟", rest=rest)


def yuan(fen: int) -> str:
    """5000 → 50 元; 0 is free."""
    if fen == 0:
        return _("免费")
    amount = f"{fen // 100:,}" if fen % 100 == 0 else f"{fen / 100:,.2f}"
    return _("%(amount)s 元", amount=amount)


def days_words(count: int) -> str:
    """3 → 3 天."""
    return ngettext("%(num)d 天", "%(num)d 天", count)


def metres(count: int) -> str:
    return _("%(count)s 米", count=f"{count:,}")


def spans_words(spans: Spans) -> str:
    """Opening hours of a day: 开放 08:30–11:30、13:00–17:00."""
    if spans == ((0, DAY_MIN),):
        return _("全天开放")
    texts = (f"{clock(begin)}–{clock(end) if end < DAY_MIN else '24:00'}" for begin, end in spans)
    return _("开放") + " " + _("、").join(texts)


def km(count: float) -> str:
    """Under ten kilometres with a decimal, beyond without."""
    return _("%(count)s 公里", count=f"{count:.1f}" if count < 10 else f"{count:.0f}")


def spot_name(spot: Spot) -> str:
    return spot.name_en if english() else spot.name


def language_of(text: str) -> str:
    """The language somebody wrote in, for screen readers."""
    return "zh-CN" if any("\u4e00" <= letter <= "\u9fff" for letter in text) else "en"


def own_name(row: object) -> str:
    """The name of a row of facts that has one in each language."""
    name: str = getattr(row, "name_en") if english() else getattr(row, "name")  # noqa: B009  # rows of several tables
    return name


def stations_words(names: str) -> str:
    """One station, or two with an arrow between them, in the reader's language."""
    stations = rail().stations
    return ARROW.join(own_name(stations[name]) if name in stations else name for name in names.split(ARROW))


def year_words(year: int) -> str:
    """去年, or the year."""
    return _("去年") if today().year - year == 1 else _("%(year)s 年", year=year)


def old_news(place: Place) -> str:
    """That what is known of a place is old, and to ask; empty if it is not."""
    stale = stale_kinds(place, rules(), today())
    if not stale:
        return ""
    what = _("、").join(_(NEWS[kind]) for kind in stale).lower()
    values = {"when": year_words(min(stale.values())), "what": what}
    if place.phone:
        return _("%(when)s的消息（%(what)s），去前打个电话", **values)
    return _("%(when)s的消息（%(what)s），去前问一声", **values)


def readers_news(place: Place) -> str:
    """What of a place rests on readers' notes; empty if nothing does."""
    if not place.unconfirmed:
        return ""
    words = column_words(settings().data_dir)
    names = [getattr(words[column], "en" if english() else "zh") for column in place.unconfirmed.split(";")]
    return _("读者来信说的（%(what)s），还没核实", what=_("、").join(names))


def city_name(name: str) -> str:
    """A city in the reader's language."""
    city = catalog().cities.get(name)
    return city.name_en if english() and city else name


def lodging_name(kind: str) -> str:
    """What kind of lodging it is; a kind without a name is said as it stands."""
    return _(LODGINGS[kind]) if kind in LODGINGS else kind


@pass_context  # else templates would translate a constant once, for the first reader
def name_of(_context: Context, key: str) -> str:
    """A theme's or a profile's name."""
    if key in NAMES:
        return _(NAMES[key])
    return theme_name(key)


def theme_name(key: str) -> str:
    """A theme's name; that of one that is no more is its id."""
    return theme_words(key) if key in rules().themes else key


def theme_words(key: str, what: str = "") -> str:
    """A theme's name; with `what` its hint, pick, places or trips (see data/themes.toml)."""
    return rules().themes[key].words("en" if english() else "zh", what)
