"""The front between what is seen, what it costs and how hard it is, and three of it to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from planner.package.proposals.types import Candidate, PackageFigures, Tier

LEAST_SHARE = 0.6  # of what the best is worth: what shows less is no package beside it
APART = 0.03  # of the price that the one between is at least away from either


def front_of(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Those that no other is at least as good as in all three and better in one; of equals the first."""
    kept: list[Candidate] = []
    for each in candidates:
        if not any(_beats(other.figures, each.figures) for other in candidates) and each.figures not in [
            other.figures for other in kept
        ]:
            kept.append(each)
    return tuple(kept)


def three_of(front: Sequence[Candidate]) -> tuple[tuple[Tier, Candidate], ...]:
    """The cheapest, the one that is worth most, and between them the one that gives up least of anything; fewer where
    the front has fewer. The cheapest first."""
    if not front:
        return ()
    most = max(each.figures.worth for each in front)
    good = [each for each in front if each.figures.worth >= most - (1 - LEAST_SHARE) * abs(most)]
    by_price = sorted(good, key=lambda each: (each.figures.total_fen, -each.figures.worth))
    cheapest = by_price[0]
    best = max(good, key=lambda each: (each.figures.worth, -each.figures.total_fen))
    if cheapest is best:
        return (("comfort", best),)
    between = [
        each for each in by_price
        if (1 + APART) * cheapest.figures.total_fen <= each.figures.total_fen <= (1 - APART) * best.figures.total_fen
    ]  # fmt: skip
    chosen: list[tuple[Tier, Candidate]] = [("economy", cheapest), ("premium", best)]
    if between:
        chosen.insert(1, ("comfort", min(between, key=lambda each: _regret(each.figures, good))))
    return tuple(chosen)


def _beats(one: PackageFigures, other: PackageFigures) -> bool:
    ours, theirs = (one.worth, -one.total_fen, -one.met_min), (other.worth, -other.total_fen, -other.met_min)
    return ours != theirs and all(a >= b for a, b in zip(ours, theirs, strict=True))


def _regret(one: PackageFigures, good: Sequence[Candidate]) -> float:
    """How far it is from the best in what it is worst in, as a share of the whole range."""
    shares = []
    for name, sign in (("worth", -1), ("total_fen", 1), ("met_min", 1)):
        values = [sign * getattr(each.figures, name) for each in good]
        low, high = min(values), max(values)
        shares.append((sign * getattr(one, name) - low) / (high - low) if high > low else 0.0)
    return max(shares)
