"""Re-optimise the rest of a trip from a moment of it: what has been done and the hotels stay."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from time import perf_counter

from planner.catalog import Catalog
from planner.clock import clock_text
from planner.facts import Facts
from planner.itinerary.check import check_itinerary
from planner.itinerary.columns import (
    ColumnPool,
    day_of,
    inputs_of,
    itinerary_of,
    list_days,
    load_most,
    problem_of,
    with_notes,
)
from planner.itinerary.inputs import (
    Base,
    TripInputs,
    hotel_spot,
    trip_ends,
    validated,
    worths,
)
from planner.itinerary.metrics import party_fen
from planner.itinerary.planning import why_not
from planner.itinerary.problem import TripProblem
from planner.itinerary.replanning.days_ahead import sketches_ahead
from planner.itinerary.replanning.progress import TripProgress, progress_at
from planner.itinerary.replanning.replan import changed
from planner.itinerary.replanning.stability import attached, plain
from planner.itinerary.types import (
    Day,
    Edit,
    FreeTime,
    Infeasible,
    Item,
    Itinerary,
    Moment,
    Pin,
    Reason,
    Spot,
    TripRequest,
    Visit,
)
from planner.people import MobilityProfile, slowed
from planner.solving import SolveOptions
from planner.travel import UNREACHABLE
from planner.violations import Checked


def replan_from(
    facts: Facts,
    itinerary: Itinerary,
    now: Moment,
    edits: Sequence[Edit],
    options: SolveOptions,
) -> Checked[Itinerary] | Infeasible:
    """Re-optimise the remaining trip from a given moment; what lies before `now` stays fixed, what is under way ends.

    The rest follows the edits, keeps each night's hotel, and changes as little as possible; the edit `slower` holds for
    what is ahead only. The proof is of the remaining trip. Infeasible with `trip_over` once nothing is left of it; else
    with each edit (`help_edit`) without which there is a way on.

    Raises
    ------
    SilverwayError
        If `now` is not on the trip, or an edit names what nobody knows.
    """
    facts = facts.on(itinerary.request.start)
    found = _replanned(facts, itinerary, now, edits, options)
    if not isinstance(found, Infeasible) or found.reasons[0].code == "trip_over":
        return found
    helps = [
        _without_edit(facts.catalog, left)
        for number, left in enumerate(edits)
        if isinstance(_replanned(facts, itinerary, now, [*edits[:number], *edits[number + 1 :]], options), Checked)
    ]
    return Infeasible((*found.reasons, *helps))


def _without_edit(catalog: Catalog, edit: Edit) -> Reason:
    """That it works without this edit."""
    wishes = {"slower": "wish_slow", "keep": "wish_must", "pin": "wish_pin"}
    values: dict[str, str | int] = {"wish": wishes.get(edit.kind, "wish_not")}
    if edit.place is not None:
        place = catalog.place(edit.place)
        values |= {"place": place.name, "place_en": place.name_en}
    return Reason("help_edit", values if edit.day is None else {**values, "day": edit.day})


def _replanned(
    facts: Facts, itinerary: Itinerary, now: Moment, edits: Sequence[Edit], options: SolveOptions
) -> Checked[Itinerary] | Infeasible:
    """The rest re-optimised; or why it cannot be."""
    progress = progress_at(facts, itinerary, now)
    if progress is None:
        return Infeasible((Reason("trip_over"),))
    behind = [*(visit for day in itinerary.days[: progress.day] for visit in day.visits), *_visits(progress.items)]
    edited = changed(facts.catalog, itinerary.request, [edit for edit in edits if edit.kind != "slower"])
    edited = _as_seen(facts.catalog, edited, {visit.place.id for visit in behind}, itinerary.request.pins)
    request, person = validated(replace(facts, today=min(facts.today, edited.start)), edited)
    slower = any(edit.kind == "slower" for edit in edits)  # whoever goes slowly may still tire
    ahead = replace(slowed(person, facts.rules.number("slow-pace")), ride_min=person.ride_min) if slower else person
    pool = _pool_ahead(facts, itinerary, _ahead(request, progress, behind), ahead, progress, options)
    if isinstance(pool, Infeasible):
        return pool
    today = itinerary.days[progress.day]
    done = (*itinerary.days[: progress.day], day_of(person, today.date, progress.items, None))
    pool = replace(pool, problem=_with_what_is_left(pool, request, person, done))
    today_ahead = replace(itinerary.days[progress.day], items=progress.left)
    found = attached(pool, [today_ahead, *itinerary.days[progress.day + 1 :]]).choose(options)
    if not found.picks:
        return _by_the_days_of(progress, why_not(pool, found.missing))
    rest = itinerary_of(pool, plain(pool, found, options), pool.seconds)
    before, first = itinerary.days[: progress.day], _joined(progress, rest.days[0], ahead)
    days = with_notes(facts, request, ahead, (*before, first, *rest.days[1:]))
    to_come = days[progress.day :]
    trip = replace(rest, request=request, days=(*(_still_true(day, to_come) for day in before), *to_come))
    return Checked(trip, check_itinerary(facts, trip))


def _still_true(day: Day, to_come: Sequence[Day]) -> Day:
    """A day that is over, without the place to stroll in on its free afternoon if the trip comes there yet."""
    place = day.free.place if day.free else None
    if day.free is None or place is None or place.id not in {visit.place.id for d in to_come for visit in d.visits}:
        return day
    return replace(day, free=FreeTime(day.free.start))


def _as_seen(catalog: Catalog, request: TripRequest, seen: Collection[str], before: Collection[Pin]) -> TripRequest:
    """The request without what nobody can want any more: not to have been where one was or at places of that kind, nor
    to have been there on another day. `before` are the pins that held."""
    kept = [place for place in seen if place in catalog.places and catalog.places[place].kind in request.kinds_out]
    return replace(
        request,
        bans=tuple(ban for ban in request.bans if ban not in seen),
        pins=tuple(pin for pin in request.pins if pin in before or pin.place not in seen),
        musts=tuple(dict.fromkeys([*request.musts, *sorted(kept)])),
    )


def _ahead(request: TripRequest, progress: TripProgress, behind: list[Visit]) -> TripRequest:
    """The request for the days still to come, today's among them, without what has been seen."""
    seen = {visit.place.id for visit in behind}
    return replace(
        request,
        start=request.start + timedelta(days=progress.day),
        days=request.days - progress.day,
        musts=tuple(must for must in request.musts if must not in seen),
        bans=tuple(dict.fromkeys([*request.bans, *sorted(seen)])),
        pins=tuple(
            replace(pin, day=pin.day - progress.day)
            for pin in request.pins
            if pin.day > progress.day and pin.place not in seen
        ),
        arrival=request.arrival if progress.day == 0 else None,
    )


