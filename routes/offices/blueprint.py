"""The blueprint that the views register with."""

from flask import Blueprint

bp = Blueprint("offices", __name__, url_prefix="/office")
