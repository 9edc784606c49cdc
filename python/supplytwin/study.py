"""Running scenarios, and going on with what was interrupted."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from supplytwin import _core
from supplytwin.errors import Error
from supplytwin.path import StrPath, path_of, told
from supplytwin.progress import bar
from supplytwin.results import Results
from supplytwin.scenario import Scenario, load
from supplytwin.whole import whole
from supplytwin.word import flag, words
from supplytwin.world import Snapshot, World

_MOST_JOBS = 4096
"""As many threads as the command line takes."""
_PARKED = ("needs_dead_lettered", "needs_held_by_error", "needs_without_rule")
"""Needs left to a person, and what parked them."""


def run(
    scenario: StrPath | Scenario,
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
    """Simulates a scenario under its policies.

    `replications`, `policies` (names, at least one) and `seed` stand in for those of the scenario. `jobs` is the number of threads,
    by default as many as the machine has; results do not depend on it. `from_` is a `World.snapshot()`, or the file of
    one that `World.save` or `supplytwin snapshot` wrote: every replication goes on from it, that of the snapshot to its
    own future and each other one to a future of its own. `out` is the folder of the study, by default a temporary one
    that lives as long as the results; a folder that holds the same study is gone on with. What was not in a file is
    kept beside it: a scenario changed in memory as `<out>.scenario`, a snapshot as `<out>.snapshot.h5`. `check` holds the
    postings against each other at every event.

    Ctrl-C raises KeyboardInterrupt; what was done stays in `out`, and `supplytwin.resume` goes on from there. Raises
    ScenarioError, PolicyError, StoreError, ModelError, and Error when `out` holds something else; TypeError and
    ValueError for a number that is none or cannot be.
    """
    replications = whole("replications", replications, 0, 2**32 - 1)
    seed = whole("seed", seed, 0, 2**64 - 1)
    jobs = whole("jobs", jobs, 1, _MOST_JOBS)
    names = _chosen(policies)
    flag("check", check)
    given = scenario if isinstance(scenario, Scenario) else load(scenario)
    temporary = TemporaryDirectory(prefix="supplytwin-", ignore_cleanup_errors=True) if out is None else None
    folder = Path(temporary.name) / "study" if temporary else Path(path_of("out", out or "")).absolute()
    with (
        _kept(given, folder) as resolved,
        _kept_snapshot(from_, folder) as snapshot,
        bar(progress) as tick,
        _resumable(None if temporary else folder),
    ):
        file, notes = _core.run(
            resolved,
            os.fspath(folder),
            seed=_other(seed, given.seed, resolved.seed),
            replications=_other(replications, given.replications, resolved.replications),
            policies=names,
            from_=snapshot,
            jobs=jobs,
            check=check,
            tick=tick,
        )
    for note in notes:
        _say(note)
    results = Results(file, temporary)
    _tell_parked(results)
    return results


def resume(folder: StrPath, *, jobs: int | None = None, check: bool = False, progress: bool = True) -> Results:
    """Goes on with a study that was interrupted, to the same results.

    Raises Error when the scenario, the model, a policy or the program is no longer the one that it was begun with, and
    when the folder is for a part of a study (`supplytwin run --part`), once that is done.
    """
    place = path_of("folder", folder)
    flag("check", check)
    jobs = whole("jobs", jobs, 1, _MOST_JOBS)
    with bar(progress) as tick, _resumable(folder):
        file, notes = _core.resume(place, jobs=jobs, check=check, tick=tick)
    for note in notes:
        _say(note)
    if not file:
        raise Error(f"{place}: its part of the study is done; `supplytwin merge` joins it with the others")
    return Results(file)


def _chosen(policies: Iterable[str] | None) -> list[str]:
    """The names of policies that a run is asked for; none for all of the scenario."""
    if policies is None:
        return []
    names = words("policies", policies)
    if not names:
        raise Error("policies: expected at least one; leave it out for all of the scenario")
    return names


@contextmanager
def _kept(given: Scenario, folder: Path) -> Iterator[_core.Resolved]:
    """The scenario read and checked. What was changed in memory is kept beside the study, as what it was made from."""
    beside = folder.with_name(folder.name + ".scenario")
    if given.is_as_read:
        yield given.resolve(beside)
    elif os.path.lexists(beside):
        with TemporaryDirectory(prefix="supplytwin-") as new, told(beside):
            given.save(new)
            if not _equal(Path(new), beside):
                raise Error(f"{beside}: is there already and is another scenario; choose another folder")
        yield _core.read(os.fspath(beside / "scenario.yaml"))
    else:
        with _gone_when_refused(beside, folder):
            yield given.resolve(beside)


@contextmanager
def _kept_snapshot(from_: StrPath | Snapshot | None, folder: Path) -> Iterator[str]:
    """The file of the snapshot to go on from, or nothing. One that has no file is kept beside the study."""
    beside = folder.with_name(folder.name + ".snapshot.h5")
    if from_ is None:
        yield ""
    elif not isinstance(from_, Snapshot):
        if isinstance(from_, World):
            raise TypeError("from_: expected a file or a Snapshot, found a World; its snapshot() is one")
        yield path_of("from_", from_, "a file or a Snapshot")
    elif os.path.lexists(beside):
        with TemporaryDirectory(prefix="supplytwin-") as new, told(beside):
            from_.restore().save(Path(new) / beside.name)
            if (Path(new) / beside.name).read_bytes() != beside.read_bytes():
                raise Error(f"{beside}: is there already and is another snapshot; choose another folder")
        yield str(beside)
    else:
        with _gone_when_refused(beside, folder):
            with told(beside.parent, "cannot be made"):
                beside.parent.mkdir(parents=True, exist_ok=True)
            from_.restore().save(beside)
            yield str(beside)


@contextmanager
def _gone_when_refused(beside: Path, folder: Path) -> Iterator[None]:
    """Removes what is kept beside a study again when no study was made from it."""
    study_was_there = os.path.lexists(folder)
    try:
        yield
    except Error:
        if study_was_there or not os.path.lexists(folder):
            with suppress(OSError):  # it may never have come to be
                shutil.rmtree(beside) if beside.is_dir() else beside.unlink()
        raise


def _equal(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files."""
    files = sorted(p.relative_to(one) for p in one.rglob("*"))
    if files != sorted(p.relative_to(other) for p in other.rglob("*")):
        return False
    return all((one / f).is_dir() or (one / f).read_bytes() == (other / f).read_bytes() for f in files)


