"""The graph of a line that fits in the head: who waits for whom, with how much to spare.

a --- b === c --- d      `---` single track, `===` double

Ours leaves a at 10:00, stands in c from 10:30 to 11:00 and is in d at 11:15. The least distance between trains is 6
minutes in one direction, 3 after an opposing train on single track; 4 % of a planned run can be caught up.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planner.rules import RulePack
from planner.train.infrastructure import running_table
from planner.train.robustness.delay_graph import DelayGraph, GuestStay, TrainConnection, delay_graph
from planner.train.robustness.delays import read_delays
from planner.train.types import Passing
from tests.support.small_rail import Times, small_rail

TEN = 10 * 60
WAY = (
    Passing("a", TEN * 60, TEN * 60, 0.0, None),
    Passing("b", (TEN + 15) * 60, (TEN + 15) * 60, 15.0, "test line"),
    Passing("c", (TEN + 30) * 60, (TEN + 60) * 60, 30.0, "test line"),
    Passing("d", (TEN + 75) * 60, (TEN + 75) * 60, 45.0, "test line"),
)
AHEAD: tuple[Times, ...] = (("a", None, TEN - 10), ("b", TEN + 5, TEN + 5), ("c", TEN + 20, None))
FACING: tuple[Times, ...] = (("d", None, TEN + 40), ("c", TEN + 55, None))
BEHIND: tuple[Times, ...] = (("c", None, TEN + 65), ("d", TEN + 80, None))
TOMORROW: tuple[Times, ...] = (("a", None, TEN + 14 * 60), ("b", TEN + 15 * 60, None))


def graph(
    rules: RulePack, digest: str, stays: tuple[GuestStay, ...] = (), own: str = "", **trains: tuple[Times, ...]
) -> DelayGraph:
    return delay_graph(small_rail(digest, trains), read_delays(rules), WAY, stays, (), own)


def waits(made: DelayGraph) -> set[tuple[str, str, str, str, str, float]]:
    """(who waits, at, for whom, at, why, minutes to spare)."""
    g = made.graph
    return {
        (
            made.names[g.train[then]] or "ours", made.at[then], made.names[g.train[first]] or "ours", made.at[first],
            kind, round(float(spare) / 60, 2),
        )
        for first, then, spare, kind in zip(g.first, g.then, g.apart_s, made.kinds, strict=True)
    }  # fmt: skip


def test_alone_a_train_waits_for_nobody(rules: RulePack) -> None:
    made = graph(rules, "delays: alone")
    assert made.names == ("",)
    assert made.at == ("a", "b", "c", "c", "d")
    assert [(s.station, s.arrive, s.depart) for s in made.stops] == [("a", None, 0), ("c", 2, 3), ("d", 4, None)]
    assert waits(made) == set()
    least = running_table(small_rail("delays: alone", {})).min_running_s[0]
    run = float(min(15 * 60 * 0.04, max(0, 15 * 60 - least)))
    assert made.graph.slack_s == pytest.approx([0, run, run, 28 * 60, run])  # of 30 minutes two are needed
    assert made.graph.run_s.tolist() == [0, 900, 900, 0, 900]


def test_a_train_ahead_one_that_faces_and_one_behind(rules: RulePack) -> None:
    made = graph(rules, "delays: three", K1=AHEAD, K2=FACING, K3=BEHIND)
    assert set(made.names) == {"", "K1", "K2", "K3"}
    assert waits(made) == {
        ("ours", "a", "K1", "a", "behind", 4.0),
        ("ours", "b", "K1", "b", "behind", 4.0),
        ("ours", "c", "K1", "c", "behind", 4.0),
        ("ours", "c", "K2", "c", "crossing", 2.0),
        ("K3", "c", "ours", "c", "behind", 0.0),  # planned 5 minutes apart: taken to be enough
        ("K3", "d", "ours", "d", "behind", 0.0),
        ("K3", "c", "K2", "c", "crossing", 7.0),
    }


def test_where_published_trains_meet_inside_nobody_waits_for_a_facing_one(rules: RulePack) -> None:
    """Between c and d nobody knows the tracks; two pairs of trains meet there, so there are two."""
    meets: dict[str, tuple[Times, ...]] = {}
    for number, at in enumerate((TEN + 200, TEN + 300)):
        meets[f"K{number}5"] = (("c", None, at), ("d", at + 13, None))
        meets[f"K{number}6"] = (("d", None, at + 3), ("c", at + 16, None))
    made = graph(rules, "delays: double", K2=FACING, **meets)
    assert not [wait for wait in waits(made) if wait[4] == "crossing"]
    assert "crossing" in {wait[4] for wait in waits(graph(rules, "delays: single", K2=FACING))}


def test_a_train_out_of_sight_or_ours_itself_is_no_traffic(rules: RulePack) -> None:
    assert graph(rules, "delays: far", K4=TOMORROW).names == ("",)
    assert graph(rules, "delays: own", own="K1", K1=AHEAD).names == ("",)


def test_other_trains_keep_their_calls(rules: RulePack) -> None:
    made = graph(rules, "delays: call", K5=(("a", None, TEN - 30), ("b", TEN - 15, TEN - 10), ("c", TEN + 5, None)))
    stand = [e for e in range(len(made.at)) if made.graph.train[e] == 1 and made.graph.stay_mean_s[e] > 0]
    assert [made.at[event] for event in stand] == ["b"]
    assert made.graph.slack_s[stand[0]] == 3 * 60
    assert made.exits == (max(e for e in range(len(made.at)) if made.graph.train[e] == 1),)


def test_guests_have_their_day_between_arrival_and_departure(rules: RulePack) -> None:
    """Due at the platform by 10:35, back by 10:50: five minutes late do not matter, nor ten minutes of late guests."""
    stay = GuestStay("c", (TEN + 30) * 60, (TEN + 35) * 60, (TEN + 50) * 60)
    made = graph(rules, "delays: stay", (stay,))
    stop = made.stops[1]
    assert (stop.due_s, stop.depart) == ((TEN + 35) * 60, 3)
    assert made.graph.slack_s[3] == 15 * 60
    assert made.graph.late_slack_s[3] == 10 * 60
    assert made.graph.late_mean_s[3] == made.graph.stay_mean_s[3] == 3 * 60


def test_a_connection_is_the_last_train_in_time(rules: RulePack) -> None:
    rail = small_rail("delays: connection", {"K1": AHEAD})
    made = delay_graph(rail, read_delays(rules), WAY, (), (TrainConnection("K1", "c", 10),))
    (reported,) = (w for w in waits(made) if w[4] == "connection")
    assert reported == ("ours", "c", "K1", "c", "connection", 30.0)
    tight = delay_graph(rail, read_delays(rules), WAY, (), (TrainConnection("K1", "c", 45),))
    assert next(w for w in waits(tight) if w[4] == "connection")[5] == 23 * 60 + 55  # the day before
    assert tight.days[-1] == -1


def test_the_order_is_the_planned_one(rules: RulePack) -> None:
    made = graph(rules, "delays: three", K1=AHEAD, K2=FACING, K3=BEHIND)
    assert (made.graph.first < made.graph.then).all()
    assert (made.graph.before < np.arange(len(made.at))).all()
    with pytest.raises(ValueError, match="a later one"):
        replace(made.graph, first=made.graph.then, then=made.graph.first)
