"""Packages for a departure's group: asked for, waited for, set side by side, one of them taken."""

from typing import TYPE_CHECKING

from planner import lazy_names

if TYPE_CHECKING:
    from routes.agency.packages.ask import find_packages
    from routes.agency.packages.job_pages import register_pages
    from routes.agency.packages.step import PACKAGES
else:
    __getattr__ = lazy_names(__name__)

__all__ = ["PACKAGES", "find_packages", "register_pages"]
