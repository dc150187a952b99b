"""For older travellers and those who plan for them: large letters, one thing a page."""

from routes.seniors import (
    arrange,
    ask,
    base_map,
    departures,
    ease,
    featured,
    home,
    job_pages,
    offline,
    search_machines,
    stay,
    trains,
    trip,
)
from routes.seniors.blueprint import bp

__all__ = ["bp"]

job_pages.register_pages()
