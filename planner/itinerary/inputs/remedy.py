"""A request changed as a remedy of an infeasible one says: how remedies are tried, and taken up by one press."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from planner.catalog import Catalog
from planner.itinerary.inputs.connections import minute_of
from planner.itinerary.types import PROFILES, Connection, Infeasible, Pin, Reason, TripRequest

REMEDIES = (
    "help_pin_time", "help_pin_day", "help_arrive", "help_leave", "help_start", "help_days", "help_fewer",
    "help_without", "help_without_all", "help_profile",
)  # fmt: skip
WITHOUT: dict[str, dict[str, object]] = {
    "wish_budget": {"budget_fen": None},
    "wish_kinds": {"kinds_out": ()},
    "wish_company": {"companions": ()},
    "wish_slow": {"pace": "normal"},
    "wish_lift": {"lift": "likely"},
    "wish_arrival": {"arrival": None},
    "wish_departure": {"departure": None},
}  # a requirement and what a request is without it


def remedies_of(infeasible: Infeasible) -> tuple[Reason, ...]:
    """The changes each of which alone would help, as far as they are known; the least annoying first."""
    return tuple(reason for reason in infeasible.reasons if reason.code in REMEDIES)


def with_remedy(catalog: Catalog, request: TripRequest, remedy: Reason) -> TripRequest:
    """The request with the remedy applied.

    Raises
    ------
    ValueError
        If the reason is no remedy.
    """
    values = remedy.values
    match remedy.code:
        case "help_pin_time" | "help_pin_day":
            other = {"at": None} if remedy.code == "help_pin_time" else {"day": int(values["to"])}
            return replace(
                request,
                pins=tuple(replace(p, **other) if _is_pin(catalog, p, values) else p for p in request.pins),
            )
        case "help_arrive":
            return replace(request, arrival=_connection(values))
        case "help_leave":
            return replace(request, departure=_connection(values))
        case "help_days":
            return replace(request, days=request.days + int(values["more"]))
        case "help_fewer":
            return replace(request, days=int(values["days"]))
        case "help_start":
            return replace(request, start=date.fromisoformat(str(values["start"])))
        case "help_profile":
            return stronger(request, str(values["profile"]))
        case "help_without_all":
            for place in str(values["ids"]).split("、"):
                request = without(catalog, request, Reason("wish_must", {"id": place}))
            return request
        case "help_without":
            return without(catalog, request, Reason(str(values["wish"]), values))
    raise ValueError(f"{remedy.code} is no remedy")


def stronger(request: TripRequest, profile: str) -> TripRequest:
    """The request for a party of whom nobody is more limited than the profile."""
    own, *others = (min(each, profile, key=PROFILES.index) for each in (request.profile, *request.companions))
    weaker = dict.fromkeys(each for each in others if PROFILES.index(each) > PROFILES.index(own))
    return replace(request, profile=own, companions=tuple(weaker))


def without(catalog: Catalog, request: TripRequest, wish: Reason) -> TripRequest:
    """The request without the requirement that a reason `wish_…` names."""
    if wish.code in WITHOUT:
        return replace(request, **WITHOUT[wish.code])  # type: ignore[arg-type]
    place = _place_id(catalog, wish.values)
    if wish.code == "wish_pin":
        pins = tuple(pin for pin in request.pins if not _is_pin(catalog, pin, wish.values))
        return replace(request, pins=pins, musts=tuple(dict.fromkeys([*request.musts, place])))
    musts = tuple(must for must in request.musts if catalog.place(must).id != place)
    return replace(request, musts=musts, pins=tuple(p for p in request.pins if catalog.place(p.place).id != place))


def _is_pin(catalog: Catalog, pin: Pin, values: Mapping[str, str | int]) -> bool:
    return (catalog.place(pin.place).id, pin.day) == (_place_id(catalog, values), values["day"])


def _place_id(catalog: Catalog, values: Mapping[str, str | int]) -> str:
    """`id`, or what was kept before there were ids: the name."""
    return catalog.place(str(values["id"] if "id" in values else values["place"])).id


def _connection(values: Mapping[str, str | int]) -> Connection:
    minute = minute_of(str(values["at"]))
    if minute is None:
        raise ValueError(f"{values['at']} is no time of day")
    return Connection(str(values["station"]), minute)
