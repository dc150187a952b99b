"""All words of a printed stay: every day in a list, a sheet for each outing and each day on the way, the bases."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from planner.catalog import Catalog
from planner.exchange.documents import DaySheet, Paper, PaperSection
from planner.people import party_profile
from planner.saved import SavedStay
from planner.stay import HospitalNear, Stay, known_policies
from routes.formatters import day_short, day_words, grade_words, lodging_name, spot_name
from routes.presenters import (
    both_names,
    day_entries,
    emergency_card,
    far_words,
    holiday_words,
    phones_words,
    sheet_entry,
)
from routes.seniors.stay.page import BaseView, DayView, base_views, nights_words, planned_on, stay_title, week_views
from routes.state import catalog, english, language, rules, settings


def stay_paper(saved: SavedStay, address: str) -> Paper:
    """The stay in the reader's language; the QR code leads to `address`."""
    stay, facts, pack = saved.stay(), catalog(), rules()
    wish = stay.request
    person = party_profile(pack, (wish.profile, *wish.companions), wish.pace, wish.people)
    bases = base_views(stay, pack, person)
    days = [view for week in week_views(stay) for view in week]
    return Paper(
        language=language(),
        title=stay_title(stay),
        author=_("银龄慢游"),
        lead=tuple(_lead(saved, stay, bases)),
        address=address,
        qr_words=_("用手机扫一扫，在网上看这次旅居。"),
        footer=_("银龄慢游") + " · " + _("第 {page} 页，共 {pages} 页"),
        overview=PaperSection(_("日子怎么过"), (_("哪一天"), _("做什么")), tuple(_row(view) for view in days)),
        days=tuple(_sheet(view) for view in days if view.day.trip),
        parts=tuple(_parts(facts, stay, bases)),
        card=emergency_card(_near(stay), wish.people),
    )


def _lead(saved: SavedStay, stay: Stay, bases: list[BaseView]) -> Iterator[str]:
    yield _("哪天去") + _("：") + day_words(stay.request.start)
    yield _("哪天回") + _("：") + day_words(stay.days[-1].date)
    for view in bases:
        yield _("住在哪里") + _("：") + both_names(view.base.hotel) + _("，") + nights_words(view.base.nights)
    if words := holiday_words(day.date for day in stay.days):
        yield words
    if settings().help_phone:
        yield _("有事打电话") + _("：") + settings().help_phone
    yield _("%(day)s 排好的。", day=day_words(planned_on(saved)))


def _row(view: DayView) -> tuple[str, str]:
    shown = view.lines[0] if view.lines and view.day.use != "leisure" else ""
    return view.date, view.use + (_("：") + shown if shown else "")


def _sheet(view: DayView) -> DaySheet:
    assert view.day.trip is not None  # noqa: S101  # the caller has looked
    title = view.use + " · " + day_words(view.day.date)
    return DaySheet(title, view.lines[-1], tuple(sheet_entry(entry) for entry in day_entries(view.day.trip)))


def _parts(facts: Catalog, stay: Stay, bases: list[BaseView]) -> Iterator[PaperSection]:
    for number, view in enumerate(bases, 1):
        head = _("住处 %(n)s", n=number) if len(bases) > 1 else _("住在哪里")
        yield PaperSection(head + _("：") + spot_name(view.base.hotel), lines=tuple(_base(view)))
        yield PaperSection(_("订房前先问"), lines=view.asks)
    policies = known_policies(facts, [base.city for base in stay.bases])
    told = tuple(policy.en if english() else policy.zh for policy in policies)
    yield PaperSection(_("有什么优惠，问谁"), lines=told or (_("旅居有什么优惠，没有查到。"),))
    unsure = _("标“约”的数字是估计。出发前请再问一次酒店和景点。")
    yield PaperSection(_("请注意"), lines=(_("火车的时刻，买票前再看 12306。"), unsure))


def _base(view: BaseView) -> Iterator[str]:
    base = view.base
    ends = {"from": day_short(base.arrive), "to": day_short(base.leave)}
    yield _("%(from)s到%(to)s", **ends) + _("，") + nights_words(base.nights)
    yield lodging_name(base.kind) + _("。") + (_("、").join(view.strengths) + _("。") if view.strengths else "")
    phone = phones_words(base.phone) if base.phone else _("电话没查到")
    yield _("电话") + _("：") + phone
    yield _hospital(base.hospital)
    yield from view.weather
    yield from view.care
    for way, things in ((_("走着去"), view.on_foot), (_("坐车去"), view.by_car)):
        if things:
            yield way + _("：") + _("、").join(things)


def _near(stay: Stay) -> Iterator[str]:
    """For the card: each base with its hospital, in Chinese too."""
    for base in stay.bases:
        yield both_names(base.hotel) + (_("，电话 %(phone)s", phone=phones_words(base.phone)) if base.phone else "")
        yield _hospital(base.hospital)


def _hospital(one: HospitalNear) -> str:
    name = f"{one.name_en} {one.name}" if english() else one.name
    phone = _("，电话 %(phone)s", phone=phones_words(one.phone)) if one.phone else ""
    grade = _("（%(grade)s）", grade=grade_words(one.grade))
    far = _("，离住处%(far)s。", far=far_words(one.km))
    rough = _("医院只知道在哪个镇，可能差几公里。") if one.rough else ""
    return _("最近的医院") + _("：") + name + grade + phone + far + rough
