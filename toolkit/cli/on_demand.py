"""A group of commands that imports each one when it is asked for; its help imports them all."""

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_group


def group_of(places: Mapping[str, str]) -> type[TyperGroup]:
    """Return the kind of group whose commands lie at `places`: by name, ``module:what`` in this package."""

    class Group(TyperGroup):
        """The commands at `places`, in their order."""

        def __init__(self, **settings: Any) -> None:  # noqa: ANN401 (typer's own settings, passed on)
            super().__init__(**settings)
            self.commands = _Imported(places)

    return Group


class _Imported(MutableMapping[str, Any]):
    """Commands by name, imported when they are looked up; to know their names imports nothing."""

    def __init__(self, places: Mapping[str, str]) -> None:
        self._places = dict(places)
        self._found: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 (typer keeps the type of a command private)
        if name not in self._found:
            self._found[name] = _imported(name, self._places[name])
        return self._found[name]

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __setitem__(self, name: str, command: Any) -> None:  # noqa: ANN401 (same)
        self._places.setdefault(name, "")
        self._found[name] = command

    def __delitem__(self, name: str) -> None:
        del self._places[name]
        self._found.pop(name, None)


def _imported(name: str, place: str) -> Any:  # noqa: ANN401 (same)
    module, _, what = place.partition(":")
    found = getattr(import_module(f"toolkit.cli.{module}"), what)
    holder = typer.Typer(rich_markup_mode=None)
    if isinstance(found, typer.Typer):
        holder.add_typer(found, name=name)
    else:
        holder.command(name)(found)
    return get_group(holder).commands[name]
