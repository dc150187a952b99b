"""A wish for a silver train as typed: what it means, what must be mended, and the answers again for the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from flask_babel import gettext as _

from planner.errors import SilverwayError
from planner.sentences import NAMES, error_sentence
from planner.train.cruise import LEAST_DAYS, MOST_DAYS, validated
from planner.train.infrastructure import read_assumption
from planner.train.types import CruiseRequest
from routes.examples import example
from routes.formatters import city_name, theme_name
from routes.forms import Choice, Field, Form, same
from routes.presenters import error_words
from routes.rail.forms.calls import fault_words
from routes.rail.forms.shared import OFF, stock_field
from routes.state import catalog, facts_today, rules, soonest

PROFILES = ("brisk", "steady", "gentle", "cane", "wheelchair")
SPACES = re.compile(r"[\s,，、;；]+")


def train_form(typed: Mapping[str, str], *, sent: bool) -> Form:
    """The wish for a silver train, with what was typed."""
    low, high = guests_limits()
    days, guests = {"low": LEAST_DAYS, "high": MOST_DAYS}, {"low": low, "high": high}
    assumes = _(
        "车站的资料大多查不到。您知道的，每行写一条："
        "能不能停放 stabling、上水 water、吸污 sewage、不走台阶 step_free_train，写 yes 或 no；"
        "站台长 platform_m 写米数。例如：%(station)s:water=yes",
        station=example().third,
    )
    fields = (
        Field("home", _("出发城市"), _("例如：%(city)s", city=example().city), attributes=OFF),
        Field("start", _("出发日期"), default=soonest().isoformat(), type="date"),
        _number("days", _("天数"), "5", **days),
        _number("guests", _("人数"), "320", **guests),
        Field("musts", _("一定要停的城市（可不填）"), _("中间用顿号"), attributes=OFF),
        Field("bans", _("不停的城市（可不填）"), _("中间用顿号"), attributes=OFF),
        Field("theme", _("主题"), default=rules().usual_theme(), options=_themes()),
        Field("profile", _("按谁的腿脚安排"), default="gentle", options=_named(PROFILES)),
        stock_field(),
        Field("assumes", _("假定（可不填）"), assumes, type="textarea"),
    )
    return Form(fields, typed, str.strip if sent else same, sent=sent)


def guests_limits() -> tuple[int, int]:
    """How few and how many guests a silver train may have."""
    return rules().whole("guests-min"), rules().whole("guests-max")


def guests_words() -> str:
    """What to mend in a number of guests."""
    low, high = guests_limits()
    return _("人数请填 %(low)s 到 %(high)s 的数字。", low=low, high=high)


def _number(name: str, label: str, default: str, *, low: int, high: int) -> Field:
    hint, limits = _("%(low)s 到 %(high)s", low=low, high=high), {"min": low, "max": high}
    return Field(name, label, hint, default, "number", attributes=limits)


def _themes() -> tuple[Choice, ...]:
    return tuple((theme, theme_name(theme), "") for theme in rules().themes)


def _named(names: Iterable[str]) -> tuple[Choice, ...]:
    return tuple((name, _(NAMES[name]), "") for name in names)


def read_request(form: Form) -> CruiseRequest | None:
    """The request the form states, None if something must be mended."""
    facts = catalog()
    low, high = LEAST_DAYS, MOST_DAYS
    days = form.whole("days", _("天数请填 %(low)s 到 %(high)s 的数字。", low=low, high=high), digits=5)
    guests = form.whole("guests", guests_words(), digits=5)
    start = form.day("start", _("出发日期请选一天，或写成 2027-05-10 这样。"))
    musts, bans = (tuple(filter(None, SPACES.split(form[name]))) for name in ("musts", "bans"))
    for name, cities in (("home", (form["home"],)), ("musts", musts), ("bans", bans)):
        for city in cities:
            try:
                facts.city(city)
            except SilverwayError as wrong:
                form.mend(name, error_sentence(wrong, _))
    assumes = tuple(form.lines("assumes"))
    for text in assumes:
        try:
            read_assumption(text, facts.stations)
        except SilverwayError as wrong:
            form.mend("assumes", fault_words(wrong, facts.stations, f"{example().third}:water=yes"))
    if days is None or guests is None or start is None or not form.ok:
        return None
    wish = CruiseRequest(
        home=form["home"], days=days, theme=form["theme"], start=start, profile=form["profile"], guests=guests,
        musts=musts, bans=bans, assumes=assumes, stock=form["stock"],
    )  # fmt: skip
    try:
        return validated(facts_today(), wish)
    except SilverwayError as wrong:
        name = str(getattr(wrong, "kind", None) or getattr(wrong, "field", None) or "start")
        form.mend(name, error_words(wrong))
        return None


def answers_of(request: CruiseRequest) -> dict[str, str]:
    """The form's answers behind a request."""
    return {
        "home": city_name(request.home), "days": str(request.days), "theme": request.theme,
        "start": request.start.isoformat(), "profile": request.profile, "stock": request.stock,
        "guests": str(request.guests),
        "musts": _("、").join(map(city_name, request.musts)), "bans": _("、").join(map(city_name, request.bans)),
        "assumes": "\n".join(request.assumes),
    }  # fmt: skip
