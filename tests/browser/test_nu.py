"""Every page before the Nu HTML checker, as it is served, in both languages: no error, no warning."""

from __future__ import annotations

import pytest
import requests

from tests.support.browser import LiveSite
from tests.support.pages import GALLERY, PAGES
from tests.support.web_checks import nu_faults

pytestmark = pytest.mark.browser
LANGUAGES = ("zh", "en")


def test_the_html_checker_finds_nothing(live: LiveSite) -> None:
    faults = nu_faults(
        {f"{path} {language}": served(live, path, language) for path in (*PAGES, *GALLERY) for language in LANGUAGES}
    )
    assert not faults, "\n".join(faults)


def served(live: LiveSite, path: str, language: str) -> str:
    """The page's source, also of one that says that it is not there."""
    answer = requests.get(live.page(path), cookies={"language": language, "owner": live.owner}, timeout=30)
    assert answer.status_code < 500, path
    return answer.text
