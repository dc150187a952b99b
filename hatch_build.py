"""What a wheel holds beside the packages: data, pages and migrations as they are, and the translations compiled."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLE = "planner/bundle"  # planner/folders.py looks there
FOLDERS = ("data", "templates", "static", "migrations")


class BundleHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the folders to a wheel. An editable installation finds them in the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        build_data["force_include"] |= {folder: f"{BUNDLE}/{folder}" for folder in FOLDERS}
        self._compiled = TemporaryDirectory()
        for words in sorted(Path(self.root, "translations").glob("*/LC_MESSAGES/*.po")):
            inside = words.relative_to(self.root).with_suffix(".mo")
            target = Path(self._compiled.name) / inside
            target.parent.mkdir(parents=True)
            with words.open("rb") as source, target.open("wb") as compiled:
                write_mo(compiled, read_po(source))
            build_data["force_include"][str(target)] = f"{BUNDLE}/{inside}"

    def finalize(self, version: str, _build_data: dict[str, Any], _artifact_path: str) -> None:
        if version != "editable":
            self._compiled.cleanup()
