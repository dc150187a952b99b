"""Photographs of places for tests: grey, tiny, with everything that is kept beside one."""

from __future__ import annotations

from base64 import b64decode

from planner.upkeep import Photo

JPEG = b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H///"
    "/6/+b9//j/wAALCAAGAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABYQAAMAAAAAAAAAAAAAAAAAAAAhUf/aAAgBAQAAPwBqz//Z"
)


def photo(place: str, period: str = "now", **more: str) -> Photo:
    """One of now without a year, unless told otherwise."""
    words = {"year": "", "licence": "CC-BY-4.0", "credit": "王某", "source": "辽宁省档案馆"}
    words |= {"alt_zh": "老车站", "alt_en": "The station", "added_on": "2026-11-29"} | more
    return Photo(place=place, period=period, width=400, height=300, jpeg=JPEG, **words)
