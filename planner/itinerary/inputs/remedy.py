"""A request changed as the remedy of an infeasible one says, so that one press takes it up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planner.catalog import Catalog
from planner.itinerary.types import Infeasible, Reason, TripRequest

REMEDIES = ("help_days", "help_start", "help_profile", "help_without")


def remedy_of(infeasible: Infeasible) -> Reason | None:
    """What would help, if that is known."""
    return next((reason for reason in infeasible.reasons if reason.code in REMEDIES), None)


def with_remedy(catalog: Catalog, request: TripRequest, remedy: Reason) -> TripRequest:
    """The request with the remedy applied.

    Raises
    ------
    ValueError
        If the reason is no remedy.
    """
    values = remedy.values
    match remedy.code:
        case "help_days":
            return replace(request, days=request.days + int(values["more"]))
        case "help_start":
            return replace(request, start=date.fromisoformat(str(values["start"])))
        case "help_profile":
            return replace(request, profile=str(values["profile"]))
        case "help_without":
            return _without(catalog, request, remedy)
    raise ValueError(f"{remedy.code} is no remedy")


def _without(catalog: Catalog, request: TripRequest, remedy: Reason) -> TripRequest:
    """The request without the part that the remedy names."""
    values = remedy.values
    plainly: dict[str, dict[str, object]] = {
        "wish_budget": {"budget_fen": None},
        "wish_kinds": {"kinds_out": ()},
        "wish_company": {"companions": ()},
        "wish_slow": {"pace": "normal"},
        "wish_lift": {"lift": "likely"},
        "wish_arrival": {"arrival": None},
        "wish_departure": {"departure": None},
    }
    code = str(values["wish"])
    if code in plainly:
        return replace(request, **plainly[code])  # type: ignore[arg-type]
    place = catalog.place(str(values["place"])).id
    if code == "wish_pin":
        return replace(
            request, pins=tuple(pin for pin in request.pins if (pin.place, pin.day) != (place, values["day"]))
        )
    musts = tuple(must for must in request.musts if must != place)
    return replace(request, musts=musts, pins=tuple(pin for pin in request.pins if pin.place != place))
