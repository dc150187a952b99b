"""The published timetable on the network: legs placed on lines, windows of the times between calls, what they show.

All of it follows from published times and the facts of the railway alone; nothing is chosen here.
"""

from planner.train.placement.evidence import double_tracks, met_inside, same_slots
from planner.train.placement.placing import TOP_KMH, PlacedLeg, Placing, placing
from planner.train.placement.quickest import quickest_seconds
from planner.train.placement.section_windows import section_windows

__all__ = [
    "TOP_KMH",
    "PlacedLeg",
    "Placing",
    "double_tracks",
    "met_inside",
    "placing",
    "quickest_seconds",
    "same_slots",
    "section_windows",
]
