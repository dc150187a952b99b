"""Name lists come in by a file, by pasting or by a few words; they are looked at, kept, edited, handed out, erased."""

from __future__ import annotations

from datetime import date

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.accounts import refuse_viewers
from planner.booking import plans_without
from planner.clock import today
from planner.errors import BadFile, BadValue, OutOfRange, Overtaken
from planner.exchange.rosters import LARGEST_BYTES, read_name_table
from planner.group import (
    FIELDS,
    IGNORED,
    NAMED,
    TEXT_FIELDS,
    TRAVELLER_JSON,
    NameList,
    NameTable,
    TravelGroup,
    group_of_counts,
    name_table,
    read_counts,
    read_name_list,
    reread,
)
from planner.package import MAX_PEOPLE, party_of_list
from planner.saved import (
    MOST_KEPT_DAYS,
    Seal,
    booking_of_travellers,
    change_departure,
    default_retention_date,
    load_travellers,
    put_travellers,
    retention_date,
)
from planner.text import read_cells, read_day, write_rows
from routes.agency.departures import PRIVATE, step_page
from routes.agency.desk import Desk, open_desk
from routes.agency.group.labels import COLUMNS
from routes.agency.group.step import GROUP, fault_words
from routes.costs import costs
from routes.state import session, settings
from routes.visitor import visitor

MOST_CELLS = 300_000  # characters of a list on its way through a form
MOST_WORDS = 200
KEEP_NUMBER = "…"  # how a masked number is shown; sent back it means: as it was


@costs("form")
def bring(departure_id: str) -> ResponseReturnValue:
    """Look at a list that was brought: what each column is, and what is wrong; kept if that is wanted."""
    desk = open_desk(departure_id)
    if words := request.form.get("words", "").strip():
        return _by_words(desk, words)
    upload = request.files.get("file")
    try:
        if (cells := request.form.get("cells")) is not None:
            table = name_table(read_cells(cells[:MOST_CELLS].encode(), MOST_CELLS))
        elif upload is not None and upload.filename:
            table = read_name_table(upload.stream.read(LARGEST_BYTES + 1), upload.filename[-80:])
        else:
            table = read_name_table(request.form.get("pasted", "").encode(), _("粘贴的名单"))
    except BadFile as bad:
        return _refused(desk, "file", fault_words(bad.faults[0]))
    except BadValue as bad:
        return _refused(desk, "file", _(bad.why).format(**bad.values))
    fields = tuple(
        field if (field := request.form.get(f"column-{n}", suggested)) in (*FIELDS, IGNORED) else ""
        for n, suggested in enumerate(table.fields)
    )
    found = read_name_list(table, "", today(), fields)
    if request.form.get("keep") and found.group.travellers:
        return _keep(desk, found.group, anew=True)
    return _look(desk, table, fields, found)


def _by_words(desk: Desk, words: str) -> ResponseReturnValue:
    try:
        group = group_of_counts(read_counts(words[:MOST_WORDS]), _(NAMED))
    except BadValue as bad:
        return _refused(desk, "words", _(bad.why).format(**bad.values))
    return _keep(desk, group, anew=True)


def _look(desk: Desk, table: NameTable, fields: tuple[str, ...], found: NameList) -> ResponseReturnValue:
    faults: dict[int, dict[str, str]] = {}
    for fault in found.faults:
        faults.setdefault(fault.row, {})[fault.column] = fault_words(fault)
    page = render_template(
        "agency/group_list.html",
        desk=desk,
        table=table,
        fields=fields,
        labels={"": _("（不用，照原样留在备注旁）")}
        | {name: _(label) for name, label in COLUMNS.items()}
        | {IGNORED: _("序号（不读）")},
        cells=write_rows(table.header, [row for _number, row in table.rows]),
        found=found,
        faults=faults,
        notes=[(note.row, fault_words(note)) for note in found.notes],
        top=[fault_words(fault) for fault in found.faults if not fault.row],
    )
    return page, 200 if found.group.travellers else 422, PRIVATE


def _refused(desk: Desk, field: str, sentence: str) -> ResponseReturnValue:
    return step_page(desk, GROUP, {field: sentence})


