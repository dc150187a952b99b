"""A wish to stay, as typed: what it means, what must be mended, and the answers again for the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from flask_babel import gettext as _

from planner.errors import SilverwayError
from planner.itinerary.types import MAX_PEOPLE
from planner.stay import LEAST_NIGHTS, MOST_NIGHTS, SETTING_WORDS, StayRequest, validated_stay
from routes.formatters import month_words, own_name, theme_name
from routes.forms import Choice, Field, Form, ours
from routes.presenters import error_words
from routes.seniors.wish_form import profile_options
from routes.state import catalog, facts_today, region, rules, soonest

FINER = ("start", "price", "bases", "lift", "pace", "theme", "people", "bans")
USUAL = ("", "mid", "2", "likely", "normal")
FIELD_OF = {"city": "home", "place": "bans"}


class StayForm(Form):
    """The questions on one page, the finer ones folded up unless something is said of them."""

    def __init__(self, typed: Mapping[str, str], *, sent: bool) -> None:
        super().__init__(_fields(), typed, sent=sent)

    @property
    def finer(self) -> bool:
        """Is anything said, or wrong, beyond the first questions?"""
        return any(self[name] not in USUAL or name in self.errors for name in FINER)


def _fields() -> Iterator[Field]:
    number = {"inputmode": "numeric"}
    yield Field(
        "nights", _("住几晚？"), _("%(least)s 到 %(most)s 晚", least=LEAST_NIGHTS, most=MOST_NIGHTS), "21", "number",
        units=("晚", "夜"), attributes={"min": LEAST_NIGHTS, "max": MOST_NIGHTS, **number},
    )  # fmt: skip
    months = tuple((f"{month:%Y-%m}", _month(month)) for month in _months())
    yield Field("month", _("哪个月去？"), default=months[0][0], options=months)
    yield Field("profile", _("腿脚怎么样？按走得最慢的人选。"), default="gentle", options=profile_options())
    cities = tuple((city.name, own_name(city)) for city in catalog().cities.values())
    yield Field("home", _("从哪座城市出发？"), default=region().home, options=cities)
    here = ("no", ours(_("家就在这座城市")), ours(_("住到别的城市去")))
    there = ("yes", ours(_("从外地来，先到这座城市")), ours(_("也可以就住在这里")))
    yield Field("elsewhere", _("您的家在哪里？"), default="no", options=(here, there))
    yield Field("setting", _("想住在什么地方？"), default="", options=_settings())
    yield Field("start", _("说定了哪天去？"), _("不填就从那个月的头一天算起"), type="date")
    low, mid = ("low", ours(_("300 元以内")), ""), ("mid", ours(_("600 元以内")), "")
    high = ("high", ours(_("贵一点也行")), ours(_("价位没查到的，都算在内")))
    yield Field("price", _("一晚最多花多少钱？"), default="mid", options=(low, mid, high))
    one = ("1", ours(_("只住一处")), "")
    yield Field("bases", _("中间换一次地方，行不行？"), default="2", options=(("2", ours(_("划算就换一次")), ""), one))
    confirmed = ("confirmed", ours(_("只住查到有电梯的")), "")
    yield Field(
        "lift", _("酒店要有电梯吗？"), default="likely",
        options=(("likely", ours(_("没查到也可以，订房前问")), ""), confirmed),
    )  # fmt: skip
    slow = ("slow", ours(_("慢一点")), ours(_("一周最多出门两次")))
    yield Field("pace", _("节奏"), default="normal", options=(("normal", ours(_("正常")), ""), slow))
    themes = tuple((theme, theme_name(theme)) for theme in rules().themes)
    yield Field("theme", _("出门想看什么？"), options=(("", ours(_("都可以"))), *themes))
    yield Field(
        "people", _("一共几个人？"), _("1 到 %(most)s", most=MAX_PEOPLE), units=("个人", "人", "位"), attributes=number
    )
    yield Field("bans", _("不想去的地方？可以不填"), _("一行写一个"), type="textarea")


def _settings() -> tuple[Choice, ...]:
    small = {
        "mild": ours(_("不太热，也不太冷")),
        "sea": ours(_("看海，吹海风")),
        "hot_spring": ours(_("酒店里有，或者就在附近")),
        "snow": ours(_("冬天有冰雪活动")),
    }
    usual = ("", ours(_("看月份，帮我挑")), "")
    return (usual, *((key, _(words), small[key]) for key, words in SETTING_WORDS.items()))


def _months() -> Iterator[date]:
    """The first days of the twelve months from the soonest day on."""
    first = soonest().replace(day=1)
    for later in range(12):
        year, month = divmod(first.month - 1 + later, 12)
        yield date(first.year + year, month + 1, 1)


def _month(month: date) -> str:
    return _("%(year)s 年 %(month)s", year=month.year, month=month_words(month.month))


def read_stay(form: StayForm) -> StayRequest | None:
    """The request the form states, None if something must be mended."""
    nights = form.whole("nights", _("住几晚请填 %(least)s 到 %(most)s 的数字。", least=LEAST_NIGHTS, most=MOST_NIGHTS))
    people = form.whole("people", _("人数请填数字，如 2。不填也可以。"), optional=True)
    bases = form.whole("bases", _("请选一种。"), optional=True)
    start = form.day("start", _("出发日期请选一天，或写成 2027-05-10 这样。"), optional=True)
    wanted = StayRequest(
        home=form["home"],
        nights=LEAST_NIGHTS if nights is None else nights,
        start=start or _first_day(form),
        profile=form["profile"],
        people=1 if people is None else people,
        theme=form["theme"] or None,
        setting=form["setting"] or None,
        pace=form["pace"] or "normal",
        lift=form["lift"] or "likely",
        price=form["price"] or "mid",
        bases=2 if bases is None else bases,
        bans=tuple(form.lines("bans")),
        elsewhere=form["elsewhere"] == "yes",
    )
    try:
        asked = validated_stay(facts_today(), wanted)
    except SilverwayError as error:
        kind = getattr(error, "kind", None) or getattr(error, "field", None) or "start"
        name = FIELD_OF.get(kind, kind)
        if name not in form.errors:
            form.mend(name, error_words(error, form.options(name)))
        return None
    return asked if form.ok else None


def stay_answers(request: StayRequest) -> dict[str, str]:
    """The form's answers behind a request, as arguments of its address; a day that is over is left out, and places that
    are no longer known."""
    known = catalog().places
    answers = {
        "nights": str(request.nights),
        "start": request.start.isoformat() if request.start >= soonest() else "",
        "profile": request.profile,
        "home": request.home,
        "elsewhere": "yes" if request.elsewhere else "no",
        "setting": request.setting or "",
        "price": request.price,
        "bases": str(request.bases),
        "lift": request.lift,
        "pace": request.pace,
        "theme": request.theme or "",
        "people": str(request.people) if request.people > 1 else "",
        "bans": "\n".join(own_name(known[key]) for key in request.bans if key in known),
    }
    return {name: text for name, text in answers.items() if text}


def _first_day(form: StayForm) -> date:
    """The first day of the chosen month, or the soonest if that is later."""
    offered = {f"{month:%Y-%m}": month for month in _months()}
    if form["month"] not in offered:
        form.mend("month", _("请选一个月份。"))
    return max(soonest(), offered.get(form["month"], soonest()))
