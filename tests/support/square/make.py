"""Makes the little town that real routing servers answer for in tests: five streets by five, invented.

It lies where 沈阳 lies so that coordinates look right, but no street of it exists. `square.osm.pbf` is what OSRM is
fed with, the two `.gph` tiles are what Valhalla's builder makes of it. Run once, by a developer, with `osmium` and a
Valhalla that brings `valhalla_build_tiles` (`pyvalhalla-weekly`, or `pyvalhalla` from 3.9) on the path:

    python tests/support/square/make.py
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import osmium
from osmium.osm.mutable import Node, Way
from valhalla import get_config

HERE = Path(__file__).parent
SOUTH, WEST, STREETS, LAT_STEP, LON_STEP = 41.79, 123.43, 5, 0.004, 0.0052
WHEN = "2026-01-01T00:00:00Z"


def town(file: Path) -> None:
    """The streets, as OpenStreetMap would have them."""
    file.unlink(missing_ok=True)
    ids = [[1 + row * STREETS + column for column in range(STREETS)] for row in range(STREETS)]
    with osmium.SimpleWriter(str(file)) as writer:
        for row in range(STREETS):
            for column in range(STREETS):
                at = WEST + column * LON_STEP, SOUTH + row * LAT_STEP
                writer.add_node(Node(id=ids[row][column], version=1, timestamp=WHEN, location=at))
        for number, row in enumerate(ids):
            across = {"highway": "secondary", "name": f"试验横{number}路"}
            writer.add_way(Way(id=1 + number, version=1, timestamp=WHEN, nodes=row, tags=across))
        for number, column in enumerate(zip(*ids, strict=True)):
            along = {"highway": "residential", "name": f"试验纵{number}街"}
            if number == 1:
                along["oneway"] = "yes"  # so that there and back differ
            writer.add_way(Way(id=101 + number, version=1, timestamp=WHEN, nodes=list(column), tags=along))


def tiles(file: Path) -> None:
    """Valhalla's tiles of the town."""
    with tempfile.TemporaryDirectory() as folder:
        built, empty = Path(folder) / "tiles", Path(folder) / "empty.tar"
        built.mkdir()
        tarfile.open(empty, "w").close()
        config = Path(folder) / "valhalla.json"
        config.write_text(json.dumps(get_config(tile_extract=empty, tile_dir=built)))
        subprocess.run(["valhalla_build_tiles", "-c", str(config), str(file)], cwd=folder, check=True)
        shutil.rmtree(HERE / "tiles", ignore_errors=True)
        shutil.copytree(built, HERE / "tiles", ignore=lambda _, names: [n for n in names if n.endswith(".bin")])


if __name__ == "__main__":
    town(HERE / "square.osm.pbf")
    tiles(HERE / "square.osm.pbf")
