"""Reads the tables of the demonstration."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

Table = dict[str, Any]

FOLDER = Path(str(files("safeconduct.demo"))) / "data"
DOCUMENTS = FOLDER / "documents"


@cache
def table(name: str) -> Table:
    """Give a file of the data folder as TOML reads it: ``crisis``, ``documents/documents``."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def rows(name: str, kind: str) -> list[Table]:
    """Give the tables of this kind in a file, or in every file of a folder in the order of their names."""
    folder = FOLDER / name
    names = [f"{name}/{path.stem}" for path in sorted(folder.glob("*.toml"))] if folder.is_dir() else [name]
    return [row for one in names for row in table(one)[kind]]


def by_key(name: str, kind: str) -> dict[str, Table]:
    """Give the tables of this kind by their keys."""
    return {row["key"]: row for row in rows(name, kind)}
