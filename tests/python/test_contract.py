"""The contract of events and decisions: examples and real records against its schemas, and those against public ones."""

import json
import os
import subprocess
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
CONTRACT = ROOT / "models" / "contract"
SCHEMAS = ROOT / "models" / "schema"
PUBLISHED = Path(__file__).parent / "published"
PROGRAM = ROOT / os.environ.get("SUPPLYTWIN", "build/release/supplytwin")
EXAMPLES = sorted((CONTRACT / "examples").glob("*.json"))
SAMPLE = 20  # messages of each type of a real record


@cache
def schema(path: Path) -> Any:
    found = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(found)
    return found


def faults(path: Path, message: Any) -> list[str]:
    found = jsonschema.Draft7Validator(schema(path)).iter_errors(message)
    return [f"{error.json_path}: {error.message[:300]}" for error in found]


def of_event(message: Any) -> list[str]:
    """By the contract, and by CloudEvents."""
    return faults(SCHEMAS / "event.json", message) + faults(PUBLISHED / "cloudevents-1.0.json", message)


def of_decision(message: Any) -> list[str]:
    return faults(SCHEMAS / "decision.json", message)


def types() -> set[str]:
    return {one["$ref"].rpartition("/")[2] for one in schema(SCHEMAS / "event.json")["oneOf"]}


def actions() -> list[str]:
    return schema(SCHEMAS / "decision.json")["properties"]["action"]["enum"]


def of_command(message: Any) -> list[str]:
    """By the contract, and by CloudEvents."""
    return faults(SCHEMAS / "command.json", message) + faults(PUBLISHED / "cloudevents-1.0.json", message)


def verbs() -> list[str]:
    """What an action may ask of another system."""
    definitions = schema(SCHEMAS / "command.json")["definitions"]
    return [action for action in actions() if f"{action}.v1" in definitions]


def example(name: str) -> Any:
    return json.loads((CONTRACT / "examples" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("record")
    words: list[str | Path] = [
        "run",
        ROOT / "scenarios/small.yaml",
        "--policies",
        "transfer-first",
        "--replications",
        "1",
    ]
    subprocess.run(
        [PROGRAM, *words, "--record", folder / "log", "--out", folder / "out", "--quiet"],
        check=True,
        capture_output=True,
    )
    return folder / "log"


def test_there_is_an_example_of_every_message() -> None:
    assert {path.stem for path in EXAMPLES} == types() | {f"decision.{action}" for action in actions()} | {
        f"command.{verb}" for verb in verbs()
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_what_its_schema_says(path: Path) -> None:
    message = json.loads(path.read_text(encoding="utf-8"))
    by = {"decision": of_decision, "command": of_command}
    assert by.get(path.stem.partition(".")[0], of_event)(message) == []


@pytest.mark.parametrize("name", ["query", "answer", "query_answer"])
def test_questions_and_answers_are_no_commands(name: str) -> None:
    definition = schema(SCHEMAS / "command.json")["definitions"][name]
    assert set(definition["required"]) <= {"key", "outcome"}
    assert of_command({"key": ""})
    assert of_command({"outcome": "perhaps"})


def test_the_examples_together_are_a_log_that_can_be_decided_on(tmp_path: Path) -> None:
    events = [example(name) for name in types()]
    events.sort(key=lambda event: (event["recordedtime"], event["source"], event["sequence"]))
    log = tmp_path / "events.jsonl"
    log.write_text("".join(json.dumps(event) + "\n" for event in events), encoding="utf-8")
    policy = ROOT / "models/policies/transfer-first.yaml"
    out = tmp_path / "decisions.jsonl"
    subprocess.run([PROGRAM, "replay", log, "--policy", policy, "--out", out, "--quiet"], check=True)
    decisions = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(decisions) == 3  # one for each event that asks for one
    for decision in decisions:
        assert of_decision(decision) == []


def test_real_events_are_what_the_schemas_say(record: Path) -> None:
    seen: dict[str, int] = defaultdict(int)
    number = -1
    with (record / "events.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            event = json.loads(line)
            seen[event["type"]] += 1
            if number < 50 or seen[event["type"]] <= SAMPLE:
                assert of_event(event) == [], number + 1
    assert len(seen) >= 10
    assert seen["master.snapshot.v1"] == 1
    assert number > 10_000


def test_real_decisions_are_what_the_schema_says(record: Path) -> None:
    seen: dict[str, int] = defaultdict(int)
    with (record / "decisions.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            decision = json.loads(line)
            seen[decision["action"]] += 1
            if number < 50 or seen[decision["action"]] <= SAMPLE:
                assert of_decision(decision) == [], number + 1
    assert len(seen) >= 4


def test_members_that_nobody_knows_are_no_fault() -> None:
    event, decision = example("stock.counted.v1"), example("decision.defer")
    event["traceparent"] = event["data"]["shelf"] = decision["note"] = "new"
    assert of_event(event) == []
    assert of_decision(decision) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("type", "stock.counted.v2"),
        ("type", "stock.lost.v1"),
        ("specversion", "0.3"),
        ("id", ""),
        ("sequence", "-1"),
        ("sequence", 7),
        ("recordedtime", "2025-02-10 07:00"),
    ],
)
def test_an_envelope_that_is_none_is_a_fault(key: str, value: Any) -> None:
    assert of_event(example("stock.counted.v1") | {key: value})


def test_every_member_of_data_is_held() -> None:
    for name in sorted(types()):
        message = example(name)
        for member in schema(SCHEMAS / "event.json")["definitions"][name]["properties"]["data"].get("required", []):
            without = {key: value for key, value in message["data"].items() if key != member}
            assert of_event(message | {"data": without}), f"{name} without {member}"
            assert of_event(message | {"data": message["data"] | {member: 0.5}}), f"{name} with 0.5 as {member}"


def test_the_document_of_channels_is_asyncapi_and_names_every_message() -> None:
    document = yaml.safe_load((CONTRACT / "asyncapi.yaml").read_text(encoding="utf-8"))
    assert faults(PUBLISHED / "asyncapi-3.0.0.json", document) == []
    told = document["channels"]["events"]["messages"]
    assert set(told) == types()
    commands = document["channels"]["commands"]
    assert set(commands["messages"]) == {f"{verb}.v1" for verb in verbs()}
    assert commands["parameters"]["verb"]["enum"] == verbs()
    assert document["channels"]["queries"]["parameters"]["verb"]["enum"] == verbs()
    for channel in document["channels"].values():
        for message in channel["messages"].values():
            file, _, pointer = message["payload"]["$ref"].partition("#")
            found = schema((CONTRACT / file).resolve())
            for step in pointer.split("/")[1:]:
                found = found[step]
            assert found
    for name, message in [*told.items(), *commands["messages"].items()]:
        assert message["payload"]["$ref"].endswith(f"#/definitions/{name}")
    for operation in document["operations"].values():
        assert operation["channel"]["$ref"].rpartition("/")[2] in document["channels"]


def test_the_document_of_channels_can_fail() -> None:
    document = yaml.safe_load((CONTRACT / "asyncapi.yaml").read_text(encoding="utf-8"))
    document["operations"]["hear"]["action"] = "listen"
    assert faults(PUBLISHED / "asyncapi-3.0.0.json", document)
