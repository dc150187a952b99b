"""On tour: who is here, what is next, a delay that plans the rest anew for the whole group, what to tell families."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from routes.agency.tour.delay import delayed
    from routes.agency.tour.sheet import phone_sheet
    from routes.agency.tour.step import TOUR
else:
    __getattr__ = lazy_names(__name__)

__all__ = ["TOUR", "delayed", "phone_sheet"]
