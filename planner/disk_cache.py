"""What takes seconds to work out from the facts, kept between runs: made anew when the facts or the planner change.

The files lie in a folder named after all of the planner's sources, so that none outlives the code that made it. Facts
put together by hand have no digest of files; what comes of them is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

HERE = Path(__file__).parent
FILES_DIGEST = re.compile(r"[0-9a-f]{64}")
Found = TypeVar("Found")


def kept(name: str, facts_digest: str, form: TypeAdapter[Found], make: Callable[[], Found]) -> Found:
    """What was made of these facts under that name, else what `make` makes now."""
    if not FILES_DIGEST.fullmatch(facts_digest):
        return make()
    path = _folder() / f"{name}-{facts_digest[:16]}.json"
    try:
        return form.validate_json(path.read_bytes())
    except (OSError, ValidationError):
        found = make()
    _write(path, form.dump_json(found))
    return found


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all; where nothing may be written it is made again next time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)
    except OSError:
        pass


@cache
def _folder() -> Path:
    sources = sha256(b"".join(path.read_bytes() for path in sorted(HERE.rglob("*.py"))))
    return HERE / "__pycache__" / f"kept-{sources.hexdigest()[:16]}"