@contextmanager
def _resumable(folder: StrPath | None) -> Iterator[None]:
    """Says how to go on with what an interrupt left in `folder`."""
    try:
        yield
    except KeyboardInterrupt:
        if folder is not None:
            _say(f"interrupted; go on with supplytwin.resume({os.fspath(folder)!r})")
        raise


def _other(asked: int | None, now: int, read: int) -> int | None:
    """What a run overrides: what was asked for, or what was changed since the scenario was read."""
    wanted = now if asked is None else asked
    return None if wanted == read else wanted


def _tell_parked(results: Results) -> None:
    """Says under which policies needs were left to a person and why, as the table of the command line does."""
    _, counts, _ = _core.values(str(results.file), list(_PARKED), "network")
    told = []
    for policy, (needs, by_error, without_rule) in zip(results.policies, counts[0].sum(axis=2), strict=True):
        because = {"held by an error in a rule": by_error, "because no rule applied": without_rule}
        why = ", ".join(f"{n:.0f} {words}" for words, n in because.items() if n > 0)
        if needs > 0:
            told.append(f"{needs:.0f} under {policy} ({why or 'held by a rule'})")
    if told:
        _say(
            f"needs left to a person: {', '.join(told)}, all replications together; "
            f"compare({list(_PARKED)}, by='site') tells where"
        )


def _say(note: str) -> None:
    print(f"supplytwin: {note}", file=sys.stderr)
