"""A trip for the family: its owner hands out links and takes them back; the family looks, says, changes."""

from routes.family import manage, visit
from routes.family.blueprint import bp

__all__ = ["bp"]
