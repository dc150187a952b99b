"""One spelling for what can be typed in several."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from opencc import OpenCC

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")


def plain(text: str) -> str:
    """The text in simplified characters and half width, without blanks and unseen characters at its ends or in it."""
    whole = text.encode("utf-8", "ignore").decode()  # an argument that was no text has lone surrogates
    narrow = unicodedata.normalize("NFKC", whole).translate(_DASHES)
    seen = "".join(" " if c.isspace() else c for c in narrow if c.isspace() or unicodedata.category(c)[0] != "C")
    return _simplify(seen.strip())


@lru_cache(maxsize=10_000)
def name_key(name: str) -> str:
    """What two spellings of one name share: small letters without accents, Chinese characters and digits."""
    letters = unicodedata.normalize("NFKD", plain(name)).casefold()
    return "".join(c for c in letters if c.isalnum())


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("hk2s")  # takes the forms of Taiwan and the mainland as well


def _simplify(text: str) -> str:
    return text if text.isascii() else str(_converter().convert(text))
