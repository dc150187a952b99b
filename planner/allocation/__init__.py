"""Who sleeps, sits and lies where: rooms, coach seats and berths, chosen with a bound and checked apart."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.allocation.berths import allocate_berths
    from planner.allocation.check import check_berths, check_rooms, check_seats
    from planner.allocation.exchange import exchanged
    from planner.allocation.rooms import UNKNOWN_HOTEL, allocate_rooms
    from planner.allocation.seats import allocate_seats
    from planner.allocation.types import (
        BERTH_PLAN_JSON,
        LEVELS,
        ROOM_PLAN_JSON,
        SEAT_PLAN_JSON,
        Berth,
        BerthPlan,
        CoachKind,
        CoachSeat,
        Impossible,
        Quality,
        Room,
        RoomKind,
        RoomPlan,
        SeatPlan,
        TrainCar,
        UnmetDemand,
        coach_seats,
    )
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "BERTH_PLAN_JSON",
    "LEVELS",
    "ROOM_PLAN_JSON",
    "SEAT_PLAN_JSON",
    "UNKNOWN_HOTEL",
    "Berth",
    "BerthPlan",
    "CoachKind",
    "CoachSeat",
    "Impossible",
    "Quality",
    "Room",
    "RoomKind",
    "RoomPlan",
    "SeatPlan",
    "TrainCar",
    "UnmetDemand",
    "allocate_berths",
    "allocate_rooms",
    "allocate_seats",
    "check_berths",
    "check_rooms",
    "check_seats",
    "coach_seats",
    "exchanged",
]