@costs("form")
def person(departure_id: str, key: str) -> ResponseReturnValue:
    """Change somebody's cells, or add somebody."""
    desk = open_desk(departure_id)
    known = desk.group.by_key().get(key)
    texts = {name: request.form[name].strip() for name in TEXT_FIELDS if name in request.form}
    if known is not None and KEEP_NUMBER in texts.get("id_number", ""):
        texts.pop("id_number")
    if not texts.get("name", known.name if known else ""):
        return _refused(desk, "name", _("请填姓名。要把人删掉，请按“从名单上删掉”。"))
    found = reread(desk.group, today(), {key: texts})
    return _keep(desk, found.group, anchor=key)


def erase(departure_id: str, key: str) -> ResponseReturnValue:
    """Erase all that is kept of somebody."""
    desk = open_desk(departure_id)
    left = desk.group.without(key)
    if left == desk.group:
        flash(_("名单上没有这个人。"))
        return redirect(url_for("agency.step", departure_id=departure_id, name="group"), 303)
    flash(_("删掉了，什么都没有留下。"))
    return _keep(desk, left)


def hand_out(departure_id: str, key: str) -> ResponseReturnValue:
    """All that is kept of somebody, as a file for them."""
    desk = open_desk(departure_id)
    refuse_viewers(visitor())
    traveller = desk.group.by_key().get(key)
    if traveller is None:
        return _refused(desk, "name", _("名单上没有这个人。"))
    answer = Response(TRAVELLER_JSON.dump_json(traveller, indent=1), mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{key}.json"'
    answer.headers["Cache-Control"] = PRIVATE["Cache-Control"]
    return answer


def keep_until(departure_id: str) -> ResponseReturnValue:
    """Set the day after which the list is deleted."""
    desk = open_desk(departure_id)
    day = read_day(request.form.get("until", ""), today())
    if day is None or not 0 <= (day - today()).days <= MOST_KEPT_DAYS:
        return _refused(desk, "until", _("保存到哪天：请写今天以后、三年以内的日子，例如 2027-08-01。"))
    return _keep(desk, desk.group, until=day)


def _keep(
    desk: Desk, group: TravelGroup, anchor: str = "", until: date | None = None, *, anew: bool = False
) -> ResponseReturnValue:
    try:
        keep_people(desk, group, until, anew=anew)
    except OutOfRange:
        return _refused(desk, "file", _("一个团期最多 %(most)s 位客人。请分成几个。", most=MAX_PEOPLE))
    flash(_("名单存好了，%(n)s 人。", n=len(group.travellers)))
    return redirect(url_for("agency.step", departure_id=desk.file.id, name="group", _anchor=anchor or None), 303)


def keep_people(desk: Desk, group: TravelGroup, until: date | None = None, *, anew: bool = False) -> None:
    """Keep the list, and how many they are among the departure's inputs: those on it, or more who are still to come if
    it is no list `anew`.

    Raises
    ------
    Overtaken
        If somebody changed the list in this very moment.
    OutOfRange
        If they are more than a departure takes.
    """
    if group.guests:
        party = party_of_list(group, {})
        planned = desk["group.people"] or 0
        to_come = not anew and planned > len(desk.group.guests)
        counts: dict[str, int | None] = {
            "people": max(planned, party.people) if to_come else party.people,
            "wheelchairs": party.wheelchairs,
            "singles": party.singles,
        }
    else:
        counts = {}
    with session() as db:
        last = desk.trip.days[-1].date if desk.trip else today()
        day = until or retention_date(db, desk.file.id) or default_retention_date(max(last, today()))
        changes = {f"group.{name}": value for name, value in counts.items()} | {
            "group.ages": None,
            "group.births": None,
        }
        gone = desk.group.by_key().keys() - group.by_key().keys()
        changes |= plans_without(desk.file.inputs, gone) if gone and not anew else {}
        change_departure(db, desk.file.id, visitor(), desk.file.revision, changes)
        seal = Seal(settings())
        if not desk.locked and load_travellers(db, desk.file.id, seal) != desk.group:
            raise Overtaken(desk.file.revision, ())
        bookings = {} if anew else booking_of_travellers(db, desk.file.id)
        put_travellers(db, desk.file.id, group, day, seal, bookings)
