"""Who travels, and the prices an agency brings along; checked on the way in."""

from __future__ import annotations

from dataclasses import dataclass, fields

from planner.errors import OutOfRange

MAX_PEOPLE = 600
MAX_FEN = 10_000_000  # 100,000 yuan for one of anything
SEATS = (10, 60)  # of one coach, without the driver's


@dataclass(frozen=True)
class Group:
    """How many travel, by age; companions are under 60.

    `wheelchairs` of them use one, `singles` of them want a room for themselves.
    """

    companions: int = 0
    from_60: int = 0
    from_65: int = 0
    from_70: int = 0
    from_75: int = 0
    wheelchairs: int = 0
    singles: int = 0

    def __post_init__(self) -> None:
        for field in fields(self):
            _within(field.name, getattr(self, field.name), 0, MAX_PEOPLE)
        _within("people", self.people, 1, MAX_PEOPLE)
        _within("wheelchairs", self.wheelchairs, 0, self.people)
        _within("singles", self.singles, 0, self.people - self.wheelchairs)

    @property
    def people(self) -> int:
        """All who travel, companions included."""
        return self.companions + self.from_60 + self.from_65 + self.from_70 + self.from_75

    def ticket_bands(self) -> tuple[tuple[str, int], ...]:
        """The ages that entrance tickets distinguish, with the people of each that has any."""
        bands = (
            ("under_60", self.companions),
            ("from_60", self.from_60),
            ("from_65", self.from_65),
            ("from_70", self.from_70 + self.from_75),
        )
        return tuple((band, people) for band, people in bands if people)


@dataclass(frozen=True)
class OwnPrices:
    """What the agency pays, in fen; None is not filled in. Nothing here is ever guessed.

    Per room and night, per coach and day, per person for all train rides together, per person and meal,
    per guide, doctor or nurse and day, per person for the insurance. `markup_percent` is added to the cost.
    """

    room_fen: int | None = None
    coach_fen: int | None = None
    rail_fen: int | None = None
    meal_fen: int | None = None
    guide_fen: int | None = None
    doctor_fen: int | None = None
    nurse_fen: int | None = None
    insurance_fen: int | None = None
    markup_percent: int = 0
    coach_seats: int = 45

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name.endswith("_fen") and value is not None:
                _within(field.name, value, 0, MAX_FEN)
        _within("markup_percent", self.markup_percent, 0, 100)
        _within("coach_seats", self.coach_seats, *SEATS)


def _within(field: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise OutOfRange(field, value, low, high)
