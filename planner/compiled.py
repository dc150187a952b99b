"""Compiled code that is kept between runs and never grows stale.

Numba keeps what it compiled beside each file and looks only at that file's age: a change in a function called from
another file would go unnoticed. So it is kept in a folder named after all of the planner's sources.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from numba import config, njit

HERE = Path(__file__).parent


def _folder() -> Path:
    sources = sorted(path for path in HERE.rglob("*.py") if b"planner.compiled" in path.read_bytes())
    digest = sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    return HERE / "__pycache__" / f"compiled-{digest[:16]}"


if not config.CACHE_DIR:
    config.CACHE_DIR = str(_folder())

compiled = njit(cache=True, nogil=True)
