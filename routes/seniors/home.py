"""The first page: a few very large choices."""

from flask import render_template

from routes.seniors.blueprint import bp


@bp.get("/")
def home() -> str:
    return render_template("seniors/home.html")
