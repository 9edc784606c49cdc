"""Lists inside a scenario."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, SupportsIndex


class Rows(list[Any]):
    """A list that takes what its field holds, and nothing else: TypeError at once, not when the scenario is run."""

    _name = "list"
    _kind: type = object

    def __init__(self, items: Iterable[Any] = (), name: str = "list", kind: type = object) -> None:
        """Takes its first items, the name of its field, and of what class all items are."""
        self._name, self._kind = name, kind
        super().__init__(self._held(items))

    def append(self, item: Any) -> None:
        """Adds an item."""
        super().append(self._one(item))

    def insert(self, index: SupportsIndex, item: Any) -> None:
        """Puts an item before another."""
        super().insert(index, self._one(item))

    def extend(self, items: Iterable[Any]) -> None:
        """Adds items."""
        super().extend(self._held(items))

    def __iadd__(self, items: Iterable[Any]) -> Rows:  # type: ignore[misc]
        self.extend(items)
        return self

    def __setitem__(self, index: Any, value: Any) -> None:
        super().__setitem__(index, self._held(value) if isinstance(index, slice) else self._one(value))

    def _one(self, item: Any) -> Any:
        if not isinstance(item, self._kind):
            raise TypeError(f"{self._name}: expected {self._kind.__name__}, found {item!r}")
        return item

    def _held(self, items: Iterable[Any]) -> list[Any]:
        return [self._one(item) for item in items]
