"""A train of the workbench published for agencies, and what it asks of the stations."""

from flask import Blueprint

from routes.rail.product import page, sheets

__all__ = ["register"]


def register(bp: Blueprint) -> None:
    """The addresses: looking and publishing, no longer offering, the stations' sheets."""
    bp.add_url_rule("/workbench/<project_id>/publish", "product", page.show)
    bp.add_url_rule("/workbench/<project_id>/publish", "publish_product", page.publish, methods=["POST"])
    bp.add_url_rule("/workbench/<project_id>/close", "close_product", page.close, methods=["POST"])
    bp.add_url_rule("/workbench/<project_id>/requests.<kind>", "product_requests", sheets.requests_file)
