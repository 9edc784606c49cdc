"""Tunes the parameters of the policies on the two influenza seasons before the one they are compared in.

    python models/policies/tune.py --program build/release/supplytwin             print what it would choose
    python models/policies/tune.py --program build/release/supplytwin --write     put it into the policies and tuning.csv

Every policy has the same budget: --candidates settings, half of them spread over the bounds of its parameters, half
around the best of these, all facing the same seasons (common random numbers). A setting costs its spend net of stock,
plus what an hour without an item is taken to cost; the cheapest of those that beat the standing one in every season is
chosen. The bounds of the parameters keep each policy to its idea. Standard library only; the same arguments give the
same choice.
"""

import argparse
import csv
import json
import random
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
RECORD = FOLDER / "tuning.csv"
# Season, first day, first day of the distributor's allocation: the shape of winter-surge's, five weeks at 60 % from
# about the peak (assumption).
SEASONS = (("influenza-2022-23", "2022-10-01", "2022-12-05"), ("influenza-2023-24", "2023-10-01", "2024-01-08"))
VITAL_HOUR = 100.0  # USD for an hour in which a vital item is missing on a shelf; assumption
OTHER_HOUR = 10.0  # USD for an hour in which another item is; assumption
# Not tuned: away from every usual share by construction, and the definition of an ordinary week.
FIXED = ("enough_allocated", "whole")

SCENARIO = """\
scenario: tuning
model: {model}
period: {{ start: {start}, length: 26 weeks, time_zone: America/Indiana/Indianapolis }}
warm_up: 4 weeks
happens:
  - surge: {surges}/{season}.yaml
  - allocation: {{ supplier: D1, start: {allocation}, length: 5 weeks, share: 60 % }}
policies:
{policies}
baseline: {baseline}
replications: {replications}
seed: 20221001
"""
PARAMETER = re.compile(
    r"^  (?P<name>\w+):\n    value: (?P<value>[^\n#]+?) *\n    min: (?P<min>[^\n]+)\n    max: (?P<max>[^\n]+)\n", re.M
)
NUMBER = re.compile(r"^(?P<number>[\d.]+) ?(?P<unit>.*)$")
STEPS = {"%": 5.0, "days": 0.5, "day": 0.5, "h": 1.0, "": 0.01}
HOURS = {"days": 24.0, "day": 24.0, "h": 1.0}


@dataclass(frozen=True)
class Parameter:
    """A parameter in the unit of its value."""

    name: str
    unit: str
    value: float
    low: float
    high: float

    def rounded(self, value: float) -> float:
        """To the step that a person would write, within the bounds."""
        step = STEPS[self.unit]
        return round(min(max(round(value / step) * step, self.low), self.high), 6)

    def text(self, value: float) -> str:
        """As the policy writes it."""
        return f"{value:g} {self.unit}".strip() if self.unit else f"{value:.2f}"


def parameters_of(text: str) -> list[Parameter]:
    """The parameters of a policy that are tuned."""

    def number(written: str, unit: str) -> float:
        match = NUMBER.match(written.strip())
        if not match:
            sys.exit(f"tune.py: '{written}' is not a number with a unit")
        value, own = float(match["number"]), match["unit"]
        return value if own == unit else value * HOURS[own] / HOURS[unit]

    found = []
    for match in PARAMETER.finditer(text):
        if match["name"] in FIXED:
            continue
        unit = NUMBER.match(match["value"])["unit"]  # type: ignore[index]
        found.append(Parameter(match["name"], unit, *(number(match[key], unit) for key in ("value", "min", "max"))))
    return found


Setting = tuple[float, ...]


def with_setting(text: str, parameters: list[Parameter], setting: Setting) -> str:
    """The policy with other values."""
    for parameter, value in zip(parameters, setting, strict=True):
        place = re.compile(rf"(?<=^  {parameter.name}:\n    value: )[^\n#]+?(?= *\n)", re.M)
        text = place.sub(parameter.text(value), text)
    return text


def spread(parameters: list[Parameter], count: int, draw: random.Random) -> list[Setting]:
    """A Latin hypercube over the bounds."""
    columns = []
    for parameter in parameters:
        places = [(i + draw.random()) / count for i in range(count)]
        draw.shuffle(places)
        columns.append([parameter.rounded(parameter.low + u * (parameter.high - parameter.low)) for u in places])
    return list(zip(*columns, strict=True))


def around(best: Setting, parameters: list[Parameter], count: int, draw: random.Random) -> list[Setting]:
    """Settings near the best one, within a fifth of the bounds' width."""
    return [
        tuple(
            p.rounded(value + draw.uniform(-0.2, 0.2) * (p.high - p.low))
            for p, value in zip(parameters, best, strict=True)
        )
        for _ in range(count)
    ]


