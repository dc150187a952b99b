"""What edits did to a trip: what was asked for, what else changed, and which edits changed nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.catalog import Catalog, Place
from planner.itinerary.types import Day, Difference, Edit, Itinerary, Reason


@dataclass(frozen=True)
class Effects:
    """`asked` and `beside` share the places that went, came and moved; `idle` says what could not be gained, `rest`
    what else is different: nights in another hotel, and days with the same places at other times."""

    asked: Difference
    beside: Difference
    idle: tuple[Reason, ...]
    rest: tuple[Reason, ...]


def difference(old: Itinerary, new: Itinerary) -> Difference:
    """What became of the places of a trip: kept, gone, new, or moved to another day."""
    before, after = (
        {visit.place.id: number for number, day in enumerate(trip.days) for visit in day.visits} for trip in (old, new)
    )
    kept = tuple(place for place in before if place in after)
    return Difference(
        kept=kept,
        gone=tuple(place for place in before if place not in after),
        new=tuple(place for place in after if place not in before),
        moved=tuple(place for place in kept if before[place] != after[place]),
    )


def effects_of(catalog: Catalog, before: Itinerary, after: Itinerary, edits: Sequence[Edit]) -> Effects:
    """What the edits made of the trip `before`."""
    found = difference(before, after)
    meant = [(edit.kind, catalog.place(edit.place) if edit.place else None) for edit in edits]
    kinds = {kind for kind, _ in meant}
    out = {place.kind for kind, place in meant if kind == "not_this_kind" and place}
    named = {place.id for _, place in meant if place}
    gone = [
        p for p in found.gone if p in named or "slower" in kinds or ((row := catalog.places.get(p)) and row.kind in out)
    ]
    swapped = sum(kind == "swap" for kind, _ in meant) if not kinds & {"faster", "not_this_kind"} else len(found.new)
    new = [p for p in found.new if p in named]
    new += [p for p in found.new if p not in named][:swapped]
    moved = [p for p in found.moved if p in named]
    asked = Difference((), tuple(gone), tuple(new), tuple(moved))
    beside = Difference(
        kept=found.kept,
        gone=tuple(p for p in found.gone if p not in gone),
        new=tuple(p for p in found.new if p not in new),
        moved=tuple(p for p in found.moved if p not in moved),
    )
    idle = tuple(reason for kind, place in meant for reason in _idle(before, after, kind, place))
    return Effects(asked, beside, idle, (*_other_nights(before, after), *_other_times(before, after)))


def _idle(before: Itinerary, after: Itinerary, kind: str, place: Place | None) -> list[Reason]:
    """What an edit did not bring about, or had not to."""
    same = before.days == after.days
    if place is None:
        pace = "slow" if kind == "slower" else "normal"
        if before.request.pace == pace:
            return [Reason(f"edit_already_{kind}")]
        return [Reason(f"edit_no_{kind}")] if same else []
    found, values = difference(before, after), {"place": place.name, "place_en": place.name_en}
    there = place.id in (*found.kept, *found.gone)
    if kind in ("drop", "swap") and not there:
        return [Reason("edit_not_there", dict(values))]
    if kind == "swap" and not found.new:
        return [Reason("edit_no_swap", dict(values))]
    return [Reason("edit_keeps", dict(values))] if kind == "keep" and there else []


def _other_nights(before: Itinerary, after: Itinerary) -> Iterator[Reason]:
    for number, (old, new) in enumerate(zip(before.days, after.days, strict=False), 1):
        if old.hotel and new.hotel and old.hotel.id != new.hotel.id:
            yield Reason("edit_night", {"night": number, "hotel": new.hotel.name, "hotel_en": new.hotel.name_en})


def _other_times(before: Itinerary, after: Itinerary) -> Iterator[Reason]:
    """The days whose places and hotels are the same, and whose times or ways are not."""

    def places(day: Day) -> tuple[object, ...]:
        return sorted(visit.place.id for visit in day.visits), day.hotel and day.hotel.id

    days = [
        str(number)
        for number, (old, new) in enumerate(zip(before.days, after.days, strict=False), 1)
        if places(old) == places(new) and old.items != new.items
    ]
    if days:
        yield Reason("edit_times", {"days": "、".join(days)})
