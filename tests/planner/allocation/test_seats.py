"""Coach seats: where the solver puts people, and what its checker sees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.allocation import CoachKind, Impossible, SeatPlan, allocate_seats, check_seats, coach_seats
from planner.group import TravelGroup, Traveller
from planner.rules import RulePack
from planner.solving import SolveOptions
from planner.violations import Checked
from tests.support.groups import drawn_group

DAY = date(2027, 5, 1)
GROUP = TravelGroup(
    (
        Traveller("p1", "一", sex="f", age=70, room_with=("p2",)),
        Traveller("p2", "二", sex="m", age=72),
        Traveller("p3", "三", sex="f", age=80, mobility="wheelchair"),
        Traveller("p4", "四", sex="f", age=64, mobility="brisk", travels_with=("p5",)),
        Traveller("p5", "五", sex="f", age=66, mobility="brisk"),
        Traveller("g1", "导", sex="m", age=40, role="guide"),
        Traveller("d1", "司", sex="m", age=40, role="driver"),
    )
)


def seated(found: Checked[SeatPlan] | Impossible) -> SeatPlan:
    assert isinstance(found, Checked), found
    return found.result


@pytest.mark.parametrize("seats", range(9, 61))
def test_a_coach_has_its_seats_once(seats: int) -> None:
    places = coach_seats(CoachKind(seats))
    assert len({seat.id for seat in places}) == seats


def test_guide_in_front_couple_together_wheelchair_at_the_door(rules: RulePack) -> None:
    seats = seated(allocate_seats(GROUP, DAY, rules, [CoachKind(45)])).seats
    assert "d1" not in seats
    assert seats["g1"] == (1, "1D")
    assert seats["p1"][1][:-1] == seats["p2"][1][:-1]
    assert int(seats["p3"][1][:-1]) <= 3


def test_fifteen_percent_stay_free(rules: RulePack) -> None:
    """55 seats carry 46 in all, the guide among them; 56 carry 47."""
    group = drawn_group(46, staff=1)
    refused = allocate_seats(group, DAY, rules, [CoachKind(55)])
    assert isinstance(refused, Impossible)
    assert [(each.rule, each.count, each.needed) for each in refused.obstacles] == [("seats", 46, 47)]
    plan = seated(allocate_seats(group, DAY, rules, [CoachKind(56)], SolveOptions(effort=0.4)))
    assert len(plan.seats) == 47
    assert plan.quality is not None
    assert plan.quality.bound <= plan.quality.cost


def test_those_who_walk_well_have_a_coach_of_their_own(rules: RulePack) -> None:
    travellers = [Traveller(f"p{n}", "客", sex="f", age=70, mobility="brisk" if n % 2 else "gentle") for n in range(40)]
    seats = seated(allocate_seats(TravelGroup(tuple(travellers)), DAY, rules, [CoachKind(35), CoachKind(35)])).seats
    coaches = {
        mobility: {seats[t.key][0] for t in travellers if t.mobility == mobility} for mobility in ("brisk", "gentle")
    }
    assert len(coaches["brisk"] | coaches["gentle"]) == 2
    assert coaches["brisk"].isdisjoint(coaches["gentle"])


def test_more_wheelchairs_than_seats_at_the_door(rules: RulePack) -> None:
    chairs = TravelGroup(tuple(Traveller(f"p{n}", "客", age=70, mobility="wheelchair") for n in range(14)))
    refused = allocate_seats(chairs, DAY, rules, [CoachKind(45)])
    assert isinstance(refused, Impossible)
    assert [(each.rule, each.needed) for each in refused.obstacles] == [("near-door", 14)]


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("seat-none", {"p4": None}), ("seat-stranger", {"nobody": (1, "9A")}), ("seat-no-such", {"p4": (1, "99A")}),
        ("seat-twice", {"p4": (1, "1D")}), ("seat-door", {"p3": (1, "10A")}), ("seat-couple", {"p1": (1, "10A")}),
        ("seat-friends", {"p4": (2, "3A")}),
    ],
)  # fmt: skip
def test_a_planted_fault_is_seen(rules: RulePack, rule: str, changes: dict[str, tuple[int, str] | None]) -> None:
    coaches = [CoachKind(45), CoachKind(45)]
    good = {"g1": (1, "1D"), "p1": (1, "2A"), "p2": (1, "2B"), "p3": (1, "1A"), "p4": (1, "3A"), "p5": (1, "3B")}
    assert check_seats(GROUP, DAY, rules, coaches, SeatPlan(good)) == ()
    wrong = {key: place for key, place in (good | changes).items() if place is not None}
    assert rule in {each.rule for each in check_seats(GROUP, DAY, rules, coaches, SeatPlan(wrong))}


def test_too_full_a_coach_is_seen(rules: RulePack) -> None:
    group = TravelGroup(tuple(Traveller(f"p{n}", "客", age=60) for n in range(39)))
    places = coach_seats(CoachKind(45))
    plan = SeatPlan({each.key: (1, seat.id) for each, seat in zip(group.travellers, places, strict=False)})
    assert [each.rule for each in check_seats(group, DAY, rules, [CoachKind(45)], plan)] == ["coach-spare"]
    fewer = TravelGroup(group.travellers[:38])
    kept = SeatPlan({key: seat for key, seat in plan.seats.items() if key != "p38"})
    assert check_seats(fewer, DAY, rules, [CoachKind(45)], replace(kept)) == ()
