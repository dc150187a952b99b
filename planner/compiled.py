"""Compiled code that is kept between runs and never grows stale.

Numba keeps what it compiled beside each file and looks only at that file's age: a change in a function or a constant
taken from another file would go unnoticed. So each module's is kept in a folder named after all sources it depends on.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from numba import config, njit

from planner.caching import sources_digest

FOLDER = Path(config.CACHE_DIR or Path(__file__).parent / "__pycache__")


def compiled(function: Callable[..., Any]) -> Any:
    """Decorate a function so that numba compiles it, to run without the interpreter's lock."""
    config.CACHE_DIR = str(FOLDER / f"compiled-{sources_digest(function.__module__)[:16]}")
    return njit(cache=True, nogil=True)(function)


def inlined(function: Callable[..., Any]) -> Any:
    """Decorate a part of compiled functions so that it stands in each that calls it, at no cost of its own."""
    return njit(inline="always", nogil=True)(function)
