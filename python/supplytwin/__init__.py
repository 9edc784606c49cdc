"""A simulator and digital twin of a hospital supply network.

>>> import supplytwin as st
>>> results = st.run("scenarios/small.yaml", replications=2)
>>> results.compare(["fill_rate", "total_spend"])
"""

from supplytwin import policy
from supplytwin._core import __version__, configs
from supplytwin.errors import Error, Fault, InputError, ModelError, PolicyError, ScenarioError, StoreError
from supplytwin.kpi import kpis
from supplytwin.law import Law
from supplytwin.policy import Policy, load_policy
from supplytwin.results import Results, compare, open
from supplytwin.scenario import Scenario, load
from supplytwin.study import resume, run
from supplytwin.world import Figure, Levels, Snapshot, World

__all__ = [
    "Error",
    "Fault",
    "Figure",
    "InputError",
    "Law",
    "Levels",
    "ModelError",
    "Policy",
    "PolicyError",
    "Results",
    "Scenario",
    "ScenarioError",
    "Snapshot",
    "StoreError",
    "World",
    "__version__",
    "compare",
    "configs",
    "kpis",
    "load",
    "load_policy",
    "open",
    "policy",
    "resume",
    "run",
]
