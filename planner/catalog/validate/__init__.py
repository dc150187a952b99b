"""What is wrong with the facts, cell by cell."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.catalog.validate.facts import ROW_KEYS, FactTables, check_facts, read_fact_tables
else:
    __getattr__ = lazy_names(__name__)

__all__ = ["ROW_KEYS", "FactTables", "check_facts", "read_fact_tables"]
