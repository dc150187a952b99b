"""Selling a departure: offering it to everybody, its bookings, other dates."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from routes.agency.sale.actions import add_booking, change_booking, other_date, pay
    from routes.agency.sale.bookings import BOOKINGS
    from routes.agency.sale.publish import SALE
else:
    __getattr__ = lazy_names(__name__)

__all__ = ["BOOKINGS", "SALE", "add_booking", "change_booking", "other_date", "pay"]
