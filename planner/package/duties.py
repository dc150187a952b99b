"""The rules an agency answers for on a departure: kept by how it is planned, to be seen to, or advice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from planner.group import TravelGroup, age_on
from planner.itinerary.types import Itinerary, Leg
from planner.package.ledger import Ledger
from planner.package.party import Party
from planner.rules import Rule, RulePack

Status = Literal["met", "todo", "advice"]
Unit = Literal["people", "coach", "room"]
MET = ("coach-spare", "ticket-age", "no-age-refusal")  # by the ledger, and by planning for whoever comes
DEFINITIONS = ("senior-age",)
ASSUMED = "estimate-"  # prices packages are compared at: nothing to do


@dataclass(frozen=True)
class AgencyDuty:
    """A rule, how many people, coaches or rooms (`unit`) it concerns, and how far it is kept."""

    rule: Rule
    status: Status
    count: int
    unit: Unit


def duties_of(
    rules: RulePack, trip: Itinerary, party: Party, ledger: Ledger, group: TravelGroup
) -> tuple[AgencyDuty, ...]:
    """Every rule for agencies that concerns the departure, what is to be done first.

    Someone over the age of `companion-75` is not alone who shares a room or travels with an adult who is not over it;
    with numbers alone nobody is known to have company.
    """
    rules, start = rules.on(trip.request.start), trip.request.start
    coaches = len(ledger.mix.seats) if any(line.kind == "coach" for line in ledger.lines) else 0
    medics = ledger.staff.doctors
    concerned = {
        "signature-75": _from_age(party, start, rules.whole("signature-75")),
        "companion-75": alone_from(party, group, start, rules.whole("companion-75")),
        "hotel-room": ledger.rooms.accessible,
        "guide": ledger.staff.guides,
        "doctor": medics,
        "medics-ratio": medics + ledger.staff.nurses,
        "sleeper-hours": party.people if _longest_train(trip) > 60 * rules.whole("sleeper-hours") else 0,
    }
    found = []
    for rule in rules.rules.values():
        if "agency" not in rule.applies_to or rule.id in DEFINITIONS or rule.id.startswith(ASSUMED):
            continue
        by_coach = rule.id.startswith(("coach-", "driver-"))
        count = coaches if by_coach else concerned.get(rule.id, party.people)
        status: Status = "met" if rule.id in MET else "todo" if rule.hard else "advice"
        unit: Unit = "coach" if by_coach else "room" if rule.id == "hotel-room" else "people"
        if count:
            found.append(AgencyDuty(rule, status, count, unit))
    order = ("todo", "advice", "met")
    return tuple(sorted(found, key=lambda duty: order.index(duty.status)))


def alone_from(party: Party, group: TravelGroup, start: date, age: int) -> int:
    """How many guests of that age or older have nobody younger with them, as far as the list says."""
    if not group.guests:
        return _from_age(party, start, age)
    people = group.by_key()
    younger = {key for key, each in people.items() if (years := age_on(each, start)) is not None and 18 <= years < age}
    with_whom = {key: {*each.room_with, *each.travels_with} for key, each in people.items()}
    for key, others in list(with_whom.items()):
        for other in others & with_whom.keys():
            with_whom[other].add(key)
    old = [each for each in group.guests if (years := age_on(each, start)) is not None and years >= age]
    return sum(not with_whom[each.key] & younger for each in old)


def _from_age(party: Party, start: date, age: int) -> int:
    born = sum(start.year - day.year - ((start.month, start.day) < (day.month, day.day)) >= age for day in party.births)
    return born + sum(each >= age for each in party.ages)


def _longest_train(trip: Itinerary) -> int:
    legs = [item for day in trip.days for item in day.items if isinstance(item, Leg) and item.mode == "train"]
    return max((leg.end - leg.start for leg in legs), default=0)
