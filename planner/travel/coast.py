"""The way round water: how far it is by land where the straight line crosses a bay.

The shortest way inside a coastline bends only at corners where the land turns inward. Ways between such
corners are found once; a question then joins its two points to corners they can see.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod

ROUGH_DEG = 0.03  # the coast is simplified to this for corners
SHORE_DEG = 0.015  # points and ways this near the coast count as on land: outlines are coarse
SMALLEST_DEG2 = 0.02  # land smaller than this has no corners of its own
SAMPLES = np.linspace(0.02, 0.98, 25)
MOST_POINTS = 2000  # whose view of the corners is held

Floats = npt.NDArray[np.float64]
_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True)
class Coast:
    """Land with a strip of shore, its corners (degrees) and the kilometres by land between them, shape (k, k).

    `views` holds the kilometres from points asked about to each corner: the same places are asked about in ever other
    pairs.
    """

    shore: shapely.Geometry
    x: Floats
    y: Floats
    km: Floats
    views: dict[tuple[float, float], Floats] = field(default_factory=dict, repr=False, compare=False)

    def round_km(self, lon: Floats, lat: Floats, first: npt.NDArray[np.intp], second: npt.NDArray[np.intp]) -> Floats:
        """Kilometres by land between the pairs `first`, `second` of points; inf where there is no way."""
        asked = np.unique(np.concatenate([first, second]))
        place = np.zeros(len(lon), dtype=np.intp)
        place[asked] = np.arange(len(asked))
        seen = self._seen_from([(float(lon[k]), float(lat[k])) for k in asked])
        onward = np.array([(row[:, None] + self.km).min(axis=0) for row in seen])
        return np.array([(onward[place[i]] + seen[place[j]]).min() for i, j in zip(first, second, strict=True)])

    def _seen_from(self, points: list[tuple[float, float]]) -> Floats:
        """Straight kilometres from each point to each corner it can see, shape (n, k)."""
        views = self.views if len(self.views) + len(points) <= MOST_POINTS else {}
        if new := [point for point in points if point not in views]:
            lon, lat = np.array(new).T
            views.update(zip(new, _seen_km(self.shore, lon, lat, self.x, self.y), strict=True))
        return np.array([views[point] for point in points])


def coast_of(land: shapely.Geometry) -> Coast:
    """The coast of some land, given in degrees."""
    shore = land.buffer(SHORE_DEG)
    shapely.prepare(shore)
    x, y = _corners(land.simplify(ROUGH_DEG))
    km = _seen_km(shore, x, y, x, y)
    np.fill_diagonal(km, 0.0)
    for k in range(len(x)):
        np.minimum(km, km[:, [k]] + km[[k], :], out=km)
    return Coast(shore, x, y, km)


def _corners(land: shapely.Geometry) -> tuple[Floats, Floats]:
    """The vertices where land bends round water: the inner angle is more than a straight line."""
    found = []
    for polygon in shapely.orient_polygons(shapely.get_parts(land)):
        if polygon.area < SMALLEST_DEG2:
            continue
        for ring in polygon.exterior, *polygon.interiors:
            points = np.asarray(ring.coords)[:-1]
            before, after = points - np.roll(points, 1, axis=0), np.roll(points, -1, axis=0) - points
            found.append(points[before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0] < 0])
    corners = np.concatenate(found)
    return corners[:, 0], corners[:, 1]


def _seen_km(shore: shapely.Geometry, x: Floats, y: Floats, to_x: Floats, to_y: Floats) -> Floats:
    """Straight kilometres from each point to each corner, shape (n, k); inf where water lies between."""
    dry = np.ones((len(x), len(to_x)), dtype=bool)
    for along in SAMPLES:
        i, j = np.nonzero(dry)
        dry[i, j] = shapely.contains_xy(shore, x[i] + along * (to_x[j] - x[i]), y[i] + along * (to_y[j] - y[i]))
    i, j = np.nonzero(dry)
    km = np.full(dry.shape, np.inf)
    km[i, j] = np.asarray(_GEOD.inv(x[i], y[i], to_x[j], to_y[j])[2]) / 1000
    return km
