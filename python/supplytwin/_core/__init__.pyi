"""
The simulator, as the package supplytwin uses it.
"""
from __future__ import annotations
import collections.abc
import datetime
import numpy
import numpy.typing
import typing
from . import configs
from . import policy
__all__: list[str] = ['Resolved', 'World', 'comparison', 'configs', 'header', 'kpi_list', 'policy', 'read', 'resume', 'run', 'save', 'values']
class Resolved:
    """
    A scenario that was read and checked with everything it names.
    """
    def is_as_read(self, values: configs.ScenarioFile) -> bool:
        """
        Whether values are those of the file, but for seed and replications.
        """
    def values(self) -> configs.ScenarioFile:
        """
        What the file says, its network in place and its paths absolute.
        """
    @property
    def baseline(self) -> str:
        """
        the policy that the others are compared with
        """
    @property
    def end(self) -> datetime.datetime:
        """
        end of the recorded period
        """
    @property
    def file(self) -> str:
        """
        where it was read
        """
    @property
    def policies(self) -> list[str]:
        """
        names of the policies that compete, in name order
        """
    @property
    def replications(self) -> int:
        """
        of the file
        """
    @property
    def seed(self) -> int:
        """
        of the file
        """
    @property
    def start(self) -> datetime.datetime:
        """
        first instant that is recorded
        """
    @property
    def time_zone(self) -> str:
        """
        IANA name of the zone of local times
        """
class World:
    """
    One replication under one policy, moved on by hand.
    """
    __hash__: typing.ClassVar[None] = None
    def __eq__(self, arg0: typing.Any) -> bool:
        ...
    @typing.overload
    def __init__(self, scenario: Resolved, policy: str, seed: typing.SupportsInt | typing.SupportsIndex, replication: typing.SupportsInt | typing.SupportsIndex) -> None:
        ...
    @typing.overload
    def __init__(self, scenario: Resolved, policy: str | None, file: str) -> None:
        ...
    def advance(self, to: datetime.datetime) -> None:
        """
        Lets everything up to and including an instant happen.
        """
    def finish(self) -> dict[str, tuple[float, bool]]:
        """
        Runs to the end; returns every figure by name, and whether it is a lower bound.
        """
    def fork(self) -> World:
        """
        A copy that shares the past.
        """
    def levels(self, location: str, item: str) -> typing.Annotated[list[int], "FixedSize(5)"]:
        """
        On hand, known, on order, in transit and backorders [each].
        """
    def save(self, file: str) -> None:
        """
        Writes a snapshot, an HDF5 file.
        """
    def use(self, policy: str) -> None:
        """
        Lets another policy decide from now on.
        """
    @property
    def end(self) -> datetime.datetime:
        """
        end of the recorded period
        """
    @property
    def now(self) -> datetime.datetime:
        """
        the simulated instant
        """
    @property
    def policy(self) -> str:
        """
        name of the policy that decides
        """
def comparison(file: str, kpis: collections.abc.Sequence[str], by: str) -> str:
    """
    Estimates and paired differences, as JSON.
    """
def header(file: str) -> dict[str, typing.Any]:
    """
    What a results file says about itself, by field.
    """
def kpi_list() -> str:
    """
    Every figure with its words, as JSON.
    """
def read(file: str) -> Resolved:
    """
    Reads a scenario file. Raises ScenarioError with every fault.
    """
def resume(folder: str, jobs: typing.SupportsInt | typing.SupportsIndex | None, check: bool, tick: collections.abc.Callable[[int, int], None] | None) -> tuple[str, list[str]]:
    """
    Goes on with a study. Returns the results file and notes.
    """
def run(scenario: Resolved, folder: str, seed: typing.SupportsInt | typing.SupportsIndex | None, replications: typing.SupportsInt | typing.SupportsIndex | None, policies: collections.abc.Sequence[str], from_: str, jobs: typing.SupportsInt | typing.SupportsIndex | None, check: bool, tick: collections.abc.Callable[[int, int], None] | None) -> tuple[str, list[str]]:
    """
    Runs a scenario into a folder; `tick` takes simulated and total ms. Returns the results file and notes.
    """
def save(values: configs.ScenarioFile, folder: str) -> str:
    """
    Writes scenario.yaml and its network into a folder; returns its path.
    """
def values(file: str, kpis: collections.abc.Sequence[str], by: str) -> tuple[list[str], numpy.typing.NDArray[numpy.float64], numpy.typing.NDArray[numpy.bool]]:
    """
    Names of the parts; values by part, policy, figure and replication; and which of them are lower bounds.
    """
__version__: str = '0.1.0'
