"""A table of names → travellers. Whatever cannot be read stays with its traveller and is told; no row is dropped in
silence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from planner.errors import BadValue, Fault
from planner.group import cells
from planner.group.columns import IGNORED, suggested
from planner.group.identity import read_identity, read_passport
from planner.group.types import MOST_TRAVELLERS, TravelGroup, Traveller
from planner.language import N_
from planner.text import name_key

MOST_TITLES = 10  # rows above the heading
SUMS = ("合计", "共计", "总计", "小计", "total")
Row = tuple[int, Sequence[str]]  # the number a spreadsheet shows, and its cells


@dataclass(frozen=True)
class NameTable:
    """The cells of a list: its heading and the rows below, each with its number. Rows above the heading are titles."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    titles: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """What each column seems to hold; "" where nobody knows."""
        return suggested(self.header)


@dataclass(frozen=True)
class NameList:
    """The travellers of a list. `faults` say where and what to do; `notes` what was passed over, and why."""

    group: TravelGroup
    rows: dict[str, int] = field(default_factory=dict)  # of each key
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()


def name_table(rows: Iterable[Row]) -> NameTable:
    """Find the heading: of the first rows the one with most headings we know."""
    filled = [
        (number, tuple(cell.strip() for cell in row)) for number, row in rows if any(cell.strip() for cell in row)
    ]
    first = filled[:MOST_TITLES]
    counts = [sum(bool(each) for each in suggested(row)) for _, row in first]
    if not counts:
        return NameTable((), ())
    at = max(range(len(counts)), key=lambda n: (counts[n], -n))
    titles = tuple(" ".join(cell for cell in row if cell) for _, row in filled[:at])
    return NameTable(filled[at][1], tuple(filled[at + 1 :]), titles)


def read_name_list(
    table: NameTable, file: str, today: date, fields: Sequence[str] = (), keys: Sequence[str] = ()
) -> NameList:
    """The travellers, by the columns' `fields`, those the headings suggest if none are given; rows with a name have
    these `keys`, or p1, p2 …"""
    fields = tuple(fields or table.fields)
    if "name" not in fields:
        return NameList(
            TravelGroup(), faults=(Fault(file, 0, "name", N_("没有“姓名”这一列。请在上面选出哪一列是姓名。")),)
        )
    reading = _Reading(file, today, table.header, fields, keys)
    for number, row in table.rows:
        reading.row(number, row)
    return reading.result()


def check_traveller(traveller: Traveller, today: date) -> tuple[Traveller, tuple[Fault, ...]]:
    """What an identity number says of its holder, filled in where nothing stood; and what does not fit."""
    faults: list[Fault] = []
    if not traveller.id_number:
        return traveller, ()
    try:
        identity = read_identity(traveller.id_number, today)
    except BadValue as bad:
        return traveller, (Fault("", 0, "id_number", bad.why, bad.values),)
    if traveller.born and traveller.born != identity.born:
        told = {"born": traveller.born.isoformat(), "by_id": identity.born.isoformat()}
        faults.append(Fault("", 0, "born", N_("出生日期是 {born}，身份证号里是 {by_id}。请照证件改一处。"), told))
    if traveller.sex and traveller.sex != identity.sex:
        faults.append(Fault("", 0, "sex", N_("性别和身份证号对不上：倒数第二位单数是男，双数是女。请照证件改一处。")))
    known = replace(
        traveller, id_number=identity.number, born=traveller.born or identity.born, sex=traveller.sex or identity.sex
    )
    return known, tuple(faults)


class _Reading:
    """Rows on their way to travellers."""

    def __init__(
        self, file: str, today: date, header: Sequence[str], fields: Sequence[str], keys: Sequence[str]
    ) -> None:
        self.file, self.today, self.header, self.fields, self.keys = file, today, header, fields, keys
        self.travellers: list[Traveller] = []
        self.rows: dict[str, int] = {}
        self.faults: list[Fault] = []
        self.notes: list[Fault] = []
        self.links: dict[str, dict[str, str]] = {}  # by key: what room_with, travels_with, household say
        self.reads: dict[str, Callable[[str], Any]] = {
            "name": cells.read_name, "sex": cells.read_sex, "born": lambda text: cells.read_born(text, today),
            "age": cells.read_age, "passport": read_passport, "phone": cells.read_phone,
            "mobility": cells.read_mobility, "alone": cells.read_yes, "emergency_phone": cells.read_phone,
            "role": cells.read_role, "id_number": lambda text: read_identity(text, today).number,
        }  # fmt: skip

    def row(self, number: int, row: Sequence[str]) -> None:
        """Read a row."""
        told = {name: cell for name, cell in zip(self.fields, row, strict=False) if name and name != IGNORED and cell}
        others = self._others(row)
        if "name" not in told or (len(told) == 1 and name_key(told["name"]).startswith(SUMS)):
            self._nameless(number, row)
            return
        if len(self.travellers) >= MOST_TRAVELLERS:
            self._fault(number, "", N_("名单超过 {most} 人，这一行没有读。请分成几个团。"), most=MOST_TRAVELLERS)
            return
        number_of = len(self.travellers)
        key = self.keys[number_of] if number_of < len(self.keys) else f"p{number_of + 1}"
        self.rows[key] = number
        values, unread = self._values(number, told)
        self.links[key] = {name: told[name] for name in ("room_with", "travels_with", "household") if name in told}
        name = values.pop("name", told["name"][: cells.LONGEST_NAME])
        traveller, wrong = check_traveller(Traveller(key, name, **values, unread=unread | others), self.today)
        for fault in wrong:
            self.faults.append(replace(fault, file=self.file, row=number))
        self.travellers.append(traveller)

    def _values(self, number: int, told: dict[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
        values: dict[str, Any] = {}
        unread: dict[str, str] = {}
        for name, cell in told.items():
            if name in ("room_with", "travels_with", "household"):
                continue
            read = self.reads.get(name, cells.read_text)
            try:
                if name == "wheelchair":
                    values |= {"mobility": "wheelchair"} if cells.read_yes(cell) else {}
                elif name != "mobility" or values.get("mobility") != "wheelchair":
                    values[name] = read(cell)
            except BadValue as bad:
                unread[name] = cell
                self._fault(number, name, bad.why, **bad.values)
        return values, unread

    def _others(self, row: Sequence[str]) -> dict[str, str]:
        """What stands in columns that nobody knows, by their heading."""
        padded = [*self.fields, *[""] * (len(row) - len(self.fields))]
        return {
            (self.header[n] if n < len(self.header) and self.header[n] else f"#{n + 1}"): cell
            for n, (name, cell) in enumerate(zip(padded, row, strict=False))
            if not name and cell
        }

    def _nameless(self, number: int, row: Sequence[str]) -> None:
        first = next(cell for cell in row if cell)
        if name_key(first).startswith(SUMS):
            self.notes.append(Fault(self.file, number, "", N_("合计行，没有当作人。")))
        elif sum(bool(cell) for cell in row) == 1 and self.fields[list(row).index(first)] in (IGNORED, ""):
            self.notes.append(Fault(self.file, number, "", N_("只有“{text}”一格，没有当作人。"), {"text": first[:20]}))
        else:
            self._fault(number, "name", N_("这一行没有姓名，没有读进名单。请填上姓名，不是客人就删掉这一行。"))

    def result(self) -> NameList:
        """All that was read, with who belongs to whom."""
        linked = self._linked()
        self._twice(linked)
        self.faults.sort(key=lambda fault: fault.row)
        return NameList(TravelGroup(tuple(linked)), self.rows, tuple(self.faults), tuple(self.notes))

    def _linked(self) -> list[Traveller]:
        named: dict[str, list[str]] = {}
        households: dict[str, list[str]] = {}
        for each in self.travellers:
            named.setdefault(name_key(each.name), []).append(each.key)
            if house := self.links[each.key].get("household"):
                households.setdefault(name_key(house), []).append(each.key)
        linked = []
        for each in self.travellers:
            told, unread = self.links[each.key], dict(each.unread)
            links: dict[str, tuple[str, ...]] = {}
            for column in ("room_with", "travels_with"):
                links[column], missing = self._found(each.key, column, told.get(column, ""), named)
                unread |= {column: missing} if missing else {}
            same = households.get(name_key(told.get("household", "")), []) if told.get("household") else []
            friends = tuple(dict.fromkeys((*links["travels_with"], *(key for key in same if key != each.key))))
            linked.append(replace(each, room_with=links["room_with"], travels_with=friends, unread=unread))
        return linked

    def _found(self, key: str, column: str, told: str, named: dict[str, list[str]]) -> tuple[tuple[str, ...], str]:
        """The keys of the names in a cell, and the cell if one of them is nobody's."""
        keys: list[str] = []
        lost = ""
        for name, by_key in cells.names_in(told):
            found = [each for each in named.get(name, []) if each != key]
            found = [each for each in found if each == by_key] or found
            found = self._of_household(key, found) or found
            if len(found) == 1:
                keys += found
                continue
            lost = told
            why = N_("名单里没有“{name}”。请照名单里的姓名填。") if not found else N_(
                "名单里有 {count} 个“{name}”。请在“家庭”一列给同住同行的人写上同一个号。"
            )  # fmt: skip
            self._fault(self.rows[key], column, why, name=name, count=len(found))
        return tuple(dict.fromkeys(keys)), lost

    def _of_household(self, key: str, found: list[str]) -> list[str]:
        house = self.links[key].get("household")
        return [each for each in found if house and self.links[each].get("household") == house]

    def _twice(self, travellers: Sequence[Traveller]) -> None:
        seen: dict[str, Traveller] = {}
        for each in travellers:
            for number in (each.id_number, each.passport):
                if number and (other := seen.setdefault(number, each)) is not each:
                    column = "id_number" if number == each.id_number else "passport"
                    why = N_("证件号和第 {row} 行的{name}一样。是同一个人就删一行，不是就照证件改。")
                    self._fault(self.rows[each.key], column, why, row=self.rows[other.key], name=other.name)

    def _fault(self, at: int, column: str, why: str, **values: str | int) -> None:
        self.faults.append(Fault(self.file, at, column, why, values))
