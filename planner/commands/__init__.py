"""The subcommands of `silverway`, one topic a module, each imported when it is asked for."""

from planner.commands.context import CliContext, cli_context, refuse
from planner.commands.lazy import LazyGroup

__all__ = ["CliContext", "LazyGroup", "cli_context", "refuse"]
