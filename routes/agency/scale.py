"""Steps by days before the start, as people type them: 30:50、7:100."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise


def read_steps(text: str) -> list[tuple[int, int]] | None:
    """Days and percents, from early to late, that only rise; none of an empty text; None if it is something else."""
    parts = [
        re.fullmatch(r"([0-9]{1,3})[:：]([0-9]{1,3})", part) for part in re.split(r"[\s、,，]+", text.strip()) if part
    ]
    pairs = [(int(part[1]), int(part[2])) for part in parts if part]
    rising = all(a[0] > b[0] and a[1] <= b[1] for a, b in pairwise(pairs))
    return pairs if len(pairs) == len(parts) and rising and all(percent <= 100 for _days, percent in pairs) else None


def typed_steps(steps: Iterable[tuple[int, int]], comma: str) -> str:
    """As it is typed, with the comma of the reader's language."""
    return comma.join(f"{days}:{percent}" for days, percent in steps)
