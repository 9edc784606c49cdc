"""The bench's own arithmetic: names, goals, rotation, agreement and phases. Its contenders are tested in tests/bench."""

import json
import sys
from pathlib import Path

import agreement
import bench
import phases
import pytest
import ratios
from contender import Contender, ContenderError, Each, exactly_equal, rotate

NAMES = [
    "queue_1e3",
    "queue_1e4",
    "queue_1e5",
    "queue_1e6",
    "queue_1e4_simpy",
    "queue_1e4_cimba",
    "queue_1e4_ns3",
    "queue_1e4_simgrid",
    "mm1",
    "mm1_simpy",
    "mm1_simpy_callbacks",
    "mm1_cimba",
    "mm1_ns3",
    "mm1_simgrid",
    "flagship_naive_draw",
    "flagship_no_orders",
    "flagship_program_naive_draw",
    "stockpyl",
    "supplynetpy",
    "simpy_model",
    "supplynetpy_by_day",
    "simpy_model_by_day",
    "recording_share",
    "order_path_share",
    "decision_microseconds",
    "decision_hashed_microseconds",
    "decision_python",
    "event_time_120_12",
    "event_time_1200_12",
    "bytes_a_point",
    "bytes_120_12",
    "bytes_1200_12",
    "threads_2_processes_2",
    "policies_together_apart",
    "policies_program_together_apart",
]

# Answers as a contender does: it is ready, then a line of JSON for a round.
ECHO = """
import json, sys
print(json.dumps({"ready": True}), flush=True)
for line in sys.stdin:
    print(json.dumps({"seconds": 2, "work": int(line), "check": "x"}), flush=True)
"""


def test_names_that_others_read() -> None:
    assert list(ratios.RATIOS) == NAMES


def test_goals_are_bounds() -> None:
    assert ratios.at_least(2).reached(2) and not ratios.at_least(2).reached(1.99)
    assert ratios.at_most(6).reached(6) and not ratios.at_most(6).reached(6.01)
    assert "NOT REACHED" in ratios.line("queue_1e4", [1.0, 3.0, 1.5])
    assert " reached " in ratios.line("queue_1e4", [1.0, 3.0, 2.5])
    assert ratios.summary([3.0, 1.0, 2.0]) == {"median": 2.0, "min": 1.0, "max": 3.0}


class Turn:
    """A contender that notes when it was its turn."""

    def __init__(self, name: str, turns: list[tuple[str, int]]) -> None:
        self.name, self.turns = name, turns

    def measure(self, round_: int) -> dict[str, object]:
        self.turns.append((self.name, round_))
        return {"seconds": 1, "work": 1, "check": ""}

    def close(self) -> None: ...


def test_each_round_begins_with_another() -> None:
    turns: list[tuple[str, int]] = []
    rotate({name: Turn(name, turns) for name in "abc"}, 4, Each(sys.stderr))
    assert [name for name, _ in turns] == list("abcbcacababc")
    assert [round_ for _, round_ in turns] == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]


def test_a_contender_measures_when_told() -> None:
    contender = Contender("echo", [sys.executable, "-c", ECHO])
    assert contender.measure(7) == {"seconds": 2, "work": 7, "check": "x"}
    contender.close()
    assert contender.process.poll() is not None


def test_a_contender_that_fails_says_why() -> None:
    with pytest.raises(ContenderError, match=r"^broken ended with 3: no such thing$"):
        Contender(
            "broken", [sys.executable, "-c", "import sys; print('no such thing', file=sys.stderr); sys.exit(3)"]
        )


def test_contenders_must_do_the_same() -> None:
    same = {"ours": [{"check": "a"}], "std": [{"check": "a"}]}
    exactly_equal(same, ["ours", "std", "absent"])
    with pytest.raises(ContenderError, match="did not do the same"):
        exactly_equal({**same, "other": [{"check": "b"}]}, ["ours", "std", "other"])


def answers(shift: float) -> dict[str, list[float]]:
    hospitals = [0.98 + 0.001 * i for i in range(12)]
    return {"fill_rate": [f + shift for f in hospitals], "hospital_stock": hospitals, "centre_stock": [1.0, 2.0]}


def test_simulators_must_agree() -> None:
    agreement.agree([answers(0)], [answers(0.004)], "peer")
    with pytest.raises(ContenderError, match=r"peer does not agree: fill_rate is 0\.9955 there and 0\.9855 here"):
        agreement.agree([answers(0)], [answers(0.01)], "peer")


def test_our_answers_begin_with_the_centre() -> None:
    values = [float(i) for i in range(26)]
    parts = agreement.of_ours({"fill_rate": values, "period_on_hand": values})
    assert parts["centre_stock"] == [0, 13]
    assert parts["hospital_stock"] == [*range(1, 13), *range(14, 26)] == parts["fill_rate"]


def test_stacks_point_at_calls() -> None:
    assert phases.stacks([100.0, 205.0, 0.0, 300.0, 0.0]) == [(100, 204), (300,)]


def test_the_innermost_line_of_the_world_tells_the_phase(tmp_path: Path) -> None:
    world = tmp_path / "world"
    world.mkdir()
    orders = world / "orders.cpp"
    orders.write_text("ship(line);\n++cell(p).orders;\n", encoding="utf-8")
    sources = phases.Sources()
    header = (str(tmp_path / "kernel" / "event_queue.hpp"), 5)
    simulation = (str(world / "simulation.cpp"), 1)
    assert phases.phase([header, (str(orders), 1), simulation], sources) == "orders"
    assert phases.phase([(str(orders), 2), simulation], sources) == "recording"
    assert phases.phase([(str(world / "recording.cpp"), 1), simulation], sources) == "recording"
    assert phases.phase([(str(tmp_path / "outcome" / "ledger.hpp"), 1), (str(orders), 1)], sources) == "recording"
    assert phases.phase([("??", 0)], sources) == "other"


def test_absent_peers_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nothing(_: object) -> dict[str, list[float]]:
        return {"mm1": [0.5, 0.7]}

    monkeypatch.setattr(bench, "SUITES", [nothing])
    monkeypatch.setattr(bench, "BUILD", tmp_path)
    monkeypatch.setattr(bench, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(sys, "argv", ["bench", "--json", str(tmp_path / "out.json")])
    assert bench.main() == 0
    told = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert told["ratios"] == {"mm1": {"median": 0.6, "min": 0.5, "max": 0.7}}
    assert set(told["absent"]) == {name for name, ratio in ratios.RATIOS.items() if ratio.peer}
    assert told["machine"]["peers"] == {}
    assert "ns-3 is not installed: ./dev bench --peers" in capsys.readouterr().out
