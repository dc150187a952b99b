"""What is computed from the facts is computed once, also when two ask together, and two states do not thrash."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from planner.caching.memory import STATES, memoize
from tests.planner.caching.test_disk import State


def test_two_threads_compute_once() -> None:
    asked, release, ready = [], Event(), Barrier(4)

    @memoize()
    def length(facts: State) -> int:
        asked.append(facts.digest)
        assert release.wait(20)
        return len(facts.digest)

    def ask(digest: str) -> int:
        ready.wait(20)
        return length(State(digest))

    with ThreadPoolExecutor(3) as pool:
        found = [pool.submit(ask, digest) for digest in ("aa", "aa", "bbb")]
        ready.wait(20)
        release.set()
        assert [one.result(20) for one in found] == [2, 2, 3]
    assert sorted(asked) == ["aa", "bbb"]


def test_as_many_states_are_held_as_said_and_the_one_longest_unused_leaves() -> None:
    asked = []

    @memoize()
    def digest_of(facts: State, times: int) -> str:
        asked.append(facts.digest * times)
        return asked[-1]

    states = [State(str(number)) for number in range(STATES)]
    for _ in range(3):
        assert [digest_of(state, 1) for state in states] == [state.digest for state in states]
    assert len(asked) == STATES
    assert STATES >= 3
    assert digest_of(states[0], 2) == "00"  # other arguments, another result; it takes the place of states[0] at 1
    digest_of(states[1], 1)
    assert len(asked) == STATES + 1
    digest_of(states[0], 1)
    assert len(asked) == STATES + 2


def test_what_failed_is_tried_again() -> None:
    asked = []

    @memoize()
    def broken(facts: State) -> str:
        asked.append(facts)
        raise ValueError(facts.digest)

    for _ in range(2):
        with pytest.raises(ValueError, match="a"):
            broken(State("a"))
    assert len(asked) == 2
