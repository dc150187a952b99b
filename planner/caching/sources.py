"""Which source files a module's results depend on: its own and those of all planner modules it imports.

Imports are read from the text and not run, those inside functions and for type checking too, so the set may be larger
than needed. A package's `__init__` counts where something is imported from it; on the way to a module it does not, as
ours only re-export.
"""

from __future__ import annotations

import json
import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

PACKAGE = "planner"
ROOT = Path(__file__).parents[2]
SEEN = "__pycache__/sources"  # for each module the digest found last, and the states of its sources then
_COMMENT = re.compile(r"#.*")
_RELATIVE = re.compile(r"^\s*from \.", re.MULTILINE)
_IMPORT = re.compile(r"^\s*import ([^\n]+)", re.MULTILINE)
_FROM = re.compile(rf"^\s*from ({PACKAGE}[.\w]*) import (\([^)]*\)|[^\n]+)", re.MULTILINE)


@cache
def sources_digest(module: str, root: Path = ROOT) -> str:
    """A digest, 64 hex digits, over the names and texts of `source_files(module)`; computed once in a process, and
    anew in the next only if one of them has another size or time of change."""
    seen = root / PACKAGE / SEEN / f"{module}.json"
    try:
        known = json.loads(seen.read_bytes())
        if known["files"] == {path: _state(root / path) for path in known["files"]}:
            return str(known["digest"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    digest, states = sha256(), {}
    for path in sorted(source_files(module, root)):
        states[path.as_posix()] = _state(root / path)
        digest.update(path.as_posix().encode() + b"\0" + (root / path).read_bytes() + b"\0")
    write_whole(seen, json.dumps({"digest": digest.hexdigest(), "files": states}).encode())
    return digest.hexdigest()


def write_whole(path: Path, content: bytes) -> bool:
    """Whole or not at all; says whether it was, as what is kept can be made again where nothing may be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)
    except OSError:
        return False
    return True


def _state(path: Path) -> list[int]:
    found = path.stat()
    return [found.st_mtime_ns, found.st_size]


def source_files(module: str, root: Path = ROOT) -> set[Path]:
    """The files that `module` depends on within the planner, relative to `root`, the folder that holds the package."""
    found: set[Path] = set()
    waiting, seen = [module], {module}
    while waiting:
        path = _path_of(waiting.pop(), root)
        if path is not None:
            found.add(path)
            more = _imported(root / path) - seen
            seen |= more
            waiting += more
    return found


def _path_of(name: str, root: Path) -> Path | None:
    """None for what is no module: `from planner.clock import today` may name a module or not."""
    parts = Path(*name.split("."))
    return next((p for p in (parts / "__init__.py", parts.with_suffix(".py")) if (root / p).is_file()), None)


@cache
def _imported(path: Path) -> frozenset[str]:
    """The planner's modules that a file imports, and what it takes from them, as dotted names."""
    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    if _RELATIVE.search(text):
        raise ValueError(f"{path}: relative imports are not followed")
    found = {module for modules in _IMPORT.findall(text) for module in _names(modules)}
    for module, names in _FROM.findall(text):
        found.add(module)
        found.update(f"{module}.{name}" for name in _names(names.strip("()")))
    return frozenset(name for name in found if name.partition(".")[0] == PACKAGE)


def _names(text: str) -> list[str]:
    return [part.split()[0] for part in text.split(",") if part.strip()]
