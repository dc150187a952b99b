"""Longer stays: the form and the page of a stay."""

from routes.seniors.stay import views
