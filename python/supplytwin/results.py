"""Results of a study: as data sets, as tables, as pictures."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from supplytwin import _core
from supplytwin.errors import Error, StoreError
from supplytwin.kpi import chosen, words
from supplytwin.path import StrPath, path_of, told
from supplytwin.word import counted

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr
    from matplotlib.figure import Figure


_NUMBERS = ("mean", "lo", "hi", "diff", "diff_lo", "diff_hi", "correlation")


class Results:
    """The results of a study: every policy, every replication.

    `by` tells figures apart by `site`, `category` or `criticality` instead of for the whole `network`; figures of
    latency are known for the whole network only. A figure nobody knows raises ValueError with a suggestion, a damaged
    file StoreError.

    Results are equal (==) when their files are, figures that are not defined and provenance included: equal runs by one
    version of the program are. Tables of equal results are equal by `DataFrame.equals`, which takes NaN as equal to NaN;
    == between tables does not.
    """

    def __init__(self, file: StrPath, temporary: TemporaryDirectory[str] | None = None) -> None:
        """Opens a results file; `temporary` is the folder that lives as long as the results."""
        self.file = Path(path_of("file", file))
        self._temporary = temporary
        self._header: dict[str, Any] = _core.header(str(self.file))

    @property
    def scenario(self) -> str:
        """The name of the scenario."""
        return str(self._header["scenario"])

    @property
    def policies(self) -> list[str]:
        """The policies that competed, in name order."""
        return list(self._header["policy"])

    @property
    def baseline(self) -> str:
        """The policy that the others are compared with."""
        return str(self._header["baseline"])

    @property
    def replications(self) -> list[int]:
        """The numbers of the replications in the file."""
        return list(self._header["replication"])

    @property
    def provenance(self) -> dict[str, Any]:
        """All that the file says of itself: digests, seed, version, period [ms], axes."""
        return dict(self._header)

    def to_xarray(self) -> xr.Dataset:
        """Everything counted, as integers, by policy, replication, site, category and criticality, stage or day.

        The variables carry their units and long names; the file stays open behind the dataset until it is closed.
        """
        import xarray as xr

        return xr.open_dataset(self.file, engine="h5netcdf")

    def to_pandas(self, kpis: str | list[str] | None = None, by: str = "network") -> pd.DataFrame:
        """Figures by replication, one a row, after the part when `by` is given.

        Columns: `policy`, `replication`, `kpi`, `value` and `at_least`, whether too much was still under way at the
        end to say more than that the figure is `value` or more. All figures unless `kpis` names some. A figure that a
        replication has nothing to tell of is NaN. Units are those of `supplytwin.kpis()`.
        """
        import pandas as pd

        names = chosen(kpis, by)
        parts, values, at_least = _core.values(str(self.file), names, by)
        index = pd.MultiIndex.from_product(
            [parts, self.policies, names, self.replications], names=[by, "policy", "kpi", "replication"]
        )
        told = {"value": values.ravel(), "at_least": at_least.ravel()}
        tidy = pd.DataFrame(told, index=index).reset_index()
        return tidy[[*([by] if by != "network" else []), "policy", "replication", "kpi", "value", "at_least"]]

    def compare(self, kpis: str | list[str] | None = None, by: str = "network") -> pd.DataFrame:
        """Figures by policy with 95 % intervals, and paired differences from the baseline.

        Indexed by part (when `by` is given), kpi and policy. Columns: `mean`, `lo`, `hi`, `at_least`, `unit`, and of
        the difference from the baseline `diff`, `diff_lo`, `diff_hi` and `correlation`, that of the two policies over
        the replications. Where `at_least` is true some replication knows a lower bound alone, and so does the mean:
        it is `mean` or more. NaN stands for what is not known: intervals of a single replication and of lower bounds,
        differences from or between these, the baseline's difference from itself. Headline figures unless `kpis` names some.
        """
        import pandas as pd

        table = pd.DataFrame(list(self._rows(chosen(kpis, by, headline=True), by)))
        table = table.set_index([by, "kpi", "policy"]).astype(dict.fromkeys(_NUMBERS, float))
        return table.droplevel(0) if by == "network" else table

    def _rows(self, kpis: list[str], by: str) -> Iterator[dict[str, Any]]:
        told = json.loads(_core.comparison(str(self.file), kpis, by))
        nothing = dict.fromkeys(("diff", "lo", "hi", "correlation"))
        for part, figures in ({"network": told} if by == "network" else told["parts"]).items():
            for kpi in kpis:
                for policy in self.policies:
                    estimate = figures["policies"][policy]["kpi"][kpi]
                    paired = figures["paired"].get(policy, {}).get(kpi, nothing)
                    yield {
                        by: part,
                        "kpi": kpi,
                        "policy": policy,
                        **{name: estimate[name] for name in ("mean", "lo", "hi")},
                        "at_least": estimate.get("at_least", False),
                        "unit": estimate["unit"],
                        "diff": paired["diff"],
                        "diff_lo": paired["lo"],
                        "diff_hi": paired["hi"],
                        "correlation": paired["correlation"],
                    }

    def plot(self, kpi: str | list[str] | None = None) -> Figure:
        """Means by policy with 95 % intervals, one panel a figure: stockouts, fill rate and spend unless named.

        A triangle instead of a dot is a lower bound: the mean is that or more. Where no replication knows a figure stands n/a.
        The figure is not shown and not kept by pyplot; a notebook shows what its cell ends with.
        """
        from supplytwin.plot import USUAL, intervals

        return intervals(self.compare(USUAL if kpi is None else kpi), self.baseline)

    def __eq__(self, other: object) -> bool:
        """Whether the files are the same. Raises StoreError when one is no longer there."""
        return isinstance(other, Results) and self._header == other._header and self._content() == other._content()

    def __copy__(self) -> Results:
        return self  # nothing changes it, and a temporary folder lives as long as this does

    def __deepcopy__(self, memo: dict[int, Any]) -> Results:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        if self._temporary is not None:
            raise Error(f"{self!r} lies in a temporary folder; run(out=...) keeps what can be pickled")
        return Results, (str(self.file.absolute()),)

    def _content(self) -> bytes:
        with told(self.file, kind=StoreError):
            return self.file.read_bytes()

    def __hash__(self) -> int:
        return hash((self.scenario, self._header["scenario_sha256"], self._header["seed"], *self.policies))

    def __repr__(self) -> str:
        return (
            f"Results({self.scenario!r}, {counted(len(self.policies), 'policy', 'policies')}, {self._worlds()}, "
            f"{str(self.file)!r})"
        )

    def _worlds(self) -> str:
        return counted(len(self.replications), "replication", "replications")

    def _repr_html_(self) -> str:
        table = self.compare()
        order = sorted(self.policies, key=lambda name: (name != self.baseline, name))  # as in the table of a terminal
        head = "".join(f"<th>{escape(name)}{' (baseline)' * (name == self.baseline)}</th>" for name in order)
        rows = []
        for kpi, figures in table.groupby(level="kpi", sort=False):
            cells = "".join(f"<td>{_shown(row)}</td>" for row in figures.droplevel("kpi").loc[order].itertuples())
            title = f"<th title='{escape(words()[kpi]['doc'], quote=True)}'>{escape(words()[kpi]['title'])}"
            rows.append(f"<tr>{title} [{escape(words()[kpi]['unit'])}]</th>{cells}</tr>")
        caption = f"{escape(self.scenario)}: means of {self._worlds()} ± half of a 95 % interval, or its ends"
        return (
            f"<table><caption>{caption}</caption><thead><tr><th></th>{head}</tr></thead>"
            f"<tbody>{''.join(rows)}</tbody></table>"
        )


def _shown(row: Any) -> str:
    """A mean with its half-width, both to the second digit of that; alone when there is no interval, ≥ a lower bound.

    An interval that is cut where a share must end is shown by its ends.
    """
    if math.isnan(row.mean):
        return "n/a"
    if row.at_least:
        return f"≥ {row.mean:,.4g}"
    half = (row.hi - row.lo) / 2
    if not half > 0:
        return f"{row.mean:,.4g}"
    decimals = max(0, 1 - math.floor(math.log10(half)))
    if abs(row.hi + row.lo - 2 * row.mean) > 1e-6 * half + 1e-9 * abs(row.mean):
        return f"{row.mean:,.{decimals}f} ({row.lo:,.{decimals}f}..{row.hi:,.{decimals}f})"
    return f"{row.mean:,.{decimals}f} ± {half:,.{decimals}f}"


def open(path: StrPath) -> Results:
    """Opens the folder of a study, or a results file. Raises StoreError when it is not complete or damaged."""
    named = Path(path_of("path", path, "the folder of a study or a results file"))
    with told(named, kind=StoreError):
        file = named / "results.h5" if named.is_dir() else named
        if not file.exists() and (named / "study.txt").exists():
            raise StoreError(f"{named}: not complete; supplytwin.resume({str(named)!r}) finishes it")
    return Results(file)


def compare(results: StrPath | Results, kpis: str | list[str] | None = None, by: str = "network") -> pd.DataFrame:
    """Compares the policies of results, or of the folder or file that holds them; see `Results.compare`."""
    return (results if isinstance(results, Results) else open(results)).compare(kpis, by)
