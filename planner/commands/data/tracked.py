"""A bar on the screen for what takes minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import Progress

T = TypeVar("T")


@contextmanager
def tracked(rows: Sequence[T], words: str = "", quiet: bool = False) -> Iterator[Iterable[T]]:
    """The rows, with a bar of how many were taken, which is gone with the context; none if `quiet`."""
    with Progress(console=Console(stderr=True), transient=True, disable=quiet) as progress:
        yield progress.track(rows, description=words)
