"""Runs and results: the same as the command line's, and kept when interrupted."""

import copy
import inspect
import json
import pickle
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import supplytwin as st
from supplytwin import progress
from supplytwin.results import _shown


def command(root: Path, *arguments: str) -> str:
    program = root / "build/release/supplytwin"
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True, cwd=root).stdout


def test_the_command_line_finds_the_same(root: Path, results: st.Results, tmp_path: Path) -> None:
    told = json.loads(
        command(root, "run", "scenarios/small.yaml", "--replications", "2", "--json", "--out", str(tmp_path / "out"))
    )
    table = results.compare(list(st.kpis().index))
    assert results.baseline == told["baseline"]
    for (kpi, policy), row in table.iterrows():
        estimate = told["policies"][policy]["kpi"][kpi]
        paired = told["paired"].get(policy, {}).get(kpi, {})
        assert row.unit == estimate["unit"]
        for column, value in [
            *((name, estimate[name]) for name in ("mean", "lo", "hi")),
            *((f"diff_{name}", paired.get(name)) for name in ("lo", "hi")),
            *((name, paired.get(name)) for name in ("diff", "correlation")),
        ]:
            assert row[column] == value or (value is None and pd.isna(row[column])), (kpi, policy, column)


def test_arguments_stand_in_for_the_scenario(root: Path) -> None:
    results = st.run(
        root / "scenarios/small.yaml", replications=1, policies=["transfer-first"], seed=7, jobs=1, check=True
    )
    assert results.policies == ["transfer-first"] and results.baseline == "transfer-first"
    assert results.provenance["seed"] == 7 and results.replications == [0]
    with pytest.raises(st.ScenarioError, match="did you mean 'transfer-first'"):
        st.run(root / "scenarios/small.yaml", policies=["transfer-frist"])


def test_numbers_that_cannot_be_are_refused_and_nothing_is_written(root: Path, tmp_path: Path) -> None:
    for given, error, words in (
        ({"replications": 0}, st.ScenarioError, "replications must be at least 1"),
        ({"replications": 2_000_000}, st.ScenarioError, "replications must be at most 1000000"),
        ({"replications": -3}, ValueError, "^replications must not be negative$"),
        ({"replications": 1.5}, TypeError, "^replications: expected a whole number, found 1.5$"),
        ({"seed": -1}, ValueError, "^seed must not be negative$"),
        ({"seed": 2**64}, ValueError, "^seed must be at most 18446744073709551615, found 18446744073709551616$"),
        ({"jobs": 0}, ValueError, "^jobs must be at least 1, found 0$"),
        ({"jobs": 5000}, ValueError, "^jobs must be at most 4096, found 5000$"),
        ({"policies": ["nope"]}, st.ScenarioError, "policies: 'nope' does not compete here"),
        ({"policies": ["nightly-batch"] * 2}, st.ScenarioError, "policies: 'nightly-batch' is named twice"),
        ({"policies": "nightly-batch"}, TypeError, "^policies: expected a list of names, found 'nightly-batch'$"),
        ({"policies": ["nightly-batch", 3]}, TypeError, "^policies: expected a list of names, found 3 in it$"),
        ({"policies": 3}, TypeError, "^policies: expected a list of names, found 3$"),
        ({"replications": True}, TypeError, "^replications: expected a whole number, found True$"),
        ({"check": "yes"}, TypeError, "^check: expected True or False, found 'yes'$"),
        ({"policies": []}, st.Error, "^policies: expected at least one; leave it out for all of the scenario$"),
    ):
        with pytest.raises(error, match=words):
            st.run(root / "scenarios/small.yaml", out=tmp_path / "out", **given)
        assert list(tmp_path.iterdir()) == []
    with pytest.raises(ValueError, match=r"^jobs must be at least 1, found 0$"):
        st.resume(tmp_path / "out", jobs=0)


def test_a_temporary_study_lives_as_long_as_its_results(root: Path) -> None:
    results = st.run(root / "scenarios/small.yaml", replications=1, policies=["nightly-batch"])
    file = results.file
    assert file.exists()
    del results
    assert not file.exists()


def test_copies_keep_a_temporary_study_and_pickles_are_of_files(root: Path, results: st.Results) -> None:
    temporary = st.run(root / "scenarios/small.yaml", replications=1, policies=["nightly-batch"])
    with pytest.raises(st.Error, match=r"lies in a temporary folder; run\(out=\.\.\.\) keeps what can be pickled$"):
        pickle.dumps(temporary)
    for duplicate in (copy.copy, copy.deepcopy):
        other = duplicate(temporary)
        assert other == temporary
        temporary = other  # the only one left
        assert temporary.to_pandas("fill_rate").value[0] > 0.9
    for again in (pickle.loads(pickle.dumps(results)), copy.deepcopy(results)):
        assert again == results and again.compare().equals(results.compare())


