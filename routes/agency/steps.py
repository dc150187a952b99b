"""The steps of a departure, in the order in which they are shown. A step that is not here is not shown."""

from __future__ import annotations

from planner.errors import Unknown
from routes.agency.cost import COST
from routes.agency.desk import Desk, DeskStep
from routes.agency.duties import DUTIES
from routes.agency.group import BERTHS, GROUP, ROOMS, SEATS
from routes.agency.packages import PACKAGES
from routes.agency.price import PRICE
from routes.agency.quote import QUOTE
from routes.agency.sale import BOOKINGS, SALE
from routes.agency.tour import TOUR
from routes.agency.train import TRAIN
from routes.agency.trip import TRIP

STEPS: tuple[DeskStep, ...] = (
    TRIP,
    TRAIN,
    GROUP,
    PACKAGES,
    COST,
    PRICE,
    QUOTE,
    SALE,
    BOOKINGS,
    ROOMS,
    BERTHS,
    SEATS,
    DUTIES,
    TOUR,
)


def steps_of(desk: Desk) -> list[DeskStep]:
    """Those that a departure has: one by a train has no trip of its own, others have no train."""
    return [step for step in STEPS if step.fits(desk)]


def step_named(name: str) -> DeskStep:
    """The step of that name; raises Unknown."""
    for step in STEPS:
        if step.name == name:
            return step
    raise Unknown("step", name)
