"""A remedy changes what it names and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.catalog import Catalog
from planner.itinerary.inputs.remedy import REMEDIES, remedies_of, with_remedy
from planner.itinerary.planning.infeasibility import requirements
from planner.itinerary.types import Connection, Infeasible, Pin, Reason, TripRequest

PALACE, MANSION = "shenyang-imperial-palace", "zhang-residence"
FULL = TripRequest(
    "nostalgia", "沈阳", 2, "gentle", date(2027, 5, 11), musts=(PALACE, MANSION), pins=(Pin(PALACE, 1, 600),),
    budget_fen=5000, kinds_out=("temple",), companions=("cane",), pace="slow", lift="confirmed",
    arrival=Connection("沈阳北", 600), departure=Connection("沈阳北", 1000),
)  # fmt: skip
PINNED: dict[str, str | int] = {"place": "沈阳故宫博物院", "id": PALACE, "day": 1}
CHANGES: list[tuple[Reason, dict[str, object]]] = [
    (Reason("help_days", {"more": 2}), {"days": 4}),
    (Reason("help_fewer", {"days": 1}), {"days": 1}),
    (Reason("help_start", {"start": "2027-05-12"}), {"start": date(2027, 5, 12)}),
    (Reason("help_profile", {"profile": "steady"}), {"profile": "steady", "companions": ()}),
    (Reason("help_arrive", {"station": "大连", "at": "12:00"}), {"arrival": Connection("大连", 720)}),
    (Reason("help_leave", {"station": "沈阳北", "at": "18:00"}), {"departure": Connection("沈阳北", 1080)}),
    (Reason("help_without_all", {"ids": f"{PALACE}、{MANSION}"}), {"musts": (), "pins": ()}),
    (Reason("help_pin_day", {**PINNED, "to": 2}), {"pins": (Pin(PALACE, 2, 600),)}),
    (Reason("help_pin_time", PINNED), {"pins": (Pin(PALACE, 1),)}),
]


@pytest.mark.parametrize(("remedy", "changed"), CHANGES, ids=lambda each: getattr(each, "code", ""))
def test_a_remedy_changes_what_it_names(catalog: Catalog, remedy: Reason, changed: dict[str, object]) -> None:
    assert with_remedy(catalog, FULL, remedy) == replace(FULL, **changed)  # type: ignore[arg-type]
    assert remedy.code in REMEDIES


def test_every_requirement_can_be_left_out_alone(catalog: Catalog) -> None:
    gone = {}
    for part in requirements(catalog, FULL):
        lighter = with_remedy(catalog, FULL, Reason("help_without", {"wish": part.code, **part.values}))
        gone[part.code, part.values.get("id")] = {
            name for name in TripRequest.__dataclass_fields__ if getattr(lighter, name) != getattr(FULL, name)
        }
    assert gone == {
        ("wish_pin", PALACE): {"pins"}, ("wish_must", PALACE): {"musts", "pins"}, ("wish_must", MANSION): {"musts"},
        ("wish_budget", None): {"budget_fen"}, ("wish_kinds", None): {"kinds_out"},
        ("wish_company", None): {"companions"}, ("wish_slow", None): {"pace"}, ("wish_lift", None): {"lift"},
        ("wish_arrival", None): {"arrival"}, ("wish_departure", None): {"departure"},
    }  # fmt: skip


def test_a_pin_that_is_left_out_is_still_a_must(catalog: Catalog) -> None:
    wish = replace(FULL, musts=())
    lighter = with_remedy(catalog, wish, Reason("help_without", {"wish": "wish_pin", **PINNED}))
    assert (lighter.pins, lighter.musts) == ((), (PALACE,))


def test_remedies_are_told_from_reasons() -> None:
    helps = Reason("help_days", {"more": 1}), Reason("help_start", {"start": "2027-05-12"})
    assert remedies_of(Infeasible((Reason("together"), *helps))) == helps
    assert remedies_of(Infeasible((Reason("no_way", {"city": "沈阳"}), Reason("help_none")))) == ()


def test_what_is_no_remedy_is_refused(catalog: Catalog) -> None:
    with pytest.raises(ValueError, match="no remedy"):
        with_remedy(catalog, FULL, Reason("help_none"))
