"""The packages the site rests on, as a table for security.md: python -m docs.dependencies

From what is installed and the lock files alone; nothing is asked of any index.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-postgres.lock")
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", re.MULTILINE)
PYTHON = re.compile(r"Programming Language :: Python :: 3\.(\d+)$")
APPROVED = "License :: OSI Approved :: "
SHORT = {  # as classifiers and older packages call it: as SPDX does
    "MIT License": "MIT", "BSD License": "BSD", "Apache Software License": "Apache-2.0", "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0", "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "Zope Public License": "ZPL-2.1",
    "3-Clause BSD License": "BSD-3-Clause", "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}  # fmt: skip


def pinned() -> dict[str, str]:
    """The version of every package that a site needs, by name."""
    found = (PINNED.findall((ROOT / lock).read_text(encoding="utf-8")) for lock in LOCKS)
    return {name.lower(): version for one in found for name, version in one}


def licence_of(name: str) -> str:
    """As the package says itself, in SPDX's words where they are known."""
    told = metadata(name)
    if expression := told.get("License-Expression"):
        return expression
    classes = [c.removeprefix(APPROVED) for c in told.get_all("Classifier") or () if c.startswith(APPROVED)]
    text = (told.get("License") or "").strip().partition("\n")[0]
    return " or ".join(SHORT.get(c, c) for c in classes) or SHORT.get(text, text) or "?"


def newest_python(name: str) -> str:
    """The newest Python that the package names: one that is kept up names those of today."""
    told = (PYTHON.search(c) for c in metadata(name).get_all("Classifier") or ())
    minors = [int(found[1]) for found in told if found]
    return f"3.{max(minors)}" if minors else "–"


def table() -> str:
    """A row for each package that is installed here; what another platform needs is left out."""
    rows = ["| Package | Version | Licence | Newest Python named |", "|---|---|---|---|"]
    for name, version in sorted(pinned().items()):
        try:
            rows.append(f"| {name} | {version} | {licence_of(name)} | {newest_python(name)} |")
        except PackageNotFoundError:
            continue
    return "\n".join(rows)


if __name__ == "__main__":
    print(table())  # noqa: T201
