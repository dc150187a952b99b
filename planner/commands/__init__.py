"""The subcommands of `silverway`, one topic a module, each imported when it is asked for."""

from planner.commands.context import CliContext, cli_context, refuse
from planner.commands.lazy import LazyGroup
from planner.commands.options import WholeRange
from planner.commands.usage import bad_usage, no_text, unusable_file

__all__ = ["CliContext", "LazyGroup", "WholeRange", "bad_usage", "cli_context", "no_text", "refuse", "unusable_file"]