def _pool_ahead(
    facts: Facts,
    itinerary: Itinerary,
    request: TripRequest,
    person: MobilityProfile,
    progress: TripProgress,
    options: SolveOptions,
) -> ColumnPool | Infeasible:
    """All day plans of what is still to come: one chain of days from where one is over the nights' own hotels."""
    worth, infeasible = worths(facts, request, person)
    if infeasible:
        return infeasible
    nights = [day.hotel for day in itinerary.days[progress.day :] if day.hotel]
    bases = [Base(facts.catalog.hotels[hotel.id], hotel_spot(facts.catalog.hotels[hotel.id])) for hotel in nights]
    last_night = [day.hotel for day in itinerary.days[: progress.day][-1:] if day.hotel]
    spots = [progress.spot, *last_night, *(base.spot for base in bases)]
    inputs = inputs_of(facts, request, person, worth, spots)
    planned = {visit.place.id for day in itinerary.days[progress.day :] for visit in day.visits}
    inputs = replace(inputs, musts=inputs.musts | planned)  # so that every day lists what it was to see
    began = perf_counter()
    listed = tuple(list_days(inputs, sketches_ahead(inputs, itinerary, bases, progress), options))
    if len({each.offer.days for each in listed}) < request.days:
        return _late(inputs, progress, [base.spot for base in bases] or [trip_ends(facts.catalog, request)[1]])
    problem = problem_of(inputs, request, bases, [each.offer for each in listed])
    context = (replace(facts, today=request.start), request, person, inputs, tuple(bases))
    return ColumnPool(*context, listed=listed, problem=problem, seconds=perf_counter() - began)


def _with_what_is_left(
    pool: ColumnPool, request: TripRequest, person: MobilityProfile, done: Sequence[Day]
) -> TripProblem:
    """The choice under what the whole trip still allows; hotels do not change, so nothing is charged for moving."""
    problem, places = pool.problem, pool.facts.catalog.places
    budget = problem.budget
    if budget is not None:
        seen = (places[visit.place.id] for day in done for visit in day.visits)
        budget -= sum(party_fen(place, request.ages, request.people) for place in seen)
    most = load_most(person, pool.facts.rules, request.days)
    if most is not None:
        walked, climbed, spent = (sum(getattr(day, load) for day in done) for load in ("walk_m", "climb_m", "met_min"))
        most = (most[0] - walked, most[1] - climbed, most[2] - spent)
    return replace(problem, move_cost=0, budget=budget, load_most=most)


def _joined(progress: TripProgress, rest: Day, person: MobilityProfile) -> Day:
    """One day of what is behind and what is re-planned."""
    return day_of(person, rest.date, (*progress.items, *rest.items), rest.hotel)


def _by_the_days_of(progress: TripProgress, infeasible: Infeasible) -> Infeasible:
    """The reasons with days counted from the beginning of the trip."""
    return Infeasible(
        tuple(
            replace(reason, values={**reason.values, "day": int(reason.values["day"]) + progress.day})
            if "day" in reason.values
            else reason
            for reason in infeasible.reasons
        )
    )


def _late(inputs: TripInputs, progress: TripProgress, ahead: list[Spot]) -> Infeasible:
    """There is no way on today: how long the ride to where the day ends takes, from when."""
    ground = inputs.ground
    minutes = int(
        ground.minutes[ground.index(progress.spot.kind, progress.spot.id), ground.index(ahead[0].kind, ahead[0].id)]
    )
    values: dict[str, str | int] = {"spot": ahead[0].name, "spot_en": ahead[0].name_en}
    if minutes >= UNREACHABLE:
        return Infeasible((Reason("now_no_way", values),))
    return Infeasible(
        (
            Reason(
                "now_too_late",
                values | {"minutes": minutes, "at": clock_text(progress.minute + minutes, "wrap", pad=False)},
            ),
        )
    )


def _visits(items: Sequence[Item]) -> list[Visit]:
    return [item for item in items if isinstance(item, Visit)]
