"""Editors check YAML with the schemas of models/schema; here they are held against what the reader says."""

import json
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import supplytwin as st
import yaml

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "models" / "schema"
BASE = ROOT / "tests" / "unit" / "scenario" / "data"
KINDS = ("scenario", "network", "policy", "surge")
OTHERS = {
    ROOT / "models" / "twelve-hospitals" / "inputs" / "network.yaml",  # not YAML until its names are put in
    ROOT / "models" / "contract" / "asyncapi.yaml",  # not of supplytwin's own kinds
}
SHIPPED = sorted(
    path
    for folder in ("scenarios", "models", "tests/validation")
    for path in (ROOT / folder).rglob("*.yaml")
    if path not in OTHERS
)


class CoreLoader(yaml.SafeLoader):
    """YAML as the editors' language server reads it: the core schema of YAML 1.2, and no key twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        if len(set(keys)) < len(keys):
            raise yaml.constructor.ConstructorError(None, None, "duplicate key", node.start_mark)
        return super().construct_mapping(node, deep)


CoreLoader.yaml_implicit_resolvers = {}
for tag, form, starts in (
    ("null", r"^(?:~|null|Null|NULL|)$", [*"~nN", ""]),
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", list("tTfF")),
    ("int", r"^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$", list("-+0123456789")),
    ("float", r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)$", list("-+.0123456789")),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(form), starts)
CoreLoader.add_constructor(
    "tag:yaml.org,2002:int",
    lambda _, node: int(node.value, 0) if node.value[:2] in ("0o", "0x") else int(node.value),
)
CoreLoader.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))


def load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), CoreLoader)


@cache
def validator(kind: str) -> jsonschema.Draft7Validator:
    schema = json.loads((SCHEMAS / f"{kind}.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def what_editors_say(path: Path) -> list[str]:
    """Faults by the schema of the file's kind, which its first key names."""
    try:
        document = load(path)
    except yaml.YAMLError as error:
        return [str(error)]
    (kind,) = {"scenario", "network", "policy", "surge"} & document.keys() or {None}
    assert kind, path
    return [f"{error.json_path}: {error.message}" for error in validator(kind).iter_errors(document)]


def what_the_reader_says(scenario: Path) -> list[str]:
    """Faults of the scenario and of all that it names, as `file:line`."""
    try:
        st.load(scenario)
    except st.InputError as error:
        return [f"{Path(fault.file).relative_to(scenario.parent)}:{fault.line}" for fault in error.faults]
    return []


EDITS = yaml.load((Path(__file__).parent / "corpus" / "edits.yaml").read_text(encoding="utf-8"), CoreLoader)


def named(edit: dict[str, str]) -> str:
    return f"{Path(edit['file']).stem}: {edit['put'].strip() or 'without ' + edit['find'].strip()}"


@pytest.fixture
def edited(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """The scenario of the good files with one edit, and the file that was edited."""
    edit = request.param
    folder = tmp_path / "data"
    shutil.copytree(BASE, folder)
    file = folder / edit["file"]
    text = file.read_text(encoding="utf-8")
    assert text.count(edit["find"]) == 1, edit
    file.write_text(text.replace(edit["find"], edit["put"]), encoding="utf-8")
    return folder / "scenario.yaml", file


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_editors_find_the_schema_of_a_shipped_file_and_no_fault_in_it(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found, first
    kind = next(iter(load(path)))
    assert (path.parent / found[1]).resolve() == SCHEMAS / f"{kind}.json"
    assert what_editors_say(path) == []


def test_the_good_files_are_good() -> None:
    assert what_the_reader_says(BASE / "scenario.yaml") == []
    for path in sorted(BASE.rglob("*.yaml")):
        assert what_editors_say(path) == [], path


@pytest.mark.parametrize("edited", EDITS["good"], ids=named, indirect=True)
def test_reader_and_schema_take_what_is_good(edited: tuple[Path, Path]) -> None:
    scenario, file = edited
    assert what_the_reader_says(scenario) == []
    assert what_editors_say(file) == []


SEEN = [edit for edit in EDITS["bad"] if "reader_only" not in edit]
UNSEEN = [edit for edit in EDITS["bad"] if "reader_only" in edit]


@pytest.mark.parametrize("edited", SEEN, ids=named, indirect=True)
def test_reader_and_schema_refuse_what_is_bad(edited: tuple[Path, Path]) -> None:
    scenario, file = edited
    name = str(file.relative_to(scenario.parent))
    assert name in {fault.partition(":")[0] for fault in what_the_reader_says(scenario)}
    assert what_editors_say(file)


@pytest.mark.parametrize("edited", UNSEEN, ids=named, indirect=True)
def test_only_the_reader_sees_what_is_marked_so(edited: tuple[Path, Path]) -> None:
    scenario, file = edited
    name = str(file.relative_to(scenario.parent))
    assert name in {fault.partition(":")[0] for fault in what_the_reader_says(scenario)}
    assert what_editors_say(file) == []


def test_a_schema_explains_every_key() -> None:
    def explained(schema: Any, path: str) -> None:
        if isinstance(schema, dict):
            for key, value in schema.get("properties", {}).items():
                assert value["description"], f"{path}.{key}"
            for key, value in schema.items():
                explained(value, f"{path}.{key}")
        elif isinstance(schema, list):
            for value in schema:
                explained(value, path)

    kinds = (*KINDS, "event", "decision", "command")
    assert sorted(path.stem for path in SCHEMAS.glob("*.json")) == sorted(kinds)
    for kind in kinds:
        explained(validator(kind).schema, kind)
