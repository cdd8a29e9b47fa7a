"""What the tests of the house walk through: its routes, its files, its layers."""

import ast
import gc
import re
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "safeconduct"


@dataclass(frozen=True)
class Route:
    """One address of the system and the view that answers there."""

    address: str
    view: Any
    name: str

    @property
    def arguments(self) -> set[str]:
        return set(re.findall(r"<(?:\w+:)?(\w+)>", self.address))


def routes(resolver: URLResolver | None = None, before: str = "", space: str = "") -> Iterator[Route]:
    """Give every route of the URLconf."""
    resolver = resolver or get_resolver()
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Route(address, pattern.callback, f"{space}{pattern.name}")
        else:
            yield from routes(pattern, address, f"{space}{pattern.namespace}:" if pattern.namespace else space)


@cache
def tracked_files() -> tuple[Path, ...]:
    """Give every file that belongs to the project, by git's word, or by looking where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode == 0:
        return tuple(file for name in listed.stdout.decode().split("\0") if name and (file := ROOT / name).is_file())
    away = {".venv", "node_modules", "var", "build", "__pycache__", "built"}
    return tuple(file for file in ROOT.rglob("*") if file.is_file() and not away & set(file.relative_to(ROOT).parts))


def sources(pattern: str = "**/*.py") -> list[Path]:
    """Give the files of the package that match, migrations aside."""
    return sorted(file for file in PACKAGE.glob(pattern) if "migrations" not in file.parts)


def tree_of(file: Path) -> ast.Module:
    """Read a Python file, with nothing tidied up meanwhile: the browser driver switches stacks, which the reader takes for its own."""
    gc.disable()
    try:
        return ast.parse(file.read_text(encoding="utf-8"))
    finally:
        gc.enable()


def short(file: Path) -> str:
    """Name a file as a person would."""
    return str(file.relative_to(ROOT))


def layer_of_app() -> dict[str, int]:
    """Give the height of each app by the contract of import-linter; the lowest layer is 0."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "apps")
    return {name.strip(): height for height, layer in enumerate(reversed(layers)) for name in layer.replace(":", "|").split("|")}
