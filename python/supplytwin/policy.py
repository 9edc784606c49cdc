"""Policies as production embeds them: load, project, decide, explain, commit, advance, save and restore.

Everything goes through the C library, so a host in Python decides as one in C, and as the simulator.

>>> import supplytwin as st
>>> policy = st.load_policy("models/policies/transfer-first.yaml")
>>> policy.name
'transfer-first'
"""

from __future__ import annotations

from supplytwin._core.policy import (
    Breaker,
    Call,
    Decision,
    Master,
    MasterBuilder,
    Policy,
    Stock,
    View,
    read_public_key,
)
from supplytwin.path import StrPath, path_of

__all__ = [
    "Breaker",
    "Call",
    "Decision",
    "Master",
    "MasterBuilder",
    "Policy",
    "Stock",
    "View",
    "load_policy",
    "read_public_key",
]


def load_policy(file: StrPath) -> Policy:
    """A policy from YAML, or from the canonical bytes that `supplytwin policy compile` writes.

    Raises PolicyError with every fault of the file.
    """
    return Policy.of_file(path_of("file", file))