def costs(
    text: str, parameters: list[Parameter], settings: list[Setting], options: argparse.Namespace
) -> dict[Setting, list[dict[str, float]]]:
    """The figures of each setting in each season."""
    name = re.search(r"^policy: (.+)$", text, re.M)[1].strip()  # type: ignore[index]
    out: dict[Setting, list[dict[str, float]]] = {setting: [] for setting in settings}
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for i, setting in enumerate(out):
            names[f"{name}-{i:03}"] = setting
            renamed = re.sub(r"^policy: .+$", f"policy: {name}-{i:03}", text, flags=re.M)
            (Path(folder) / f"{name}-{i:03}.yaml").write_text(
                with_setting(renamed, parameters, setting), encoding="utf-8"
            )
        for season, start, allocation in SEASONS:
            file = Path(folder) / f"{season}.yaml"
            file.write_text(
                SCENARIO.format(
                    model=FOLDER.parent / "twelve-hospitals" / options.profile,
                    start=start,
                    surges=FOLDER.parent / "surges",
                    season=season,
                    allocation=allocation,
                    policies="\n".join(f"  - {candidate}.yaml" for candidate in names),
                    baseline=next(iter(names)),
                    replications=options.replications,
                ),
                encoding="utf-8",
            )
            run = subprocess.run(
                [options.program, "run", file, "--out", Path(folder) / season, "--json"],
                stdout=subprocess.PIPE,
                text=True,
                check=False,
            )
            if run.returncode != 0:
                sys.exit(f"tune.py: the run of {season} ended with {run.returncode}")
            for candidate, result in json.loads(run.stdout)["policies"].items():
                kpi = {key: value["mean"] for key, value in result["kpi"].items()}
                vital = kpi["critical_stockout_hours"]
                other = kpi["stockout_hours"] - vital
                out[names[candidate]].append(
                    {
                        "net_spend": kpi["net_spend"],
                        "vital_hours": vital,
                        "other_hours": other,
                        "cost": kpi["net_spend"] + options.vital_hour * vital + options.other_hour * other,
                    }
                )
    return out


def mean_cost(seasons: list[dict[str, float]]) -> float:
    """The mean over the seasons."""
    return sum(season["cost"] for season in seasons) / len(seasons)


def beats(seasons: list[dict[str, float]], standing: list[dict[str, float]]) -> bool:
    """Whether a setting is cheaper than the standing one in every season."""
    return all(a["cost"] < b["cost"] for a, b in zip(seasons, standing, strict=True))


def tune(file: Path, options: argparse.Namespace) -> tuple[str, list[dict[str, object]]]:
    """The policy with the best values, and a row for each setting that was tried."""
    text = file.read_text(encoding="utf-8")
    parameters = parameters_of(text)
    draw = random.Random(f"{options.seed} {file.stem}")
    standing: Setting = tuple(p.value for p in parameters)
    first = [standing, *spread(parameters, options.candidates // 2 - 1, draw)]
    tried = costs(text, parameters, first, options)
    best = min(tried, key=lambda setting: mean_cost(tried[setting]))
    near = [s for s in around(best, parameters, options.candidates - len(first), draw) if s not in tried]
    tried |= costs(text, parameters, near, options) if near else {}
    best = min(
        (s for s in tried if beats(tried[s], tried[standing])), key=lambda s: mean_cost(tried[s]), default=standing
    )
    rows: list[dict[str, object]] = [
        {
            "policy": file.stem,
            "setting": "; ".join(f"{p.name} {p.text(v)}" for p, v in zip(parameters, setting, strict=True)),
            "season": season,
            **{key: round(value) for key, value in figures.items()},
            "chosen": "yes" if setting == best else "",
        }
        for setting, seasons in tried.items()
        for (season, *_), figures in zip(SEASONS, seasons, strict=True)
    ]
    print(
        f"{file.stem}: {len(tried)} settings; cost {mean_cost(tried[standing]):,.0f} -> {mean_cost(tried[best]):,.0f}"
    )
    for parameter, value in zip(parameters, best, strict=True):
        print(f"  {parameter.name}: {parameter.text(parameter.value)} -> {parameter.text(value)}")
    return with_setting(text, parameters, best), rows


def main() -> None:
    """Reads the arguments, tunes each policy."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=Path, required=True, help="the program supplytwin")
    parser.add_argument("policies", nargs="*", help="names of policies to tune; all when none is named")
    parser.add_argument("--candidates", type=int, default=32, help="settings a policy (default 32)")
    parser.add_argument("--replications", type=int, default=1, help="replications a season (default 1)")
    parser.add_argument(
        "--profile", default=".", help="folder of the model below twelve-hospitals: . (the default) or small"
    )
    parser.add_argument("--vital-hour", type=float, default=VITAL_HOUR, help="USD an hour without a vital item")
    parser.add_argument("--other-hour", type=float, default=OTHER_HOUR, help="USD an hour without another item")
    parser.add_argument("--seed", type=int, default=1, help="of the settings that are tried")
    parser.add_argument("--write", action="store_true", help="change the policies and tuning.csv")
    options = parser.parse_args()
    options.program = options.program.resolve()
    rows: list[dict[str, object]] = []
    chosen = {}
    wanted = options.policies or [file.stem for file in FOLDER.glob("*.yaml")]
    for name in sorted(wanted):
        file = FOLDER / f"{name}.yaml"
        chosen[file], more = tune(file, options)
        rows += more
    if not options.write:
        return
    for file, text in chosen.items():
        file.write_text(text, encoding="utf-8")
    if RECORD.exists():
        with RECORD.open(encoding="utf-8") as before:
            next(before)  # the line that says what this is
            rows += [row for row in csv.DictReader(before) if row["policy"] not in wanted]
    rows.sort(key=lambda row: str(row["policy"]))
    with RECORD.open("w", encoding="utf-8", newline="") as out:
        out.write("# What tune.py tried: means over replications in USD and item-hours; written by tune.py --write\n")
        writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
