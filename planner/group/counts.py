"""A group of which only numbers are known, as somebody says it: "46人，约72岁，两位坐轮椅"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planner.errors import BadValue
from planner.group.types import MOST_TRAVELLERS, TravelGroup, Traveller
from planner.language import N_
from planner.text import plain, whole_number

NAMED = N_("客{n}")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ENGLISH = {word: str(number) for number, word in enumerate(_WORDS, 1)}
_NUMBER = r"(?P<n>[0-9]+|[零〇一二两三四五六七八九十百]+)"
_UNIT = (
    r"\s*(?:个|位|名|人|口|people|persons?|guests?)?\s*(?:客人|老人|旅客)?\s*(?:是|要|in|use|with|wants?)?\s*(?:an?\s)?"
)
_ABOUT = r"(?:平均|大约|约|都|about|around|aged?|average)"
_FORMS = (  # of one clause, the first that fits
    ("couples", rf"{_NUMBER}\s*(?:对)?\s*(?:夫妻|夫妇|老两口|couples?)"),
    ("wheelchairs", rf"{_NUMBER}{_UNIT}(?:坐|用)?\s*(?:轮椅|wheelchairs?)(?:users?|的)?"),
    ("canes", rf"{_NUMBER}{_UNIT}(?:拄|用)?\s*(?:拐杖|拐|手杖|canes?|sticks?)(?:的)?"),
    ("singles", rf"{_NUMBER}{_UNIT}(?:住)?\s*(?:单间|单人间|单住|single rooms?|singles?)(?:的)?"),
    ("women", rf"{_NUMBER}{_UNIT}(?:女|女的|女士|女性|women|ladies)"),
    ("men", rf"{_NUMBER}{_UNIT}(?:男|男的|男士|男性|men|gentlemen)"),
    ("age", rf"{_ABOUT}*\s*(?:年龄)?\s*{_NUMBER}\s*(?:周?岁|years?(?: old)?)(?:左右|上下)?"),
    ("age", rf"{_ABOUT}\s*{_NUMBER}(?:左右|上下)?"),
    ("people", rf"(?:一共|共|总共|全团)?\s*{_NUMBER}\s*(?:个|位|名)?\s*(?:人|客人|老人|旅客)?"),
    ("people", rf"{_NUMBER}\s*(?:people|persons?|guests?|seniors?)"),
)  # fmt: skip


@dataclass(frozen=True)
class GroupCounts:
    """How many travel, about how old they are, and what some of them need. Everything beyond `people` may be unknown:
    None, or 0 that nobody spoke of."""

    people: int
    age: int | None = None
    wheelchairs: int = 0
    canes: int = 0
    couples: int = 0
    singles: int = 0
    women: int | None = None
    men: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.people <= MOST_TRAVELLERS:
            raise BadValue(N_("人数要在 1 到 {most} 之间。"), most=MOST_TRAVELLERS)
        if self.wheelchairs + self.canes > self.people:
            raise BadValue(N_("坐轮椅的和用拐杖的比全团人数还多。"))
        if 2 * self.couples + self.singles > self.people:
            raise BadValue(N_("夫妻和单住的比全团人数还多。"))
        if (self.women or 0) + (self.men or 0) > self.people:
            raise BadValue(N_("男女人数加起来比全团还多。"))
        if self.age is not None and not 0 <= self.age <= 120:
            raise BadValue(N_("年龄要在 0 到 120 之间。"))


def read_counts(text: str) -> GroupCounts:
    """The numbers in a sentence.

    Raises
    ------
    BadValue
        If a part of it is not understood, says something twice, or the numbers do not go together.
    """
    found: dict[str, int] = {}
    for clause in re.split(r"[,，、;；。\n]|\s和\s|\band\b", plain(text).casefold()):
        if not (said := clause.strip(" .")):
            continue
        spelled = re.sub(r"\b(" + "|".join(_ENGLISH) + r")\b", lambda word: _ENGLISH[word[0]], said)
        field, number = _read(spelled)
        if field in found:
            raise BadValue(N_("“{text}”：前面已经说过一次。"), text=said[:40])
        found[field] = number
    if "people" not in found:
        raise BadValue(N_("没有说多少人。例如：46人，约72岁，两位坐轮椅。"))
    return GroupCounts(**found)


def _read(clause: str) -> tuple[str, int]:
    for field, form in _FORMS:
        if (match := re.fullmatch(form, clause)) and (number := whole_number(match["n"])) is not None:
            return field, number
    raise BadValue(N_("“{text}”没看懂。例如：46人，约72岁，两位坐轮椅。"), text=clause[:40])


def group_of_counts(counts: GroupCounts, called: str = NAMED) -> TravelGroup:
    """Travellers with numbers for names, `called` so: couples first, then those who want a room alone; who uses a
    wheelchair or a cane comes after them. Their sex is unknown unless it was said, or they are a couple."""
    travellers: list[Traveller] = []
    impaired = ["wheelchair"] * counts.wheelchairs + ["cane"] * counts.canes
    sexes = _sexes(counts)
    for n in range(counts.people):
        key = f"p{n + 1}"
        partner: tuple[str, ...] = ()
        if n < 2 * counts.couples:
            partner = (f"p{n + 2}" if n % 2 == 0 else f"p{n}",)
        lonely = 2 * counts.couples <= n < 2 * counts.couples + counts.singles
        left = counts.people - n
        mobility = impaired[left - 1] if left <= len(impaired) else ""
        travellers.append(
            Traveller(
                key,
                called.format(n=n + 1),
                sex=sexes[n],
                age=counts.age,
                mobility=mobility,
                alone=lonely,
                room_with=partner,
            )
        )
    return TravelGroup(tuple(travellers))


def _sexes(counts: GroupCounts) -> list[str]:
    """One of each in a couple; of the others as many as were said to be."""
    couples = ["f", "m"] * counts.couples
    women, men = (None if told is None else max(0, told - counts.couples) for told in (counts.women, counts.men))
    rest = counts.people - len(couples)
    if women is None and men is not None:
        women = rest - men
    if men is None and women is not None:
        men = rest - women
    return couples + (["f"] * (women or 0) + ["m"] * (men or 0) + [""] * rest)[:rest]
