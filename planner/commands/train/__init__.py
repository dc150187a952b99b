"""`silverway train`: timetables tested and mended, paths found, trains planned, compared, drawn and exchanged."""

from planner.commands.train.entered import file_content

__all__ = ["file_content"]
