"""Results held in memory for the states of the facts last asked about.

Facts are distinguished by their digest. Each result is computed once, however many threads ask for it at the same time,
and several states are held, so that requests for two of them in turn do not drive each other out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Condition
from typing import ParamSpec, TypeVar

from cachetools import LRUCache, cached

STATES = 4  # results held of each function: the facts before and after a change, and those of two trials

Params = ParamSpec("Params")
Result = TypeVar("Result")


def by_digest(*arguments: object) -> Hashable:
    """The arguments as a key; what has a `digest` is known by it."""
    return tuple(getattr(argument, "digest", argument) for argument in arguments)


def memoize(
    key: Callable[..., Hashable] = by_digest, size: int = STATES
) -> Callable[[Callable[Params, Result]], Callable[Params, Result]]:
    """Decorate a function so that its last `size` results are held, the least recently used leaving first.

    `key` gets the function's arguments. Other threads asking for the same key wait for the first; what the function
    raises is not held. The function must not call itself with the same key.
    """

    def decorate(function: Callable[Params, Result]) -> Callable[Params, Result]:
        return cached(LRUCache(size), key=key, condition=Condition())(function)

    return decorate
