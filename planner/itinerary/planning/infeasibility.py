"""Why a request is infeasible: requirements that do not go together, and changes each of which alone helps.

What the facts rule out is said first. Otherwise requirements are left out one by one; what can be left out without
helping is not to blame (a deletion filter). So every requirement that is named is needed for the infeasibility. A
change is only named after a trip was found for the whole request with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from planner.catalog import Catalog
from planner.facts import Facts
from planner.itinerary.inputs import refusal, validated, with_remedy, without
from planner.itinerary.planning.obstacles import Wish, named, obstacles
from planner.itinerary.planning.remedies import changes
from planner.itinerary.planning.trials import Trials
from planner.itinerary.types import Infeasible, Reason, TripRequest
from planner.people import MobilityProfile
from planner.solving import SolveOptions

COMPLETE = ("must_banned",)  # reasons that need no others
VAGUE = ("must_far", "musts_together", "no_way", "nothing_fits")  # those that a conflict says better


def explain_infeasibility(facts: Facts, request: TripRequest, first: Infeasible, options: SolveOptions) -> Infeasible:
    """The reasons `first` gives for an infeasible request, or the fewest requirements that do not go together; and the
    changes each of which makes it feasible.

    The same request and facts have the same answer: how much is tried is counted, not timed.
    """
    if any(reason.code in COMPLETE for reason in first.reasons):
        return first
    facts = facts.on(request.start)
    request, person = validated(facts, request)
    trials = Trials(facts, options, request)
    parts = list(requirements(facts.catalog, request))
    reasons, wishes = _ruled_out(facts, request, person)
    blamed = [part for part in parts if _wish(part) in wishes]
    if not reasons:
        blamed = conflict(facts.catalog, request, parts, trials)
        clear = any(reason.code not in VAGUE for reason in first.reasons)
        reasons = ([] if clear else _named(blamed)) or list(first.reasons)
    helps = list(_helps(facts, request, blamed, trials)) or list(_without_all(facts, request, blamed, trials))
    if not helps and not trials.over:
        reasons += _further_conflict(facts.catalog, request, blamed, trials)
        helps = [Reason("help_none")]
    return Infeasible((*reasons, *helps))


def _ruled_out(facts: Facts, request: TripRequest, person: MobilityProfile) -> tuple[list[Reason], set[Wish]]:
    """What the facts alone rule out: places nobody of the party can go to, then days, times and prices; and the
    requirements at fault."""
    refused = {place: refusal(facts.catalog.places[place], person, facts.rules) for place in request.musts}
    reasons = [reason for reason in refused.values() if reason]
    wishes: set[Wish] = {("wish_must", place) for place, reason in refused.items() if reason}
    for each in obstacles(facts, request, person):
        if not any(refused.get(place) for _, place in each.wishes):
            reasons.append(each.reason)
            wishes |= set(each.wishes)
    return reasons, wishes


def requirements(catalog: Catalog, request: TripRequest) -> Iterator[Reason]:
    """Everything a validated request asks for that could be left out, by the reason that names it."""

    def of(place_id: str) -> dict[str, str | int]:
        return {**named(catalog.places[place_id]), "id": place_id}

    for pin in request.pins:
        yield Reason("wish_pin", of(pin.place) | {"day": pin.day})
    for must in request.musts:
        yield Reason("wish_must", of(must))
    if request.budget_fen is not None:
        yield Reason("wish_budget", {"yuan": request.budget_fen // 100})
    if request.kinds_out:
        yield Reason("wish_kinds")
    if request.companions:
        yield Reason("wish_company")
    if request.pace == "slow":
        yield Reason("wish_slow")
    if request.lift == "confirmed":
        yield Reason("wish_lift")
    if request.arrival:
        yield Reason("wish_arrival", catalog.station_words(request.arrival.station))
    if request.departure:
        yield Reason("wish_departure", catalog.station_words(request.departure.station))


def conflict(catalog: Catalog, request: TripRequest, parts: Sequence[Reason], trials: Trials) -> list[Reason]:
    """The requirements that are needed for the infeasibility: without the others it stays, without one of them, and the
    others, it does not. None if the request is infeasible without any of them, or too much would have to be tried.

    Each that stays was needed: a trip was found without it. That those which stay are enough is proven at the end.
    """
    bare = request
    for part in parts:
        bare = without(catalog, bare, part)
    if trials.excludes(bare):
        return []
    for found in (trials.meets, lambda lighter: not trials.excludes(lighter)):
        kept, current = _filtered(catalog, request, parts, found)
        if trials.over:
            return []
        if trials.excludes(current):
            return kept
    return []


def _filtered(
    catalog: Catalog, request: TripRequest, parts: Sequence[Reason], found: Callable[[TripRequest], bool]
) -> tuple[list[Reason], TripRequest]:
    """The parts without any of which a trip is `found`, and the request with no others."""
    kept, current = list(parts), request
    for part in parts:
        lighter = without(catalog, current, part)
        if lighter == current or not found(lighter):
            current = lighter
            kept.remove(part)
    return kept, current


def _named(blamed: Sequence[Reason]) -> list[Reason]:
    """The conflict in sentences; one requirement alone in one of its own. Who pins a place also asks for it."""
    pinned = {part.values["id"] for part in blamed if part.code == "wish_pin"}
    blamed = [part for part in blamed if part.code != "wish_must" or part.values["id"] not in pinned]
    if len(blamed) > 1:
        return [Reason("together"), *blamed]
    alone = {"wish_must": "must_far", "wish_pin": "pin_far"}
    return [
        Reason(alone[part.code], part.values)
        if part.code in alone
        else Reason("alone", {"wish": part.code, **part.values})
        for part in blamed
    ]


def _helps(facts: Facts, request: TripRequest, blamed: Sequence[Reason], trials: Trials) -> Iterator[Reason]:
    """Of each way to change the request, the first change that makes it feasible."""
    for group in changes(facts, request, blamed):
        for reason in group:
            if trials.over:
                return
            if trials.meets(with_remedy(facts.catalog, request, reason)):
                yield reason
                break


def _without_all(facts: Facts, request: TripRequest, blamed: Sequence[Reason], trials: Trials) -> Iterator[Reason]:
    """To leave out all the places that are to blame, if they are several and that helps."""
    ids = list(dict.fromkeys(str(part.values["id"]) for part in blamed if "id" in part.values))
    if len(ids) < 2 or trials.over:
        return
    rows = [facts.catalog.places[place] for place in ids]
    names = {"places": "、".join(row.name for row in rows), "places_en": ", ".join(row.name_en for row in rows)}
    remedy = Reason("help_without_all", {**names, "ids": "、".join(ids)})
    if trials.meets(with_remedy(facts.catalog, request, remedy)):
        yield remedy


def _further_conflict(catalog: Catalog, request: TripRequest, blamed: Sequence[Reason], trials: Trials) -> list[Reason]:
    """What else does not go together, without anything that is to blame."""
    rest = request
    for part in blamed:
        rest = without(catalog, rest, part)
    if rest == request or trials.meets(rest):
        return []
    second = _named(conflict(catalog, rest, list(requirements(catalog, rest)), trials))
    return [Reason("besides"), *second] if second else []


def _wish(part: Reason) -> Wish:
    return part.code, str(part.values.get("id", ""))
