"""Worlds: stepped, forked, kept, and the same as a run."""

import copy
import math
import pickle
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import pandas as pd
import pytest
import supplytwin as st

PEAK = "2025-02-03T08:00"


@pytest.fixture
def world(small: st.Scenario) -> st.World:
    return st.World(small)


def test_steps_lead_to_what_a_run_finds(world: st.World, results: st.Results) -> None:
    for _ in range(10):
        world.advance(timedelta(days=5))
    tidy = results.to_pandas()
    chosen = tidy[(tidy.policy == "nightly-batch") & (tidy.replication == 0)]
    assert world.finish() == {row.kpi: st.Figure(row.value, row.at_least) for row in chosen.itertuples()}


def test_time_is_told_and_read_in_the_zone_of_the_scenario(world: st.World) -> None:
    assert world.now.isoformat() == "2024-12-09T00:00:00-05:00"
    assert world.end.isoformat() == "2025-03-03T00:00:00-05:00"
    assert world.advance(PEAK).now.isoformat() == "2025-02-03T08:00:00-05:00"
    assert world.advance(timedelta(hours=2)).now.hour == 10
    assert world.advance(datetime.fromisoformat("2025-02-03T20:00Z")).now.hour == 15
    with pytest.raises(st.Error, match="does not go back"):
        world.advance(PEAK)
    with pytest.raises(st.Error, match="ends before"):
        world.advance(timedelta(weeks=52))


def test_a_fork_is_equal_and_its_future_too(world: st.World) -> None:
    fork = world.advance(PEAK).fork()
    assert fork == world and fork is not world
    fork.advance(timedelta(days=1))
    assert fork != world and fork.now > world.now
    assert fork.finish() == world.finish()


def test_a_fork_under_another_policy_shares_the_past(world: st.World) -> None:
    other = world.advance(PEAK).fork("transfer-first")
    assert (world.policy, other.policy) == ("nightly-batch", "transfer-first")
    assert other == world  # so far
    assert other.levels("DC", "IM0001") == world.levels("DC", "IM0001")
    assert world.finish() != other.finish()
    with pytest.raises(st.Error, match="no policy 'nobody'"):
        world.fork("nobody")


def test_a_figure_that_is_not_defined_equals_another(world: st.World) -> None:
    fork = world.fork()
    mine, theirs = world.finish(), fork.finish()
    undefined = [name for name, figure in mine.items() if math.isnan(figure.value)]
    assert undefined and mine == theirs == pickle.loads(pickle.dumps(mine))
    nothing, other = (st.Figure(float(text), False) for text in ("nan", "-nan"))
    assert nothing == other and nothing.__ne__(other) is False and len({nothing, other}) == 1
    assert nothing == (float("nan"), False) and (float("nan"), False) == nothing
    for different in (st.Figure(float("nan"), True), st.Figure(0.0, False), (float("nan"),), None):
        assert nothing != different and nothing.__eq__(different) is False
    assert st.Figure(1.5, False) == (1.5, False) and hash(st.Figure(1.5, False)) == hash((1.5, False))


def test_a_snapshot_stays_as_it_is(world: st.World) -> None:
    kept = world.advance(PEAK).snapshot()
    first = world.finish()
    assert kept.now.isoformat() == "2025-02-03T08:00:00-05:00"
    assert kept == kept.restore().snapshot() != world.snapshot()
    assert kept.restore().finish() == first
    assert kept.restore().finish() == first


def test_levels_are_those_of_the_shelf(world: st.World) -> None:
    levels = world.levels("DC", "IM0001")
    assert levels.on_hand > 0 and levels.backorders == 0
    with pytest.raises(st.Error, match="does not stock"):
        world.levels("DC", "nothing")


def test_worlds_of_one_ground_run_side_by_side(world: st.World) -> None:
    forks = [world.fork(policy) for policy in ("nightly-batch", "standard-par", "transfer-first")]
    ends: dict[str, dict[str, st.Figure]] = {}
    threads = [Thread(target=lambda f=f: ends.update({f.policy: f.finish()})) for f in forks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ends["nightly-batch"] == world.finish() and len(ends) == 3


def test_a_world_that_moves_can_be_shown(world: st.World) -> None:
    mover = Thread(target=world.finish)
    mover.start()
    shown = repr(world)
    mover.join()
    assert shown in (repr(world), "World('nightly-batch', now=moving, end='2025-03-03T00:00:00-05:00')")


def test_a_changed_scenario_makes_another_world(small: st.Scenario, root: Path) -> None:
    small.model.operations.restock_tours = "daily 05:00"
    changed = st.World(small, "standard-par", replication=1)
    as_read = st.World(root / "scenarios/small.yaml", "standard-par", 1)
    assert changed.finish() != as_read.finish()


def test_arguments_that_cannot_be_are_told(small: st.Scenario, world: st.World) -> None:
    with pytest.raises(ValueError, match=r"^replication must not be negative$"):
        st.World(small, replication=-1)
    nowhere: Any
    for nowhere in (3, None):
        with pytest.raises(TypeError, match=f"^advance: expected a datetime, a timedelta or .*, found {nowhere}$"):
            world.advance(nowhere)
    with pytest.raises(ValueError, match=r"^'tuesday' is no time; expected one such as '2025-02-08'"):
        world.advance("tuesday")
    for nowhere in (pd.NaT, np.datetime64("2025-02-03")):
        with pytest.raises(TypeError, match=r"^advance: expected a datetime, a timedelta or .*, found "):
            world.advance(nowhere)
    with pytest.raises(ValueError, match=r"^advance: .* is finer than a millisecond$"):
        world.advance(timedelta(microseconds=1))
    with pytest.raises(ValueError, match=r"^advance: .* leads out of the calendar$"):
        world.advance(timedelta.max)


def test_names_that_are_none_are_told(small: st.Scenario, world: st.World, tmp_path: Path) -> None:
    world.save(tmp_path / "w.h5")
    for begin in (
        lambda p: st.World(small, p),
        world.fork,
        world.use,
        lambda p: st.World.load(tmp_path / "w.h5", small, p),
    ):
        with pytest.raises(
            st.Error, match="no policy 'transfer_first' competes in the scenario; did you mean 'transfer-f"
        ):
            begin("transfer_first")
        with pytest.raises(st.Error, match="no policy '' competes in the scenario; expected criticality-tiered, "):
            begin("")
        wrong: Any = ["transfer-first"]
        with pytest.raises(TypeError, match=r"^policy: expected a text, found \['transfer-first'\]$"):
            begin(wrong)
    wrong = 3
    with pytest.raises(TypeError, match=r"^item: expected a text, found 3$"):
        world.levels("DC", wrong)


def test_copies_of_a_world_are_apart_and_a_pickle_is_refused(world: st.World) -> None:
    kept = world.snapshot()
    for other in (copy.copy(world), copy.deepcopy([world])[0]):
        assert other == world
        other.advance(timedelta(days=1))
        assert other.now > world.now == kept.now
    assert copy.copy(kept) == copy.deepcopy(kept) == kept
    for thing, words in ((world, r"World\.save keeps it in a file"), (kept, r"restore\(\)\.save keeps it in a file")):
        with pytest.raises(st.Error, match=words):
            pickle.dumps(thing)
