"""The subcommands of `silverway`, one topic a module."""
