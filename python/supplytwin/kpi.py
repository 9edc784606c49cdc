"""The figures that a comparison gives, and what each of them means."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, TypedDict

from supplytwin import _core
from supplytwin.word import word
from supplytwin.word import words as checked

if TYPE_CHECKING:
    import pandas as pd


class Words(TypedDict):
    """What a figure is."""

    title: str
    unit: str
    doc: str
    group: str
    better: str
    headline: bool
    by_group: bool


@cache
def words() -> dict[str, Words]:
    """Every figure by its name, in the order in which they are shown."""
    figures: dict[str, Words] = json.loads(_core.kpi_list())
    return figures


def kpis() -> pd.DataFrame:
    """Every figure: one row a figure, indexed by its name.

    Columns: `title`, `unit`, `doc` (one line), `group`, `better` (lower, higher or neither), `headline` (shown
    unless others are asked for) and `by_group` (whether it is told by site, category and criticality too).
    """
    import pandas as pd

    return pd.DataFrame.from_dict(words(), orient="index").rename_axis("kpi")


def chosen(names: str | list[str] | None, by: str = "network", *, headline: bool = False) -> list[str]:
    """The figures that a call means: those named, or else all there are for `by`, or the headline ones of them.

    Raises TypeError for what is no list of names, ValueError for an empty one and for a figure named twice.
    """
    word("by", by)
    if names is not None:
        named = [names] if isinstance(names, str) else checked("kpis", names)
        if not named:
            raise ValueError("kpis: expected at least one figure; leave it out for the usual ones")
        for place, name in enumerate(named):
            if name in named[:place]:
                raise ValueError(f"kpis: {name!r} is named twice")
        return named
    return [
        name
        for name, figure in words().items()
        if (by == "network" or figure["by_group"]) and (figure["headline"] or not headline)
    ]
