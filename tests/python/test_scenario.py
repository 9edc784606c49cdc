"""Scenarios: read, changed, written, and what is said of a bad one."""

import copy
import math
import pickle
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import supplytwin as st


def test_it_says_what_its_file_says(small: st.Scenario, root: Path) -> None:
    assert small.scenario == "small" and small.file == root / "scenarios/small.yaml"
    assert small.replications == 4 and small.baseline == "nightly-batch"
    assert small.period.start.isoformat() == "2025-01-06T05:00:00+00:00"
    assert small.period.length == timedelta(weeks=8) and small.warm_up == timedelta(weeks=4)
    assert len(small.model.items) == 240
    assert [h.allocation.share for h in small.happens if h.allocation] == [0.6]


def test_every_fault_has_its_place(tmp_path: Path, root: Path) -> None:
    text = (root / "scenarios/small.yaml").read_text().replace("../models", str(root / "models"))
    bad = tmp_path / "bad.yaml"
    bad.write_text(text.replace("warm_up: 4 weeks", "warm_up: 4 weks").replace("baseline:", "base_line:"))
    with pytest.raises(st.ScenarioError, match="3 faults") as caught:
        st.load(bad)
    lines = bad.read_text().splitlines()
    for fault in caught.value.faults:
        assert fault.file == str(bad) and fault.excerpt == lines[fault.line - 1]
    unit = next(f for f in caught.value.faults if "weks" in f.message)
    assert lines[unit.line - 1][unit.column - 1 :].startswith("weks")
    assert isinstance(caught.value, st.Error)


def test_a_missing_file_is_a_fault() -> None:
    with pytest.raises(st.ScenarioError, match="no such file"):
        st.load("nowhere.yaml")


def test_what_is_written_is_read_as_the_same(small: st.Scenario, tmp_path: Path) -> None:
    again = st.load(small.save(tmp_path))
    assert again == small or again.model == small.model
    for name in ("period", "warm_up", "happens", "policies", "baseline", "seed", "replications", "block", "expect"):
        assert getattr(again, name) == getattr(small, name), name


@pytest.mark.parametrize("case", ["v12_measures", "v05a_erlang_loss", "v16_two_bins_6", "v41_trace"])
def test_networks_in_place_are_written_as_folders(case: str, root: Path, tmp_path: Path) -> None:
    scenario = st.load(root / f"tests/validation/{case}.yaml")
    assert st.load(scenario.save(tmp_path)) == scenario


def test_a_change_decides_the_results(small: st.Scenario) -> None:
    small.replications = 1
    small.warm_up = timedelta(weeks=1)
    small.period.length = timedelta(weeks=3)
    del small.happens[1:]  # the allocation and the outage come later
    before = small.run(policies=["nightly-batch"]).to_pandas()
    for supplier in small.model.suppliers:
        supplier.lead_time = "20 days"
    after = small.run(policies=["nightly-batch"]).to_pandas()
    fill = [table.set_index("kpi").value["fill_rate"] for table in (before, after)]
    assert fill[0] > fill[1]


def test_a_field_that_nobody_knows_is_refused(small: st.Scenario) -> None:
    with pytest.raises(AttributeError, match=r"a scenario has no 'warmup'; did you mean 'warm_up'\?"):
        small.warmup = "2 weeks"
    with pytest.raises(AttributeError, match="a scenario has no 'xyzzy'; it has baseline, block, "):
        small.xyzzy = 1
    with pytest.raises(AttributeError):
        for name in ("lenght",):  # as a name in the source mypy refuses it too
            setattr(small.period, name, "2 weeks")
    small.warm_up = "2 weeks"
    assert small.warm_up == timedelta(weeks=2)


def test_a_change_is_held_to_the_same_checks(small: st.Scenario) -> None:
    small.model.suppliers[0].id = "nobody"
    with pytest.raises(st.ScenarioError) as caught:
        small.validate()
    assert caught.value.faults[0].file.endswith("network/contracts.csv") and caught.value.faults[0].line > 1


def test_what_did_not_change_is_run_as_it_was_read(small: st.Scenario, tmp_path: Path) -> None:
    small.seed += 1
    assert small.resolve(tmp_path / "not-needed").file == str(small.file)
    assert not (tmp_path / "not-needed").exists()


def test_a_misspelt_field_of_a_part_brings_a_suggestion(small: st.Scenario) -> None:
    allocation = small.happens[1].allocation
    assert allocation is not None
    with pytest.raises(AttributeError, match=r"^AllocationConfig has no 'shar'; did you mean 'share'\?$"):
        setattr(allocation, "shar", 0.5)  # noqa: B010
    with pytest.raises(AttributeError, match=r"^AllocationConfig has no 'shar'; did you mean 'share'\?$"):
        getattr(allocation, "shar")  # noqa: B009
    with pytest.raises(AttributeError, match=r"^PeriodConfig has no 'xyzzy'; it has start, length and time_zone$"):
        setattr(small.period, "xyzzy", 1)  # noqa: B010
    with pytest.raises(AttributeError, match=r"a scenario has no 'warmup'; did you mean 'warm_up'\?"):
        getattr(small, "warmup")  # noqa: B009
    assert not hasattr(allocation, "shar") and not hasattr(small, "warmup")