def test_results_are_tidy_tables(results: st.Results) -> None:
    tidy = results.to_pandas()
    assert list(tidy.columns) == ["policy", "replication", "kpi", "value", "at_least"]
    assert len(tidy) == len(results.policies) * 2 * len(st.kpis())
    means = tidy[tidy.kpi == "total_spend"].groupby("policy").value.mean()
    assert means.to_dict() == pytest.approx(results.compare("total_spend")["mean"].droplevel("kpi").to_dict())
    sites = results.to_pandas("total_spend", by="site")
    assert sites[["policy", "replication", "value"]].groupby(["policy", "replication"]).value.sum().to_list() == (
        pytest.approx(tidy[tidy.kpi == "total_spend"].sort_values(["policy", "replication"]).value.to_list())
    )
    assert list(results.compare("fill_rate", by="criticality").index.unique(0)) == ["vital", "essential", "desirable"]


def test_equal_runs_have_equal_results(root: Path, results: st.Results) -> None:
    """Also where figures are not defined."""
    again = st.run(root / "scenarios/small.yaml", replications=2, jobs=1)
    assert results.to_pandas().value.isna().any()
    assert again == results and hash(again) == hash(results) and again == st.open(results.file)
    assert again.to_pandas().equals(results.to_pandas()) and again.compare().equals(results.compare())
    other = st.run(root / "scenarios/small.yaml", replications=1)
    assert other != results and other != results.file


def test_a_scenario_runs_with_all_that_run_takes() -> None:
    function, method = (list(inspect.signature(f).parameters.values())[1:] for f in (st.run, st.Scenario.run))
    assert method == function


def test_what_is_only_known_from_below_is_marked_everywhere(small: st.Scenario) -> None:
    """Of a week, many orders are still under way at its end."""
    small.period.length, small.follow_up, small.happens = "7 days", None, []
    cut = st.run(small, replications=2, policies=["nightly-batch"])
    table = cut.compare(["order_cycle_p99", "fill_rate"]).droplevel("policy")
    assert list(table.columns[:5]) == ["mean", "lo", "hi", "at_least", "unit"]
    assert table.at_least.dtype == bool and table.at_least.to_dict() == {"order_cycle_p99": True, "fill_rate": False}
    assert pd.isna(table.lo["order_cycle_p99"]) and not pd.isna(table.lo["fill_rate"])
    tidy = cut.to_pandas(["order_cycle_p99", "fill_rate"])
    assert tidy.at_least.dtype == bool and tidy[tidy.at_least].kpi.unique().tolist() == ["order_cycle_p99"]
    assert f"<td>≥ {table['mean']['order_cycle_p99']:,.4g}</td>" in cut._repr_html_()
    one = tidy[(tidy.kpi == "order_cycle_p99") & (tidy.replication == 0)].iloc[0]
    assert st.World(small, "nightly-batch").finish()["order_cycle_p99"] == (one.value, one.at_least)


def test_pictures_mark_what_is_only_known_from_below_or_not_at_all(small: st.Scenario) -> None:
    small.period.length, small.follow_up, small.happens = "7 days", None, []
    cut = st.run(small, replications=2, policies=["nightly-batch"])
    bound, known, nothing = cut.plot(["order_cycle_p99", "fill_rate", "transfer_cycle_p95"]).axes
    assert [line.get_marker() for line in bound.lines[:2]] == ["None", ">"] and known.lines[1].get_marker() == "o"
    assert (bound.get_xlabel(), known.get_xlabel()) == ("h, ▸ that or more", "share")
    assert [text.get_text() for text in nothing.texts] == ["n/a"] and not known.texts and not bound.texts
    assert list(nothing.get_xticks()) == [] and len(known.get_xticks()) > 1


def test_columns_are_the_same_whether_or_not_something_is_bounded(results: st.Results) -> None:
    table = results.compare("fill_rate")
    assert list(table.columns) == [
        "mean",
        "lo",
        "hi",
        "at_least",
        "unit",
        "diff",
        "diff_lo",
        "diff_hi",
        "correlation",
    ]
    assert not table.at_least.any()


def test_results_are_a_data_set(results: st.Results) -> None:
    with results.to_xarray() as data:
        assert list(data.policy.values) == results.policies
        assert data.demanded.attrs["units"] == "each"
        filled = data[["filled", "demanded"]].sum(["site", "category", "criticality"])
        rate = (filled.filled / filled.demanded).isel(replication=0)
    tidy = results.to_pandas("fill_rate")
    assert rate.values == pytest.approx(tidy[tidy.replication == 0].value.to_list())


