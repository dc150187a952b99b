"""`silverway data`: check, load, report on, compare, audit, import and export the facts."""

from planner.commands.data import ages, audits, calls, files, imports, maps, notes, photos
from planner.commands.data.group import data

__all__ = ["ages", "audits", "calls", "data", "files", "imports", "maps", "notes", "photos"]
