"""Every planted fault is found, and by the rule it breaks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from planner.package.check import check_package
from planner.package.group import Group, OwnPrices
from planner.package.offer import CostLine, Package, Rooming, Seating, Staffing
from planner.package.quote import quote
from tests.support.facts import facts_of
from tests.support.packages import small_catalog, small_rules, trip_of

CATALOG, RULES = small_catalog(), small_rules()
TRIP = trip_of(("known", "half-known"), ("unknown", "free"), hotels=("mid",), train=True)
OWN = OwnPrices(
    room_fen=30000,
    coach_fen=120000,
    rail_fen=5000,
    meal_fen=4000,
    guide_fen=50000,
    doctor_fen=80000,
    nurse_fen=40000,
    insurance_fen=1500,
    markup_percent=10,
)
GROUP = Group(60, 30, 20, 10, 5, wheelchairs=2, singles=3)
GOOD = quote(facts_of(CATALOG, RULES), TRIP, GROUP, OWN)


def change(line_kind: str, **values: object) -> Package:
    """The good package with its first line of that kind changed."""
    index = next(i for i, line in enumerate(GOOD.lines) if line.kind == line_kind)
    lines = list(GOOD.lines)
    lines[index] = replace(lines[index], **values)  # type: ignore[arg-type]
    return replace(GOOD, lines=tuple(lines))


def without(line_kind: str) -> Package:
    """The good package without its lines of that kind, sums made right again."""
    return settled(replace(GOOD, lines=tuple(line for line in GOOD.lines if line.kind not in (line_kind, "markup"))))


def settled(package: Package) -> Package:
    """The same with sums that fit its lines and no markup, so that only the planted fault is left."""
    total = sum(line.total_fen or 0 for line in package.lines)
    return replace(
        package,
        prices=replace(package.prices, markup_percent=0),
        total_fen=total,
        per_person_fen=-(-total // package.group.people),
    )


def found(package: Package) -> set[str]:
    return {violation.rule for violation in check_package(facts_of(CATALOG, RULES), TRIP, package)}


def test_the_good_package_is_good() -> None:
    assert found(GOOD) == set()


FAULTS: list[tuple[str, Callable[[], Package]]] = [
    ("package-line", lambda: change("ticket", total_fen=1)),
    ("package-certainty", lambda: change("hotel", certainty="missing")),
    ("package-certainty", lambda: change("ticket", certainty="unknown")),
    ("package-total", lambda: replace(GOOD, total_fen=GOOD.total_fen - 1)),
    ("package-complete", lambda: replace(GOOD, complete=True)),
    ("package-per-person", lambda: replace(GOOD, per_person_fen=GOOD.per_person_fen - 1)),
    ("package-per-person", lambda: replace(GOOD, per_person_fen=GOOD.per_person_fen + 1)),
    ("package-markup", lambda: replace(GOOD, prices=replace(OWN, markup_percent=11))),
    ("ticket-age", lambda: change("ticket", unit_fen=7900)),
    ("ticket-age", lambda: change("ticket", certainty="ask")),
    ("package-tickets", lambda: change("ticket", quantity=59)),
    ("package-tickets", lambda: change("ticket", bands=())),
    ("package-tickets", lambda: without("ticket")),
    *[
        ("all-in-price", lambda kind=kind: without(kind))
        for kind in ("hotel", "coach", "rail", "lunch", "dinner", "guide", "doctor", "nurse", "insurance")
    ],
    ("all-in-price", lambda: change("hotel", times=2)),
    ("all-in-price", lambda: replace(GOOD, lines=(*GOOD.lines, CostLine("hotel", 1, 1, 30000, 30000, "own", "plain")))),
    ("package-own-price", lambda: change("guide", unit_fen=40000)),
    ("hotel-room", lambda: replace(GOOD, rooming=replace(GOOD.rooming, accessible=1))),
    ("package-singles", lambda: replace(GOOD, rooming=replace(GOOD.rooming, single=2))),
    ("package-beds", lambda: replace(GOOD, rooming=replace(GOOD.rooming, twin=GOOD.rooming.twin - 1))),
    ("package-beds", lambda: replace(GOOD, rooming=replace(GOOD.rooming, staff=0))),
    ("coach-spare", lambda: replace(GOOD, seating=replace(GOOD.seating, coaches=3))),
    ("package-seats", lambda: replace(GOOD, seating=Seating(GOOD.seating.coaches, 50, 42))),
    ("guide", lambda: replace(GOOD, staffing=replace(GOOD.staffing, guides=1))),
    ("doctor", lambda: replace(GOOD, staffing=Staffing(4, 0, 1))),
    ("medics-ratio", lambda: replace(GOOD, staffing=Staffing(4, 1, 0))),
]


@pytest.mark.parametrize(("rule", "plant"), FAULTS, ids=[f"{rule}-{n}" for n, (rule, _) in enumerate(FAULTS)])
def test_a_planted_fault_is_found(rule: str, plant: Callable[[], Package]) -> None:
    assert rule in found(plant())


def test_one_fault_one_violation_of_its_size() -> None:
    broken = replace(GOOD, rooming=Rooming(GOOD.rooming.accessible, GOOD.rooming.twin, 2, GOOD.rooming.staff))
    singles = [v for v in check_package(facts_of(CATALOG, RULES), TRIP, broken) if v.rule == "package-singles"]
    assert [(v.excess, v.unit, v.hard) for v in singles] == [(1, "rooms", True)]
    dearer = replace(GOOD, total_fen=GOOD.total_fen + 50)
    totals = [v for v in check_package(facts_of(CATALOG, RULES), TRIP, dearer) if v.rule == "package-total"]
    assert [(v.excess, v.unit) for v in totals] == [(50, "fen")]


def test_over_75_without_company_is_advice_and_not_a_refusal() -> None:
    group = Group(companions=1, from_75=3)
    violations = check_package(facts_of(CATALOG, RULES), TRIP, quote(facts_of(CATALOG, RULES), TRIP, group, OWN))
    assert [(v.rule, v.excess, v.hard) for v in violations] == [("companion-75", 2, False)]


def test_no_rule_of_the_checker_is_without_a_planted_fault() -> None:
    import inspect
    import re

    from planner.package import check

    rules = set(re.findall(r'Violation\(\s*"([a-z0-9-]+)"', inspect.getsource(check)))
    assert rules - {rule for rule, _ in FAULTS} == {"companion-75"}  # tested above
