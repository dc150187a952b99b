"""A sample of the tests: one case of each."""

from tests.support.effort import first_cases


def test_the_first_case_of_each_test_is_taken() -> None:
    names = ["a.py::one[1]", "a.py::one[2-b]", "a.py::two", "b.py::one[2]", "a.py::one[3]"]
    assert first_cases(names) == [True, False, True, True, False]
