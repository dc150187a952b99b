"""Groups of travellers as agencies have them, drawn by a seed."""

from __future__ import annotations

import random
from dataclasses import replace

from planner.group import TravelGroup, Traveller


def drawn_group(people: int, seed: int = 1, staff: int = 0) -> TravelGroup:
    """Of 55 to 84 years, some half of them couples; one in four walks slowly, with a cane or not at all; a few pairs of
    friends; a few who want a room alone."""
    draw = random.Random(seed)
    travellers: list[Traveller] = []
    while len(travellers) < people:
        key, other = f"p{len(travellers) + 1}", f"p{len(travellers) + 2}"
        age = draw.randint(55, 84)
        mobility = draw.choices(["", "steady", "gentle", "cane", "wheelchair"], [50, 25, 15, 7, 3])[0]
        if draw.random() < 0.3 and len(travellers) + 1 < people:
            second = draw.choices(["", "gentle", "cane"], [80, 12, 8])[0]
            travellers += [
                Traveller(key, key, sex="f", age=age, mobility=mobility, room_with=(other,)),
                Traveller(other, other, sex="m", age=age + draw.randint(0, 5), mobility=second, room_with=(key,)),
            ]
        else:
            alone = draw.random() < 0.08
            travellers.append(Traveller(key, key, sex=draw.choice("fm"), age=age, mobility=mobility, alone=alone))
    for _ in range(people // 12):
        first, second_one = draw.sample(range(people), 2)
        travellers[first] = replace(travellers[first], travels_with=(travellers[second_one].key,))
    roles = ["guide"] * min(staff, 4) + ["staff"] * max(0, staff - 4)
    travellers += [
        Traveller(f"s{n}", f"s{n}", sex=draw.choice("fm"), age=35, role=role) for n, role in enumerate(roles)
    ]
    return TravelGroup(tuple(travellers))
