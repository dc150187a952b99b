"""How old a fact is, and whether news of its kind still keeps (the rules `shelf-life-*`)."""

from __future__ import annotations

from datetime import date

from planner.catalog import FactTables, Place, may_age, usable
from planner.rules import RulePack
from planner.upkeep.kinds import KnownFact, known_facts

MIDYEAR = 7  # a fact names a year only: it is taken to be of the first of July


def age_months(year: int, today: date) -> int:
    """Whole months since the middle of the year a fact speaks of; less than none for the year to come."""
    return 12 * (today.year - year) + today.month - MIDYEAR


def is_stale(rules: RulePack, kind: str, year: int | None, today: date) -> bool:
    """Is news of that kind (hours, prices, phones ...) of that year too old? Not without a shelf life or a year."""
    rule = f"shelf-life-{kind}"
    return year is not None and rule in rules.rules and age_months(year, today) > rules.whole(rule)


def stale_facts(facts: FactTables, rules: RulePack, today: date) -> list[KnownFact]:
    """Everything too old: of what is planned with first, then the oldest."""
    rows = {(file, row["id"]): row for file in ("places.csv", "hotels.csv", "restaurants.csv")
            for _, row in facts.raws[file].rows}  # fmt: skip
    found = [
        fact
        for fact in known_facts(facts)
        if is_stale(rules, fact.kind, fact.source.as_of, today)
        and may_age(rows.get((fact.file, fact.row), {}), fact.column)
    ]

    def order(fact: KnownFact) -> tuple[bool, int, str, str]:
        row = rows.get((fact.file, fact.row))
        return not (row and usable(row)), fact.source.as_of or 0, fact.file, fact.row

    return sorted(found, key=order)


def stale_kinds(place: Place, rules: RulePack, today: date) -> dict[str, int]:
    """The kinds of a place's facts that are too old, each with its year."""
    years = {"hours": place.hours_as_of, "prices": place.ticket_as_of, "phones": place.phone_as_of}
    return {kind: year for kind, year in years.items() if year is not None and is_stale(rules, kind, year, today)}
