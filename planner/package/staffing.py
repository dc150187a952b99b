"""Coaches, guides and medics a group needs by the rules, and the rules the agency itself must see to."""

from __future__ import annotations

from math import ceil

from planner.package.group import Group
from planner.package.offer import AgencyDuty, Resources, Seating, Staffing
from planner.rules import Rule, RulePack


def staff_for(group: Group, rules: RulePack, coach_seats: int) -> tuple[Staffing, Seating]:
    """Medics by the size of the group, coaches with spare seats for all on board, and a guide in each coach.

    Rules: `doctor` (from how many people on), `medics-ratio` (people for one doctor and one nurse),
    `coach-spare` (percent of seats kept free), `guide`.
    """
    medics = ceil(group.people / rules.whole("medics-ratio")) if group.people >= rules.whole("doctor") else 0
    usable = coach_seats * (100 - rules.whole("coach-spare")) // 100
    coaches = ceil((group.people + 2 * medics) / (usable - 1))  # one usable seat in each is the guide's
    return Staffing(coaches, medics, medics), Seating(coaches, coach_seats, usable)


def duties(group: Group, rules: RulePack, resources: Resources, longest_train_min: int) -> tuple[AgencyDuty, ...]:
    """Every rule an agency answers for that concerns this group: met by the package, to be done, or advice."""
    rooming, seating, staffing = resources.rooming, resources.seating, resources.staffing
    met = {
        "coach-spare": seating.coaches,
        "no-age-refusal": group.people,
        "senior-age": 0,  # a definition
        "ticket-age": group.people - group.companions,
    }
    concerned = {
        "signature-75": group.from_75,
        "companion-75": max(0, group.from_75 - group.companions),
        "hotel-room": rooming.accessible,
        "guide": staffing.guides,
        "doctor": staffing.doctors,
        "medics-ratio": staffing.doctors + staffing.nurses,
        "sleeper-hours": group.people if longest_train_min > 60 * rules.whole("sleeper-hours") else 0,
    }
    return tuple(
        duty
        for rule in rules.rules.values()
        if "agency" in rule.applies_to
        for duty in [_duty(rule, met.get(rule.id), concerned.get(rule.id, _usual(rule, group, seating)))]
        if duty.count
    )


def _usual(rule: Rule, group: Group, seating: Seating) -> int:
    return seating.coaches if rule.id.startswith(("coach-", "driver-")) else group.people


def _duty(rule: Rule, met: int | None, concerned: int) -> AgencyDuty:
    if met is not None:
        return AgencyDuty(rule.id, "met", met)
    return AgencyDuty(rule.id, "todo" if rule.hard else "advice", concerned)
