"""What takes long to compute from the facts, kept between runs until the facts or the code that makes it change.

A file's name holds the digests of both, so nothing outlives the code that made it, and editing other code leaves it.
Facts put together by hand have no digest of files; what comes of them is not kept. Like bytecode, the files lie beside
the code, are its owner's alone, and are pickled: read only where their content is what was written.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol, TypeVar

from planner.caching.sources import sources_digest, write_whole

FOLDER = Path(__file__).parent / "__pycache__" / "computed"
FILES_DIGEST = re.compile(r"[0-9a-f]{64}")
HELD = 32  # files of each function: of the states of facts and code last computed
_MARK = sha256().digest_size


class Versioned(Protocol):
    """Facts that know which state of data/ they are."""

    @property
    def digest(self) -> str: ...


Facts = TypeVar("Facts", bound=Versioned)
Found = TypeVar("Found")


def disk_cached(make: Callable[[Facts], Found]) -> Callable[[Facts], Found]:
    """Decorate a function of nothing but facts, so that its results are kept on disk.

    They are made anew once the sources of its module change, or of a planner module which that imports.
    """

    @wraps(make)
    def read_or_make(facts: Facts) -> Found:
        return held_on_disk(facts.digest, make, facts)

    return read_or_make


def held_on_disk(digest: str, make: Callable[..., Found], *arguments: object) -> Found:
    """What `make` returns, from disk if it is there for the facts of that digest."""
    if not FILES_DIGEST.fullmatch(digest):
        return make(*arguments)
    name = f"{make.__module__}.{make.__qualname__}"
    path = FOLDER / f"{name}-{digest[:16]}-{sources_digest(make.__module__)[:16]}.pickle"
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    if content and sha256(content[_MARK:]).digest() == content[:_MARK]:
        known: Found = pickle.loads(memoryview(content)[_MARK:])  # noqa: S301  # written by `_write`, as its digest says
        return known
    found = make(*arguments)
    _write(path, found)
    return found


def _write(path: Path, found: Any) -> None:
    """Where nothing may be written it is made again next time."""
    content = pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
    if not write_whole(path, sha256(content).digest() + content):
        return
    name = path.name[: -len("-0123456789abcdef-0123456789abcdef.pickle")]
    with suppress(OSError):  # another process may tidy too
        others = sorted(path.parent.glob(f"{name}-*.pickle"), key=lambda other: other.stat().st_mtime_ns)
        for old in others[:-HELD]:
            old.unlink()
