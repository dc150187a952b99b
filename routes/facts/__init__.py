"""资料: what we know of the province, where each cell comes from, how good it is; operators change it here."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("facts", __name__, url_prefix="/facts")

from routes.facts import browse, changes, edit, entrance, imports, report  # noqa: E402, F401  # views
from routes.facts.present import label_of  # noqa: E402

bp.app_template_global("column_label")(label_of)
