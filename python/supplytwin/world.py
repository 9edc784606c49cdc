"""One replication, moved on by hand: step, look, fork."""

from __future__ import annotations

from datetime import datetime, timedelta
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from supplytwin import _core
from supplytwin.clock import instant as instant_of
from supplytwin.clock import zone_of
from supplytwin.errors import Error
from supplytwin.path import StrPath, new_path, path_of
from supplytwin.scenario import Scenario, load
from supplytwin.whole import whole
from supplytwin.word import word


class Levels(NamedTuple):
    """Stock of one item at one location at one instant [each]."""

    on_hand: int
    """physical"""
    known: int
    """on the record of its own site"""
    on_order: int
    """asked for and not yet there, what is on the road included"""
    in_transit: int
    """on the road to it"""
    backorders: int
    """picks that wait, at a unit; units owed to others, at a store"""


class Figure(NamedTuple):
    """What one replication came to; `kpis()` has the units.

    A figure of which nothing happened equals another such figure, though NaN equals nothing: so `finish()` of two equal
    worlds is equal.
    """

    value: float
    """NaN where nothing happened"""
    at_least: bool
    """too much was still under way to say more: the figure is `value` or more"""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple) and _comparable(self) == _comparable(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(_comparable(self))


def _comparable(figure: tuple[object, ...]) -> tuple[object, ...]:
    """What is in it, with None for NaN, the one value that does not equal itself."""
    return tuple(part if part == part else None for part in figure)


class World:
    """One replication of a scenario under one policy, at the start of its warm-up until it is moved on.

    A fork shares the past, and every draw of the future that its policy does not change: same patients, same
    suppliers, same bad luck. Times are told in the time zone of the scenario; a time without a zone is read in it, as
    `Scenario.at` does.
    Forks may be moved on by several threads at once, a single world by one.
    """

    def __init__(self, scenario: StrPath | Scenario, policy: str | None = None, replication: int = 0) -> None:
        """Takes a scenario or its file, the name of a policy (by default the baseline) and a replication, from 0.

        Raises ScenarioError, PolicyError, Error for a policy that does not compete, and ValueError for a replication
        below 0.
        """
        number = whole("replication", replication, 0, 999_999)
        given = scenario if isinstance(scenario, Scenario) else load(scenario)
        resolved = _resolve(given)
        self._zone = zone_of(resolved.time_zone)
        decides = resolved.baseline if policy is None else word("policy", policy)
        self._world = _core.World(resolved, decides, given.seed, number or 0)

    @classmethod
    def load(cls, file: StrPath, scenario: StrPath | Scenario, policy: str | None = None) -> World:
        """A world that goes on from a snapshot file, under the policy that took it unless another is named.

        The scenario must have the network, the period and the past of the one it was taken of; what happens after its
        instant may differ. Events under way keep the times drawn for them. Raises StoreError for a file that is none
        or is damaged, and Error for one that does not fit.
        """
        place = path_of("file", file)
        decides = None if policy is None else word("policy", policy)
        resolved = _resolve(scenario)
        world = cls.__new__(cls)
        world._zone = zone_of(resolved.time_zone)
        world._world = _core.World(resolved, decides, place)
        return world

    @property
    def policy(self) -> str:
        """The name of the policy that decides."""
        return self._world.policy

    @property
    def now(self) -> datetime:
        """The simulated instant."""
        return self._world.now.astimezone(self._zone)

    @property
    def end(self) -> datetime:
        """Where the recorded period ends."""
        return self._world.end.astimezone(self._zone)

    def advance(self, to: datetime | timedelta | str) -> World:
        """Lets everything happen up to an instant, by a span, or up to an ISO 8601 time; returns the world itself.

        A datetime or text without a zone is a time of the scenario's clock, as in its files: one that the clock leaves out
        moves forward to where the clock goes on, of one that it shows twice the first is meant (or the second, of a
        datetime with `fold=1`). A span is of real time, whatever the clock does. Ctrl-C raises KeyboardInterrupt and leaves the world where it came to. Raises Error for an instant before
        `now` or after `end`.
        """
        instant = self._instant(to)
        if instant.microsecond % 1000:
            raise ValueError(f"advance: {to!r} is finer than a millisecond")
        self._world.advance(instant)
        return self

    def levels(self, location: str, item: str) -> Levels:
        """The stock of an item at a location [each]. Raises Error when it is not stocked there."""
        return Levels(*self._world.levels(word("location", location), word("item", item)))

    def use(self, policy: str) -> World:
        """Lets another policy of the scenario decide from now on; returns the world itself.

        Raises Error for one that does not compete, and for another one when the period is over.
        """
        self._world.use(word("policy", policy))
        return self

    def fork(self, policy: str | None = None) -> World:
        """A world of its own with the same past, under another policy from now on when one is named."""
        other = World.__new__(World)
        other._zone = self._zone
        other._world = self._world.fork()
        return other if policy is None else other.use(policy)

    def __copy__(self) -> World:
        return self.fork()

    def __deepcopy__(self, memo: dict[int, Any]) -> World:
        return self.fork()

    def __reduce__(self) -> tuple[Any, ...]:
        raise Error("a World cannot be pickled; World.save keeps it in a file, World.load goes on from that")

    def snapshot(self) -> Snapshot:
        """The world as it is now, kept in memory."""
        return Snapshot(self)

    def save(self, file: StrPath) -> None:
        """Writes the world as it is now to a new HDF5 file, for `load` and for `run(from_=...)`.

        Raises Error when something of that name is there already, and StoreError when nothing can be written. Of a world that was finished `load` makes one that tells the same figures; a run cannot go on from it.
        """
        self._world.save(new_path("file", file))

    def finish(self) -> dict[str, Figure]:
        """Runs to the end; returns every figure by its name."""
        return {name: Figure(*told) for name, told in self._world.finish().items()}

    def __eq__(self, other: object) -> bool:
        """Whether everything recorded so far, and everything that will happen under one policy, is the same."""
        return isinstance(other, World) and self._world == other._world

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        try:
            now = repr(self.now.isoformat())
        except Error:  # another thread moves it on
            now = "moving"
        return f"World({self.policy!r}, now={now}, end={self.end.isoformat()!r})"

    def _instant(self, to: datetime | timedelta | str) -> datetime:
        if isinstance(to, timedelta) and to == to:
            try:
                return self._world.now + to
            except OverflowError:
                raise ValueError(f"advance: {to!r} leads out of the calendar") from None
        if not isinstance(to, datetime | str) or to != to:  # NaT of pandas is a datetime, too
            raise TypeError(f"advance: expected a datetime, a timedelta or an ISO 8601 time, found {to!r}")
        return instant_of(to, self._zone)


def _resolve(scenario: StrPath | Scenario) -> _core.Resolved:
    given = scenario if isinstance(scenario, Scenario) else load(scenario)
    with TemporaryDirectory(prefix="supplytwin-") as folder:
        return given.resolve(folder)


class Snapshot:
    """A world as it was when the snapshot was taken; nothing changes it."""

    def __init__(self, world: World) -> None:
        """Takes the world to keep."""
        self._world = world.fork()

    @property
    def now(self) -> datetime:
        """The simulated instant at which it was taken."""
        return self._world.now

    def restore(self) -> World:
        """A world that goes on from here; every call gives a new one."""
        return self._world.fork()

    def __copy__(self) -> Snapshot:
        return self  # nothing changes it

    def __deepcopy__(self, memo: dict[int, Any]) -> Snapshot:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        raise Error("a Snapshot cannot be pickled; its restore().save keeps it in a file")

    def __eq__(self, other: object) -> bool:
        """Whether the worlds that were kept are equal."""
        return isinstance(other, Snapshot) and self._world == other._world

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Snapshot of {self._world!r}"
