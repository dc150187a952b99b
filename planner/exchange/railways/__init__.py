"""Railways that somebody brought, kept as files, and as facts for every command that knows trains."""

from planner.exchange.railways.positions import read_positions, with_positions
from planner.exchange.railways.rail_facts import rail_facts, railway_facts
from planner.exchange.railways.railway import (
    RAILWAY_JSON,
    TRACKS,
    Railway,
    list_railways,
    load_railway,
    make_railway,
    save_railway,
)
from planner.exchange.railways.sections import graph_sections

__all__ = [
    "RAILWAY_JSON",
    "TRACKS",
    "Railway",
    "graph_sections",
    "list_railways",
    "load_railway",
    "make_railway",
    "rail_facts",
    "railway_facts",
    "read_positions",
    "save_railway",
    "with_positions",
]
