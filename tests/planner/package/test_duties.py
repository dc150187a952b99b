"""Who is alone among the old, and which rules concern a departure."""

from __future__ import annotations

from datetime import date

from planner.group import TravelGroup, Traveller
from planner.package.costing import ledger_of
from planner.package.duties import alone_from, duties_of
from planner.package.inputs import CostInputs
from planner.package.party import Party
from planner.rules import RulePack
from tests.support.facts import facts_of
from tests.support.packages import five_days, small_catalog

START = date(2027, 5, 11)


def couple(number: int, ages: tuple[int, int]) -> tuple[Traveller, Traveller]:
    one, other = f"{number}a", f"{number}b"
    return (
        Traveller(one, f"甲{number}", age=ages[0], room_with=(other,)),
        Traveller(other, f"乙{number}", age=ages[1]),
    )


def test_nine_couples_of_78_and_72_need_nobody_else() -> None:
    group = TravelGroup(tuple(person for number in range(9) for person in couple(number, (78, 72))))
    party = Party(18, ages=(78, 72) * 9)
    assert alone_from(party, group, START, 75) == 0
    assert alone_from(party, TravelGroup(), START, 75) == 9  # of numbers alone nobody knows who belongs to whom


def test_couples_who_are_both_old_and_singles_are_alone_and_a_child_is_no_company() -> None:
    both = couple(0, (78, 76))
    with_child = couple(1, (80, 9))
    alone = Traveller("x", "丙", age=82)
    group = TravelGroup((*both, *with_child, alone))
    assert alone_from(Party(5), group, START, 75) == 4


def test_a_birthday_on_the_day_of_travel_counts() -> None:
    born = Traveller("x", "丁", born=date(1952, 5, 11))
    younger = Traveller("y", "戊", born=date(1952, 5, 12))
    assert alone_from(Party(2), TravelGroup((born, younger)), START, 75) == 0 + 1
    assert alone_from(Party(2, births=(born.born, younger.born)), TravelGroup(), START, 75) == 1  # type: ignore[arg-type]


def test_rules_concern_as_many_as_they_say(rules: RulePack) -> None:
    trip = five_days()
    for people, doctors in ((99, 0), (100, 1)):
        party = Party(people, ages=(76, 74), wheelchairs=2)
        ledger = ledger_of(facts_of(small_catalog(), rules), trip, party, CostInputs())
        found = {duty.rule.id: duty for duty in duties_of(rules, trip, party, ledger, TravelGroup())}
        assert ("doctor" in found) == bool(doctors)
        assert found["signature-75"].count == 1
        assert found["hotel-room"].count == ledger.rooms.accessible
        assert found["coach-spare"].status == "met"
        assert found["insurance-age"].status == "todo"
        assert found["companion-75"].status == "advice"
        assert "senior-age" not in found
        assert next(iter(found)) not in ("coach-spare", "ticket-age")
