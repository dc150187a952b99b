"""What a planner assumes of one station, changed as a whole: each fact another value, or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from planner.catalog import Station
from planner.train.infrastructure import facilities, read_assumption
from planner.train.project.project import Project


def with_station_assumed(
    project: Project, stations: Mapping[str, Station], station: str, values: Mapping[str, str]
) -> Project:
    """The project with these values of a station's facts; one that is known anyway, or "", is not assumed.

    Raises
    ------
    SilverwayError
        If a value does not fit its fact.
    """
    others = tuple(line for line in project.assumes if read_assumption(line, stations)[0] != station)
    known = facilities(stations, station, ())
    said = [read_assumption(f"{station}:{fact}={value}", stations) for fact, value in values.items() if value.strip()]
    own = tuple(f"{name}:{fact}={value}" for name, fact, value in said if value != getattr(known, fact))
    return replace(project, assumes=(*others, *own))
