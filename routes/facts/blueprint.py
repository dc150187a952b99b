"""The blueprint that the views register with."""

from flask import Blueprint

bp = Blueprint("facts", __name__, url_prefix="/facts")
