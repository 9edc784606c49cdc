"""What all suites of the bench share: where things are, how large the work is, and how contenders meet."""

import contextlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from contender import Contender, ContenderError, Each, Measured, Measures, rotate

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


Found = dict[str, list[float]]  # ratios by name, a value a round
Competitor = list[object] | Measures  # a command to be started, or what measures by itself


@dataclass
class Bench:
    """Where things are, how large the work is, and who is absent."""

    programs: Path
    python: Path
    cimba: Path | None
    quick: bool
    each: Each
    peers: set[str] = field(default_factory=set)  # that are installed
    notes: list[str] = field(default_factory=list)

    def own(self, *words: object) -> list[object]:
        """A contender of ours."""
        return [self.programs / "bench_own", *words]

    def peer(self, script: str, *words: object) -> list[object]:
        """A contender in Python."""
        return [self.python, HERE / "peers" / script, *words]

    def pick(self, usual: int, quick: int) -> int:
        """A size, or the one of a quick look."""
        return quick if self.quick else usual

    def there(self, commands: dict[str, Competitor]) -> dict[str, Competitor]:
        """Those of the peers that are installed; the first word names the peer."""
        return {peer: command for peer, command in commands.items() if peer.split()[0] in self.peers}

    def flagship(self) -> Path:
        """The year that is measured, or less for a quick look."""
        return ROOT / "scenarios" / ("small.yaml" if self.quick else "flagship-year.yaml")

    def compete(self, rounds: int, of: dict[str, Competitor]) -> dict[str, list[Measured]]:
        """Starts those that are not there yet and lets all measure in turn."""
        with contextlib.ExitStack() as ends:
            contenders: dict[str, Measures] = {}
            for name, one in of.items():
                self.each.tell(f"starting {name}")
                contenders[name] = Contender(name, one) if isinstance(one, list) else one
                ends.callback(contenders[name].close)
            return rotate(contenders, rounds, self.each)

    def scenario(self, name: str, model: Path, length: str) -> Path:
        """A scenario of all policies on a network, written into the build folder."""
        file = self.programs / name
        policies = sorted((ROOT / "models" / "policies").glob("*.yaml"))
        file.write_text(
            f"scenario: {file.stem}\n"
            f"model: {os.path.relpath(model, file.parent)}\n"
            f"period: {{ start: 2025-01-06, length: {length}, time_zone: America/Indiana/Indianapolis }}\n"
            "warm_up: 2 weeks\nfollow_up: 2 weeks\nhappens:\n"
            f"  - surge: {os.path.relpath(ROOT / 'models' / 'surges' / 'influenza-2024-25.yaml', file.parent)}\n"
            "policies:\n" + "".join(f"  - {os.path.relpath(p, file.parent)}\n" for p in policies) + "baseline: "
            "nightly-batch\nreplications: 1\n",
            encoding="utf-8",
        )
        return file

    def grown(self, hospitals: int) -> Path:
        """A scenario of the small catalogue at so many hospitals, whose network is made once."""
        folder = ROOT / "models" / "twelve-hospitals" / "small"
        if hospitals != 12:
            folder = self.programs / f"hospitals-{hospitals}"
            if not (folder / "network.yaml").exists():
                self.each.tell(f"making {folder.name}, once (minutes)")
                making = folder.with_suffix(".making")
                generate = ROOT / "models" / "twelve-hospitals" / "generate.py"
                shutil.rmtree(making, ignore_errors=True)
                subprocess.run(
                    [sys.executable, generate, "--profile", "small", "--hospitals", str(hospitals), "--out", making],
                    check=True,
                    capture_output=True,
                )
                making.rename(folder)
        return self.scenario(f"grown-{hospitals}.yaml", folder, "4 weeks")


def paces(measured: list[Measured]) -> list[float]:
    """Work a second, by round."""
    return [m["work"] / m["seconds"] for m in measured]


def seconds(measured: list[Measured]) -> list[float]:
    """Time by round."""
    return [m["seconds"] for m in measured]


def by_round(a: list[float], b: list[float]) -> list[float]:
    """The first over the second, round by round."""
    return [x / y for x, y in zip(a, b, strict=True)]


def same(measured: dict[str, list[Measured]], figure: str) -> None:
    """All contenders did as much of something, or it is an error."""
    if len({tuple(m[figure][0] for m in of) for of in measured.values()}) > 1:
        raise ContenderError(f"contenders differ in {figure}")


def short(peer: str) -> str:
    """A peer in the name of a ratio."""
    return peer.lower().replace("-", "").replace(" ", "_")
