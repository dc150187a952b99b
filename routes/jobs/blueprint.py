"""The blueprint that the views register with."""

from flask import Blueprint

bp = Blueprint("jobs", __name__)
