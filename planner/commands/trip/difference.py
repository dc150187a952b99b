"""What differs between two versions of a trip, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from planner.commands.context import CliContext
from planner.itinerary.types import Difference, Edit, Itinerary, Spot

if TYPE_CHECKING:
    from planner.catalog import Catalog


def change_lines(
    catalog: Catalog, before: Itinerary, after: Itinerary, edits: Sequence[Edit], here: CliContext
) -> list[str]:
    """What the edits brought about, what they could not, and what else changed."""
    from planner.itinerary.replanning import effects_of
    from planner.sentences import reason_sentence

    found, _ = effects_of(catalog, before, after, edits), here.say
    spots = _spots(before, after)
    lines = [reason_sentence(reason, _) for reason in found.idle] + list(_difference(found.asked, spots, here))
    beside = list(_difference(found.beside, spots, here))
    beside += [reason_sentence(reason, _) for reason in found.rest]
    return lines + ([_("另外也变了："), *(f"  {line}" for line in beside)] if beside else [])


def difference_lines(before: Itinerary, after: Itinerary, here: CliContext) -> list[str]:
    """A line each on the places that went, came and moved; none where they are the same."""
    from planner.itinerary.replanning import difference

    return list(_difference(difference(before, after), _spots(before, after), here))


def _difference(found: Difference, spots: dict[str, Spot], here: CliContext) -> Iterator[str]:
    for ids, words in (
        (found.gone, here.say("不去了：{names}。")),
        (found.new, here.say("新加的：{names}。")),
        (found.moved, here.say("换了日子：{names}。")),
    ):
        if ids:
            yield words.format(names=here.say("、").join(_name(spots[key], here) for key in ids))


def _spots(*trips: Itinerary) -> dict[str, Spot]:
    return {visit.place.id: visit.place for trip in trips for day in trip.days for visit in day.visits}


def _name(spot: Spot | None, here: CliContext) -> str:
    return "" if spot is None else spot.name_en if here.language == "en" else spot.name
