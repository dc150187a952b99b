"""The formats of public benchmark problems."""

from planner.orienteering.files.mctop import read_mctop
from planner.orienteering.files.ophs import read_ophs
from planner.orienteering.files.toptw import read_toptw

__all__ = ["read_mctop", "read_ophs", "read_toptw"]
