"""A planner's project: trains of one's own on a railway, with possessions and assumptions; changed, judged, merged."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.train.project.assumptions import with_station_assumed
    from planner.train.project.cells import paste_block, read_cell
    from planner.train.project.checking import ProjectCheck, ProjectConflict, Shift, check_one_train, check_project
    from planner.train.project.edits import (
        End,
        moved,
        moved_from,
        moved_up_to,
        with_stay,
        with_time,
        with_times,
    )
    from planner.train.project.merging import FieldClash, merge
    from planner.train.project.possessions import moved_possession
    from planner.train.project.project import MOST_TRAINS, PROJECT_JSON, Project, free_number, with_train, without_train
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "MOST_TRAINS",
    "PROJECT_JSON",
    "End",
    "FieldClash",
    "Project",
    "ProjectCheck",
    "ProjectConflict",
    "Shift",
    "check_one_train",
    "check_project",
    "free_number",
    "merge",
    "moved",
    "moved_from",
    "moved_possession",
    "moved_up_to",
    "paste_block",
    "read_cell",
    "with_station_assumed",
    "with_stay",
    "with_time",
    "with_times",
    "with_train",
    "without_train",
]
