"""What the tests of the package share."""

from pathlib import Path

import pytest
import supplytwin as st

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture
def small() -> st.Scenario:
    return st.load(ROOT / "scenarios/small.yaml")


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> st.Results:
    return st.run(ROOT / "scenarios/small.yaml", replications=2, out=tmp_path_factory.mktemp("study") / "small")
