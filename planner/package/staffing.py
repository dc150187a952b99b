"""Coaches, guides and medics a group needs by the rules, and the rules the agency itself must see to."""

from __future__ import annotations

from math import ceil

from planner.package.group import Group
from planner.package.offer import Duty, Rooming, Seating, Staffing
from planner.rules import Rule, RulePack


def staff_for(group: Group, rules: RulePack, coach_seats: int) -> tuple[Staffing, Seating]:
    """Medics by the size of the group, coaches with spare seats for all on board, and a guide in each coach.

    Rules: `doctor` (from how many people on), `medics-ratio` (people for one doctor and one nurse),
    `coach-spare` (share of seats kept free), `guide`.
    """
    medics = ceil(group.people / rules.whole("medics-ratio")) if group.people >= rules.whole("doctor") else 0
    usable = coach_seats * (100 - rules.whole("coach-spare")) // 100
    coaches = ceil((group.people + 2 * medics) / (usable - 1))  # one usable seat in each is the guide's
    return Staffing(coaches, medics, medics), Seating(coaches, coach_seats, usable)


def duties(group: Group, rules: RulePack, rooming: Rooming, seating: Seating, staffing: Staffing) -> tuple[Duty, ...]:
    """Every rule that applies to an agency: met by this package, to be done by people, or advice."""
    needs_doctor = group.people >= rules.whole("doctor")
    met = {
        "coach-spare": seating.coaches,
        "hotel-room": rooming.accessible,
        "no-age-refusal": group.people,
        "ticket-age": group.people - group.companions,
        "senior-age": group.people - group.companions,
    }
    concerned = {
        "signature-75": group.from_75,
        "companion-75": max(0, group.from_75 - group.companions),
        "insurance-age": group.people,
        "personal-data": group.people,
        "coach-aids": seating.coaches,
        "driver-years": seating.coaches,
        "driver-day": seating.coaches,
        "coach-night": seating.coaches,
        "guide": staffing.guides,
        "doctor": staffing.doctors if needs_doctor else 0,
        "medics-ratio": staffing.doctors + staffing.nurses,
    }
    return tuple(
        duty
        for rule in rules.rules.values()
        if {"agency", "package"} & set(rule.applies_to)
        for duty in [_duty(rule, met.get(rule.id), concerned.get(rule.id, group.people))]
        if duty.count
    )


def _duty(rule: Rule, met: int | None, concerned: int) -> Duty:
    if met is not None:
        return Duty(rule.id, "met", met)
    return Duty(rule.id, "todo" if rule.hard else "advice", concerned)
