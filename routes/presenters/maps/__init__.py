"""Where a trip goes: sketches for paper and for no network, and the stops of the map."""

from routes.presenters.maps.frame import Frame, outlines
from routes.presenters.maps.sketch import Sketch, SketchStop, day_sketch, trip_sketch, way_sketch
from routes.presenters.maps.stops import Stop, TripMap, trip_map

__all__ = [
    "Frame",
    "Sketch",
    "SketchStop",
    "Stop",
    "TripMap",
    "day_sketch",
    "outlines",
    "trip_map",
    "trip_sketch",
    "way_sketch",
]
