"""What takes seconds to compute from the facts, kept between runs until the facts or the code that makes it change.

A file's name holds the digests of both, so nothing outlives the code that made it, and editing other code leaves it.
Facts put together by hand have no digest of files; what comes of them is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol, TypeVar

from pydantic import TypeAdapter, ValidationError

from planner.caching.sources import sources_digest

FOLDER = Path(__file__).parent / "__pycache__" / "computed"
FILES_DIGEST = re.compile(r"[0-9a-f]{64}")


class Versioned(Protocol):
    """Facts that know which state of data/ they are."""

    @property
    def digest(self) -> str: ...


Facts = TypeVar("Facts", bound=Versioned)
Found = TypeVar("Found")


def disk_cached(form: TypeAdapter[Found]) -> Callable[[Callable[[Facts], Found]], Callable[[Facts], Found]]:
    """Decorate a function of nothing but facts, so that its results are kept on disk as JSON in that form.

    They are made anew once the sources of its module change, or of a planner module which that imports.
    """

    def decorate(make: Callable[[Facts], Found]) -> Callable[[Facts], Found]:
        @wraps(make)
        def read_or_make(facts: Facts) -> Found:
            if not FILES_DIGEST.fullmatch(facts.digest):
                return make(facts)
            name = f"{make.__module__}.{make.__qualname__}"
            path = FOLDER / f"{name}-{facts.digest[:16]}-{sources_digest(make.__module__)[:16]}.json"
            try:
                return form.validate_json(path.read_bytes())
            except (OSError, ValidationError):
                found = make(facts)
            _write(path, form.dump_json(found))
            return found

        return read_or_make

    return decorate


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all; where nothing may be written it is made again next time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)
    except OSError:
        pass
