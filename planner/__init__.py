"""The domain and the optimisation of Silverway; usable from a notebook, knows nothing of the web.

Packages may import what they name when it is asked for, so that a command loads only what it uses: their `__init__`
says `if TYPE_CHECKING:` what comes from where, and `else: __getattr__ = lazy_names(__name__)`. A name that a module
beside it has too is imported at once, as importing the module would put it under that name.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

__version__ = "0.1.0"  # the one place; pyproject.toml and `silverway --version` read it

# Matrices here are small: threads of the linear algebra would only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def lazy_names(package: str) -> Callable[[str], Any]:
    """The `__getattr__` of a package: what its `__init__` imports for type checking, imported now."""
    origins: dict[str, str] = {}

    def find(name: str) -> Any:
        module = sys.modules[package]
        if not origins:
            origins.update(names_for_types(Path(str(module.__file__)).read_bytes()))
        if name not in origins:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(origins[name]), name)
        setattr(module, name, found)
        return found

    return find


def names_for_types(source: bytes) -> dict[str, str]:
    """What a package's `__init__` imports for type checking, with the module each name comes from."""
    blocks = (node for node in ast.parse(source).body if isinstance(node, ast.If))
    taken = (node for block in blocks for node in block.body if isinstance(node, ast.ImportFrom))
    return {alias.name: str(node.module) for node in taken for alias in node.names}
