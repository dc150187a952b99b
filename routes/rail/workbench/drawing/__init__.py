"""What the workbench draws: the diagram with its base and what lies over it, the strip that shows all hours, and who
stands at a station."""

from routes.rail.workbench.drawing.occupation import occupation_svg
from routes.rail.workbench.drawing.overview import Overview, overview_of
from routes.rail.workbench.drawing.sheet import ProjectDrawing, sheet_of

__all__ = ["Overview", "ProjectDrawing", "occupation_svg", "overview_of", "sheet_of"]
