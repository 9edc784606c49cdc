"""Progress bars, where somebody looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tick = Callable[[int, int], None]
"""Takes simulated and total time [ms]."""

_DAY = 86_400_000  # ms


def _in_notebook() -> bool:
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return shell is not None and shell.__class__.__name__ == "ZMQInteractiveShell"


@contextmanager
def bar(wanted: bool) -> Iterator[Tick | None]:
    """A bar of tqdm on standard error, or None: without tqdm, or where there is neither terminal nor notebook."""
    if not wanted or not (sys.stderr.isatty() or _in_notebook()):
        yield None
        return
    try:
        from tqdm import tqdm
    except ImportError:
        yield None
        return
    with tqdm(unit=" simulated days", mininterval=0.5, leave=False) as shown:

        def tick(simulated: int, total: int) -> None:
            shown.total = total // _DAY
            shown.update(simulated // _DAY - shown.n)

        yield tick
