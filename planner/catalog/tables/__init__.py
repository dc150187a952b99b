"""The tables of facts. Column meanings and sources: data/README.md. Empty cells are None: not known.

Facts are loaded anew from data/ and the operators' changes (`planner.catalog.load`), never edited here.
"""

from planner.catalog.tables.beside import Climate, Hotline, Keepsake, Recognition, SeasonEvent, TicketPolicy
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

__all__ = [
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
