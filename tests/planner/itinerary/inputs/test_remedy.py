"""A remedy that is taken up gives the very request that was tried for it."""

from __future__ import annotations

from datetime import date

from planner.catalog import Catalog
from planner.itinerary.inputs.remedy import remedy_of, with_remedy
from planner.itinerary.planning.infeasibility import _changes, _parts
from planner.itinerary.types import Connection, Infeasible, Pin, Reason, TripRequest

PALACE, MANSION = "shenyang-imperial-palace", "zhang-residence"
FULL = TripRequest(
    "nostalgia", "沈阳", 2, "gentle", date(2027, 5, 11), musts=(PALACE, MANSION), pins=(Pin(PALACE, 1, 600),),
    budget_fen=5000, kinds_out=("temple",), companions=("cane",), pace="slow",
    arrival=Connection("沈阳北", 600), departure=Connection("沈阳北", 1000),
)  # fmt: skip


def test_every_remedy_gives_the_wish_that_was_tried(catalog: Catalog) -> None:
    codes = set()
    for wish, blamed in ((FULL, list(_parts(catalog, FULL))), (FULL, [])):
        for reason, tried in _changes(catalog, wish, blamed):
            assert with_remedy(catalog, wish, reason) == tried, reason
            codes.add(str(reason.values.get("wish", reason.code)))
    assert codes == {
        "help_days", "help_start", "help_profile", "wish_pin", "wish_must", "wish_budget", "wish_kinds", "wish_company",
        "wish_slow", "wish_arrival", "wish_departure",
    }  # fmt: skip


def test_the_remedy_of_a_conflict_is_found_or_not() -> None:
    helps = Reason("help_days", {"more": 1})
    assert remedy_of(Infeasible((Reason("together"), helps))) == helps
    assert remedy_of(Infeasible((Reason("no_way", {"city": "沈阳"}),))) is None
