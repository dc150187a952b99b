"""What the workbench draws: the diagram with its base and what lies over it, and the strip that shows all hours."""

from routes.rail.workbench.drawing.overview import Overview, overview_of
from routes.rail.workbench.drawing.sheet import ProjectDrawing, sheet_of

__all__ = ["Overview", "ProjectDrawing", "overview_of", "sheet_of"]
