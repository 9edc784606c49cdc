"""Snapshots in files: h5py reads them, and worlds and runs go on from them."""

import json
import os
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

import h5py
import pytest
import supplytwin as st

AT = "2025-02-03T08:00"


@pytest.fixture(scope="module")
def saved(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[st.World, Path]:
    world = st.World(root / "scenarios/small.yaml", "transfer-first", replication=1).advance(AT)
    file = tmp_path_factory.mktemp("snapshot") / "monday.h5"
    world.save(file)
    return world, file


def test_a_world_that_was_saved_is_loaded(saved: tuple[st.World, Path], small: st.Scenario) -> None:
    world, file = saved
    again = st.World.load(file, small)
    assert again == world
    assert again.policy == "transfer-first"
    assert again.now == world.now
    ends = [w.finish() for w in (again, world.fork())]
    assert ends[0]["critical_stockout_hours"] == ends[1]["critical_stockout_hours"]
    assert st.World.load(file, small, "standard-par") == world.fork("standard-par")


def test_what_does_not_fit_is_refused(saved: tuple[st.World, Path], small: st.Scenario, tmp_path: Path) -> None:
    _, file = saved
    small.period.length = "9 weeks"
    with pytest.raises(st.Error, match="no snapshot for this scenario: its period, warm-up or follow-up is another"):
        st.World.load(file, small)
    torn = tmp_path / "torn.h5"
    torn.write_bytes(file.read_bytes()[:-50])
    with pytest.raises(st.StoreError, match="damaged or incomplete"):
        st.World.load(torn, small)


def test_other_policies_and_replications_share_the_past(saved: tuple[st.World, Path], small: st.Scenario) -> None:
    results = st.run(small, from_=saved[1], replications=3, progress=False)
    lost = results.to_xarray().daily.sel(series="lost")
    past, future = lost.isel(day=slice(0, 28)), lost.isel(day=slice(29, None))
    assert (past == past.isel(policy=0, replication=0)).all()
    assert (future.std("policy") > 0).any()
    assert (future.std("replication") > 0).any()


def test_a_run_goes_on_from_a_snapshot_in_memory(
    saved: tuple[st.World, Path], small: st.Scenario, tmp_path: Path
) -> None:
    kept = saved[0].snapshot()
    asked: dict[str, Any] = {"replications": 2, "policies": ["nightly-batch", "transfer-first"], "progress": False}
    from_file = st.run(small, from_=saved[1], **asked)
    assert small.run(from_=kept, **asked) == st.run(small.file or "", from_=kept, **asked) == from_file
    out = tmp_path / "new/study"
    assert small.run(from_=kept, out=out, **asked) == from_file
    beside = tmp_path / "new/study.snapshot.h5"
    assert beside.read_bytes() == saved[1].read_bytes()

    (out / "results.h5").unlink()
    assert st.resume(out, progress=False) == from_file
    assert small.run(from_=kept, out=out, **asked) == from_file
    other = kept.restore().advance(timedelta(hours=1)).snapshot()
    with pytest.raises(st.Error, match=r"study\.snapshot\.h5: is there already and is another snapshot; choose"):
        small.run(from_=other, out=out, **asked)
    assert beside.read_bytes() == saved[1].read_bytes()


def test_a_snapshot_that_is_refused_is_not_kept(
    saved: tuple[st.World, Path], small: st.Scenario, tmp_path: Path
) -> None:
    kept = saved[0].snapshot()
    world: Any = saved[0]
    with pytest.raises(
        TypeError, match=r"^from_: expected a file or a Snapshot, found a World; its snapshot\(\) is one$"
    ):
        small.run(from_=world, out=tmp_path / "study")
    over = saved[0].fork()
    over.finish()
    for from_, policies in ((kept, ["nobody"]), (over.snapshot(), None)):
        with pytest.raises(st.Error, match=r"does not compete here|taken when the period was over"):
            small.run(from_=from_, policies=policies, out=tmp_path / "study")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(st.Error, match=r"file: cannot be made: "):
        small.run(from_=kept, out=tmp_path / "file/study")
    small.period.length = "9 weeks"
    with pytest.raises(st.Error, match="no snapshot for this scenario"):
        small.run(from_=kept, out=tmp_path / "study")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_a_world_at_its_end_is_kept_but_no_run_goes_on_from_it(small: st.Scenario, tmp_path: Path) -> None:
    world = st.World(small)
    figures = world.finish()
    world.save(tmp_path / "end.h5")
    again = st.World.load(tmp_path / "end.h5", small)
    assert again == world
    assert again.finish()["net_spend"] == figures["net_spend"]
    with pytest.raises(st.Error, match="nothing left for another policy to decide"):
        world.fork("transfer-first")
    with pytest.raises(st.Error, match="nothing left for another policy to decide; take one earlier"):
        st.World.load(tmp_path / "end.h5", small, "transfer-first")
    with pytest.raises(
        st.Error, match=r"end\.h5: taken when the period was over, .* take a snapshot within the period"
    ):
        st.run(small, from_=tmp_path / "end.h5", out=tmp_path / "R", progress=False)
    assert not (tmp_path / "R").exists()


def test_h5py_finds_what_the_layout_tells(saved: tuple[st.World, Path]) -> None:
    program = os.environ.get("SUPPLYTWIN", "build/release/supplytwin")
    told = subprocess.run([program, "snapshot", "--layout", "--json"], capture_output=True, text=True, check=True)
    layout = {where: set(columns) for where, columns in json.loads(told.stdout).items()}
    with h5py.File(saved[1]) as file:
        found = {"/": set(file.attrs) - {"title", "snapshot_version"}}

        def visit(name: str, thing: h5py.Group | h5py.Dataset) -> None:
            if isinstance(thing, h5py.Dataset):
                group, _, column = name.rpartition("/")
                found.setdefault("/" + group, set()).add(column)
                assert thing.attrs["long_name"], name

        file.visititems(visit)
        world, _ = saved
        locations, items = (file[f"names/point_{of}"].asstr()[:] for of in ("location", "item"))
        stores = len(file["state/store/on_hand"])
        for row in (0, stores - 1):
            levels = world.levels(locations[row], items[row])
            assert levels.on_hand == file["state/store/on_hand"][row]
            assert levels.on_order == file["state/store/on_order"][row]
    assert found == layout
