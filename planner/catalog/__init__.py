"""Facts: tables, loading and validating data/, and the reads the rest needs."""

from typing import TYPE_CHECKING

from planner import lazy_names
from planner.catalog.provenance import provenance

if TYPE_CHECKING:
    from planner.catalog.changes import (
        Proposal,
        changes_of,
        keep_draft,
        newest_batches,
        read_changes,
        take_draft,
        undo_of,
        undone_batches,
    )
    from planner.catalog.climate import MonthClimate, month_climate
    from planner.catalog.csv_rows import OneOf, RawSheet, read_cell
    from planner.catalog.hours import Spans, hours_on, is_holiday
    from planner.catalog.load import (
        change_facts,
        fact_tables,
        load_facts,
        make_tables,
        present_facts,
        preview_changes,
    )
    from planner.catalog.loaded import load_if_changed, loaded_digest
    from planner.catalog.nearest import nearest_hospital
    from planner.catalog.packs import wishes_of_series
    from planner.catalog.provenance import ABOUT, ESTIMATES, KEY_OF, Noted, Provenance, may_age, noted_sources, usable
    from planner.catalog.queries import (
        Catalog,
        DailyPossession,
        RailFacts,
        facts_digest,
        facts_version,
        read_catalog,
        read_rail,
        station_names,
    )
    from planner.catalog.report import Report, make_report
    from planner.catalog.seasons import happening, happens_on, seen_between, seen_during
    from planner.catalog.sheets import SHEETS
    from planner.catalog.tables import (
        CellSource,
        City,
        FactsVersion,
        Hospital,
        Hotel,
        Hotline,
        Keepsake,
        Place,
        Recognition,
        Restaurant,
        SeasonEvent,
        Section,
        SharedTrack,
        Station,
        TicketPolicy,
        TrainCall,
        TrainRun,
    )
    from planner.catalog.validate import ROW_KEYS, FactTables, check_facts, read_fact_tables
    from planner.catalog.words import Words, column_words, kind_words
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "ABOUT",
    "ESTIMATES",
    "KEY_OF",
    "ROW_KEYS",
    "SHEETS",
    "Catalog",
    "CellSource",
    "City",
    "DailyPossession",
    "FactTables",
    "FactsVersion",
    "Hospital",
    "Hotel",
    "Hotline",
    "Keepsake",
    "MonthClimate",
    "Noted",
    "OneOf",
    "Place",
    "Proposal",
    "Provenance",
    "RailFacts",
    "RawSheet",
    "Recognition",
    "Report",
    "Restaurant",
    "SeasonEvent",
    "Section",
    "SharedTrack",
    "Spans",
    "Station",
    "TicketPolicy",
    "TrainCall",
    "TrainRun",
    "Words",
    "change_facts",
    "changes_of",
    "check_facts",
    "column_words",
    "fact_tables",
    "facts_digest",
    "facts_version",
    "happening",
    "happens_on",
    "hours_on",
    "is_holiday",
    "keep_draft",
    "kind_words",
    "load_facts",
    "load_if_changed",
    "loaded_digest",
    "make_report",
    "make_tables",
    "may_age",
    "month_climate",
    "nearest_hospital",
    "newest_batches",
    "noted_sources",
    "present_facts",
    "preview_changes",
    "provenance",
    "read_catalog",
    "read_cell",
    "read_changes",
    "read_fact_tables",
    "read_rail",
    "seen_between",
    "seen_during",
    "station_names",
    "take_draft",
    "undo_of",
    "undone_batches",
    "usable",
    "wishes_of_series",
]
