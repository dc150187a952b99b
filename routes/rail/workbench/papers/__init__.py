"""What a planner takes away from a project: the diagram on paper, timetables for the crew and for stations."""

from routes.rail.workbench.papers.diagram import diagram_file
from routes.rail.workbench.papers.timetables import timetable_file

__all__ = ["diagram_file", "timetable_file"]
