"""What the lower panel of the workbench shows, a module for each of its larger tabs."""

from routes.rail.workbench.panels.late import LateView, late_view
from routes.rail.workbench.panels.robust import RobustView, robust_view
from routes.rail.workbench.panels.stations import StationView, assume, station_view

__all__ = ["LateView", "RobustView", "StationView", "assume", "late_view", "robust_view", "station_view"]