def test_results_show_themselves(results: st.Results, tmp_path: Path) -> None:
    html = results._repr_html_()
    assert html.count("<th>") >= len(results.policies)
    assert html.index("nightly-batch (baseline)") < html.index("criticality-tiered") < html.index("forecast-led")
    told = {row.Index[1]: _shown(row) for row in results.compare("fill_rate").itertuples()}
    cells = html[html.index("Fill rate") :].split("</tr>")[0].split("<td>")[1:]
    order = ["nightly-batch", "criticality-tiered", "forecast-led", "standard-par", "transfer-first"]
    assert [cell.removesuffix("</td>") for cell in cells] == [told[policy] for policy in order]
    results.plot().savefig(tmp_path / "usual.png")
    figure = results.plot("fill_rate")
    assert [axes.get_title(loc="left") for axes in figure.axes] == ["Fill rate, higher is better"]


def test_an_interval_that_is_cut_is_shown_by_its_ends() -> None:
    def shown(lo: float, hi: float) -> str:
        return _shown(next(pd.DataFrame([{"mean": 0.99, "lo": lo, "hi": hi, "at_least": False}]).itertuples()))

    assert shown(0.97, 1.0) == "0.990 (0.970..1.000)"
    assert shown(0.985, 0.995) == "0.9900 ± 0.0050"


def test_an_unknown_figure_or_part_is_refused(results: st.Results) -> None:
    with pytest.raises(ValueError, match="did you mean 'fill_rate'"):
        results.compare("fil_rate")
    with pytest.raises(ValueError, match="whole network only"):
        results.compare("order_cycle_p95", by="site")
    with pytest.raises(ValueError, match="by: expected network, site"):
        results.compare("fill_rate", by="colour")
    with pytest.raises(ValueError, match=r"^no figure is called 'xyzzy'; supplytwin\.kpis\(\) tells all of them$"):
        results.plot("xyzzy")
    wrong: Any = 3
    for ask in (results.compare, results.plot, results.to_pandas):
        with pytest.raises(ValueError, match=r"^kpis: 'fill_rate' is named twice$"):
            ask(["fill_rate", "net_spend", "fill_rate"])
        for figures in (wrong, [wrong]):
            with pytest.raises(TypeError, match=r"^kpis: expected a list of names, found 3"):
                ask(figures)
    with pytest.raises(TypeError, match=r"^by: expected a text, found 3$"):
        results.compare("fill_rate", by=wrong)


