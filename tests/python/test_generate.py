"""The generator of models/twelve-hospitals: stable for ever, nested, whole, and near the dimensions it was made for."""

import csv
import math
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "models" / "twelve-hospitals"
SURGES = ROOT / "models" / "surges"
TABLES = (
    "locations",
    "items",
    "suppliers",
    "contracts",
    "contract_items",
    "lanes",
    "par_levels",
    "usage_rates",
    "substitutes",
)
FILES = ("network.yaml", *(f"{table}.csv" for table in TABLES))
FOLDERS = {"full": MODEL, "small": MODEL / "small"}

sys.path.insert(0, str(MODEL))

import categories  # noqa: E402
import check  # noqa: E402
import figures  # noqa: E402
import fit  # noqa: E402
import inputs  # noqa: E402
import invoices  # noqa: E402
import keyed  # noqa: E402
import network  # noqa: E402
import sites  # noqa: E402
import stocking  # noqa: E402


def generate(*words: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, MODEL / "generate.py", *map(str, words)], capture_output=True, text=True)


def lines_of(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def table(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(lines_of(folder / f"{name}.csv")))


@pytest.fixture(scope="module")
def full() -> network.Network:
    return network.network("full")


@pytest.mark.parametrize("profile", FOLDERS)
def test_committed_tables_are_what_the_generator_writes(profile, tmp_path):
    run = generate("--profile", profile, "--out", tmp_path / "made")
    assert run.returncode == 0, run.stderr
    assert sorted(p.name for p in (tmp_path / "made").iterdir()) == sorted(FILES)
    for name in FILES:
        made, committed = ((folder / name).read_bytes() for folder in (tmp_path / "made", FOLDERS[profile]))
        if name == "network.yaml":  # the first line leads from the folder to the schema
            assert made.startswith(b"# yaml-language-server: $schema=")
            made, committed = (text.partition(b"\n")[2] for text in (made, committed))
        assert made == committed, name


def test_committed_counts_are_what_the_report_says(full):
    assert (MODEL / "COUNTS.md").read_text(encoding="utf-8") == check.report(
        figures.figures(full), check.run_counts()
    )


def test_counts_lie_within_a_factor_of_two_or_are_explained(full):
    made = figures.figures(full)
    for count in check.counts(made, check.run_counts()):
        ratio = count.ratio(made["beds"])
        assert ratio is None or 0.5 <= ratio <= 2 or count.why, count


def test_spend_by_category_meets_its_shares(full):
    made = figures.figures(full)
    for category in categories.CATEGORIES:
        assert made[f"spend {category.id}"] == pytest.approx(category.spend, rel=0.01)


@pytest.mark.parametrize("profile", FOLDERS)
def test_all_references_resolve(profile):
    folder = FOLDERS[profile]
    rows = {name: table(folder, name) for name in TABLES}
    ids = {name: {r["id"] for r in rows[name]} for name in ("locations", "items", "suppliers", "contracts")}
    for name in ids:
        assert len(ids[name]) == len(rows[name]), f"{name}: an id twice"
    platforms = set(re.findall(r"- id: (\S+)", (folder / "network.yaml").read_text()))
    types = set(re.findall(r"- \{ id: (\w+), driver", (folder / "network.yaml").read_text()))
    units = {}
    for r in rows["locations"]:
        if r["kind"] == "unit":
            units[r["id"]] = r["parent"]
            assert r["parent"] in ids["locations"] and r["unit_type"] in types and not r["platform"]
        else:
            assert r["platform"] in platforms
    assert {r["supplier"] for r in rows["contracts"]} == ids["suppliers"]
    assert {r["contract"] for r in rows["contract_items"]} == ids["contracts"]
    assert {r["item"] for r in rows["contract_items"]} <= ids["items"]
    lanes = {(r["from"], r["to"]) for r in rows["lanes"]}
    assert len(lanes) == len(rows["lanes"])
    for start, end in lanes:
        assert start in ids["suppliers"] | ids["locations"] and end in ids["locations"] and end not in units
    stocked = {(r["location"], r["item"]) for r in rows["par_levels"]}
    assert len(stocked) == len(rows["par_levels"])
    for r in rows["par_levels"]:
        assert 0 <= int(r["reorder_point"]) < int(r["par"])
    used = {(r["location"], r["item"]) for r in rows["usage_rates"]}
    assert used == {key for key in stocked if key[0] in units}
    for unit, item in used:
        assert (units[unit], item) in stocked, "a unit without a storeroom behind it"
    sells: dict[tuple[str, str], set[str]] = {}
    contracts = {r["id"]: (r["supplier"], r["ships_to"]) for r in rows["contracts"]}
    for r in rows["contract_items"]:
        supplier, ships_to = contracts[r["contract"]]
        sells.setdefault((ships_to, r["item"]), set()).add(supplier)
        assert supplier != "DC" or ("DC", r["item"]) in stocked
    for place, item in stocked - used:
        ships_to = "dc" if place == "DC" else "hospitals"
        assert any((supplier, place) in lanes for supplier in sells[ships_to, item]), (place, item)


def test_substitutes_are_of_one_category_and_without_cycles():
    items = {r["id"]: r for r in table(MODEL, "items")}
    pairs = table(MODEL, "substitutes")
    assert len(pairs) > 1000
    for r in pairs:
        assert r["substitute"] < r["item"] and items[r["substitute"]]["category"] == items[r["item"]]["category"]


@pytest.mark.parametrize("name", TABLES)
def test_small_rows_are_full_rows(name):
    small, full_rows = lines_of(FOLDERS["small"] / f"{name}.csv"), set(lines_of(MODEL / f"{name}.csv"))
    assert set(small) <= full_rows
    if name == "items":
        assert len(small) == 1 + 240


def test_large_profile_keeps_every_full_item_rate_and_cost(full):
    large = network.network("large")
    assert len(large.items) == 8000
    for item in full.items:
        assert large.cost[item.id] == full.cost[item.id] and large.pack[item.id] == full.pack[item.id]
    for key, rate in full.rates.items():
        assert large.rates[key] == rate
        assert large.rules[key] == full.rules[key]
    assert 1 < sum(large.rates.values()) / sum(full.rates.values()) < 1.3


def test_more_hospitals_leave_the_real_ones_alone(full):
    many = network.network("small", 120)
    small = network.network("small")
    assert len(many.hospitals) == 120 and len(many.centres) == 10
    assert len({h.id for h in many.hospitals}) == 120
    assert len(many.units) == pytest.approx(10 * len(small.units), rel=0.1)
    assert len(many.rates) == pytest.approx(10 * len(small.rates), rel=0.1)
    assert many.hospitals[:12] == full.hospitals
    for key, rule in small.rules.items():
        assert many.rules[key] == rule
    assert all(-90 < h.latitude < 90 and -180 < h.longitude < 180 for h in sites.hospitals(1200))


def test_draws_never_change():
    assert keyed.uniform("H01", "a purpose") == 0.8900483480634995
    assert keyed.uniforms("H01", "a purpose") != keyed.uniforms("H01", "another purpose")
    beta = keyed.BetaQuantile(8, 1.6)
    mean = sum(beta((k + 0.5) / 2000) for k in range(2000)) / 2000
    assert mean == pytest.approx(8 / 9.6, abs=1e-3)


def test_uniforms_are_uniform():
    draws = [u for k in range(5000) for u in keyed.uniforms(f"entity {k}", "test")]
    assert sum(draws) / len(draws) == pytest.approx(0.5, abs=0.01)
    assert sum(u < 0.1 for u in draws) / len(draws) == pytest.approx(0.1, abs=0.01)


def test_two_bins_follow_use_and_cost():
    assert stocking.unit_rule(rate=10, cost=0.5, pack=10) == stocking.Rule(50, 100)
    assert stocking.unit_rule(rate=0.5, cost=0.5, pack=10) == stocking.Rule(30, 60)
    assert stocking.unit_rule(rate=0.02, cost=4000, pack=1) == stocking.Rule(1, 2)


def test_every_figure_cited_is_in_the_book():
    known = {r["id"] for r in inputs.rows("parameters.csv")}
    compared = {r["id"] for r in csv.DictReader(lines_of(MODEL / "face_validity.csv"))}
    assert len(compared) == 7 and not known & compared
    makers = [p for p in MODEL.glob("*.py") if p.name not in ("check.py", "figures.py")]
    texts = [*makers, MODEL / "inputs" / "network.yaml", *SURGES.glob("*.yaml"), *(ROOT / "scenarios").glob("*.yaml")]
    for path in texts:
        text = path.read_text(encoding="utf-8")
        cited = set(re.findall(r"\b(?:P\d{3}|D[012]\d)\b", text))
        assert cited <= known, f"{path.name} cites {sorted(cited - known)}"
        assert "face_validity" not in text, path.name


def test_the_makers_use_the_standard_library_alone():
    local = {p.stem for p in MODEL.glob("*.py")}
    for path in MODEL.glob("*.py"):
        for name in re.findall(r"^(?:import|from) (\w+)", path.read_text(), re.MULTILINE):
            assert name in local or name in sys.stdlib_module_names, f"{path.name} imports {name}"


def test_committed_laws_are_what_fit_py_finds():
    lags = inputs.purchase_lags()
    committed = invoices.fitted()
    assert set(committed) == set(fit.TITLES)
    for lag, row in committed.items():
        found = fit.fit(lags[lag])
        gap = found.gap(lags[lag])
        assert row == {
            "lag": lag,
            "family": found.family,
            "law": found.law.text,
            "mean_days": f"{found.law.mean:.2f}",
            "greatest_difference": f"{gap:.3f}",
        }
        assert gap <= fit.CLOSE


def test_fits_find_the_laws_that_made_the_quantiles():
    shares = [k / 20 for k in range(1, 20)]
    lognormal = [(share, math.exp(1 + 0.8 * keyed.normal_at(share))) for share in shares]
    assert fit.lognormal(lognormal).gap(lognormal) < 0.001
    exponential = [(share, -10 * math.log(1 - share)) for share in shares]
    assert fit.gamma(exponential).gap(exponential) < 0.01 < fit.lognormal(exponential).gap(exponential)
    apart = [(share, (0.1 if share < 0.5 else 100) * math.exp(share)) for share in shares]
    assert fit.two_lognormals(apart).gap(apart) < 0.12 < fit.lognormal(apart).gap(apart)


def test_invoices_take_as_long_as_the_hospital_row_says():
    words = invoices.words()
    mean = re.search(r"mean ([\d.]+) days", words["processing"])
    assert mean is not None
    processing = float(mean.group(1))
    exception = float(invoices.fitted()["exception"]["mean_days"])
    assert processing + invoices.RUN_WAIT + invoices.EXCEPTIONS * exception == pytest.approx(9.2, abs=0.01)
    assert {w: words[w] for w in ("split", "discrepancy")} == {"split": "4.4 %", "discrepancy": "0.4 %"}


@pytest.mark.parametrize("season", ["2022-23", "2023-24", "2024-25"])
def test_seasons_are_the_measured_ones(season):
    text = (SURGES / f"influenza-{season}.yaml").read_text(encoding="utf-8")
    assert f"region_beds: {inputs.state_beds()}\n" in text
    weeks = [
        (r["week_ending"], int(r["admissions"])) for r in csv.DictReader(lines_of(SURGES / f"influenza-{season}.csv"))
    ]
    assert weeks == [w for w in inputs.influenza() if weeks[0][0] <= w[0] <= weeks[-1][0]]
    year = int(season[:4])
    assert weeks[0][0] < f"{year}-09" and weeks[-1][0].startswith(f"{year + 1}-07")


def test_bad_arguments_are_told():
    for words in (
        ["--profile", "tiny", "--out", "x"],
        ["--profile", "small"],
        ["--profile", "small", "--hospitals", "13", "--out", "x"],
    ):
        run = generate(*words)
        assert run.returncode == 2 and "error" in run.stderr


def test_a_file_in_the_way_is_told_and_kept(tmp_path):
    there = tmp_path / "taken"
    there.write_text("mine")
    run = generate("--profile", "small", "--out", there)
    assert run.returncode == 2 and "is a file" in run.stderr
    assert there.read_text() == "mine"
