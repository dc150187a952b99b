"""The checker of seat plans: from the list of people and the coaches alone; it shares nothing with the solver."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from planner.allocation.check.links import pairs
from planner.allocation.types import CHAIR_ROWS, CoachKind, SeatPlan, coach_seats
from planner.group import TravelGroup, Traveller, age_on, mobility_of
from planner.rules import RulePack
from planner.violations import Violation

FAR_ROWS = 6  # who walks badly should not sit further back


def check_seats(
    group: TravelGroup, day: date, rules: RulePack, coaches: Sequence[CoachKind], plan: SeatPlan
) -> tuple[Violation, ...]:
    """All that is wrong with a plan (hard), and what to know of it; `where` is a traveller's key or a coach."""
    return tuple(_all(group, day, rules, coaches, plan))


def _all(
    group: TravelGroup, day: date, rules: RulePack, coaches: Sequence[CoachKind], plan: SeatPlan
) -> Iterator[Violation]:
    known = group.by_key()
    there = {(n, seat.id): seat for n, kind in enumerate(coaches, 1) for seat in coach_seats(kind)}
    for each in group.travellers:
        if each.role != "driver" and each.key not in plan.seats:
            yield Violation("seat-none", each.key)
    taken: dict[tuple[int, str], str] = {}
    for key, place in plan.seats.items():
        if key not in known:
            yield Violation("seat-stranger", key)
        elif place not in there:
            yield Violation("seat-no-such", key)
        elif (other := taken.setdefault(place, key)) != key:
            yield Violation("seat-twice", key, values={"other": other})
    for number, kind in enumerate(coaches, 1):
        on_board = [key for key, (coach, _) in plan.seats.items() if coach == number]
        free = 100 * (kind.seats - len(on_board))
        if on_board and free < rules.whole("coach-spare") * kind.seats:
            yield Violation("coach-spare", str(number), len(on_board), "people")
        if on_board and group.staff and not any(known[key].role == "guide" for key in on_board if key in known):
            yield Violation("coach-no-guide", str(number), hard=False)
    seated = {key: place for key, place in plan.seats.items() if key in known and place in there}
    for key, (coach, letter) in seated.items():
        away = min(abs(there[coach, letter].row - door) for door in coaches[coach - 1].doors)
        yield from _distance(known[key], away, day)
    yield from _apart(group, seated)


def _distance(traveller: Traveller, away: int, day: date) -> Iterator[Violation]:
    mobility = mobility_of(traveller, age_on(traveller, day))
    if mobility == "wheelchair" and away >= CHAIR_ROWS:
        yield Violation("seat-door", traveller.key, away, "count")
    elif mobility in ("cane", "gentle") and away >= FAR_ROWS:
        yield Violation("seat-far", traveller.key, away, "count", hard=False)


def _apart(group: TravelGroup, seated: dict[str, tuple[int, str]]) -> Iterator[Violation]:
    """Those who share a room do not sit side by side, or friends are in two coaches."""
    tied = pairs(group, "room_with")
    ties = Counter(key for pair in tied for key in pair)
    for one, other in tied:
        if (
            one in seated
            and other in seated
            and ties[one] == ties[other] == 1
            and not _are_neighbours(seated[one], seated[other])
        ):
            yield Violation("seat-couple", one, hard=False, values={"other": other})
    for one, other in pairs(group, "travels_with"):
        if one in seated and other in seated and seated[one][0] != seated[other][0]:
            yield Violation("seat-friends", one, hard=False, values={"other": other})


def _are_neighbours(first: tuple[int, str], second: tuple[int, str]) -> bool:
    letters = {first[1][-1], second[1][-1]}
    same_row = (first[0], first[1][:-1]) == (second[0], second[1][:-1])
    return same_row and letters in ({"A", "B"}, {"C", "D"}, {"B", "E"}, {"C", "E"})
