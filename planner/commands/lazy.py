"""A group of commands whose modules are imported when one of them is asked for, so that `silverway` starts at once.

To list them none is imported: what a command is for stands in the docstring of its function.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click


class LazyGroup(click.Group):
    """`lazy` gives the commands by name as "module:attribute"; those added in the usual way come beside them."""

    def __init__(self, *arguments: Any, lazy: Mapping[str, str] | None = None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._lazy = dict(lazy or {})

    def announced(self) -> Mapping[str, str]:
        """More of them, which take time to find: looked for where no other has the name."""
        return {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self._lazy, *self.announced()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        origin = self._lazy.get(cmd_name)
        if origin is None and (added := super().get_command(ctx, cmd_name)):
            return added
        origin = origin or self.announced().get(cmd_name)
        if origin is None:
            return None
        module, attribute = origin.split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        listed = {
            name: click.Command(name, help=_docstring(origin))
            for name, origin in {**self._lazy, **self.announced()}.items()
        }
        click.Group(commands={**self.commands, **listed}).format_commands(ctx, formatter)


def _docstring(origin: str) -> str | None:
    """What the function of "module:attribute" says of itself, read and not run."""
    module, _, attribute = origin.partition(":")
    top, *parts = module.split(".")
    spec = find_spec(top)
    path = Path(str(spec and spec.origin)).parent.joinpath(*parts)
    source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    functions = (node for node in ast.parse(source.read_bytes()).body if isinstance(node, ast.FunctionDef))
    return next((ast.get_docstring(function) for function in functions if function.name == attribute), None)
