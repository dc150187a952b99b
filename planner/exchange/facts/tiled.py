"""Asking for a region tile by tile, so that one that broke off goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from time import sleep

from planner.exchange.facts.servers import Box, Element

PAUSE_S = 1.0  # between two questions: public servers are shared


def gather(
    tiles: Iterable[Box], ask: Callable[[Box], bytes], read: Callable[[bytes], list[Element]], folder: Path
) -> list[Element]:
    """The elements of all tiles, each once; answers are kept in the folder, and what is there is not asked again.

    Raises
    ------
    Unreachable
        If the server fails; the answers so far stay.
    """
    folder.mkdir(parents=True, exist_ok=True)
    found: dict[str, Element] = {}
    asked = False
    for tile in tiles:
        elements = _read_kept_tile(folder / file_of(tile), read)
        if elements is None:
            if asked:
                sleep(PAUSE_S)
            body, asked = ask(tile), True
            _keep(folder / file_of(tile), body)
            elements = read(body)
        for element in elements:
            found.setdefault(element.ref, element)
    return list(found.values())


def file_of(tile: Box) -> str:
    """The name of a tile's answer."""
    return "_".join(f"{edge:.2f}" for edge in tile) + ".json"


def _read_kept_tile(path: Path, read: Callable[[bytes], list[Element]]) -> list[Element] | None:
    """What a kept answer says; None if there is none that can be read."""
    try:
        return read(path.read_bytes())
    except (OSError, ValueError):
        return None


def _keep(path: Path, body: bytes) -> None:
    """The whole answer or none of it."""
    part = path.with_suffix(".part")
    part.write_bytes(body)
    part.replace(path)
