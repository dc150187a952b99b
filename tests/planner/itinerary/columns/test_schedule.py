"""The last way of a day comes before the rest when nothing else is left to do."""

from __future__ import annotations

from planner.itinerary.columns.schedule import rested_in_bed
from planner.itinerary.types import Item, Leg, Lunch, Rest, Spot

MUSEUM, HOTEL = Spot("place", "m", "博物馆", "Museum", 41.0, 123.0), Spot("hotel", "h", "饭店", "Hotel", 41.1, 123.1)
LUNCH, REST = Lunch(700, 760, MUSEUM), Rest(762, 822, MUSEUM)
BACK = Leg(822, 852, MUSEUM, HOTEL, "ride", 6.0)
LATEST = 870


def test_who_only_has_to_go_back_rests_in_bed() -> None:
    day: list[Item] = [LUNCH, REST, BACK]
    lunch, back, rest = rested_in_bed(day, HOTEL, LATEST)
    assert lunch == LUNCH
    assert back == Leg(762, 792, MUSEUM, HOTEL, "ride", 6.0)
    assert rest == Rest(792, 852, HOTEL)


def test_the_rest_stays_where_it_is_if_it_would_end_too_late_or_elsewhere() -> None:
    day: list[Item] = [LUNCH, REST, BACK]
    assert rested_in_bed(day, HOTEL, 851) == day
    assert rested_in_bed(day, None, LATEST) == day
    assert rested_in_bed([*day, Rest(860, 870, HOTEL)], HOTEL, LATEST) == [*day, Rest(860, 870, HOTEL)]
    assert rested_in_bed([LUNCH, REST], HOTEL, LATEST) == [LUNCH, REST]
