"""The package itself: its stubs, and two HDF5 libraries in one process."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import supplytwin as st

BOTH = """
import sys
import zipfile
{first}
{second}
written = sys.argv[2]
with h5py.File(written, "w") as file:
    file["x"] = [1, 2, 3]
results = st.run(sys.argv[1], replications=1, policies=["nightly-batch"], progress=False)
assert results.to_pandas("fill_rate").value[0] > 0.9
with h5py.File(results.file) as file:
    assert file.attrs["scenario"] == "small"
with h5py.File(written) as file:
    assert file["x"][:].tolist() == [1, 2, 3]
assert st.open(results.file).policies == ["nightly-batch"]
"""
IMPORTS = ("import h5py", "import supplytwin as st; st.kpis()")


@pytest.mark.parametrize(("first", "second"), [IMPORTS, IMPORTS[::-1]], ids=["h5py first", "supplytwin first"])
def test_it_lives_with_h5py_in_one_process(first: str, second: str, root: Path, tmp_path: Path) -> None:
    script = BOTH.format(first=first, second=second)
    subprocess.run(
        [sys.executable, "-c", script, root / "scenarios/small.yaml", tmp_path / "both.h5"],
        check=True,
        env={"PYTHONPATH": str(root / "build/release/python")},
        timeout=120,
    )


def test_the_stubs_are_those_of_the_extension(root: Path, tmp_path: Path) -> None:
    """`PYTHONPATH=build/release/python .venv/bin/pybind11-stubgen supplytwin._core -o python` renews them."""
    subprocess.run(
        [sys.executable, "-m", "pybind11_stubgen", "supplytwin._core", "-o", tmp_path],
        check=True,
        env={"PYTHONPATH": str(root / "build/release/python")},
    )
    stubs = sorted(tmp_path.rglob("*.pyi"))
    assert [s.name for s in stubs] == ["__init__.pyi", "configs.pyi", "policy.pyi"]
    for stub in stubs:
        assert stub.read_text() == (root / "python" / stub.relative_to(tmp_path)).read_text(), stub.name


def test_the_version_is_that_of_the_build(root: Path) -> None:
    assert f"project(supplytwin VERSION {st.__version__}" in (root / "CMakeLists.txt").read_text()


@pytest.mark.slow
def test_a_wheel_brings_the_program(root: Path, tmp_path: Path) -> None:
    build: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-build-isolation",
        "--no-deps",
        "--wheel-dir",
        tmp_path,
        root,
    ]
    subprocess.run(build, check=True, capture_output=True, timeout=1800)
    with zipfile.ZipFile(next(tmp_path.glob("supplytwin-*.whl"))) as wheel:
        program = next(name for name in wheel.namelist() if name.endswith(".data/scripts/supplytwin"))
        wheel.extract(program, tmp_path)
        assert "supplytwin/rows.py" in wheel.namelist()
    (tmp_path / program).chmod(0o755)
    told = subprocess.run([tmp_path / program, "--version"], check=True, capture_output=True, text=True).stdout
    assert told.startswith(f"supplytwin {st.__version__} ")
