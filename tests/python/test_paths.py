"""Paths that cannot be are told, whatever the system says of them; what is there already is left alone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import supplytwin as st


@pytest.fixture(scope="module")
def world(root: Path) -> st.World:
    return st.World(root / "scenarios/small.yaml")


@pytest.fixture
def ways(root: Path, world: st.World) -> list[Callable[[Any], object]]:
    """Everything that takes a path."""
    scenario, changed = (st.load(root / "scenarios/small.yaml") for _ in range(2))
    changed.warm_up = "2 weeks"
    one: dict[str, Any] = {"replications": 1, "policies": ["nightly-batch"]}
    return [
        st.load,
        st.open,
        st.compare,
        st.resume,
        scenario.save,
        world.save,
        lambda path: st.World.load(path, scenario),
        lambda path: scenario.run(**one, from_=path),
        lambda path: scenario.run(**one, out=path),
        lambda path: changed.run(**one, out=path),
    ]


@pytest.mark.parametrize("name", ["", "below/a/file", "loop", "long" * 80, "zero\0", "\udcff", "file"])
def test_a_path_that_cannot_be_is_an_error(
    name: str, ways: list[Callable[[Any], object]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for file in ("below", "file"):
        Path(file).write_text("mine")
    Path("loop").symlink_to("loop")
    before = sorted(tmp_path.rglob("*"))
    for way in ways:
        with pytest.raises(st.Error, match=r".+: .+"):
            way(name)
    assert sorted(tmp_path.rglob("*")) == before
    assert Path("file").read_text() == "mine"


def test_what_is_no_path_is_told(ways: list[Callable[[Any], object]]) -> None:
    for way in ways:
        for path in (3, b"folder", ["folder"]):
            with pytest.raises(TypeError, match=r"^[a-z_]+: expected .+, found "):
                way(path)


def test_what_cannot_be_written_is_told_with_the_reason(small: st.Scenario, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(st.Error, match=r"file/network: cannot be made: Not a directory; choose another folder$"):
        small.save(tmp_path / "file")


def test_what_is_there_already_is_not_overwritten(small: st.Scenario, world: st.World, tmp_path: Path) -> None:
    kept = tmp_path / "tuesday.h5"
    world.save(kept)
    content = kept.read_bytes()
    with pytest.raises(st.Error, match=r"tuesday\.h5: is there already; choose another name$"):
        world.fork().save(kept)
    with pytest.raises(st.Error, match="is there already"):
        world.save(tmp_path)
    (tmp_path / "link.h5").symlink_to("nowhere")
    with pytest.raises(st.Error, match="is there already"):
        world.save(tmp_path / "link.h5")
    assert kept.read_bytes() == content and (tmp_path / "link.h5").is_symlink()

    file = small.save(tmp_path / "mine")
    file.write_text(written := "# why it is so\n" + file.read_text())
    with pytest.raises(st.Error, match=r"mine/scenario\.yaml: is there already; choose another folder$"):
        small.save(tmp_path / "mine")
    file.rename(tmp_path / "mine/other.yaml")
    with pytest.raises(st.Error, match=r"mine/network: is there already; choose another folder$"):
        small.save(tmp_path / "mine")
    assert (tmp_path / "mine/other.yaml").read_text() == written
