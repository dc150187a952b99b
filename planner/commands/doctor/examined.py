"""What an examination found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Examined:
    """One thing looked at: what it is called, whether it is as it should be, and how it is or what to do."""

    about: str
    good: bool
    words: str
