"""Check a package that was handed over: its files against its manifest, its number against its chain. No name is needed for that."""

import hashlib
import io
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from safeconduct.petitions.rules.chain import BrokenLink, Chain, read_chain
from safeconduct.petitions.rules.package import counts_csv

STEP = 1024 * 1024
NAMED = ("public", "addressee")
MANIFEST = "manifest.json"


@dataclass(slots=True)
class Checked:
    """What was found. ``problems`` is empty where everything fits; ``absent`` are files that were taken out, such as those with names."""

    petition: str = ""
    on: str = ""
    confirmed: int = 0
    named: int = 0
    head: str = ""
    manifest: str = ""
    files: int = 0
    absent: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def check_package(file: BinaryIO) -> Checked:
    """Check a package (a zip archive, opened for reading), never with more than a piece of it in memory."""
    checked = Checked()
    try:
        with ZipFile(file) as archive:
            _check(archive, checked)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError):
        checked.problems.append("This is no zip archive, or it was damaged. A sealed package (.zip.age) must be opened first.")
    return checked


def _check(archive: ZipFile, checked: Checked) -> None:
    try:
        manifest = json.loads(archive.read(MANIFEST))
        listed = {str(one["name"]): (int(one["size"]), str(one["sha256"])) for one in manifest["files"]}
        checked.petition, checked.on, checked.head = str(manifest["petition"]), str(manifest["on"]), str(manifest["chain"])
        checked.confirmed, checked.named = int(manifest["confirmed"]), int(manifest["named"])
    except (KeyError, ValueError, TypeError):
        checked.problems.append("The package has no manifest, or it cannot be read.")
        return
    checked.manifest = hashlib.sha256(archive.read(MANIFEST)).hexdigest()
    names = set(archive.namelist()) - {MANIFEST}
    checked.absent = sorted(set(listed) - names)
    checked.problems += [f"{name} is not in the manifest." for name in sorted(names - set(listed))]
    for name in sorted(names & set(listed)):
        checked.files += 1
        if _sum(archive, name) != listed[name]:
            checked.problems.append(f"{name} is not the file of the manifest.")
    _check_chain(archive, manifest, checked)


def _check_chain(archive: ZipFile, manifest: dict[str, Any], checked: Checked) -> None:
    files = sorted(one["name"] for one in manifest["files"] if one["name"].startswith("chain/"))
    if set(files) & set(checked.absent):
        checked.problems.append("Parts of the chain are not here, so nobody can check the number.")
        return
    try:
        chain = read_chain(checked.petition, _lines(archive, files))
    except (BrokenLink, UnicodeDecodeError) as problem:
        checked.problems.append(f"The chain is broken. {problem}")
        return
    if chain.count != checked.confirmed:
        checked.problems.append(f"The chain has {chain.count} links; the package says that {checked.confirmed} signed.")
    if chain.head.hex() != checked.head:
        checked.problems.append("The head of the chain is another than the package says.")
    if _named(chain) < checked.named:
        checked.problems.append("The list names more people than agreed to it.")
    if "counts.csv" not in checked.absent and archive.read("counts.csv").decode("utf-8", "replace") != "".join(counts_csv(chain.kinds)):
        checked.problems.append("counts.csv says other numbers than the chain.")


def _named(chain: Chain) -> int:
    return sum(number for (_country, _channel, visibility), number in chain.kinds.items() if visibility in NAMED)


def _lines(archive: ZipFile, files: list[str]) -> Iterator[str]:
    for name in files:
        with archive.open(name) as file:
            yield from io.TextIOWrapper(file, encoding="ascii", newline="\n")


def _sum(archive: ZipFile, name: str) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with archive.open(name) as file:
        while piece := file.read(STEP):
            digest.update(piece)
            size += len(piece)
    return size, digest.hexdigest()
