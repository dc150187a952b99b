"""Possessions that hold for every train of a railway, and those of one train besides."""

from __future__ import annotations

from collections.abc import Iterable

from planner.catalog import RailFacts
from planner.train.types import Possession


def all_possessions(rail: RailFacts, own: Iterable[Possession]) -> tuple[Possession, ...]:
    """Those of the railway and the train's `own`, each once."""
    return tuple(dict.fromkeys((*(Possession(*each) for each in rail.possessions), *own)))
