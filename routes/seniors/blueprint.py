"""The blueprint that the views register with."""

from flask import Blueprint

bp = Blueprint("seniors", __name__)
