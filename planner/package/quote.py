"""From a trip and a group to a priced package: the only file here that knows the whole way."""

from __future__ import annotations

from planner.facts import Facts
from planner.itinerary.types import Itinerary, Leg
from planner.package.check import check_package
from planner.package.costing import cost_lines
from planner.package.group import Group, OwnPrices
from planner.package.offer import CostLine, Package, Resources
from planner.package.rooming import rooms_for
from planner.package.staffing import duties, staff_for
from planner.violations import Checked


def quote(facts: Facts, itinerary: Itinerary, group: Group, prices: OwnPrices) -> Package:
    """Price a trip for a group, with its rooms, coaches and staff.

    What is not known stays out of the total and is named; nothing is estimated. The markup is a line of its own,
    rounded half up to the fen.

    Raises
    ------
    RuntimeError
        If the checker of packages refuses what came out: a fault of the program.
    """
    facts = facts.on(itinerary.request.start)
    staffing, seating = staff_for(group, facts.rules, prices.coach_seats)
    rooming = rooms_for(group, staffing.people)
    resources = Resources(rooming, seating, staffing)
    lines = cost_lines(facts.catalog, itinerary, group, prices, resources)
    cost_fen = sum(line.total_fen or 0 for line in lines)
    if prices.markup_percent:
        markup_fen = (cost_fen * prices.markup_percent + 50) // 100
        lines += (CostLine("markup", 1, 1, markup_fen, markup_fen, "own"),)
        cost_fen += markup_fen
    package = Package(
        group=group,
        prices=prices,
        rooming=rooming,
        seating=seating,
        staffing=staffing,
        lines=lines,
        total_fen=cost_fen,
        per_person_fen=-(-cost_fen // group.people),
        complete=all(line.total_fen is not None for line in lines),
        duties=duties(group, facts.rules, resources, _longest_train_min(itinerary)),
    )
    return Checked(package, check_package(facts, itinerary, package)).result


def _longest_train_min(itinerary: Itinerary) -> int:
    legs = (item for day in itinerary.days for item in day.items if isinstance(item, Leg))
    return max((leg.end - leg.start for leg in legs if leg.mode == "train"), default=0)
