"""Longer stays: the form, those that are kept, the page of one, and what is taken along of it."""

from routes.seniors.stay import kept, take_along, views