def test_lists_take_what_their_field_holds(small: st.Scenario) -> None:
    happens, policies = list(small.happens), list(small.policies)
    outage = small.happens[2]
    wrong: Any = "x"
    for change in (
        lambda: small.happens.append(wrong),
        lambda: small.happens.insert(0, wrong),
        lambda: small.happens.extend([outage, wrong]),
        lambda: small.happens.__setitem__(0, wrong),
        lambda: small.happens.__setitem__(slice(0, 1), [wrong]),
        lambda: small.happens.__iadd__([wrong]),
        lambda: pickle.loads(pickle.dumps(small)).happens.append(wrong),
        lambda: copy.deepcopy(small).happens.append(wrong),
    ):
        with pytest.raises(TypeError, match=r"^happens: expected HappeningConfig, found 'x'$"):
            change()
    wrong = 3
    with pytest.raises(TypeError, match=r"^policies: expected str, found 3$"):
        small.policies.append(wrong)
    assert small.happens == happens and small.policies == policies
    small.happens = [outage]
    with pytest.raises(TypeError, match=r"^happens: expected HappeningConfig, found 3$"):
        small.happens.append(wrong)
    small.happens.append(outage)
    small.happens[0] = outage
    small.happens += [outage]
    assert small.happens == [outage] * 3


def test_times_are_written_with_a_zone_or_in_that_of_the_scenario(small: st.Scenario) -> None:
    allocation = small.happens[1].allocation
    assert allocation is not None
    as_read = allocation.start
    allocation.start = small.at("2025-02-01 06:00")
    assert allocation.start.isoformat() == "2025-02-01T11:00:00+00:00"
    text: Any = "2025-01-27T00:00-05:00"
    allocation.start = text
    assert allocation.start == as_read == small.at("2025-01-27")
    words = r"start: '2025-01-27' has no time zone; where a scenario is at hand, scenario\.at\('2025-01-27'\) is that"
    text = "2025-01-27"
    with pytest.raises(ValueError, match=words):
        allocation.start = text
    text = "tuesday"
    for change in (lambda: setattr(allocation, "start", text), lambda: small.at(text)):
        with pytest.raises(ValueError, match="'tuesday' is no time; expected one such as '2025-02-08'"):
            change()


def test_one_rule_holds_for_times_without_a_zone(small: st.Scenario, tmp_path: Path) -> None:
    """Those of a file, of `at` and of a world; the clock leaves out an hour on 9 March and shows one twice on 2 November."""
    small.period.start, small.period.length = small.at("2025-03-03"), "40 weeks"
    small.warm_up, small.happens = "1 day", []
    world = st.World(small, "standard-par")
    file = small.save(tmp_path)
    text = file.read_text()
    for shown, meant in (
        ("2025-03-09 02:00", "2025-03-09T03:00:00-04:00"),
        ("2025-03-09 02:30", "2025-03-09T03:00:00-04:00"),
        ("2025-03-09 03:00", "2025-03-09T03:00:00-04:00"),
        ("2025-03-10 02:30", "2025-03-10T02:30:00-04:00"),
        ("2025-11-02 01:30", "2025-11-02T01:30:00-04:00"),
        ("2025-11-02 02:00", "2025-11-02T02:00:00-05:00"),
    ):
        naive = datetime.fromisoformat(shown)
        assert small.at(shown).isoformat() == small.at(naive).isoformat() == meant, shown
        if naive.month == 3:
            assert world.fork().advance(naive) == world.advance(shown) and world.now.isoformat() == meant, shown
        file.write_text(text.replace("2025-03-03T00:00:00", shown).replace("280 d", "1 day"))
        assert st.load(file).period.start == datetime.fromisoformat(meant), shown
    assert small.at(datetime(2025, 11, 2, 1, 30, fold=1)).isoformat() == "2025-11-02T01:30:00-05:00"
    assert small.at("2025-03-09 02:30Z").isoformat() == "2025-03-09T02:30:00+00:00"
    wrong: Any = 3
    with pytest.raises(TypeError, match=r"^at: expected a datetime or an ISO 8601 time, found 3$"):
        small.at(wrong)
    small.period.time_zone = "Mars/Base"
    with pytest.raises(ValueError, match=r"^time_zone: no zone is called 'Mars/Base'; expected one such as"):
        small.at("2025-03-09")


def test_what_is_no_number_is_refused(small: st.Scenario) -> None:
    allocation = small.happens[1].allocation
    assert allocation is not None
    for number in (math.nan, math.inf):
        with pytest.raises(ValueError, match=r"^share: expected a finite number$"):
            allocation.share = number
        with pytest.raises(TypeError, match=r"^factor: expected a number, found"):
            st.configs.DemandSurgeConfig(location="H01", start=allocation.start, length="1 day", factor=number)


def test_names_that_are_no_text_are_refused_too(small: st.Scenario) -> None:
    for change in (lambda: setattr(small.period, "\ud800", 1), lambda: getattr(small.period, "\ud800")):
        with pytest.raises((AttributeError, UnicodeEncodeError)):
            change()
    assert not hasattr(small.period, "__array__")


def test_a_scenario_has_a_network(small: st.Scenario) -> None:
    nothing: Any = None
    with pytest.raises(TypeError, match=r"^model: expected NetworkConfig, found"):
        small.model = nothing
    assert len(small.model.items) == 240


def test_a_scenario_is_shown_in_a_line(small: st.Scenario, root: Path) -> None:
    small.replications = 1
    assert repr(small) == f"Scenario('small', 5 policies, 1 replication, '{root}/scenarios/small.yaml')"
    assert repr(st.Scenario(**small.__getstate__())) == "Scenario('small', 5 policies, 1 replication)"
