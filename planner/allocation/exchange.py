"""Places moved by hand: one person's for another's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Place = TypeVar("Place")


def exchanged(places: Mapping[str, Place], key: str, place: Place) -> dict[str, Place]:
    """The places by person with somebody in another; who has that one gets theirs, or none where they had none."""
    found = dict(places)
    other = next((each for each, there in found.items() if there == place and each != key), None)
    if other is not None:
        del found[other]
        if key in found:
            found[other] = found[key]
    return found | {key: place}
