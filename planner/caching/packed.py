"""A mapping whose values are unpacked when they are asked for: of thousands that are kept, a command may need few."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class PackedMapping(Mapping[Key, Value]):
    """The same values by the same keys; equal to a mapping with equal ones."""

    def __init__(self, values: Mapping[Key, Value]) -> None:
        self._packed = {key: pickle.dumps(value, pickle.HIGHEST_PROTOCOL) for key, value in values.items()}
        self._values: dict[Key, Value] = {}

    def __getstate__(self) -> tuple[dict[Key, bytes], dict[Key, Value]]:
        return self._packed, {}

    def __setstate__(self, state: tuple[dict[Key, bytes], dict[Key, Value]]) -> None:
        self._packed, self._values = state

    def __getitem__(self, key: Key) -> Value:
        if key not in self._values:
            self._values[key] = pickle.loads(self._packed[key])  # noqa: S301  # packed by us
        return self._values[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)
