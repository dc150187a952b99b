"""The pictures of the READMEs and docs, taken from the real site: `make pictures`.

A new database is filled from data/, the ready-made trips and trains are planned, and Chromium takes the pictures.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from sqlmodel import col, select
from waitress.server import create_server

from planner.accounts import Who, new_secret
from planner.jobs import Job
from planner.saved import SavedItinerary, SavedTrain, new_project
from planner.settings import Settings
from planner.store import transaction
from planner.train.project import Project
from planner.train.types import Case, EnteredCall, Possession, TrainSpec
from routes.serve import prepared

FOLDER = Path(__file__).parent / "img"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
PATIENCE_S = 600
OWNER = new_secret()


@dataclass(frozen=True)
class Picture:
    """A page as a reader sees it; `part` (CSS) cuts out one piece, else `height` px from the top are taken."""

    name: str
    path: str
    width: int
    height: int = 900
    part: str = ""
    language: str = "zh"


PHONE, DESK = 360, 1280
SHOWN = "trip.old-industry"  # of the ready-made trips
PICTURES = (
    *(
        Picture(f"{name}-{language}", path, PHONE, 1480, language=language)
        for language in ("zh", "en")
        for name, path in (
            ("trip", "/trips/{trip}"),
            ("day", "/trips/{trip}/days/1"),
            ("arrange", "/arrange/walk"),
            ("train", "/trains/{train}"),
        )
    ),
    *(
        Picture(f"day-desk-{language}", "/trips/{trip}/days/1", DESK, 860, language=language)
        for language in ("zh", "en")
    ),
    Picture("share", "/trips/{trip}/picture-wide-zh.png", 1200, 630),
    *(
        Picture(f"workbench-{language}", "/rail/workbench/{project}?dock=robust&robust=1", 1440, language=language)
        for language in ("zh", "en")
    ),
    Picture("train-diagram", "/rail/trains/{train}", DESK, part="svg.graph >> nth=1"),  # the first leg
)


def main() -> None:
    """Take the pictures named on the command line, else all."""
    wanted = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite:///{folder}/silverway.db")
        app, runner = prepared(settings)
        runner.start()
        server: Any = create_server(app, host="127.0.0.1", port=0, threads=4)
        threading.Thread(target=server.run, daemon=True).start()
        try:
            ids = _shown(settings)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
                for picture in PICTURES:
                    if not wanted or picture.name in wanted:
                        _take(browser, f"http://127.0.0.1:{server.effective_port}", picture, ids)
        finally:
            runner.stop()
            server.close()


def _shown(settings: Settings) -> dict[str, str]:
    """The ids of a ready-made trip and train, once all are planned."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with transaction(settings.database_url) as session:
            open_jobs = session.exec(select(Job.id).where(col(Job.state).in_(("queued", "running")))).all()
            trip = session.exec(select(SavedItinerary.id).where(SavedItinerary.featured == SHOWN)).first()
            train = session.exec(select(SavedTrain.id).where(col(SavedTrain.featured).is_not(None))).first()
        if not open_jobs and trip and train:
            return {"trip": trip, "train": train, "project": _project(settings)}
        time.sleep(1)
    raise SystemExit(f"The ready-made plans were not ready within {PATIENCE_S} seconds.")


def _project(settings: Settings) -> str:
    """A planner's project with one train and a possession."""
    times = (("大连", None, 1286), ("普兰店", 1339, 1340), ("瓦房店", 1361, 1364), ("熊岳城", 1416, 1434),
             ("大石桥", 1479, 1482), ("盘锦", 1544, None))  # fmt: skip
    spec = TrainSpec(tuple(EnteredCall(n, *call) for n, call in enumerate(times, 1)), Case())
    project = Project(trains={"Y502": spec}, possessions=(Possession("新开", "盘锦", 102, 270),))
    with transaction(settings.database_url) as session:
        return new_project(session, Who(OWNER), "Red Beach · Dalian–Panjin", project, {"kind": "new"})


def _take(browser: Browser, address: str, picture: Picture, ids: dict[str, str]) -> None:
    window = browser.new_context(viewport={"width": picture.width, "height": picture.height}, device_scale_factor=1)
    cookies = {"language": picture.language, "owner": OWNER}
    window.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    page = window.new_page()
    page.goto(address + picture.path.format(**ids), wait_until="networkidle")
    target = FOLDER / f"{picture.name}.png"
    if picture.part:
        page.locator(picture.part).first.screenshot(path=target)
    else:
        page.screenshot(path=target)
    window.close()


if __name__ == "__main__":
    main()