def test_a_damaged_file_is_a_store_error(results: st.Results, tmp_path: Path) -> None:
    damaged = tmp_path / "results.h5"
    content = bytearray(results.file.read_bytes())
    content[len(content) // 2] ^= 1
    damaged.write_bytes(content)
    with pytest.raises(st.StoreError, match="damaged"):
        st.open(damaged)
    with pytest.raises(st.StoreError, match="no such file"):
        st.open(tmp_path / "nothing.h5")


def test_a_folder_that_holds_something_else_is_refused(root: Path, results: st.Results) -> None:
    with pytest.raises(st.Error, match="another"):
        st.run(root / "scenarios/small.yaml", replications=1, out=results.file.parent)


def test_a_refused_study_leaves_nothing_beside_it(small: st.Scenario, results: st.Results, tmp_path: Path) -> None:
    small.happens = []
    with pytest.raises(st.Error, match="no-such"):
        small.run(replications=1, policies=["no-such"], out=tmp_path / "a")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/notes.txt").write_text("mine")
    with pytest.raises(st.Error, match="is not a study"):
        small.run(replications=1, out=tmp_path / "mine")
    small.baseline = "no-such"
    with pytest.raises(st.ScenarioError):
        small.run(replications=1, out=tmp_path / "b")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["mine"]


def test_the_scenario_of_a_study_is_not_overwritten(small: st.Scenario, tmp_path: Path) -> None:
    small.happens = []
    first = small.run(replications=1, policies=["nightly-batch"], out=tmp_path / "s", progress=False)
    found = first.file.read_bytes()
    again = small.run(replications=1, policies=["nightly-batch"], out=tmp_path / "s", progress=False)
    assert again.file.read_bytes() == found
    kept = (tmp_path / "s.scenario/scenario.yaml").read_text()
    small.question = "another one?"
    with pytest.raises(st.Error, match=r"s\.scenario: is there already and is another scenario"):
        small.run(replications=1, policies=["nightly-batch"], out=tmp_path / "s")
    assert (tmp_path / "s.scenario/scenario.yaml").read_text() == kept


def test_studies_run_beside_each_other(root: Path) -> None:
    def simulate(seed: int) -> bytes:
        scenario = st.load(root / "scenarios/small.yaml")
        found = scenario.run(replications=1, policies=["nightly-batch"], seed=seed, jobs=1, progress=False)
        assert not any(found.to_pandas().empty for _ in range(20))
        return found.file.read_bytes()

    with ThreadPoolExecutor(2) as threads:
        together = list(threads.map(simulate, (1, 2)))
    assert together == [simulate(1), simulate(2)]
    assert together[0] != together[1]


def test_a_figure_is_explained() -> None:
    figures = st.kpis()
    assert figures.loc["fill_rate", "better"] == "higher" and figures.loc["total_spend", "unit"] == "USD"
    assert figures.doc.str.len().min() > 0


def test_figures_of_vital_items_tell_nothing_of_the_others(results: st.Results) -> None:
    told = results.to_pandas("critical_stockout_hours", by="criticality").groupby("criticality").value.count()
    assert told["vital"] > 0 and told["essential"] == told["desirable"] == 0


def test_a_part_is_resumed_as_a_part(root: Path, tmp_path: Path) -> None:
    part = tmp_path / "part"
    arguments = ["--replications", "3", "--policies", "nightly-batch", "--part", "2/3", "--out", str(part)]
    command(root, "run", "scenarios/small.yaml", *arguments)
    with pytest.raises(st.Error, match="its part of the study is done; `supplytwin merge` joins it"):
        st.resume(part)
    assert [shard.name for shard in part.glob("shards/*.h5")] == ["000001.h5"]


def test_progress_is_silent_where_nobody_looks() -> None:
    with progress.bar(True) as tick:
        assert tick is None  # under pytest standard error is no terminal


INTERRUPTED = """
import sys, time, supplytwin as st
try:
    st.run(sys.argv[1], replications=400, policies=["nightly-batch"], jobs=1, out=sys.argv[2])
except KeyboardInterrupt:
    print(time.time())
"""


def test_an_interrupt_raises_soon_and_keeps_what_was_done(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "study"
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, root / "scenarios/small.yaml", out],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={"PYTHONPATH": str(root / "build/release/python")},
    ) as run:
        limit = time.monotonic() + 60
        while not list(out.glob("shards/*.h5")) and time.monotonic() < limit:
            time.sleep(0.02)
        sent = time.time()
        run.send_signal(signal.SIGINT)
        said, notes = run.communicate(timeout=60)
    assert float(said) - sent < 1  # 0.1 s, but for a busy machine
    assert f"supplytwin.resume('{out}')" in notes
    kept = len(list(out.glob("shards/*.h5")))
    assert 0 < kept < 400
    with pytest.raises(st.StoreError, match="not complete"):
        st.open(out)


def test_resume_goes_on_to_the_same_results(root: Path, tmp_path: Path) -> None:
    def wanted(out: Path) -> st.Results:
        return st.run(root / "scenarios/small.yaml", replications=3, policies=["nightly-batch"], out=out)

    whole = wanted(tmp_path / "whole").to_pandas()
    part = tmp_path / "part"
    wanted(part)
    (part / "results.h5").unlink()
    sorted(part.glob("shards/*.h5"))[1].unlink()
    pd.testing.assert_frame_equal(st.resume(part).to_pandas(), whole)


def test_no_figures_and_no_scenario_are_told(results: st.Results) -> None:
    for ask in (results.compare, results.plot, results.to_pandas):
        with pytest.raises(
            ValueError, match=r"^kpis: expected at least one figure; leave it out for the usual ones$"
        ):
            ask([])
    nothing: Any = None
    for begin in (st.run, st.load, st.World):
        with pytest.raises(TypeError, match=r"^scenario: expected a file or a Scenario, found None$"):
            begin(nothing)


def test_needs_left_to_a_person_are_told(
    small: st.Scenario, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (root / "models/policies/standard-par.yaml").read_text()
    idle = text.replace("policy: standard-par", "policy: idle")
    idle = idle.replace("    then: order\n", "    quantity: need.par - need.par - 1\n    then: order\n")
    (tmp_path / "idle.yaml").write_text(idle)
    small.policies.append(str(tmp_path / "idle.yaml"))
    results = small.run(policies=["idle", "standard-par"], replications=2)
    parked = results.to_pandas("needs_dead_lettered").groupby("policy").value.sum()
    assert parked["idle"] > 0 and parked["standard-par"] == 0
    said = (
        f"needs left to a person: {parked['idle']:.0f} under idle ({parked['idle']:.0f} because no rule applied), all"
    )
    assert said in capsys.readouterr().err
    assert repr(results).startswith("Results('small', 2 policies, 2 replications, ")
