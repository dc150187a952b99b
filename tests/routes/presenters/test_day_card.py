"""The sentences of a day's card."""

from __future__ import annotations

import re

from planner.catalog import Catalog
from routes.presenters.cards.meals import known_for


def test_what_a_restaurant_is_known_for_is_one_sentence(catalog: Catalog) -> None:
    rows = catalog.restaurants.values()
    assert any(row.cuisine and row.cuisine == row.signature for row in rows)
    for row in rows:
        sentence = known_for(row)
        parts = re.split("[，。]", sentence)[:-1]
        assert not sentence or sentence.endswith("。")
        assert not sentence.endswith("。。")
        assert sentence == "" or parts[0] != (parts[1] if len(parts) > 1 else "")
