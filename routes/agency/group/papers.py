"""What an agency hands on: lists of names, rooms, seats and for insurers; cards and the guide's sheet as PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import Response, abort
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.accounts import refuse_viewers
from planner.exchange.documents import PeoplePaper, PersonCard, SheetPart, people_pdf
from planner.exchange.rosters import table_csv, table_xlsx
from planner.group import TEXT_FIELDS, Traveller, age_on, texts_of
from planner.itinerary.types import Itinerary
from routes.agency.desk import Desk, open_desk
from routes.agency.group import berths, rooms, seats
from routes.agency.group.labels import COLUMNS, KINDS
from routes.agency.train import day_lines_of
from routes.costs import costs
from routes.formatters import day_words, spot_name
from routes.state import english
from routes.visitor import visitor

Table = tuple[list[str], list[list[str]]]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WITH_NUMBERS = ("manifest", "insurance")  # not for those who may only look


@costs("make")
def people_paper(departure_id: str, paper: str, kind: str) -> Response:
    """One of the papers, as a file."""
    desk = open_desk(departure_id)
    if paper in WITH_NUMBERS:
        refuse_viewers(visitor())
    if kind == "pdf" and paper in SHEETS:
        content, mimetype = people_pdf(SHEETS[paper](desk)), "application/pdf"
    elif kind in ("csv", "xlsx") and paper in TABLES:
        header, rows = TABLES[paper](desk)
        content = table_csv(header, rows) if kind == "csv" else table_xlsx(_title(desk), header, rows)
        mimetype = "text/csv" if kind == "csv" else XLSX
    else:
        abort(404)
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{paper}-{departure_id}.{kind}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _title(desk: Desk) -> str:
    return str(desk["title"] or _("新团期"))


def _manifest(desk: Desk) -> Table:
    """Everybody with all that is known of them, ages on the first day."""
    fields = [name for name in TEXT_FIELDS if name != "age"]
    header = [_("序号"), *(_(COLUMNS[name]) for name in fields), _("出发那天的年龄"), _("房间")]
    header += [_("铺位")] * (desk.train is not None) + [_("座位")]
    room, seat, berth = _rooms_of(desk), _seats_of(desk), _berths_of(desk)
    rows = []
    for number, each in enumerate(desk.group.travellers, 1):
        texts = texts_of(desk.group, each)
        rows.append(
            [
                str(number),
                *(texts[name] for name in fields),
                _age(desk, each),
                room.get(each.key, ""),
                *([berth.get(each.key, "")] if desk.train else []),
                seat.get(each.key, ""),
            ]
        )
    return header, rows


def _rooming(desk: Desk) -> Table:
    """Room by room; who has none stands at the end."""
    known, plan = desk.group.by_key(), rooms.plan_of(desk)
    header = [_("房间"), _("房型"), _("姓名"), _("性别"), _("出发那天的年龄"), _("需要")]
    rows, housed = [], set()
    for room in plan.rooms if plan else ():
        for each in (known[key] for key in room.people if key in known):
            housed.add(each.key)
            rows.append([room.id[1:], _(KINDS.get(room.kind, room.kind)), *_person(desk, each)])
    rows += [["", "", *_person(desk, each)] for each in desk.group.travellers if each.key not in housed]
    return header, rows


def _coach(desk: Desk) -> Table:
    """Seat by seat; who has none stands at the end."""
    seat = _seats_of(desk)
    header = [_("座位"), _("姓名"), _("性别"), _("出发那天的年龄"), _("需要"), _("上车点"), _("电话")]
    plan = seats.plan_of(desk)
    order = {key: (coach, int(at[:-1]), at[-1]) for key, (coach, at) in (plan.seats if plan else {}).items()}
    people = sorted(desk.group.travellers, key=lambda each: order.get(each.key, (99, 99, "")))
    return header, [[seat.get(each.key, ""), *_person(desk, each), each.home_stop, each.phone] for each in people]


def _insurance(desk: Desk) -> Table:
    """What an insurer asks for."""
    header = [
        _("序号"),
        _("姓名"),
        _("性别"),
        _("出生日期"),
        _("出发那天的年龄"),
        _("证件"),
        _("证件号"),
        _("电话"),
        _("紧急联系人"),
        _("紧急电话"),
    ]
    rows = []
    for number, each in enumerate(desk.group.travellers, 1):
        texts = texts_of(desk.group, each)
        document = _("身份证") if texts["id_number"] else _("护照") if texts["passport"] else ""
        number_of = texts["id_number"] or texts["passport"]
        rows.append(
            [
                str(number),
                each.name,
                texts["sex"],
                texts["born"],
                _age(desk, each),
                document,
                number_of,
                each.phone,
                each.emergency_name,
                each.emergency_phone,
            ]
        )
    return header, rows


def _person(desk: Desk, each: Traveller) -> list[str]:
    texts = texts_of(desk.group, each)
    needs = [texts["mobility"], each.diet, each.medical]
    return [each.name, texts["sex"], _age(desk, each), _("；").join(filter(None, needs))]


def _age(desk: Desk, each: Traveller) -> str:
    age = age_on(each, rooms.first_day(desk))
    return "" if age is None else str(age)


def _rooms_of(desk: Desk) -> Mapping[str, str]:
    plan = rooms.plan_of(desk)
    return {key: room.id[1:] for room in plan.rooms for key in room.people} if plan else {}


def _seats_of(desk: Desk) -> Mapping[str, str]:
    plan = seats.plan_of(desk)
    many = len(seats.coaches_of(desk)) > 1
    return {key: f"{coach}-{seat}" if many else seat for key, (coach, seat) in plan.seats.items()} if plan else {}


def _berths_of(desk: Desk) -> Mapping[str, str]:
    plan = berths.plan_of(desk)
    return {key: berths.berth_words(berth) for key, berth in plan.berths.items()} if plan else {}


def labels_of(desk: Desk) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The seats and the rooms of the people, by key; on a train the berths in the place of rooms."""
    return _seats_of(desk), _berths_of(desk) if desk.train else _rooms_of(desk)


