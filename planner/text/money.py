"""Amounts and rates as people type them: strict, so that nothing is read that was not meant."""

from __future__ import annotations

import re
import unicodedata

_AMOUNT = re.compile(r"([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(?:[.]([0-9]{1,2}))?")


def read_fen(text: str) -> int | None:
    """320, 45.5, ¥1,320.50 or 40元 as whole fen; None if it is something else (1,2,3, 1e3, -1, 0.001)."""
    found = _AMOUNT.fullmatch(_bare(text, "¥￥", "元yuan"))
    if found is None:
        return None
    return int(found[1].replace(",", "")) * 100 + int((found[2] or "").ljust(2, "0") or 0)


def read_rate(text: str) -> int | None:
    """18, 12.5 or 12.5 % as hundredths of a percent, at most 100 %; None if it is something else."""
    found = _AMOUNT.fullmatch(_bare(text, "", "%"))
    if found is None or "," in found[1]:
        return None
    rate = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0") or 0)
    return rate if rate <= 10_000 else None


def plain_amount(fen: int) -> str:
    """As it is typed: 320, 45.50."""
    sign, fen = ("-" if fen < 0 else ""), abs(fen)
    return f"{sign}{fen // 100}" if fen % 100 == 0 else f"{sign}{fen // 100}.{fen % 100:02d}"


def _bare(text: str, before: str, behind: str) -> str:
    """Without blanks around it and the signs that may stand before and behind an amount."""
    if any(unicodedata.category(sign) == "No" for sign in text):  # ² and ½ would become figures
        return ""
    bare = unicodedata.normalize("NFKC", text).strip().lower()
    return bare.lstrip(unicodedata.normalize("NFKC", before)).rstrip(behind).strip()
