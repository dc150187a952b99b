"""资料: what we know of the province, where each cell comes from, how good it is; operators change it here."""

from routes.facts import audit, browse, calls, changes, edit, imports, notes, photos, report, stale
from routes.facts.blueprint import bp
from routes.facts.present import label_of

__all__ = ["bp"]

bp.app_template_global("column_label")(label_of)
