"""What is wrong with the facts, cell by cell."""

from planner.catalog.validate.facts import FactTables, check_facts, read_fact_tables

__all__ = ["FactTables", "check_facts", "read_fact_tables"]
