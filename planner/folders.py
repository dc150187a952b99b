"""Where things are: the program, what it brings along, and what people enter."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_BUNDLE = PACKAGE / "bundle"  # what a wheel brings along; a checkout has it beside the package
ROOT = _BUNDLE if _BUNDLE.is_dir() else PACKAGE.parent


def _instance() -> Path:
    """Where what people enter is kept: in the checkout, else in the user's data folder."""
    if not _BUNDLE.is_dir():
        return ROOT / "instance"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "silverway"


INSTANCE = _instance()
