"""What is wrong with the facts, cell by cell."""

from planner.catalog.validate.facts import ROW_KEYS, FactTables, check_facts, read_fact_tables

__all__ = ["ROW_KEYS", "FactTables", "check_facts", "read_fact_tables"]
