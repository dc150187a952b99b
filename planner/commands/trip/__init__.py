"""`silverway trip`: trips side by side, changed, and taken back; and the options of a trip's wish."""

import click

from planner.commands.trip.change import change
from planner.commands.trip.side_by_side import compare, what_if
from planner.commands.trip.trip_file import trip_data
from planner.commands.trip.undo import undo
from planner.commands.trip.wish import request_of, trip_wish

__all__ = ["request_of", "trip", "trip_data", "trip_wish"]


@click.group()
def trip() -> None:
    """比较和修改行程。Trips side by side, and a trip changed."""


for command in (change, compare, undo, what_if):
    trip.add_command(command)