def _paper(
    desk: Desk, title: str, **parts: tuple[PersonCard, ...] | tuple[SheetPart, ...] | tuple[str, ...]
) -> PeoplePaper:
    return PeoplePaper(
        language="en" if english() else "zh",
        title=f"{title} · {_title(desk)}",
        author=_("银龄慢游"),
        footer=_("第 {page} 页，共 {pages} 页"),
        **parts,  # type: ignore[arg-type]
    )


def _cards(desk: Desk) -> PeoplePaper:
    """A card for everybody: 46 for 46."""
    hotels = _hotels(desk.trip) if desk.trip else ()
    guide = next((each for each in desk.group.travellers if each.role == "guide"), None)
    cards = []
    for each in desk.group.travellers:
        lines = []
        if each.emergency_name or each.emergency_phone:
            lines.append(
                _("紧急联系人：%(who)s", who=" ".join(filter(None, (each.emergency_name, each.emergency_phone))))
            )
        else:
            lines.append(_("紧急联系人：__________ 电话：____________"))
        if guide is not None and guide is not each:
            lines.append(_("导游：%(who)s", who=" ".join(filter(None, (guide.name, guide.phone)))))
        lines += [_("健康：%(text)s", text=each.medical)] if each.medical else []
        lines += [_("饮食：%(text)s", text=each.diet)] if each.diet else []
        cards.append(PersonCard(each.name, _("急救 120，报警 110"), (*lines, *hotels)))
    lead = (_("沿虚线剪开，一人一张，放在上衣口袋里。"),)
    return _paper(desk, _("紧急卡"), cards=tuple(cards), lead=lead)


def _hotels(trip: Itinerary) -> tuple[str, ...]:
    nights: dict[str, list[int]] = {}
    for number, day in enumerate(trip.days, 1):
        if day.hotel:
            nights.setdefault(spot_name(day.hotel), []).append(number)
    return tuple(
        _("第 %(n)s 晚住：%(hotel)s", n="、".join(map(str, numbers)), hotel=hotel) for hotel, numbers in nights.items()
    )


def _guide(desk: Desk) -> PeoplePaper:
    """Day by day for the guide, with whom to look after and a list to tick."""
    parts = []
    for number, day in enumerate(desk.trip.days if desk.trip else (), 1):
        lines = day_lines_of(desk, number)
        parts.append(SheetPart(_("第 %(n)s 天", n=number) + " " + day_words(day.date), tuple(lines)))
    watched = [
        each
        for each in desk.group.travellers
        if each.mobility in ("gentle", "cane", "wheelchair") or each.medical or each.diet
    ]
    (seat, room), where = labels_of(desk), _("铺位") if desk.train else _("房间")
    if watched:
        rows = tuple((each.name, _person(desk, each)[3], room.get(each.key, "")) for each in watched)
        parts.append(SheetPart(_("要照顾的客人"), header=(_("姓名"), _("需要"), where), rows=rows))
    ticks = tuple(
        (each.name, seat.get(each.key, ""), room.get(each.key, ""), each.phone, "□") for each in desk.group.travellers
    )
    parts.append(SheetPart(_("点名"), header=(_("姓名"), _("座位"), where, _("电话"), _("到了")), rows=ticks))
    lead = (ngettext("%(num)d 位客人", "%(num)d 位客人", len(desk.group.guests)),)
    return _paper(desk, _("导游每日单"), parts=tuple(parts), lead=lead)


TABLES: Mapping[str, Callable[[Desk], Table]] = {
    "manifest": _manifest, "rooming": _rooming, "coach": _coach, "insurance": _insurance,
}  # fmt: skip
SHEETS: Mapping[str, Callable[[Desk], PeoplePaper]] = {"cards": _cards, "guide": _guide}
