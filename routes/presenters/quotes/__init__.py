"""What a customer reads of a quote: days, prices, what is in it, what is kept of whoever cancels."""

from routes.presenters.quotes.sections import (
    COST_KINDS,
    cancelling,
    day_row,
    kind_names,
    price_table,
    quote_lead,
    quote_sections,
    quote_yuan,
    rule_lines,
)

__all__ = [
    "COST_KINDS",
    "cancelling",
    "day_row",
    "kind_names",
    "price_table",
    "quote_lead",
    "quote_sections",
    "quote_yuan",
    "rule_lines",
]
