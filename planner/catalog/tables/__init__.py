"""The tables of facts. Column meanings and sources: data/README.md. Empty cells are None: not known.

Facts are loaded anew from data/ and the operators' changes (`planner.catalog.load`), never edited here.
"""

from dataclasses import is_dataclass
from typing import TYPE_CHECKING

from planner import lazy_names
from planner.catalog.tables import beside, railway, sources, spots
from planner.catalog.tables.beside import Climate, Hotline, Keepsake, Recognition, SeasonEvent, TicketPolicy
from planner.catalog.tables.columns import LINE
from planner.catalog.tables.railway import (
    LineSpeed,
    PassingTime,
    RealSilverTrain,
    Section,
    SharedTrack,
    Station,
    TrainCall,
    TrainRun,
)
from planner.catalog.tables.sources import CellSource, FactsVersion
from planner.catalog.tables.spots import City, Hospital, Hotel, Place, Restaurant

if TYPE_CHECKING:
    from planner.catalog.tables.schema import METADATA, TABLES
else:
    __getattr__ = lazy_names(__name__)  # the database is not needed to know what facts are

_ROOMS = (beside, railway, sources, spots)
FACTS = tuple(
    facts for room in _ROOMS for facts in vars(room).values() if isinstance(facts, type) and is_dataclass(facts)
)

__all__ = [
    "FACTS",
    "LINE",
    "METADATA",
    "TABLES",
    "CellSource",
    "City",
    "Climate",
    "FactsVersion",
    "Hospital",
    "Hotel",
    "Hotline",
    "Keepsake",
    "LineSpeed",
    "PassingTime",
    "Place",
    "RealSilverTrain",
    "Recognition",
    "Restaurant",
    "SeasonEvent",
    "Section",
    "SharedTrack",
    "Station",
    "TicketPolicy",
    "TrainCall",
    "TrainRun",
]
