"""The people of a departure: their list, rooms, seats, and the papers made of them."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from routes.agency.group.berths import BERTHS
    from routes.agency.group.fit import is_beyond, unfit
    from routes.agency.group.lists import bring, erase, hand_out, keep_until, person
    from routes.agency.group.papers import labels_of, people_paper
    from routes.agency.group.replan import replan_trip
    from routes.agency.group.rooms import ROOMS
    from routes.agency.group.seats import SEATS
    from routes.agency.group.step import GROUP
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "BERTHS",
    "GROUP",
    "ROOMS",
    "SEATS",
    "bring",
    "erase",
    "hand_out",
    "is_beyond",
    "keep_until",
    "labels_of",
    "people_paper",
    "person",
    "replan_trip",
    "unfit",
]
