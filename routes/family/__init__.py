"""A trip for the family: its owner hands out links and takes them back; the family looks, says, changes."""

from flask import Blueprint

bp = Blueprint("family", __name__)

from routes.family import manage, visit  # noqa: E402, F401  # views register themselves
