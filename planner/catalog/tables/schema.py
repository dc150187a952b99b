"""The tables of facts as the database knows them, made from their classes; nothing else tells it of facts."""

from __future__ import annotations

import re
from dataclasses import fields
from types import MappingProxyType, NoneType
from typing import Any, get_args, get_type_hints

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, MetaData, String, Table

from planner.catalog.tables import FACTS
from planner.catalog.tables.columns import KEY, LINE, POINTS_TO

METADATA = MetaData()
_TYPES = {str: String, int: Integer, float: Float, bool: Boolean}


def _table(facts: type) -> Table:
    types = get_type_hints(facts)
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", facts.__name__).lower()
    columns = (_column(f.name, types[f.name], f.metadata) for f in fields(facts))
    return Table(name, METADATA, *columns, Column(LINE, Integer, nullable=False, default=0))


def _column(name: str, of: Any, more: MappingProxyType[Any, Any]) -> Column[Any]:
    options = get_args(of) or (of,)
    (kind,) = (option for option in options if option is not NoneType)
    refers = (ForeignKey(more[POINTS_TO]),) if more.get(POINTS_TO) else ()
    return Column(
        name, _TYPES[kind], *refers, primary_key=KEY in more, nullable=NoneType in options, autoincrement=False
    )


TABLES: dict[type, Table] = {facts: _table(facts) for facts in FACTS}
