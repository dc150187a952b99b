"""`silverway doctor`: what the site needs, looked at one by one."""

from planner.commands.doctor.command import doctor

__all__ = ["doctor"]
