"""What a customer reads of a quote: days, prices, what is in it, what is kept of whoever cancels."""

from routes.presenters.quotes.product import (
    ashore_words,
    changed_call_words,
    product_day_words,
    product_days,
    stop_on_day_words,
    stop_words,
)
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
from routes.presenters.quotes.sold_train import SoldTrain, quoted_train, sold_train

__all__ = [
    "COST_KINDS",
    "SoldTrain",
    "ashore_words",
    "cancelling",
    "changed_call_words",
    "day_row",
    "kind_names",
    "price_table",
    "product_day_words",
    "product_days",
    "quote_lead",
    "quote_sections",
    "quote_yuan",
    "quoted_train",
    "rule_lines",
    "sold_train",
    "stop_on_day_words",
    "stop_words",
]
