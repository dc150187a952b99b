"""Groups of travellers: their lists, what each person needs, and the party they are for a trip."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from planner.group.cells import LONGEST_NAME, LONGEST_TEXT
    from planner.group.columns import FIELDS, HEADINGS, IGNORED
    from planner.group.counts import NAMED, GroupCounts, group_of_counts, read_counts
    from planner.group.identity import Identity, check_digit, read_identity, read_passport
    from planner.group.name_list import NameList, NameTable, check_traveller, name_table, read_name_list
    from planner.group.party import Unsuited, assumed, mobility_of, profiles_of, request_for, unsuited
    from planner.group.texts import MOBILITY_TEXTS, ROLE_TEXTS, SEX_TEXTS, TEXT_FIELDS, reread, texts_of
    from planner.group.types import (
        GROUP_JSON,
        GUEST,
        MOST_TRAVELLERS,
        ROLES,
        SEXES,
        STAFF,
        TRAVELLER_JSON,
        UNABLE,
        TravelGroup,
        Traveller,
        age_on,
        together,
    )
else:
    __getattr__ = lazy_names(__name__)

__all__ = [
    "FIELDS",
    "GROUP_JSON",
    "GUEST",
    "HEADINGS",
    "IGNORED",
    "LONGEST_NAME",
    "LONGEST_TEXT",
    "MOBILITY_TEXTS",
    "MOST_TRAVELLERS",
    "NAMED",
    "ROLES",
    "ROLE_TEXTS",
    "SEXES",
    "SEX_TEXTS",
    "STAFF",
    "TEXT_FIELDS",
    "TRAVELLER_JSON",
    "UNABLE",
    "GroupCounts",
    "Identity",
    "NameList",
    "NameTable",
    "TravelGroup",
    "Traveller",
    "Unsuited",
    "age_on",
    "assumed",
    "check_digit",
    "check_traveller",
    "group_of_counts",
    "mobility_of",
    "name_table",
    "profiles_of",
    "read_counts",
    "read_identity",
    "read_name_list",
    "read_passport",
    "request_for",
    "reread",
    "texts_of",
    "together",
    "unsuited",
]
