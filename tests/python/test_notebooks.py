"""The notebooks run from their first cell to their last, and are stored without what they showed."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))


def execute(notebook: nbformat.NotebookNode, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(root / "build/release/python"))
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": root / "notebooks"}}).execute()


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda f: f.stem)
def test_a_notebook_runs(file: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = file.read_text().replace("winter-surge.yaml", "small.yaml")  # a tenth of the items
    execute(nbformat.reads(text, as_version=4), root, monkeypatch)


@pytest.mark.slow
def test_the_flagship_runs(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    execute(nbformat.read(root / "notebooks/winter_surge.ipynb", as_version=4), root, monkeypatch)


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda f: f.stem)
def test_a_notebook_is_stored_without_outputs(file: Path) -> None:
    for cell in nbformat.read(file, as_version=4).cells:
        assert cell.cell_type == "markdown" or (cell.outputs, cell.execution_count) == ([], None)
