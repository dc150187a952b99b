"""Travellers → the texts of their cells, and back: a list is edited by writing its cells anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from planner.group.name_list import NameList, NameTable, read_name_list
from planner.group.types import TravelGroup, Traveller
from planner.language import N_
from planner.text import name_key

TEXT_FIELDS = (
    "name", "sex", "born", "age", "id_number", "passport", "phone", "mobility", "diet", "medical", "emergency_name",
    "emergency_phone", "home_stop", "alone", "room_with", "travels_with", "role", "notes",
)  # fmt: skip
_CELLS = (
    N_("是"),
    N_("女"),
    N_("男"),
    N_("客人"),
    N_("导游"),
    N_("医生"),
    N_("护士"),
    N_("司机"),
    N_("工作人员"),
    N_("腿脚好"),
    N_("走得稳"),
    N_("走得慢"),
    N_("用拐杖"),
    N_("坐轮椅"),
)  # what pages translate of them
SEX_TEXTS = {"f": "女", "m": "男", "": ""}
MOBILITY_TEXTS = {"brisk": "腿脚好", "steady": "走得稳", "gentle": "走得慢", "cane": "用拐杖", "wheelchair": "坐轮椅"}
ROLE_TEXTS = {
    "guest": "客人",
    "guide": "导游",
    "doctor": "医生",
    "nurse": "护士",
    "driver": "司机",
    "staff": "工作人员",
}


def texts_of(group: TravelGroup, traveller: Traveller) -> dict[str, str]:
    """What stands in each cell of a traveller; what could not be read as it was written."""
    named = Counter(name_key(each.name) for each in group.travellers)
    known = group.by_key()

    def names(keys: tuple[str, ...]) -> str:
        people = [known[key] for key in keys if key in known]
        return "、".join(p.name if named[name_key(p.name)] == 1 else f"{p.name}#{p.key}" for p in people)

    texts = {name: str(getattr(traveller, name) or "") for name in TEXT_FIELDS}
    texts |= {
        "sex": SEX_TEXTS[traveller.sex],
        "born": traveller.born.isoformat() if traveller.born else "",
        "age": "" if traveller.age is None else str(traveller.age),
        "mobility": MOBILITY_TEXTS.get(traveller.mobility, ""),
        "alone": "是" if traveller.alone else "",
        "room_with": names(traveller.room_with),
        "travels_with": names(traveller.travels_with),
        "role": ROLE_TEXTS[traveller.role],
    }
    return texts | {name: text for name, text in traveller.unread.items() if name in texts}


def reread(group: TravelGroup, today: date, changes: Mapping[str, Mapping[str, str]] | None = None) -> NameList:
    """The list read anew, with other texts in some cells, by key and field; a key nobody has is somebody new.

    Rows of faults are places in the list, from 1.
    """
    changes = changes or {}
    others = list(dict.fromkeys(name for each in group.travellers for name in each.unread if name not in TEXT_FIELDS))
    keys = [each.key for each in group.travellers] + [key for key in changes if key not in group.by_key()]
    rows = []
    for number, key in enumerate(keys, 1):
        traveller = group.by_key().get(key) or Traveller(key, "")
        texts = texts_of(group, traveller) | dict(changes.get(key, {}))
        cells = [texts[name] for name in TEXT_FIELDS] + [traveller.unread.get(name, "") for name in others]
        rows.append((number, tuple(cell.strip() for cell in cells)))
    table = NameTable((*TEXT_FIELDS, *others), tuple(rows))
    return read_name_list(table, "", today, (*TEXT_FIELDS, *("" for _ in others)), keys)
