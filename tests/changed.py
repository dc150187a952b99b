"""Which tests mirror what changed since main, for `make check`: python -m tests.changed [BASE]"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ALWAYS = "tests/test_rooms.py"
MIRRORS = {  # of folders that tests do not mirror by name
    "templates": "tests/routes", "static": "tests/routes", "translations": "tests/routes/test_plain_words.py",
    "data": "tests/planner/catalog", "docs": "tests/docs", "migrations": "tests/planner/test_migrate.py",
}  # fmt: skip


def mirror_of(path: str) -> str | None:
    """The test file or the nearest test folder for a file of the project; None where there is none of its own."""
    folder, name = Path(path).parent, Path(path).name
    if path.endswith(".md"):
        return "tests/docs"
    if folder.parts[:1] == ("tests",):
        return path if name.startswith("test_") and (ROOT / path).exists() else None
    if folder.parts[:1] in (("planner",), ("routes",)):
        nearest = next(place for place in (folder, *folder.parents) if (ROOT / "tests" / place).is_dir())
        if len(nearest.parts) > 1:
            return f"tests/{nearest}"
        own = f"tests/{nearest}/test_{name}"
        return own if (ROOT / own).exists() else None
    if folder.parts[:1] == ("templates",) and (ROOT / "tests" / "routes" / Path(*folder.parts[1:])).is_dir():
        return f"tests/routes/{Path(*folder.parts[1:])}".rstrip("./")
    return MIRRORS.get(folder.parts[0]) if folder.parts else None


def chosen(paths: Iterable[str]) -> list[str]:
    """What to run for these changes, no folder within another; nothing if none has tests of its own."""
    found = {tests for path in paths if (tests := mirror_of(path)) and "tests/browser" not in tests}
    outer = {one for one in found if not any(one != other and Path(one).is_relative_to(other) for other in found)}
    return sorted({*outer, ALWAYS}) if outer else []


def changed(base: str) -> list[str]:
    """Files that differ from where the branch left `base`, and new ones; none where there is no such branch."""
    fork = _git("merge-base", base, "HEAD")
    return [*_git("diff", "--name-only", *fork), *_git("ls-files", "--others", "--exclude-standard")] if fork else []


def _git(*words: str) -> list[str]:
    ran = subprocess.run(["git", "-c", "core.quotePath=false", *words], cwd=ROOT, capture_output=True, text=True)
    return ran.stdout.split("\n")[:-1] if ran.returncode == 0 else []


if __name__ == "__main__":
    sys.stdout.write(" ".join(chosen(changed(*(sys.argv[1:] or ["main"])))) + "\n")
