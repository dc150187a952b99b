"""Kinds of facts that are checked, grow old and are asked for together: which columns of which files they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.catalog import KEY_OF, FactTables, Provenance, provenance
from planner.language import N_

KINDS = {
    "hours": N_("开门关门的时间"), "prices": N_("票价和价位"), "phones": N_("电话"), "access": N_("台阶、电梯、厕所"),
    "state": N_("开没开、要不要预约"), "where": N_("位置"),
}  # fmt: skip
_COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    "hours": {"places.csv": ("hours",)},
    "prices": {
        "places.csv": ("ticket_yuan", "price_60_yuan", "price_65_yuan", "price_70_yuan"),
        "hotels.csv": ("price_band",), "restaurants.csv": ("price_band",), "ticket_policies.csv": ("pays_percent",),
    },
    "phones": dict.fromkeys(("places.csv", "hotels.csv", "hospitals.csv", "restaurants.csv"), ("phone",)),
    "access": {
        "places.csv": ("step_free", "stairs", "wheelchair_loan", "accessible_toilet", "seats", "shuttle"),
        "hotels.csv": ("lift", "accessible_room"), "restaurants.csv": ("step_free",),
        "stations.csv": ("step_free", "step_free_train"),
    },
    "state": {"places.csv": ("state", "reservation")},
    "where": dict.fromkeys(("places.csv", "hotels.csv", "hospitals.csv", "restaurants.csv"), ("lat",)),
}  # fmt: skip
KIND_OF = {
    (file, column): kind for kind, files in _COLUMNS.items() for file, columns in files.items() for column in columns
}


@dataclass(frozen=True)
class KnownFact:
    """A cell that is not empty, with what it rests on; of a place on the map both coordinates."""

    kind: str
    file: str
    row: str
    name: str  # of the row
    column: str
    value: str
    source: Provenance


def known_facts(facts: FactTables) -> Iterator[KnownFact]:
    """Every known cell that has a kind, kind by kind, in the order of the files."""
    for (file, column), kind in KIND_OF.items():
        for _number, row in facts.raws[file].rows:
            if row[column]:
                value = f"{row['lat']}, {row['lon']}" if column == "lat" else row[column]
                key = row[KEY_OF[file]]
                named = row.get("name") or row.get("zh") or key
                yield KnownFact(kind, file, key, named, column, value, provenance(facts.noted, file, row, column))
