"""The official lists a place or a restaurant stands on, as lines for its card."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _

from planner.catalog import Catalog, Place, Recognition, Restaurant
from planner.sentences import N_

LISTS = {
    "national_monument": N_("全国重点文物保护单位"),
    "provincial_monument": N_("省级文物保护单位"),
    "national_industry": N_("国家工业遗产"),
    "provincial_industry": N_("省级工业遗产"),
    "night_economy": N_("国家级夜间文旅消费集聚区"),
    "time_honoured": N_("中华老字号"),
}


def honours_of(facts: Catalog, row: Place | Restaurant) -> tuple[Recognition, ...]:
    """The lists that name it, in the order of LISTS."""
    wanted = (row.id, None) if isinstance(row, Place) else (None, row.id)
    found = [one for one in facts.recognitions if (one.place_id, one.restaurant_id) == wanted]
    return tuple(sorted(found, key=lambda one: (list(LISTS).index(one.list), one.id)))


def honours(facts: Catalog, row: Place | Restaurant) -> tuple[str, ...]:
    """The same as words, each list once."""
    return list_words(one.list for one in honours_of(facts, row))


def list_words(lists: Iterable[str]) -> tuple[str, ...]:
    """Lists by name, each once."""
    return tuple(_(LISTS[name]) for name in dict.fromkeys(lists))
