"""Finds the par levels under which all policies of a scenario tie up equal capital.

    python models/policies/equal_capital.py --program build/release/supplytwin            print them
    python models/policies/equal_capital.py --program build/release/supplytwin --write    put them into the scenario

The policy that ties up the most on average keeps the par levels of the model; those of the others are raised, all
storerooms and centres of a policy by one ratio, until its mean working capital is the same (secant steps, each a run of the
whole scenario with --replications worlds, all policies facing the same). Standard library only; the same arguments give
the same ratios.
"""

import argparse
import json
import re
import subprocess
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SCENARIO = FOLDER.parent.parent / "scenarios" / "as-before.yaml"
STOCK = re.compile(r"^stock:(?: \[\])?\n(?:  - .*\n)*", re.M)


def block(ratios: dict[str, float]) -> str:
    """The `stock` list of a scenario; ratios are in per cent."""
    lines = [
        f"  - {{ policy: {name}, par: {ratio:.1f} % }}\n" for name, ratio in sorted(ratios.items()) if ratio != 100
    ]
    return "stock:\n" + "".join(lines) if lines else ""


def with_stock(text: str, ratios: dict[str, float]) -> str:
    """The scenario with other ratios, and with paths that hold from any folder."""
    text = STOCK.sub("", text)
    return text.replace("replications:", block(ratios) + "replications:", 1)


def means(program: str, text: str, replications: int, jobs: int) -> dict[str, dict[str, float]]:
    """Mean of each figure, by figure and policy."""
    with tempfile.TemporaryDirectory(prefix="equal-capital-") as folder:
        scenario = Path(folder) / "scenario.yaml"
        scenario.write_text(text.replace("../models/", f"{FOLDER.parent}/"), encoding="utf-8")
        command = [program, "run", str(scenario), "--out", f"{folder}/out", "--json", "--quiet"]
        command += ["--replications", str(replications), "--jobs", str(jobs)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    policies = json.loads(done.stdout)["policies"]
    names = next(iter(policies.values()))["kpi"]
    return {kpi: {policy: figures["kpi"][kpi]["mean"] for policy, figures in policies.items()} for kpi in names}


def main() -> None:
    """Find the ratios and print, or write, them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default="build/release/supplytwin")
    parser.add_argument("--replications", type=int, default=2)
    parser.add_argument("--steps", type=int, default=3, help="secant steps")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--write", action="store_true", help=f"put the ratios into {SCENARIO.name}")
    a = parser.parse_args()

    text = SCENARIO.read_text(encoding="utf-8")
    figures = means(a.program, with_stock(text, {}), a.replications, a.jobs)
    values = figures["working_capital"]
    most = max(values, key=lambda name: values[name])
    target = values[most]
    ratio = dict.fromkeys(values, 100.0)
    # USD a per cent, were stock proportional to par
    slope = {name: value / 100 for name, value in figures["stock_value"].items()}
    for _ in range(a.steps):
        before, ratio_before = values, dict(ratio)
        for name in ratio:
            if name != most:
                ratio[name] = max(100.0, round(ratio[name] + (target - values[name]) / slope[name], 1))
        values = means(a.program, with_stock(text, ratio), a.replications, a.jobs)["working_capital"]
        for name in ratio:
            if abs(ratio[name] - ratio_before[name]) >= 0.2 and values[name] > before[name]:
                slope[name] = (values[name] - before[name]) / (ratio[name] - ratio_before[name])
        for name in sorted(ratio):
            print(
                f"{name:20} par {ratio[name]:6.1f} %  working capital {values[name] / 1e6:8.4f} M USD"
                f"  {(values[name] - target) / 1e3:+8.1f} k USD against {most}",
                flush=True,
            )
        print(flush=True)
    if a.write:
        SCENARIO.write_text(with_stock(text, ratio), encoding="utf-8")


if __name__ == "__main__":
    main()
