"""A day of a departure in lines: by the clock as it was planned, or the stops of the train it goes by."""

from __future__ import annotations

from routes.agency.desk import Desk
from routes.agency.train.trip import own_ashore
from routes.agency.words import day_sheet
from routes.presenters import product_day_words, product_days


def day_lines_of(desk: Desk, number: int) -> list[str]:
    """The lines of a day (1 is the first); none without a trip."""
    if desk.train is not None:
        days = product_days(desk.train.product, desk.train.share.day, own_ashore(desk.train, desk.file.inputs))
        return product_day_words(days[number - 1])
    return day_sheet(desk.trip, number) if desk.trip else []
