"""Scenarios: read from a file, changed in memory, run."""

from __future__ import annotations

import os
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from supplytwin import _core
from supplytwin.clock import instant, zone_of
from supplytwin.errors import Error
from supplytwin.path import StrPath, path_of
from supplytwin.word import counted

if TYPE_CHECKING:
    from supplytwin.results import Results
    from supplytwin.world import Snapshot


def _unknown(scenario: Scenario, name: str) -> AttributeError:
    fields = [field for field in dir(_core.configs.ScenarioFile) if not field.startswith("_")]
    near = get_close_matches(name, fields, 1)
    hint = f"did you mean {near[0]!r}?" if near else f"it has {', '.join(fields)}"
    return AttributeError(f"a scenario has no {name!r}; {hint}", name=name, obj=scenario)


class Scenario(_core.configs.ScenarioFile):
    """A scenario that can be changed: what its file says, by the names the file uses.

    `model` is the network with its tables, wherever it was written: `scenario.model.suppliers[0].lead_time`. A table
    is a list of rows. Values are timedelta, datetime with a zone, Decimal [USD], float (ratios), str (laws,
    schedules, hours and words); a field also takes the text that a file has for it: `"4 days"`, `"60 %"`. A value out
    of its bounds raises ValueError at once, a name that no field has AttributeError, what the parts of a scenario
    demand of each other ScenarioError in `validate` and `run`.
    """

    _read: _core.Resolved | None = None

    def __setattr__(self, name: str, value: object) -> None:
        """Sets a field. Raises AttributeError for a name that no field has."""
        if not hasattr(type(self), name):
            raise _unknown(self, name)
        super().__setattr__(name, value)

    if not TYPE_CHECKING:  # mypy takes a class that has this method to have any attribute

        def __getattr__(self, name: str) -> object:
            raise _unknown(self, name)

    @property
    def file(self) -> Path | None:
        """Where it was read; None when it was made in memory."""
        return Path(self._read.file) if self._read else None

    @property
    def is_as_read(self) -> bool:
        """Whether it says what its file says, but for seed and replications, which a run can override."""
        return self._read is not None and self._read.is_as_read(self)

    def at(self, time: datetime | str) -> datetime:
        """A time of the wall clock where the scenario takes place, as files have it: `2025-01-27`, `2025-02-08 02:00`.

        Fields take it: `allocation.start = scenario.at("2025-01-27")`. A datetime without a zone is taken too, and one with
        a zone or an offset stays what it is. A time that the clock leaves out moves forward to where the clock goes on; of
        one that it shows twice the first is meant (or the second, of a datetime with `fold=1`). Raises ValueError for a
        text that is no time.
        """
        if not isinstance(time, datetime | str):
            raise TypeError(f"at: expected a datetime or an ISO 8601 time, found {time!r}")
        return instant(time, zone_of(self.period.time_zone or self.model.time_zone))

    def save(self, folder: StrPath) -> Path:
        """Writes it into `folder`: scenario.yaml, and its network as a folder of tables. Returns the file.

        Paths of policies and surges stay what they are. Raises Error when a value or a file cannot be written, and when
        the folder holds a scenario already: nothing is overwritten.
        """
        place = path_of("folder", folder)
        for part in (Path(place) / "scenario.yaml", Path(place) / "network"):
            if os.path.lexists(part):
                raise Error(f"{part}: is there already; choose another folder")
        return Path(_core.save(self, place))

    def validate(self) -> None:
        """Holds it against itself. Raises ScenarioError or PolicyError with every fault."""
        with TemporaryDirectory(prefix="supplytwin-") as folder:
            self.resolve(folder)

    def resolve(self, folder: StrPath) -> _core.Resolved:
        """The scenario read and checked: as it came from its file, or else from what is saved into `folder`."""
        if self._read and self.is_as_read:
            return self._read
        return _core.read(str(self.save(folder)))

    def run(
        self,
        *,
        replications: int | None = None,
        policies: list[str] | None = None,
        seed: int | None = None,
        from_: StrPath | Snapshot | None = None,
        jobs: int | None = None,
        out: StrPath | None = None,
        check: bool = False,
        progress: bool = True,
    ) -> Results:
        """Runs it; see `supplytwin.run`."""
        from supplytwin.study import run

        return run(
            self,
            replications=replications,
            policies=policies,
            seed=seed,
            from_=from_,
            jobs=jobs,
            out=out,
            check=check,
            progress=progress,
        )

    def __repr__(self) -> str:
        competing = counted(len(self.policies), "policy", "policies")
        worlds = counted(self.replications, "replication", "replications")
        return f"Scenario({self.scenario!r}, {competing}, {worlds}{f', {str(self.file)!r}' if self.file else ''})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _scenario_of, (self.__getstate__(), self.file)

    def __copy__(self) -> Scenario:
        return _scenario_of(self.__getstate__(), self.file)


def _scenario_of(state: dict[str, Any], file: Path | None) -> Scenario:
    scenario = Scenario(**state)
    if file and file.exists():
        scenario._read = _core.read(str(file))
    return scenario


def load(path: StrPath) -> Scenario:
    """Reads a scenario file with everything it names.

    Raises ScenarioError or PolicyError with every fault at once, each with its line and column.
    """
    read = _core.read(path_of("scenario", path, "a file or a Scenario"))
    scenario = Scenario(**read.values().__getstate__())
    scenario._read = read
    return scenario
