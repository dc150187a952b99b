"""What people type into pages, made plain text."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """Text without control and formatting characters, lines kept, ends trimmed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(c for c in line if unicodedata.category(c)[0] != "C").strip() for line in lines).strip()
