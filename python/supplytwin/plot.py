"""Pictures of comparisons."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from supplytwin.kpi import words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

USUAL = ["critical_stockout_hours", "stockout_hours", "fill_rate", "net_spend"]
"""What is drawn unless figures are named."""

_BASELINE, _OTHERS = "#555555", "#0072b2"
_LARGE = 10_000  # from here on ticks read 20 k, 2 M


def intervals(table: pd.DataFrame, baseline: str) -> Figure:
    """Panels of means with intervals, one a figure, from a table of `Results.compare`; the baseline as a line.

    A lower bound is a triangle that points to where the figure may be; what is not defined is n/a.
    """
    from matplotlib import pyplot
    from matplotlib.ticker import EngFormatter

    names = list(table.index.unique("kpi"))
    policies = list(table.index.unique("policy"))
    columns = min(len(names), 2)
    rows = -(-len(names) // columns)
    size = (5 * columns, (0.9 + 0.35 * len(policies)) * rows)
    figure, axes = pyplot.subplots(rows, columns, squeeze=False, sharey=True, figsize=size, layout="constrained")
    pyplot.close(figure)  # or a notebook would show it twice
    for panel in axes.flat[len(names) :]:
        panel.remove()
    for panel, name in zip(axes.flat, names, strict=False):
        figures = table.xs(name, level="kpi").loc[policies]
        for place, (policy, row) in enumerate(figures.iterrows()):
            colour = _BASELINE if policy == baseline else _OTHERS
            panel.plot([row["lo"], row["hi"]], [place, place], color=colour, linewidth=2, solid_capstyle="round")
            panel.plot(row["mean"], place, ">" if row["at_least"] else "o", color=colour)
            if math.isnan(row["mean"]):
                panel.text(0.01, place, "n/a", transform=panel.get_yaxis_transform(), va="center", color=colour)
        panel.axvline(figures.loc[baseline, "mean"], color=_BASELINE, linewidth=0.8, linestyle=":")
        panel.set_yticks(range(len(policies)), policies)
        panel.set_ylim(len(policies) - 0.5, -0.5)
        better = {"lower": ", lower is better", "higher": ", higher is better"}.get(words()[name]["better"], "")
        panel.set_title(words()[name]["title"] + better, fontsize=10, loc="left")
        unit = "share" if words()[name]["unit"] == "1" else words()[name]["unit"]
        panel.set_xlabel(unit + ", ▸ that or more" * bool(figures["at_least"].any()))
        if figures["mean"].isna().all():
            panel.set_xticks([])
        else:
            panel.locator_params(axis="x", nbins=5)
        if abs(figures["mean"]).max() >= _LARGE:
            panel.xaxis.set_major_formatter(EngFormatter(sep=" "))
        panel.spines[["top", "right"]].set_visible(False)
    return figure
