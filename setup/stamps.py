"""Knowing that a step is done already: its inputs are hashed, and the hash is kept beside what it made."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest_of(inputs: Iterable[Path | str]) -> str:
    """Hash texts, files, and folders with all that lies in them; the order and the names count."""
    total = hashlib.sha256()
    for item in inputs:
        if isinstance(item, str):
            total.update(f"text {item}\n".encode())
            continue
        for file in _files_of(item):
            total.update(f"file {file.relative_to(item.parent)} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def _files_of(item: Path) -> list[Path]:
    if item.is_dir():
        return sorted(file for file in item.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
    return [item] if item.exists() else []


def is_done(stamp: Path, digest: str) -> bool:
    """Tell whether the step was finished with these inputs."""
    return stamp.exists() and stamp.read_text(encoding="utf-8") == digest


def mark_done(stamp: Path, digest: str) -> None:
    """Note that the step is finished with these inputs."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest, encoding="utf-8")
